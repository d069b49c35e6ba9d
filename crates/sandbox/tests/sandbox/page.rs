//! The sandbox's own page, as a browser without script meets it.

use std::time::Duration;

use http::Method;
use ponte_sandbox::serve::Config;
use serde_json::{Value, json};

use crate::running::{Sandbox, Sent};

async fn page(sandbox: &Sandbox, path: &str) -> String {
    let url = sandbox.running.control.join(path).expect("a path");
    let (status, text) = sandbox
        .send(Method::GET, url, Sent::default(), Duration::from_secs(5))
        .await
        .expect("a page");
    assert_eq!(status, 200, "{path}");
    String::from_utf8(text.into()).expect("UTF-8")
}

async fn post(sandbox: &Sandbox, path: &str, form: &str) -> u16 {
    let url = sandbox.running.control.join(path).expect("a path");
    let sent = Sent {
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: form.to_owned(),
    };
    let (status, _) = sandbox
        .send(Method::POST, url, sent, Duration::from_secs(5))
        .await
        .expect("an answer");
    status.as_u16()
}

async fn first_product(sandbox: &Sandbox) -> Value {
    let (_, list) = sandbox
        .control("GET", "/products?limit=1", Value::Null)
        .await;
    list["products"][0].clone()
}

#[tokio::test]
async fn both_sides_are_seen_at_a_glance() {
    let sandbox = Sandbox::lived_in().await;
    let html = page(&sandbox, "/").await;
    for seen in [
        "Mocassino Ninfea 38",
        "NIN-38",
        "Tigli",
        "Maglietta del negozio",
        "disponibili 11",
        "0 chiamate su 360",
        "Nessuno acceso",
    ] {
        assert!(html.contains(seen), "{seen}");
    }
}

#[tokio::test]
async fn no_page_holds_script_or_style_of_its_own() {
    let sandbox = Sandbox::lived_in().await;
    let article = format!(
        "/articolo/{}",
        first_product(&sandbox).await["id"].as_str().expect("an id")
    );
    for path in ["/", "/guasti", "/dubbi", "/chiamate", "/api", &article] {
        let html = page(&sandbox, path).await;
        assert!(!html.contains(" style="), "{path}");
        assert!(!html.contains("<style"), "{path}");
        assert_eq!(
            html.matches("<script").count(),
            html.matches("<script type=\"module\" src=").count(),
            "{path}"
        );
        assert!(!html.contains(" onclick="), "{path}");
    }
    assert!(
        page(&sandbox, "/static/sandbox.css")
            .await
            .contains("--paper")
    );
    assert!(
        page(&sandbox, "/static/live.js")
            .await
            .contains("data-live")
    );
}

#[tokio::test]
async fn a_click_changes_the_till_and_tells_when_the_shop_was_written_to() {
    let sandbox = Sandbox::lived_in().await;
    let id = first_product(&sandbox).await["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    assert_eq!(
        post(
            &sandbox,
            &format!("/articolo/{id}/prezzo"),
            "price=101%2C50"
        )
        .await,
        303
    );
    assert_eq!(
        post(
            &sandbox,
            &format!("/articolo/{id}/nome"),
            "name=Ninfea+Pi%C3%B9"
        )
        .await,
        303
    );
    let product = first_product(&sandbox).await;
    assert_eq!(
        (&product["name"], &product["variants"][0]["price"]),
        (&json!("Ninfea Più"), &json!("101.50"))
    );
    assert!(
        page(&sandbox, "/")
            .await
            .contains("Il negozio non lo sa ancora.")
    );
    sandbox
        .shop("POST", "/v1.1/categories/category.json", "name=A")
        .await
        .expect("an answer");
    let html = page(&sandbox, "/").await;
    assert!(
        html.contains("Il negozio lo sa dopo 0,") && html.contains("Una scrittura"),
        "{html}"
    );
}

#[tokio::test]
async fn stock_channel_and_removal_are_one_click_each() {
    let sandbox = Sandbox::lived_in().await;
    let product = first_product(&sandbox).await;
    let article = format!("/articolo/{}", product["id"].as_str().expect("an id"));
    let form = format!(
        "variant={}&point=101&quantity=33",
        product["variants"][0]["id"].as_str().expect("an id")
    );
    post(&sandbox, &format!("{article}/giacenza"), &form).await;
    post(&sandbox, &format!("{article}/ecommerce"), "on=false").await;
    let after = first_product(&sandbox).await;
    assert_eq!(
        (
            &after["variants"][0]["stock"]["101"]["quantity"],
            &after["ecommerce"]
        ),
        (&json!("33"), &json!(false))
    );
    assert!(
        page(&sandbox, &article)
            .await
            .contains("Accendi per l’e-commerce")
    );
    post(&sandbox, &format!("{article}/togli"), "").await;
    assert_ne!(first_product(&sandbox).await["id"], product["id"]);
}

#[tokio::test]
async fn what_cannot_be_read_changes_nothing_and_says_so() {
    let sandbox = Sandbox::lived_in().await;
    let product = first_product(&sandbox).await;
    let article = format!("/articolo/{}", product["id"].as_str().expect("an id"));
    post(&sandbox, &format!("{article}/prezzo"), "price=cento").await;
    assert_eq!(first_product(&sandbox).await, product);
    assert!(
        page(&sandbox, "/")
            .await
            .contains("“cento” non è un numero")
    );
}

