//! The three styles of errors, browsers, and what is not there
//! (Cassa in Cloud sheet §4, §7, §24.19, §24.22, §24 "Errors").

use axum::body::Body;
use http::{Method, Request};
use serde_json::json;

use crate::support::Api;

#[tokio::test]
async fn errors_are_written_in_three_styles_and_each_holds_the_code() {
    let api = Api::new().await;
    let answer = api.get("/products/x").await;
    assert_eq!(answer.json(), json!({"error": "InvalidId", "msg": "id"}));
    api.switch("till.errors", "play");
    let answer = api.get("/products/x").await;
    assert_eq!(
        answer.json(),
        json!({"obj.id": [{"msg": ["InvalidId"], "args": []}]})
    );
    api.switch("till.errors", "text");
    let answer = api.get("/products/x").await;
    assert_eq!(
        (answer.status.as_u16(), answer.text.as_str()),
        (404, "InvalidId: id")
    );
    let answer = api.list("/products", &[("ids", "x")]).await;
    assert!(answer.text.contains("error.expected.jsarray"));
}

#[tokio::test]
async fn what_the_documentation_does_not_know_is_404() {
    let api = Api::new().await;
    assert_eq!(api.get("/nothing").await.status, 404);
    assert_eq!(api.get("/v1/products").await.status, 404);
    assert_eq!(api.get("/taxes/x").await.status, 404);
    assert_eq!(api.call(Method::POST, "/orders").await.status, 404);
    assert_eq!(api.call(Method::DELETE, "/salespoint").await.status, 404);
}

#[tokio::test]
async fn a_preflight_is_answered_with_204_without_a_token() {
    let api = Api::new().await;
    for path in ["/products", "/apikey/token", "/nothing"] {
        let request = Request::options(path)
            .body(Body::empty())
            .expect("a request");
        let answer = api.send(request).await;
        assert_eq!(answer.status, 204);
        let header = |name| answer.headers[name].to_str().expect("text").to_lowercase();
        assert_eq!(header("access-control-allow-origin"), "*");
        for method in ["get", "post", "put", "delete"] {
            assert!(header("access-control-allow-methods").contains(method));
        }
        for name in [
            "authorization",
            "content-type",
            "x-version",
            "x-requested-with",
        ] {
            assert!(header("access-control-allow-headers").contains(name));
        }
    }
}

#[tokio::test]
async fn every_answer_lets_browsers_read_it_unless_switched() {
    let mut api = Api::new().await;
    const ORIGIN: &str = "access-control-allow-origin";
    assert_eq!(api.get("/salespoint").await.headers[ORIGIN], "*");
    assert_eq!(api.ask_token("wrong").await.headers[ORIGIN], "*");
    api.token.clear();
    assert_eq!(api.get("/salespoint").await.headers[ORIGIN], "*");
    let long = format!("/salespoint?x={}", "y".repeat(9000));
    assert_eq!(api.get(&long).await.headers[ORIGIN], "*");
    api.switch("till.cors", "false");
    assert!(!api.get("/salespoint").await.headers.contains_key(ORIGIN));
    assert_eq!(api.call(Method::OPTIONS, "/salespoint").await.status, 404);
}
