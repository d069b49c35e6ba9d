//! The shop's orders on the sandbox's own page: buying and what follows, by click.

use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use crate::running::{Sandbox, Sent};

/// A bare sandbox whose shop sells two pieces of one article, and a shirt in two sizes, one sold out.
async fn selling() -> (Sandbox, u64, u64) {
    let sandbox = Sandbox::bare().await;
    let simple = json!({"name": "Borsa", "vat": 22, "ecommerce": true,
        "variants": [{"sku": "BOR", "price": "50", "stock": [2]}]});
    let sized = json!({"name": "Maglietta", "vat": 22, "ecommerce": true, "options": ["Taglia"],
        "variants": [{"values": ["S"], "sku": "S", "price": "19", "stock": [1]},
                     {"values": ["M"], "sku": "M", "price": "19", "stock": [0]}]});
    let mut uids = Vec::new();
    for product in [simple, sized] {
        let (_, uid) = sandbox.control("POST", "/shop/products", product).await;
        uids.push(uid.as_u64().expect("a uid"));
    }
    (sandbox, uids[0], uids[1])
}

async fn page(sandbox: &Sandbox) -> String {
    page_at(sandbox, "/").await
}

async fn page_at(sandbox: &Sandbox, path: &str) -> String {
    let url = sandbox.running.control.join(path).expect("a path");
    let patience = Duration::from_secs(5);
    let answer = sandbox
        .send(Method::GET, url, Sent::default(), patience)
        .await;
    let (status, text) = answer.expect("a page");
    assert_eq!(status, 200);
    String::from_utf8(text.into()).expect("UTF-8")
}

async fn click(sandbox: &Sandbox, path: &str, form: &str) {
    let url = sandbox.running.control.join(path).expect("a path");
    let sent = Sent {
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: form.to_owned(),
    };
    let answer = sandbox
        .send(Method::POST, url, sent, Duration::from_secs(5))
        .await;
    assert_eq!(answer.expect("an answer").0, 303, "{path}");
}