#[tokio::test]
async fn articles_are_added_at_random_generated_and_imported_from_a_file() {
    let sandbox = Sandbox::bare().await;
    let total = async || {
        let (_, list) = sandbox
            .control("GET", "/products?limit=0", Value::Null)
            .await;
        list["total"].as_u64().expect("a number")
    };
    assert_eq!(post(&sandbox, "/azioni/aggiungi", "").await, 303);
    assert_eq!(total().await, 10);
    post(
        &sandbox,
        "/azioni/genera",
        "products=5&seed=2&kind=food&odd=true",
    )
    .await;
    assert_eq!(total().await, 15);
    let url = sandbox
        .running
        .control
        .join("/azioni/importa")
        .expect("a path");
    let body = "--b\r\nContent-Disposition: form-data; name=\"csv\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n\
                Handle,Title,Variant Price\na,Uno,5\nb,Due,6\n\r\n--b--\r\n";
    let sent = Sent {
        headers: &[("content-type", "multipart/form-data; boundary=b")],
        body: body.to_owned(),
    };
    let answer = sandbox
        .send(Method::POST, url, sent, Duration::from_secs(5))
        .await;
    assert_eq!(answer.expect("an answer").0, 303);
    assert_eq!(total().await, 17);
}

#[tokio::test]
async fn a_fault_is_lit_and_put_out_by_click() {
    let sandbox = Sandbox::bare().await;
    assert_eq!(
        post(&sandbox, "/azioni/guasto", "service=shop&kind=429&times=2").await,
        303
    );
    let (status, _) = sandbox
        .shop("GET", "/v1.1/store/info.json", "")
        .await
        .expect("an answer");
    assert_eq!(status, 429);
    let html = page(&sandbox, "/guasti").await;
    assert!(html.contains("Troppe chiamate (429)") && html.contains("1 su 2"));
    post(&sandbox, "/azioni/guasto/1/spegni", "").await;
    let (status, _) = sandbox
        .shop("GET", "/v1.1/store/info.json", "")
        .await
        .expect("an answer");
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_doubt_is_switched_by_click() {
    let sandbox = Sandbox::bare().await;
    post(&sandbox, "/azioni/dubbio", "name=shop.errors&value=nested").await;
    assert!(page(&sandbox, "/dubbi").await.contains("supposto: flat"));
    assert_eq!(
        sandbox.world.lock().switches.shop_errors.to_string(),
        "nested"
    );
    post(&sandbox, "/azioni/dubbi/da-capo", "").await;
    assert_eq!(
        sandbox.world.lock().switches.shop_errors.to_string(),
        "flat"
    );
}

#[tokio::test]
async fn names_from_outside_are_text_and_never_markup() {
    let sandbox = Sandbox::bare().await;
    let product = json!({"name": "<script>alert(1)</script>", "ecommerce": true, "variants": [{"price": "1"}]});
    sandbox.control("POST", "/products", product.clone()).await;
    sandbox.control("POST", "/shop/products", product).await;
    let html = page(&sandbox, "/?cerca=%3Cscript").await;
    assert!(
        html.contains("script&#62;alert") || html.contains("script&gt;alert"),
        "{html}"
    );
    assert!(!html.contains("<script>alert"));
}

#[tokio::test]
async fn another_site_in_the_same_browser_cannot_change_anything() {
    let sandbox = Sandbox::bare().await;
    for path in ["/reset", "/azioni/aggiungi"] {
        let url = sandbox.running.control.join(path).expect("a path");
        let sent = Sent {
            headers: &[("sec-fetch-site", "cross-site")],
            body: "{}".to_owned(),
        };
        let answer = sandbox
            .send(Method::POST, url, sent, Duration::from_secs(5))
            .await;
        assert_eq!(answer.expect("an answer").0, 403, "{path}");
    }
}

#[tokio::test]
async fn the_second_tenant_has_the_same_pages() {
    let config = Config {
        tenants: 2,
        ..Config::default()
    };
    let sandbox = Sandbox::start(config).await;
    let instance = &sandbox.running.accounts[1].instance;
    post(
        &sandbox,
        &format!("/azioni/aggiungi?instance={instance}"),
        "",
    )
    .await;
    let (_, list) = sandbox
        .control(
            "GET",
            &format!("/products?instance={instance}&limit=0"),
            Value::Null,
        )
        .await;
    assert_eq!(list["total"], 160);
    let html = page(&sandbox, &format!("/?instance={instance}")).await;
    assert!(html.contains(&format!("/azioni/aggiungi?instance={instance}")));
}

#[tokio::test]
async fn a_shopper_sees_what_is_visible_and_nothing_else() {
    let world =
        ponte_sandbox::World::with_tenants(std::sync::Arc::new(ponte_transport::SystemClock), 1, 1);
    ponte_sandbox::lived_in::begin(&world, ponte_sandbox::lived_in::Start::LivedIn, 1);
    let (visible, title) = {
        let state = world.lock();
        let product = state.tenants[0]
            .shop
            .products
            .iter()
            .find(|one| one.visible);
        let product = product.expect("a visible product");
        (product.uid, product.title.clone())
    };
    let router = ponte_sandbox::page::shopper::router(world);
    let get = |path: String| {
        let call = http::Request::builder()
            .uri(path)
            .body(axum::body::Body::empty());
        tower::ServiceExt::oneshot(router.clone(), call.expect("a request"))
    };
    let answer = get(format!("/product/{visible}/qualunque"))
        .await
        .expect("an answer");
    assert_eq!(answer.status(), 200);
    let body = http_body_util::BodyExt::collect(answer.into_body())
        .await
        .expect("a body");
    let text = String::from_utf8_lossy(&body.to_bytes()).into_owned();
    assert!(text.contains(&title), "{text}");
    assert_eq!(
        get("/product/1".to_owned())
            .await
            .expect("an answer")
            .status(),
        404
    );
}
