//! The platform's call, and the frame of the shop's admin, from outside.

use http::{HeaderValue, Method};
use ponte_sandbox::{shop::pairs::Access, world::Account};
use ponte_store::shops::Shop;
use ponte_web::WebSettings;

use crate::{
    app::{PASSWORD, TestApp},
    browser::{Browser, Page},
};

const ADMIN: &str = "https://pannello.negozio.example";

/// A shop of the sandbox that Ponte does not know.
fn another(app: &TestApp) -> Account {
    app.world.lock().tenants[1].account.clone()
}

fn form(account: &Account) -> String {
    let Account {
        instance,
        shop_key,
        shop_exchange,
        ..
    } = account;
    format!("instance={instance}&key={shop_key}&exchange={shop_exchange}")
}

/// The platform's call: no cookie, no form, from nowhere in particular.
async fn call(app: &TestApp, body: String) -> Page {
    let mut caller = app.anonymous();
    let elsewhere = HeaderValue::from_static("https://elsewhere.example");
    caller.headers.insert("origin", elsewhere);
    let cross = HeaderValue::from_static("cross-site");
    caller.headers.insert("sec-fetch-site", cross);
    caller.send(Method::POST, "/installa", body).await
}

async fn shops(app: &TestApp) -> Vec<Shop> {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    tx.shops().await.expect("a read")
}

/// From now on the browser shows us in a frame.
fn in_a_frame(browser: &mut Browser) {
    let iframe = HeaderValue::from_static("iframe");
    browser.headers.insert("sec-fetch-dest", iframe);
}

async fn framed(public: &str) -> TestApp {
    let mut settings = WebSettings::new(public.parse().expect("an address"));
    settings.frame_ancestors = vec![ADMIN.to_owned()];
    TestApp::with(settings).await
}

#[tokio::test]
async fn the_platform_s_call_brings_a_shop_whose_keys_work_and_lets_nobody_in() {
    let app = TestApp::new().await;
    let page = call(&app, form(&another(&app))).await;
    assert_eq!((page.status.as_u16(), page.body.as_str()), (200, ""));
    assert!(!page.headers.contains_key("set-cookie"));
    let shops = shops(&app).await;
    assert_eq!(shops.len(), 2);
    let mut tx = app.engine.store().read().await.expect("a transaction");
    for shop in shops.iter().filter(|shop| shop.id != app.shop) {
        assert!(!tx.has_members(&shop.id).await.expect("a read"));
    }
}

#[tokio::test]
async fn an_install_call_with_keys_that_the_shop_refuses_keeps_nothing() {
    let app = TestApp::new().await;
    let mut account = another(&app);
    account.shop_exchange = "0".repeat(64);
    assert_eq!(call(&app, form(&account)).await.status, 422);
    let pair = {
        let random = app.world.random().clone();
        let mut state = app.world.lock();
        state.tenants[1].shop.add_pair(Access::Read, &*random)
    };
    account.shop_key = pair.key;
    account.shop_exchange = pair.exchange;
    assert_eq!(call(&app, form(&account)).await.status, 422);
    assert_eq!(shops(&app).await.len(), 1);
}

#[tokio::test]
async fn what_is_no_installation_asks_nobody_anything() {
    let app = TestApp::new().await;
    let before = app.world.lock().journal.latest();
    let instance = another(&app).instance;
    for body in [
        String::new(),
        "{}".to_owned(),
        format!("instance={instance}"),
        format!("instance={instance}&key=a%20b&exchange=c"),
    ] {
        assert_eq!(call(&app, body).await.status, 400);
    }
    let long = format!("{}&x={}", form(&another(&app)), "x".repeat(4 * 1024));
    assert_eq!(call(&app, long).await.status, 413);
    assert_eq!(app.world.lock().journal.latest(), before);
    assert_eq!(shops(&app).await.len(), 1);
}

#[tokio::test]
async fn the_embed_address_leads_by_way_of_the_login_to_the_shop_s_connettore() {
    let app = TestApp::new().await;
    let instance = app.world.lock().tenants[0].account.instance.clone();
    let shop = app.shop.clone();
    app.write(async |tx| {
        tx.shop_set_instance(&shop, &instance)
            .await
            .expect("its name");
    })
    .await;
    app.merchant().await;
    let mut visitor = app.anonymous();
    let embedded = format!("/incorpora?instance={instance}");
    let page = visitor.get(&embedded).await;
    assert_eq!(page.status, 303);
    let login = page.location().to_owned();
    assert!(login.starts_with("/accedi?poi=%2Fincorpora"), "{login}");
    let page = visitor.get(&login).await;
    let back = page.hidden("poi").expect("the way back").to_owned();
    let fields = [
        ("email", "marta@pervinca.example"),
        ("password", PASSWORD),
        ("poi", &back),
    ];
    let page = visitor.post("/accedi", &fields).await;
    assert_eq!(page.location(), embedded);
    let page = visitor.get(&embedded).await;
    assert_eq!(page.location(), format!("/connettore?negozio={shop}"));
    let to = page.location().to_owned();
    assert_eq!(visitor.get(&to).await.status, 200);
}

