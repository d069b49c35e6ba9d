//! Allowance and sizes (Cassa in Cloud sheet §8, §24.9–10).

use std::time::Duration;

use axum::body::Body;
use http::{Method, Request};

use crate::support::Api;

#[tokio::test]
async fn the_361st_call_in_ten_minutes_is_refused_with_429_and_no_retry_after() {
    let api = Api::new().await;
    for _ in 0..360 {
        assert_eq!(api.get("/salespoint").await.status, 200);
    }
    let answer = api.list("/taxes", &[]).await;
    assert_eq!(answer.status, 429);
    assert!(!answer.headers.contains_key("retry-after"));
    api.clock.advance(Duration::from_secs(599));
    assert_eq!(api.get("/salespoint").await.status, 429);
    api.clock.advance(Duration::from_secs(1));
    assert_eq!(api.get("/salespoint").await.status, 200);
}

#[tokio::test]
async fn the_allowance_may_hold_for_each_endpoint_whatever_the_id() {
    let api = Api::new().await;
    api.till(|till| till.limits.calls = 2);
    api.switch("till.calls_per_endpoint", "true");
    assert_eq!(api.get("/salespoint").await.status, 200);
    assert_eq!(api.get("/salespoint/101").await.status, 200);
    assert_eq!(api.get("/salespoint/102").await.status, 429);
    assert_eq!(api.list("/taxes", &[]).await.status, 200);
}

#[tokio::test]
async fn too_many_calls_may_be_told_by_another_status() {
    let api = Api::new().await;
    api.till(|till| till.limits.calls = 0);
    api.switch("till.too_many_status", "503");
    assert_eq!(api.get("/salespoint").await.status, 503);
}

#[tokio::test]
async fn token_calls_and_preflights_are_not_counted() {
    let api = Api::new().await;
    api.till(|till| till.limits.calls = 1);
    api.new_token().await;
    api.call(Method::OPTIONS, "/salespoint").await;
    assert_eq!(api.get("/salespoint").await.status, 200);
    assert_eq!(api.ask_token(&api.key).await.status, 200);
    api.switch("till.token_call_counted", "true");
    assert_eq!(api.ask_token(&api.key).await.status, 429);
}

#[tokio::test]
async fn a_window_may_begin_with_the_clock_instead_of_the_first_call() {
    let api = Api::new().await;
    api.till(|till| till.limits.calls = 1);
    api.switch("till.window_by_clock", "true");
    api.clock.advance(Duration::from_secs(590));
    assert_eq!(api.get("/salespoint").await.status, 200);
    assert_eq!(api.get("/salespoint").await.status, 429);
    api.clock.advance(Duration::from_secs(10));
    assert_eq!(api.get("/salespoint").await.status, 200);
}

#[tokio::test]
async fn a_body_of_more_than_100_kb_is_refused_with_413() {
    let api = Api::new().await;
    let post = |bytes: usize| {
        let body = Body::from(vec![b' '; bytes]);
        Request::post("/apikey/token")
            .body(body)
            .expect("a request")
    };
    assert_eq!(api.send(post(100 * 1024)).await.status, 400);
    assert_eq!(api.send(post(100 * 1024 + 1)).await.status, 413);
}

#[tokio::test]
async fn a_url_of_more_than_8_kb_is_refused_with_414() {
    let api = Api::new().await;
    let path = "/salespoint?x=";
    let fits = format!("{path}{}", "y".repeat(8192 - path.len()));
    assert_eq!(api.get(&fits).await.status, 200);
    assert_eq!(api.get(&format!("{fits}y")).await.status, 414);
    api.till(|till| till.limits.url = 4096);
    assert_eq!(api.get(&fits).await.status, 414);
}
