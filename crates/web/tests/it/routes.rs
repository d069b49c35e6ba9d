//! Who may go where.

use http::Method;
use ponte_web::{Callers, Route, routes};

use crate::{
    app::TestApp,
    orders::{self, ORDER},
    products::{self, PRODUCT},
    stock::{self, SKU},
};

/// A token that opens nothing.
const TOKEN: &str = "00";

/// Routes with these callers, an order's id, a code or a token in the path where one is wanted.
fn routes_of(callers: Callers) -> Vec<(Route, String)> {
    let routes = routes().into_iter();
    routes
        .filter(|route| route.callers == callers)
        .map(|route| {
            let path = route.path.replace("{order}", ORDER).replace("{sku}", SKU);
            let path = path.replace("{token}", TOKEN);
            let path = path.replace("{product}", PRODUCT);
            (route, path)
        })
        .collect()
}

/// Addresses to which a page of ours sends a form.
fn forms() -> impl Iterator<Item = (Route, String)> {
    let all = [Callers::Everybody, Callers::Users, Callers::Members];
    let routes = all.into_iter().flat_map(routes_of);
    routes.filter(|(route, _)| route.method == "POST")
}

fn method(text: &str) -> Method {
    text.parse().expect("a method")
}

#[tokio::test]
async fn a_foreign_user_finds_no_page_of_another_s_shop_on_any_route() {
    let app = TestApp::connected().await;
    let mut stranger = app.stranger().await;
    let csrf = stranger.csrf.clone();
    assert!(!csrf.is_empty());
    orders::add_delivered(&app).await;
    stock::add(&app, stock::offer(SKU, &app).await).await;
    products::add(&app, products::shoe()).await;
    for (route, path) in routes_of(Callers::Members) {
        let path = format!("{path}?negozio={}", app.shop);
        let form = format!(
            "csrf={csrf}&key=k&sealed=s&subject=hide&rimedio=ignora&motivo=m&cosa=margine&pezzi=1&punto=101&riserva=1"
        );
        let page = stranger.send(method(route.method), &path, form).await;
        assert_eq!(page.status, 404, "{} {path}", route.method);
        assert!(page.body.contains("Questa pagina non c’è (più)"));
    }
    assert!(
        app.engine
            .last_products(&app.shop)
            .await
            .expect("a read")
            .is_none()
    );
}

#[tokio::test]
async fn a_user_without_a_shop_finds_no_page_of_a_shop_on_any_route_but_what_to_do_next() {
    let app = TestApp::new().await;
    let mut newcomer = app.newcomer().await;
    for (route, path) in routes_of(Callers::Members) {
        for path in [path.clone(), format!("{path}?negozio={}", app.shop)] {
            let page = newcomer
                .send(method(route.method), &path, String::new())
                .await;
            let sent_on = (page.status.as_u16(), page.location());
            assert_eq!(sent_on, (303, "/benvenuto"), "{} {path}", route.method);
        }
    }
    let page = newcomer.get("/benvenuto").await;
    assert!(
        page.text().contains("non è ancora di nessun negozio"),
        "{}",
        page.text()
    );
    for (_, path) in routes_of(Callers::Users)
        .into_iter()
        .filter(|(route, _)| route.method == "GET")
    {
        assert_eq!(newcomer.get(&path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_token_that_opens_nothing_leads_nowhere_on_any_route() {
    let app = TestApp::connected().await;
    let (mut nobody, mut merchant) = (app.anonymous(), app.merchant().await);
    let with_token = |route: &Route| route.path.contains("{token}");
    let opened = routes_of(Callers::Everybody);
    for (_, path) in opened.iter().filter(|(route, _)| with_token(route)) {
        for browser in [&mut nobody, &mut merchant] {
            let page = browser.get(path).await;
            assert_eq!(page.status, 404, "{path}");
            assert!(page.body.contains("Questo collegamento non vale più"));
        }
        // The guard of a form of ours, and yet.
        nobody.get("/registrati").await;
        let form = [("password", "un ponte di barche"), ("nome", "Nina")];
        assert_eq!(nobody.post(path, &form).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn nobody_gets_anywhere_without_logging_in_and_comes_back_to_the_same_page() {
    let app = TestApp::new().await;
    let mut nobody = app.anonymous();
    let [users, members] = [Callers::Users, Callers::Members].map(routes_of);
    for (route, path) in users.into_iter().chain(members) {
        let page = nobody
            .send(method(route.method), &path, String::new())
            .await;
        let back = if route.method == "GET" {
            path.replace('/', "%2F")
        } else {
            "%2F".into()
        };
        assert_eq!(page.status, 303, "{} {path}", route.method);
        assert_eq!(page.location(), format!("/accedi?poi={back}"));
    }
}

#[tokio::test]
async fn no_form_is_taken_without_the_session_s_token_on_any_route() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    for (_, path) in forms().filter(|(_, path)| path != "/accedi") {
        for form in [
            "lingua=en&key=k&sealed=s&subject=hide",
            "csrf=00&lingua=en&key=k",
        ] {
            let page = merchant.send(Method::POST, &path, form.to_owned()).await;
            assert_eq!(page.status, 403, "{path}");
        }
    }
    assert_eq!(
        merchant.get("/connettore").await.status,
        200,
        "still logged in"
    );
    assert!(
        app.engine
            .last_products(&app.shop)
            .await
            .expect("a read")
            .is_none()
    );
}

#[tokio::test]
async fn what_another_site_s_page_sends_is_refused_even_with_the_right_token() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let from = "https://evil.example".parse().expect("a value");
    merchant.headers.insert("origin", from);
    for (_, path) in forms() {
        let page = merchant.post(&path, &[]).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(page.body.contains("Questa richiesta non è partita da qui"));
    }
}

#[tokio::test]
async fn a_user_of_two_shops_goes_from_one_to_the_other() {
    let app = TestApp::connected().await;
    app.stranger().await;
    let mut merchant = app.merchant().await;
    app.write(async |tx| {
        let marta = tx
            .user_by_email("marta@pervinca.example")
            .await
            .expect("a read");
        tx.member_add("another", &marta.expect("Marta").id)
            .await
            .expect("a member");
    })
    .await;
    let page = merchant.get("/connettore?negozio=another").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body
            .contains("action=\"/connettore/chiave?negozio=another\"")
    );
    assert!(
        page.body
            .contains(&format!("href=\"/connettore?negozio={}\"", app.shop))
    );
}
