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

#[tokio::test]
async fn members_see_the_address_and_never_again_a_secret() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    assert!(
        !merchant
            .get("/connettore")
            .await
            .body
            .contains("/avvisi/cassa/")
    );
    let page = merchant.post("/connettore/avvisi", &[("chi", "cassa")]);
    assert_eq!(
        page.await.location(),
        "/connettore?fatto=avvisi-cassa#avvisi"
    );
    let shown = app.engine.inlet(&app.shop, Caller::Till).await;
    let shown = shown.expect("it opens").expect("an inlet");
    let address = format!("http://127.0.0.1:8080{}", shown.path.expose_secret());
    let page = merchant.get("/connettore?fatto=avvisi-cassa").await;
    assert!(page.body.contains(&format!("readonly value=\"{address}\"")));
    let form = [("codice", "segreto-della-cassa")];
    let page = merchant.post("/connettore/avvisi/codice", &form).await;
    assert_eq!(page.location(), "/connettore?fatto=codice#avvisi");
    let page = merchant.get("/connettore?fatto=codice").await;
    assert!(!page.body.contains("segreto-della-cassa"));
    insta::assert_snapshot!(section(&page));
    let page = merchant.post("/connettore/avvisi/codice", &[("codice", " ")]);
    assert_eq!(
        page.await.location(),
        "/connettore?fatto=codice-sbagliato#avvisi"
    );
    let page = merchant.get("/connettore?fatto=codice-sbagliato").await;
    assert!(
        page.text()
            .contains("Questo non è un codice segreto intero")
    );
    merchant
        .post(
            "/connettore/avvisi/togli",
            &[("codice", &shown_id(&app).await)],
        )
        .await;
    assert!(
        !merchant
            .get("/connettore")
            .await
            .text()
            .contains("Codice 1")
    );
    // Changed: the old address leads nowhere.
    merchant
        .post("/connettore/avvisi", &[("chi", "cassa")])
        .await;
    let page = merchant.get("/connettore").await;
    assert!(!page.body.contains(&address));
    let mut caller = app.anonymous();
    let page = call(&mut caller, shown.path.expose_secret(), SIGNATURE, BODY).await;
    assert_eq!(page.status, 404);
}

/// The id of the only secret.
async fn shown_id(app: &TestApp) -> String {
    let shown = app.engine.inlet(&app.shop, Caller::Till).await;
    shown.expect("it opens").expect("an inlet").secrets[0].to_string()
}

/// What a person reads in the section.
fn section(page: &Page) -> String {
    let text = page.text();
    let (_, section) = text
        .split_once("\nAvvisi immediati\n")
        .expect("the section");
    section.to_owned()
}

#[tokio::test]
async fn calls_that_were_refused_say_what_to_do() {
    let app = TestApp::connected().await;
    let till = till_path(&app).await;
    let mut caller = app.anonymous();
    call(&mut caller, &till, "00", BODY).await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("riporta qui il suo codice segreto"), "{text}");
    app.clock.advance(std::time::Duration::from_secs(60));
    call(&mut caller, &till, SIGNATURE, BODY).await;
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("Ricevuto oggi alle 10:41"), "{text}");
    assert!(
        !text.contains("riporta qui il suo codice segreto"),
        "{text}"
    );
}
