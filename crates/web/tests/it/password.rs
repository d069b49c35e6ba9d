//! A new password: by mail, or with the old one.

use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::{
    app::{PASSWORD, TestApp},
    browser::Page,
    register::{letters_to, link},
};

const MARTA: &str = "marta@pervinca.example";
const NEW: &str = "tre archi e un fiume";

async fn ask(app: &TestApp, email: &str) -> Page {
    let mut browser = app.anonymous();
    browser.get("/password").await;
    browser.post("/password", &[("email", email)]).await
}

#[tokio::test]
async fn a_reset_says_the_same_whether_the_address_is_known_or_not() {
    let app = TestApp::new().await;
    app.merchant().await;
    let mut said = Vec::new();
    for email in [MARTA, "nessuno@pervinca.example"] {
        let page = ask(&app, email).await;
        said.push((page.status, page.body.replace(email, "x")));
    }
    assert_eq!(said[0], said[1]);
    let known = letters_to(&app, MARTA).await;
    assert!(link(&known[0]).starts_with("/password/"), "{}", known[0]);
    let unknown = letters_to(&app, "nessuno@pervinca.example").await;
    assert_eq!(link(&unknown[0]), "/registrati");
}

#[tokio::test]
async fn a_token_opens_once_and_its_elder_sisters_never_again() {
    let app = TestApp::new().await;
    app.merchant().await;
    ask(&app, MARTA).await;
    ask(&app, MARTA).await;
    let letters = letters_to(&app, MARTA).await;
    let (first, second) = (link(&letters[0]), link(&letters[1]));
    let mut browser = app.anonymous();
    assert_eq!(browser.get(&second).await.status, 200);
    let page = browser.post(&second, &[("password", "corta")]).await;
    assert_eq!(page.status, 422, "a bad password does not spend it");
    let page = browser.post(&second, &[("password", NEW)]).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/"));
    for spent in [&first, &second] {
        let mut browser = app.anonymous();
        assert_eq!(browser.get(spent).await.status, 404);
        browser.get("/password").await;
        let page = browser
            .post(spent, &[("password", "ancora un’altra")])
            .await;
        assert_eq!(page.status, 404);
    }
    assert_eq!(app.anonymous().log_in(MARTA, NEW).await.status, 303);
    assert_eq!(app.anonymous().log_in(MARTA, PASSWORD).await.status, 422);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_the_mailbox_is_told() {
    let app = TestApp::new().await;
    let mut before = app.merchant().await;
    ask(&app, MARTA).await;
    let chosen = link(&letters_to(&app, MARTA).await[0]);
    let mut browser = app.anonymous();
    browser.get(&chosen).await;
    browser.post(&chosen, &[("password", NEW)]).await;
    assert_eq!(browser.get("/connettore").await.status, 200);
    let page = before.get("/connettore").await;
    assert!(page.location().starts_with("/accedi"));
    let letters = letters_to(&app, MARTA).await;
    let told = letters
        .iter()
        .any(|letter| letter.contains("è cambiata oggi alle 10:40"));
    assert!(told, "{letters:?}");
}

#[tokio::test]
async fn a_reset_is_good_for_an_hour() {
    let app = TestApp::new().await;
    app.merchant().await;
    ask(&app, MARTA).await;
    let chosen = link(&letters_to(&app, MARTA).await[0]);
    let mut browser = app.anonymous();
    app.clock.advance(Duration::from_secs(3599));
    assert_eq!(browser.get(&chosen).await.status, 200);
    app.clock.advance(Duration::from_secs(1));
    let page = browser.post(&chosen, &[("password", NEW)]).await;
    assert_eq!(page.status, 404);
    assert_eq!(app.anonymous().log_in(MARTA, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn what_the_database_holds_opens_nothing() {
    let app = TestApp::new().await;
    app.merchant().await;
    ask(&app, MARTA).await;
    let chosen = link(&letters_to(&app, MARTA).await[0]);
    let token = chosen.rsplit('/').next().expect("a token");
    assert_eq!(token.len(), 64);
    let hash = hex::encode(Sha256::digest(token));
    let now = app.engine.clock().now();
    let mut tx = app.engine.store().read().await.expect("a transaction");
    assert_eq!(tx.reset(token, now).await.expect("a read"), None);
    assert!(tx.reset(&hash, now).await.expect("a read").is_some());
    drop(tx);
    let mut browser = app.anonymous();
    for path in ["/password/", "/conferma/", "/invito/"] {
        let page = browser.get(&format!("{path}{hash}")).await;
        assert_eq!(page.status, 404, "{path}");
    }
}

#[tokio::test]
async fn changing_the_password_takes_the_old_one_and_ends_every_other_session() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let mut elsewhere = app.anonymous();
    elsewhere.log_in(MARTA, PASSWORD).await;
    let before = merchant.cookie("ponte").expect("a session");
    merchant.get("/cambia-password").await;
    let form = [("vecchia", "sbagliata"), ("password", NEW)];
    let page = merchant.post("/cambia-password", &form).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("non è la tua password di adesso"));
    assert!(!page.body.contains(NEW), "secrets are not kept");
    let form = [("vecchia", PASSWORD), ("password", MARTA)];
    let page = merchant.post("/cambia-password", &form).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("non può essere il tuo indirizzo"));
    let form = [("vecchia", PASSWORD), ("password", NEW)];
    let page = merchant.post("/cambia-password", &form).await;
    assert_eq!(
        page.location(),
        "/accessi?fatto=password",
        "{}",
        page.text()
    );
    assert_eq!(merchant.get("/connettore").await.status, 200, "still in");
    let after = merchant.cookie("ponte").expect("a session");
    assert_ne!(before, after, "with another token");
    let page = elsewhere.get("/connettore").await;
    assert!(page.location().starts_with("/accedi"));
    assert_eq!(app.anonymous().log_in(MARTA, NEW).await.status, 303);
}

#[tokio::test]
async fn guesses_of_the_old_password_count_like_failed_logins() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    merchant.get("/cambia-password").await;
    let form = [("vecchia", "sbagliata"), ("password", NEW)];
    for _ in 0..10 {
        let page = merchant.post("/cambia-password", &form).await;
        assert_eq!(page.status, 422);
    }
    let form = [("vecchia", PASSWORD), ("password", NEW)];
    let page = merchant.post("/cambia-password", &form).await;
    assert_eq!(page.status, 429);
}