async fn orders(sandbox: &Sandbox) -> Vec<Value> {
    let (_, list) = sandbox.control("GET", "/shop/orders", Value::Null).await;
    list["orders"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn a_shopper_buys_by_click_and_the_order_stands_on_the_page() {
    let (sandbox, bag, shirt) = selling().await;
    assert!(page(&sandbox).await.contains("Nessuno ha ancora comprato"));
    click(&sandbox, "/azioni/compra", &format!("uid={bag}")).await;
    click(
        &sandbox,
        "/azioni/compra",
        &format!("uid={shirt}&superkey=s"),
    )
    .await;
    let orders = orders(&sandbox).await;
    assert_eq!(orders[0]["lines"][0]["superkey"], "s");
    assert_eq!(orders[1]["total"], "56.9");
    let html = page(&sandbox).await;
    let id = orders[0]["id"].as_str().expect("an id");
    for seen in [
        id,
        "1 × Maglietta s",
        "Attesa pagamento",
        "2 ordini",
        "disponibili 1",
        "25,90",
    ] {
        assert!(html.contains(seen), "{seen}");
    }
}

#[tokio::test]
async fn what_is_sold_out_has_a_dead_button_and_a_late_click_is_told_so() {
    let (sandbox, _, shirt) = selling().await;
    assert!(!page(&sandbox).await.contains("value=\"m\""));
    let form = format!("uid={shirt}&superkey=m");
    click(&sandbox, "/azioni/compra", &form).await;
    assert!(
        page(&sandbox)
            .await
            .contains("Maglietta m è esaurito: il negozio ne ha 0 pezzi.")
    );
    assert_eq!(orders(&sandbox).await, [] as [Value; 0]);
    let form = format!("uid={shirt}&superkey=s");
    click(&sandbox, "/azioni/compra", &form).await;
    let dead = "aria-label=\"Compra nel negozio 1 Maglietta\" disabled";
    assert!(page(&sandbox).await.contains(dead));
}

#[tokio::test]
async fn an_order_is_paid_shipped_and_cancelled_by_click_where_that_makes_sense() {
    let (sandbox, bag, _) = selling().await;
    click(&sandbox, "/azioni/compra", &format!("uid={bag}")).await;
    let id = orders(&sandbox).await[0]["id"].clone();
    let id = id.as_str().expect("an id");
    let path = |action: &str| format!("/azioni/ordine/{id}/{action}");
    let buttons = async || {
        let html = page(&sandbox).await;
        ["paga", "spedisci", "annulla"].map(|action| html.contains(&path(action)))
    };
    assert_eq!(buttons().await, [true, false, true]);
    click(&sandbox, &path("paga"), "").await;
    assert_eq!(buttons().await, [false, true, true]);
    click(&sandbox, &path("spedisci"), "").await;
    assert_eq!(buttons().await, [false, false, false]);
    assert_eq!(orders(&sandbox).await[0]["status"], 3);
    click(&sandbox, &path("annulla"), "").await;
    assert_eq!(orders(&sandbox).await[0]["status"], 7);
    click(&sandbox, &path("brucia"), "").await;
    assert!(page(&sandbox).await.contains("Non è cambiato nulla"));
}

#[tokio::test]
async fn a_purchase_asks_for_all_that_a_checkout_asks_for() {
    let (sandbox, bag, _) = selling().await;
    let html = page_at(&sandbox, &format!("/compra/{bag}")).await;
    for seen in [
        "disponibili 2",
        "Corriere, 6,90",
        "Ritiro in Via dei Tigli",
        "Contrassegno",
    ] {
        assert!(html.contains(seen), "{seen}");
    }
    let form = format!(
        "uid={bag}&count=2&shipping=Ritiro+in+Via+dei+Tigli&payment=mark&coupon=TEN&coupon_value=10\
         &coupon_kind=percent&paid=true&fullname=Rossi+srl&company=Rossi+srl&vat=01234567897\
         &email=a%40rossi.test&addr1=Via+Po+1&city=Torino"
    );
    click(&sandbox, "/azioni/compra", &form).await;
    let order = orders(&sandbox).await.remove(0);
    for (field, expected) in [
        ("total", json!("93.5")),
        ("discount", json!("10")),
        ("coupon", json!("TEN")),
        ("company", json!("Rossi srl")),
        ("vat", json!("01234567897")),
        (
            "shipping",
            json!({"profile": "Ritiro in Via dei Tigli", "amount": "0"}),
        ),
        ("payment", json!({"method": "mark", "fee": "3.50"})),
        ("status", json!(1)),
    ] {
        assert_eq!(order[field], expected, "{field}");
    }
    let wrong = format!("uid={bag}&coupon=TEN&coupon_value=molto");
    click(&sandbox, "/azioni/compra", &wrong).await;
    assert!(
        page(&sandbox)
            .await
            .contains("“molto” non è il valore di un buono")
    );
}

#[tokio::test]
async fn an_article_of_0_pieces_says_so_until_the_tills_stock_is_brought_over() {
    let sandbox = Sandbox::bare().await;
    let product = json!({"name": "Borsa", "category": "Borse", "vat": 22, "ecommerce": true,
        "variants": [{"sku": "BOR", "price": "50", "stock": [2, 3]}]});
    sandbox.control("POST", "/products", product.clone()).await;
    let (_, uid) = sandbox.control("POST", "/shop/products", product).await;
    let empty = json!({"sku": "BOR", "quantity": 0});
    sandbox.control("PUT", "/shop/stock", empty).await;
    assert!(page(&sandbox).await.contains("esaurito, 0 pezzi"));
    let html = page_at(&sandbox, &format!("/compra/{uid}")).await;
    assert!(html.contains("Il negozio ne ha 0 pezzi") && !html.contains("/azioni/compra"));
    click(&sandbox, "/azioni/giacenze", "").await;
    let html = page(&sandbox).await;
    assert!(
        html.contains("Giacenze portate nel negozio: 1 codice"),
        "{html}"
    );
    assert!(html.contains("disponibili 5"));
}

#[tokio::test]
async fn an_order_has_a_page_with_its_lines_its_parcel_and_every_state() {
    let (sandbox, bag, _) = selling().await;
    click(&sandbox, "/azioni/compra", &format!("uid={bag}")).await;
    let id = orders(&sandbox).await[0]["id"].clone();
    let id = id.as_str().expect("an id");
    let path = |action: &str| format!("/azioni/ordine/{id}/{action}");
    let own = format!("/ordine/{id}");
    assert!(page(&sandbox).await.contains(&own));
    let html = page_at(&sandbox, &own).await;
    for seen in ["BOR", "Attesa pagamento", "56,90", "Cliente Prova", "8 · "] {
        assert!(html.contains(seen), "{seen}");
    }
    let more = format!("riga-{bag}-=2&codice=S&pezzi=1");
    click(&sandbox, &path("righe"), &more).await;
    let count = |order: &Value| order["lines"].as_array().expect("lines").len();
    assert_eq!(count(&orders(&sandbox).await[0]), 2);
    click(&sandbox, &path("righe"), &format!("riga-{bag}-=9")).await;
    assert!(page(&sandbox).await.contains("Borsa: ne restano 2"));
    click(&sandbox, &path("righe"), &format!("riga-{bag}-=0&codice=S")).await;
    let order = orders(&sandbox).await.remove(0);
    assert_eq!((count(&order), &order["lines"][0]["sku"]), (1, &json!("S")));
    let parcel = "corriere=BRT&numero=42&link=https%3A%2F%2Fbrt.test%2F42";
    click(&sandbox, &path("spedisci"), parcel).await;
    let order = orders(&sandbox).await.remove(0);
    assert_eq!(
        (&order["status"], &order["tracking"]),
        (
            &json!(3),
            &json!({"number": "42", "courier": "BRT", "url": "https://brt.test/42"})
        )
    );
    for (action, form, status) in [
        ("stato", "stato=8", 8),
        ("prepara", "", 2),
        ("archivia", "", 6),
    ] {
        click(&sandbox, &path(action), form).await;
        assert_eq!(orders(&sandbox).await[0]["status"], status, "{action}");
    }
    click(&sandbox, &path("stato"), "stato=9").await;
    assert!(page(&sandbox).await.contains("Non è cambiato nulla"));
}
