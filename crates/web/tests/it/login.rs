//! Getting in and out.

use std::time::Duration;

use crate::app::{PASSWORD, TestApp};

#[tokio::test]
async fn who_has_the_password_gets_in_and_comes_back_to_the_page_wanted() {
    let app = TestApp::new().await;
    app.merchant().await;
    let mut browser = app.anonymous();
    browser.get("/accedi?poi=/connettore%3Fnegozio%3D1").await;
    let form = [
        ("email", " Marta@Pervinca.example "),
        ("password", PASSWORD),
        ("poi", "/connettore?negozio=1"),
    ];
    let page = browser.post("/accedi", &form).await;
    assert_eq!(
        (page.status.as_u16(), page.location()),
        (303, "/connettore?negozio=1")
    );
    assert_eq!(browser.get("/connettore").await.status, 200);
    assert_eq!(
        browser.get("/accedi").await.location(),
        "/",
        "no second login"
    );
}

#[tokio::test]
async fn a_login_says_the_same_whether_the_address_or_the_password_is_wrong() {
    let app = TestApp::new().await;
    app.merchant().await;
    let mut said = Vec::new();
    for (email, password) in [
        ("marta@pervinca.example", "sbagliata"),
        ("nessuno@pervinca.example", PASSWORD),
    ] {
        let mut browser = app.anonymous();
        let page = browser.log_in(email, password).await;
        assert_eq!(page.status, 422);
        assert!(
            page.text()
                .contains("E-mail e password non vanno d’accordo.")
        );
        assert!(page.body.contains(email), "what was typed is kept");
        assert!(!page.body.contains(password), "except secrets");
        assert!(
            browser
                .get("/connettore")
                .await
                .location()
                .starts_with("/accedi")
        );
        said.push(page.text());
    }
    assert_eq!(said[0], said[1]);
}

#[tokio::test]
async fn after_ten_failures_not_even_the_right_password_gets_in_for_a_quarter_of_an_hour() {
    let app = TestApp::new().await;
    app.add_user("marta@pervinca.example", "Marta").await;
    for _ in 0..10 {
        let page = app
            .anonymous()
            .log_in("marta@pervinca.example", "sbagliata")
            .await;
        assert_eq!(page.status, 422);
    }
    let page = app
        .anonymous()
        .log_in("marta@pervinca.example", PASSWORD)
        .await;
    assert_eq!(page.status, 429);
    assert!(page.text().contains("Troppi tentativi"), "{}", page.text());
    app.clock.advance(Duration::from_secs(15 * 60 + 1));
    let page = app
        .anonymous()
        .log_in("marta@pervinca.example", PASSWORD)
        .await;
    assert_eq!(page.status, 303);
}

#[tokio::test]
async fn a_login_can_be_sent_only_from_our_own_form() {
    let app = TestApp::new().await;
    app.merchant().await;
    let mut browser = app.anonymous();
    let form = [("email", "marta@pervinca.example"), ("password", PASSWORD)];
    let page = browser.post("/accedi", &form).await;
    assert_eq!(page.status, 403);
    assert!(page.text().contains("Riprova adesso"), "{}", page.text());
    assert_eq!(
        browser.post("/accedi", &form).await.status,
        303,
        "the new form is good"
    );
}

#[tokio::test]
async fn logging_out_ends_the_session_for_good() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let kept = merchant.copy();
    let page = merchant.post("/esci", &[]).await;
    assert_eq!(page.location(), "/accedi");
    assert!(page.header("set-cookie").contains("ponte=; "));
    for mut browser in [merchant, kept] {
        assert!(
            browser
                .get("/connettore")
                .await
                .location()
                .starts_with("/accedi")
        );
    }
}

#[tokio::test]
async fn a_session_ends_a_week_after_it_was_last_used() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    for _ in 0..3 {
        app.clock.advance(Duration::from_secs(6 * 24 * 3600));
        assert_eq!(merchant.get("/connettore").await.status, 200);
    }
    app.clock.advance(Duration::from_secs(7 * 24 * 3600 + 1));
    assert!(
        merchant
            .get("/connettore")
            .await
            .location()
            .starts_with("/accedi")
    );
}

#[tokio::test]
async fn a_session_ends_thirty_days_after_the_login_however_much_it_is_used() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    for _ in 0..7 {
        app.clock.advance(Duration::from_secs(4 * 24 * 3600));
        assert_eq!(merchant.get("/connettore").await.status, 200);
    }
    app.clock.advance(Duration::from_secs(3 * 24 * 3600));
    assert!(
        merchant
            .get("/connettore")
            .await
            .location()
            .starts_with("/accedi")
    );
}

#[tokio::test]
async fn the_database_holds_no_token_that_opens_anything() {
    let app = TestApp::new().await;
    let merchant = app.merchant().await;
    let token = merchant.cookie("ponte").expect("a session");
    assert_eq!(token.len(), 64);
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let now = app.engine.clock().now();
    assert_eq!(tx.session(&token, now).await.expect("a read"), None);
}

#[tokio::test]
async fn the_login_page_speaks_english_on_request_and_remembers_it() {
    let app = TestApp::new().await;
    app.merchant().await;
    let mut browser = app.anonymous();
    let page = browser.get("/accedi?lingua=en").await;
    assert!(
        page.text().contains("The bridge between your till"),
        "{}",
        page.text()
    );
    let form = [
        ("email", "marta@pervinca.example"),
        ("password", PASSWORD),
        ("lingua", "en"),
    ];
    browser.post("/accedi", &form).await;
    let page = browser.get("/connettore").await;
    assert!(page.body.contains("<html lang=\"en\">"));
}
