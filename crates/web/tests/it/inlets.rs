//! Where the two services call us back, from outside.

use http::{HeaderValue, Method};
use ponte_store::inlets::Caller;
use secrecy::ExposeSecret;

use crate::{
    app::TestApp,
    browser::{Browser, Page},
};

/// HMAC-SHA1 of [`BODY`] with [`SECRET`], in hex.
const SIGNATURE: &str = "199444d279e251d0aa8bb7f8618759a772946c84";
const SECRET: &str = "segreto";
const BODY: &str = r#"{"id":"b-1"}"#;

/// The path of a new inlet.
async fn path(app: &TestApp, caller: Caller) -> String {
    let made = app.engine.renew_inlet(&app.shop, caller).await;
    made.expect("an inlet");
    let shown = app.engine.inlet(&app.shop, caller).await;
    let shown = shown.expect("it opens").expect("an inlet");
    shown.path.expose_secret().to_owned()
}

async fn till_path(app: &TestApp) -> String {
    let path = path(app, Caller::Till).await;
    let kept = app
        .engine
        .add_till_secret(&app.shop, SECRET.to_owned().into());
    kept.await.expect("a secret");
    path
}

/// A call as the till makes it: no cookie, no form, from nowhere in particular.
async fn call(caller: &mut Browser, path: &str, signature: &str, body: &str) -> Page {
    let headers = &mut caller.headers;
    headers.insert("x-cn-operation", HeaderValue::from_static("ORDER/EDIT"));
    let signature = signature.parse().expect("a header's value");
    headers.insert("x-cn-signature", signature);
    headers.insert(
        "origin",
        HeaderValue::from_static("https://elsewhere.example"),
    );
    headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
    caller.send(Method::POST, path, body.to_owned()).await
}

#[tokio::test]
async fn no_session_no_form_s_token_and_no_origin_is_asked_for() {
    let app = TestApp::connected().await;
    let (till, shop) = (till_path(&app).await, path(&app, Caller::Shop).await);
    let mut caller = app.anonymous();
    let page = call(&mut caller, &till, SIGNATURE, BODY).await;
    assert_eq!((page.status.as_u16(), page.body.as_str()), (200, ""));
    assert!(!page.headers.contains_key("set-cookie"));
    let page = call(&mut caller, &shop, "", "id_order=417").await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn a_wrong_token_leads_nowhere_and_a_wrong_signature_is_refused_and_counted() {
    let app = TestApp::connected().await;
    let till = till_path(&app).await;
    let mut caller = app.anonymous();
    let (start, token) = till.rsplit_once('/').expect("a path");
    for wrong in [
        format!("{start}/{}", "0".repeat(64)),
        format!("{start}/x"),
        format!("/avvisi/negozio/{token}"),
    ] {
        let page = call(&mut caller, &wrong, SIGNATURE, BODY).await;
        assert_eq!((page.status.as_u16(), page.body.as_str()), (404, ""));
    }
    for wrong in ["", "00", &SIGNATURE[1..]] {
        let page = call(&mut caller, &till, wrong, BODY).await;
        assert_eq!(page.status, 401, "{wrong}");
    }
    let shown = app.engine.inlet(&app.shop, Caller::Till).await;
    let shown = shown.expect("it opens").expect("an inlet");
    assert_eq!((shown.accepted, shown.refused), (0, 3));
}

#[tokio::test]
async fn a_body_that_is_too_long_is_not_read() {
    let app = TestApp::connected().await;
    let (till, shop) = (till_path(&app).await, path(&app, Caller::Shop).await);
    let mut caller = app.anonymous();
    let (fits, long) = ("x".repeat(256 * 1024), "x".repeat(256 * 1024 + 1));
    for path in [&till, &shop] {
        let page = call(&mut caller, path, SIGNATURE, &long).await;
        assert_eq!(page.status, 413, "{path}");
    }
    assert_eq!(call(&mut caller, &till, "00", &fits).await.status, 401);
    assert_eq!(call(&mut caller, &shop, "00", &fits).await.status, 200);
}

#[tokio::test]
async fn looking_is_answered_alike_whatever_the_token() {
    let app = TestApp::connected().await;
    let (till, shop) = (till_path(&app).await, path(&app, Caller::Shop).await);
    let mut caller = app.anonymous();
    for path in [
        till.as_str(),
        shop.as_str(),
        "/avvisi/cassa/x",
        "/avvisi/negozio/x",
    ] {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let page = caller.send(method.clone(), path, String::new()).await;
            assert_eq!(page.status, 200, "{method} {path}");
            assert_eq!(page.body, "");
        }
    }
}