#[tokio::test]
async fn the_name_of_a_shop_in_the_address_proves_nothing() {
    let app = TestApp::new().await;
    let mut stranger = app.stranger().await;
    let instance = app.world.lock().tenants[0].account.instance.clone();
    let shop = app.shop.clone();
    app.write(async |tx| {
        tx.shop_set_instance(&shop, &instance)
            .await
            .expect("its name");
    })
    .await;
    let page = stranger
        .get(&format!("/incorpora?instance={instance}"))
        .await;
    assert_eq!(page.location(), format!("/collega/codice?negozio={shop}"));
    let page = stranger.get(&format!("/connettore?negozio={shop}")).await;
    assert_eq!(page.status, 404);
    for unknown in ["/incorpora?instance=65a1b2c3d4e5f60718293a4b", "/incorpora"] {
        let page = stranger.get(unknown).await;
        assert!(
            ["/collega?manca=1", "/"].contains(&page.location()),
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn the_session_in_a_frame_is_partitioned() {
    let app = framed("https://ponte.example").await;
    app.merchant().await;
    let mut visitor = app.anonymous();
    in_a_frame(&mut visitor);
    let page = visitor.get("/accedi").await;
    let cookie = page.header("set-cookie");
    assert!(
        cookie.ends_with("SameSite=None; Max-Age=86400; Secure; Partitioned"),
        "{cookie}"
    );
    let fields = [("email", "marta@pervinca.example"), ("password", PASSWORD)];
    let page = visitor.post("/accedi", &fields).await;
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("__Host-ponte="), "{cookie}");
    assert!(cookie.contains("; SameSite=None; "), "{cookie}");
    assert!(cookie.ends_with("; Secure; Partitioned"), "{cookie}");
}

#[tokio::test]
async fn outside_of_a_frame_the_session_stays_lax() {
    let app = framed("https://ponte.example").await;
    app.merchant().await;
    let mut visitor = app.anonymous();
    let document = HeaderValue::from_static("document");
    visitor.headers.insert("sec-fetch-dest", document);
    visitor.get("/accedi").await;
    let fields = [("email", "marta@pervinca.example"), ("password", PASSWORD)];
    let page = visitor.post("/accedi", &fields).await;
    let cookie = page.header("set-cookie");
    assert!(cookie.contains("; SameSite=Lax; "), "{cookie}");
    assert!(!cookie.contains("Partitioned"), "{cookie}");
}

#[tokio::test]
async fn a_page_is_shown_in_the_frame_of_the_shop_s_admin_and_in_that_of_its_own_people() {
    let app = framed("https://ponte.example").await;
    let ancestors = |page: &Page| {
        let policy = page.header("content-security-policy").to_owned();
        let (_, ancestors) = policy.split_once("frame-ancestors ").expect("them");
        ancestors.to_owned()
    };
    let shop = app.shop.clone();
    app.write(async |tx| {
        tx.shop_set_info(&shop, "Pervinca", "https://www.pervinca.example")
            .await
            .expect("its address");
    })
    .await;
    let mut merchant = app.merchant().await;
    assert_eq!(ancestors(&merchant.get("/connettore").await), ADMIN);
    in_a_frame(&mut merchant);
    let page = merchant.get("/connettore").await;
    assert_eq!(
        ancestors(&page),
        format!("{ADMIN} https://www.pervinca.example")
    );
    let mut nobody = app.anonymous();
    in_a_frame(&mut nobody);
    assert_eq!(ancestors(&nobody.get("/accedi").await), ADMIN);
}

#[tokio::test]
async fn in_a_frame_pages_are_light() {
    let app = framed("https://ponte.example").await;
    let mut merchant = app.merchant().await;
    let light = "<html lang=\"it\" data-theme=\"light\">";
    for path in ["/connettore", "/niente", "/collega"] {
        let page = merchant.get(path).await;
        assert!(page.body.contains("<html lang=\"it\">"), "{path}");
        let mut inside = merchant.copy();
        in_a_frame(&mut inside);
        assert!(inside.get(path).await.body.contains(light), "{path}");
    }
}

#[tokio::test]
async fn who_belongs_to_no_shop_is_led_to_where_one_is_connected() {
    let app = TestApp::new().await;
    assert_eq!(app.anonymous().get("/").await.location(), "/connettore");
    assert_eq!(
        app.merchant().await.get("/").await.location(),
        "/connettore"
    );
    let mut newcomer = app.newcomer().await;
    assert_eq!(newcomer.get("/").await.location(), "/benvenuto");
    let page = newcomer.get("/benvenuto").await;
    assert!(page.body.contains("href=\"/collega\""), "{}", page.text());
    assert_eq!(newcomer.get("/collega").await.status, 200);
}

#[tokio::test]
async fn nobody_comes_to_a_shop_s_door_without_logging_in() {
    let app = TestApp::new().await;
    let mut nobody = app.anonymous();
    let code = format!("/collega/codice?negozio={}", app.shop);
    for path in ["/incorpora?instance=65a1", "/collega", &code] {
        let page = nobody.get(path).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(page.location().starts_with("/accedi?poi="), "{path}");
    }
    for path in ["/collega", &code, "/collega/codice/conferma"] {
        let page = nobody.post(path, &[]).await;
        assert_eq!(page.location(), "/accedi?poi=%2F", "{path}");
    }
    let mut newcomer = app.newcomer().await;
    let page = newcomer.get("/collega/codice?negozio=nobody-s").await;
    assert_eq!(page.status, 404);
}
