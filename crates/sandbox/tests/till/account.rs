//! Tokens, versions and permissions (Cassa in Cloud sheet §3, §4, §24.1–4).

use std::time::Duration;

use axum::body::Body;
use http::Request;
use serde_json::json;

use crate::support::Api;

#[tokio::test]
async fn a_key_gives_a_token_of_an_hour() {
    let api = Api::new().await;
    let answer = api.ask_token(&api.key).await;
    let body = answer.json();
    assert_eq!(
        (answer.status.as_u16(), &body["expires_in"]),
        (200, &json!(3600))
    );
    assert_eq!(body["token_type"], "Bearer");
    assert!(body.get("refresh_token").is_none());
}

#[tokio::test]
async fn a_wrong_key_is_refused_with_400_and_names_the_key() {
    let api = Api::new().await;
    let answer = api.ask_token("00000000-0000-0000-0000-000000000000").await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.json(),
        json!({"error": "InvalidParams", "msg": "apiKey"})
    );
    api.switch("till.wrong_key_status", "401");
    assert_eq!(api.ask_token("nonsense").await.status, 401);
    let empty = Request::post("/apikey/token")
        .body(Body::empty())
        .expect("a request");
    assert_eq!(api.send(empty).await.status, 401);
}

#[tokio::test]
async fn an_account_without_a_licence_for_the_api_gets_no_token() {
    let api = Api::new().await;
    api.till(|till| till.licensed = false);
    assert_eq!(api.ask_token(&api.key).await.status, 400);
}

#[tokio::test]
async fn a_token_ends_after_its_hour() {
    let api = Api::new().await;
    api.clock.advance(Duration::from_secs(3599));
    assert_eq!(api.get("/salespoint").await.status, 200);
    api.clock.advance(Duration::from_secs(1));
    assert_eq!(api.get("/salespoint").await.status, 401);
}

#[tokio::test]
async fn a_call_without_a_known_token_is_refused_with_401() {
    let mut api = Api::new().await;
    let bare = Request::get("/salespoint")
        .header("x-version", "1.0.0")
        .body(Body::empty());
    assert_eq!(api.send(bare.expect("a request")).await.status, 401);
    api.token = "made up".to_owned();
    assert_eq!(api.get("/salespoint").await.status, 401);
}

#[tokio::test]
async fn a_new_token_leaves_the_older_ones_valid_unless_switched() {
    let api = Api::new().await;
    api.new_token().await;
    assert_eq!(api.get("/salespoint").await.status, 200);
    api.switch("till.new_token_ends_older", "true");
    api.new_token().await;
    assert_eq!(api.get("/salespoint").await.status, 401);
}

#[tokio::test]
async fn a_token_of_any_form_opens_the_account() {
    let mut api = Api::new().await;
    for (form, dots) in [("random", 0), ("jwt_sample", 2), ("jwt_live", 2)] {
        api.switch("till.token", form);
        api.token = api.new_token().await;
        assert_eq!(api.token.matches('.').count(), dots);
        assert_eq!(api.get("/salespoint").await.status, 200, "{form}");
    }
}

#[tokio::test]
async fn every_tenant_is_found_by_its_own_token() {
    let api = Api::new().await;
    let other = api.world.add_tenant();
    let answer = api.ask_token(&other.till_key).await.json();
    let mut stranger = api;
    stranger.token = answer["access_token"].as_str().expect("a token").to_owned();
    assert_eq!(
        stranger.get("/salespoint").await.rows("salesPoint").len(),
        0
    );
}

#[tokio::test]
async fn a_missing_or_unknown_version_is_refused_with_400() {
    let api = Api::new().await;
    for version in [None, Some("2.0.0"), Some("1")] {
        let mut request =
            Request::get("/salespoint").header("authorization", format!("Bearer {}", api.token));
        if let Some(version) = version {
            request = request.header("x-version", version);
        }
        let answer = api
            .send(request.body(Body::empty()).expect("a request"))
            .await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.json()["error"], "InvalidParams");
    }
}

#[tokio::test]
async fn a_key_without_a_permission_is_refused_on_that_resource_only() {
    let api = Api::new().await;
    api.till(|till| till.scopes.remove("read_stock"));
    let answer = api.list("/stocks/101", &[]).await;
    assert_eq!(answer.status, 403);
    assert_eq!(api.list("/products", &[]).await.status, 200);
    api.switch("till.missing_scope_status", "401");
    assert_eq!(api.list("/stocks/101", &[]).await.status, 401);
}

#[tokio::test]
async fn each_resource_has_a_permission_of_its_own() {
    let api = Api::new().await;
    for (path, scope) in [
        ("/salespoint", "read_salespoint"),
        ("/categories", "read_category"),
        ("/departments", "read_department"),
        ("/taxes", "read_tax"),
        ("/salesmodes", "read_salesmode"),
        ("/options", "read_option"),
        ("/products", "read_product"),
        ("/stocks/101", "read_stock"),
        ("/webhooks", "read_webhook"),
    ] {
        assert_eq!(api.list(path, &[]).await.status, 200, "{path}");
        api.till(|till| till.scopes.remove(scope));
        assert_eq!(api.list(path, &[]).await.status, 403, "{path}");
    }
}
