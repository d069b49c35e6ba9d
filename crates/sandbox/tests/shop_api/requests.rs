//! Requests: keys, permission, parameters, errors (TS Commerce sheet §3, §6, §27).

use axum::body::Body;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use crate::harness::App;

#[tokio::test]
async fn both_headers_must_belong_to_one_pair() {
    let app = App::new();
    let other = app.reading();
    let (key, exchange) = app.shop(|shop| {
        let pairs = &shop.pairs;
        (pairs[0].key.clone(), pairs[1].exchange.clone())
    });
    let path = "/v1.1/store/info.json";
    for headers in [
        vec![],
        vec![("key", &key)],
        vec![("key", &key), ("exchange", &exchange)],
    ] {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let answer = other.send(request).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json()["error"], 401);
    }
}

#[tokio::test]
async fn a_revoked_pair_gets_401_from_then_on() {
    let app = App::new();
    let reading = app.reading();
    reading.get("/store/info.json").await;
    app.shop(|shop| {
        let key = shop.pairs[1].key.clone();
        assert!(shop.revoke_pair(&key));
    });
    let answer = reading.form(Method::GET, "/store/info.json", "").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_read_pair_reads_everything_and_writes_nothing() {
    let app = App::new().reading();
    assert_eq!(app.get("/products/list.json").await, json!([]));
    for (method, path) in [
        (Method::POST, "/products/product.json"),
        (Method::PUT, "/inventory/inventory.json"),
        (Method::DELETE, "/categories/category.json"),
    ] {
        let form = "sku=a&title=b&price=1&quantity=1&uid=1";
        assert_eq!(app.refused(method, path, form).await.0, 403);
    }
    assert_eq!(app.get("/products/list.json").await, json!([]));
}

#[tokio::test]
async fn a_put_with_everything_in_the_query_and_an_empty_body_is_carried_out() {
    let app = App::new();
    app.product("sku=a&title=A&price=1").await;
    let path = "/inventory/inventory.json?sku=a&quantity=4&is_child=0";
    app.write(Method::PUT, path, "").await;
    assert_eq!(app.on_hand("a").await, [json!(4)]);
}

#[tokio::test]
async fn query_and_body_are_merged_and_the_body_wins() {
    let app = App::new();
    app.product("sku=a&title=A&price=1").await;
    let path = "/inventory/inventory.json?sku=a&quantity=4";
    app.write(Method::PUT, path, "quantity=6").await;
    assert_eq!(app.on_hand("a").await, [json!(6)]);
}

#[tokio::test]
async fn a_multipart_body_is_read_like_a_form() {
    let app = App::new();
    let body = "--b\r\nContent-Disposition: form-data; name=\"sku\"\r\n\r\nm-1\r\n\
                --b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nCon é\r\n\
                --b\r\nContent-Disposition: form-data; name=\"data[ean13]\"\r\n\r\n8001234567894\r\n\
                --b\r\nContent-Disposition: form-data; name=\"price\"\r\n\r\n2.50\r\n--b--\r\n";
    let request = app
        .request(Method::POST, "/v1.1/products/product.json")
        .header("content-type", "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .expect("a request");
    let uid = app.send(request).await.json()["uid"].as_u64();
    let product = app.read_product(uid.expect("a uid")).await;
    assert_eq!(
        (&product["title"], &product["price"]),
        (&json!("Con é"), &json!(2.5))
    );
    assert_eq!(product["data"]["ean13"], "8001234567894");
}

#[tokio::test]
async fn a_json_body_is_no_form() {
    let app = App::new();
    let request = app
        .request(Method::POST, "/v1.1/products/product.json")
        .header("content-type", "application/json")
        .body(Body::from(r#"{"sku":"a","title":"A","price":1}"#))
        .expect("a request");
    assert_eq!(app.send(request).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_unknown_path_is_404_and_an_unknown_parameter_is_ignored() {
    let app = App::new();
    let (status, _) = app.refused(Method::GET, "/products/nothing.json", "").await;
    assert_eq!(status, 404);
    app.get("/products/list.json?colour=red&nodes=title,shoe")
        .await;
    app.get("/categories/count.json?x[y]=1").await;
}

#[tokio::test]
async fn commas_in_nodes_may_be_plain_or_escaped() {
    let app = App::new();
    for nodes in ["email,status,warehouse", "email%2Cstatus%2Cwarehouse"] {
        let info = app.get(&format!("/store/info.json?nodes={nodes}")).await;
        assert!(
            info["email"].is_string() && info["warehouse"].is_object(),
            "{info}"
        );
        assert_eq!(info["status"], 1);
    }
    let lean = app.get("/store/info.json").await;
    assert_eq!(lean.as_object().map(serde_json::Map::len), Some(3));
}

#[tokio::test]
async fn errors_come_in_three_styles() {
    let app = App::new();
    let shape = async |style: &str| -> (u16, Value) {
        app.switch("shop.errors", style);
        let answer = app
            .form(Method::GET, "/products/product.json?uid=1", "")
            .await;
        (answer.status.as_u16(), answer.json())
    };
    let flat = json!({ "error": 404, "message": "product not found" });
    let nested = json!({ "error": { "code": 404, "message": "product not found" } });
    assert_eq!(shape("flat").await, (404, flat.clone()));
    assert_eq!(shape("nested").await, (404, nested));
    assert_eq!(shape("ok200").await, (200, flat));
}

#[tokio::test]
async fn limits_keep_their_status_in_every_style() {
    let app = App::new();
    app.switch("shop.errors", "ok200");
    app.shop(|shop| shop.calls_per_second = Some(0));
    let answer = app.form(Method::GET, "/store/info.json", "").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    app.shop(|shop| (shop.calls_per_second, shop.calls_per_day) = (None, 0));
    let answer = app.form(Method::GET, "/store/info.json", "").await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["error"]),
        (509, &json!(509))
    );
}

#[tokio::test]
async fn no_header_has_an_empty_value_and_slashes_are_escaped() {
    let app = App::new();
    let answer = app.form(Method::GET, "/store/info.json", "").await;
    assert!(answer.headers.values().all(|value| !value.is_empty()));
    assert!(
        answer.text.contains(r#""url":"http:\/\/"#),
        "{}",
        answer.text
    );
    assert!(!answer.text.contains("\r\n\r\n"));
}

#[tokio::test]
async fn an_address_longer_than_the_switch_says_is_414() {
    let app = App::new();
    app.switch("shop.longest_url", "60");
    let long = format!("/products/list.json?nodes={}", "x".repeat(60));
    assert_eq!(app.refused(Method::GET, &long, "").await.0, 414);
    app.get("/products/list.json").await;
}

#[tokio::test]
async fn one_shop_s_keys_never_reach_another_shop() {
    let app = App::new();
    app.world.add_tenant();
    app.product("sku=a&title=A&price=1").await;
    let (first, second) = {
        let state = app.world.lock();
        let count = |at: usize| state.tenants[at].shop.products.len();
        (count(0), count(1))
    };
    assert_eq!((first, second), (1, 0));
}
