//! What every answer tells the browser to refuse.

use ponte_web::WebSettings;

use crate::app::TestApp;

#[tokio::test]
async fn a_page_loads_nothing_but_our_own_and_is_shown_in_nobody_s_frame() {
    let app = TestApp::new().await;
    for path in [
        "/accedi",
        "/connettore",
        "/niente",
        "/salute",
        "/static/ponte.css",
    ] {
        let page = app.anonymous().get(path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self'"));
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "same-origin");
    }
}

#[tokio::test]
async fn the_shop_s_admin_may_frame_us_where_the_settings_say_so() {
    let mut settings = WebSettings::new("https://ponte.example".parse().expect("an address"));
    settings.frame_ancestors = vec!["https://admin.negozio.example".to_owned()];
    let app = TestApp::with(settings).await;
    let page = app.anonymous().get("/accedi").await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors https://admin.negozio.example"),
        "{policy}"
    );
    assert!(
        page.header("set-cookie")
            .starts_with("__Host-ponte-accesso=")
    );
    assert!(page.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn nothing_in_a_page_needs_what_the_policy_forbids() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    app.add_run(ponte_store::runs::RunKind::First, |_| {}).await;
    crate::orders::add_delivered(&app).await;
    for path in ["/connettore", "/niente", "/ordini", "/ordini/417_a"] {
        let page = merchant.get(path).await;
        for forbidden in [
            " style=",
            "<style",
            "<script>",
            "onclick=",
            "javascript:",
            "src=\"http",
        ] {
            assert!(!page.body.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

#[tokio::test]
async fn a_file_may_be_kept_for_ever_since_its_address_changes_with_it() {
    let app = TestApp::new().await;
    let page = app.anonymous().get("/accedi").await;
    let (_, rest) = page
        .body
        .split_once("href=\"/static/ponte.css?v=")
        .expect("the style");
    let version = rest.split('"').next().expect("a version");
    assert_eq!(version.len(), 12);
    let style = app
        .anonymous()
        .get(&format!("/static/ponte.css?v={version}"))
        .await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        style.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(app.anonymous().get("/static/nothing.css").await.status, 404);
    assert_eq!(
        app.anonymous().get("/static/..%2FCargo.toml").await.status,
        404
    );
}
