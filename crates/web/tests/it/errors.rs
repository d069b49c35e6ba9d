//! What is said where a page cannot be shown.

use crate::app::TestApp;

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_in_the_visitor_s_language() {
    let app = TestApp::new().await;
    let mut nobody = app.anonymous();
    let page = nobody.get("/niente").await;
    assert_eq!(page.status, 404);
    assert!(
        page.text().contains("Questa pagina non c’è (più)"),
        "{}",
        page.text()
    );
    nobody.headers.insert(
        "accept-language",
        "en-GB,it;q=0.3".parse().expect("a value"),
    );
    let page = nobody.get("/niente").await;
    assert!(page.body.contains("<html lang=\"en\">"));
    assert!(
        page.text().contains("This page does not exist"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn health_is_told_without_logging_in() {
    let app = TestApp::new().await;
    let page = app.anonymous().get("/salute").await;
    assert_eq!(
        (page.status.as_u16(), page.body.as_str()),
        (200, r#"{"ok":true}"#)
    );
}

#[tokio::test]
async fn a_user_changes_the_language_for_good() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let page = merchant.post("/lingua", &[("lingua", "en")]).await;
    assert_eq!(page.location(), "/connettore");
    let page = merchant.get("/connettore").await;
    assert!(
        page.text().contains("Your Cassa in Cloud contact"),
        "{}",
        page.text()
    );
    assert_eq!(
        merchant.post("/lingua", &[("lingua", "tlh")]).await.status,
        422
    );
}
