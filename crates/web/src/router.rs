//! Which address leads where.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn_with_state, map_response_with_state},
    response::Redirect,
    routing::{MethodRouter, get, post},
};
use ponte_sync::Engine;

use crate::{
    app::App,
    auth::password::Passwords,
    doorman::doorman,
    pages::{assets, connector, error, health, inlets, language, login, logout, orders, stock},
    settings::WebSettings,
};

mod headers;

/// Our largest form is a key.
const LONGEST_BODY: usize = 64 * 1024;

/// An address with its method and who may use it: what the test of all routes walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path.
    pub path: &'static str,
    /// Who comes there.
    pub callers: Callers,
}

/// Who comes to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callers {
    /// Anybody.
    Everybody,
    /// Members of the shop that it is about.
    Members,
    /// The two services, which carry no session: a token in the path leads in.
    Services,
}

/// An address and what answers there.
struct Entry(Route, MethodRouter<App>);

fn open(method: &'static str, path: &'static str, answer: MethodRouter<App>) -> Entry {
    entry(Callers::Everybody, method, path, answer)
}

fn of_a_shop(method: &'static str, path: &'static str, answer: MethodRouter<App>) -> Entry {
    entry(Callers::Members, method, path, answer)
}

fn entry(
    callers: Callers,
    method: &'static str,
    path: &'static str,
    answer: MethodRouter<App>,
) -> Entry {
    let route = Route {
        method,
        path,
        callers,
    };
    Entry(route, answer)
}

/// An inlet: whoever asks without posting gets 200, right token or not (Cassa in Cloud sheet §21.1).
fn inlet(path: &'static str, answer: MethodRouter<App>) -> Entry {
    let answer = answer
        .get(inlets::look)
        .options(inlets::look)
        .layer(DefaultBodyLimit::max(inlets::LONGEST_BODY));
    entry(Callers::Services, "POST", path, answer)
}

/// What is the same for everybody: nobody is asked who they are.
fn public() -> Vec<Entry> {
    vec![
        open("GET", "/salute", get(health::show)),
        open("GET", "/static/{name}", get(assets::show)),
        inlet("/avvisi/cassa/{token}", post(inlets::till)),
        inlet("/avvisi/negozio/{token}", post(inlets::shop)),
    ]
}

fn pages() -> Vec<Entry> {
    vec![
        open("GET", "/", get(|| async { Redirect::to("/connettore") })),
        open("GET", "/accedi", get(login::show)),
        open("POST", "/accedi", post(login::send)),
        open("POST", "/esci", post(logout::send)),
        open("POST", "/lingua", post(language::send)),
        of_a_shop("GET", "/connettore", get(connector::show)),
        of_a_shop(
            "GET",
            "/connettore/avanzamento",
            get(connector::stream::show),
        ),
        of_a_shop("POST", "/connettore/chiave", post(connector::key::send)),
        of_a_shop(
            "POST",
            "/connettore/chiave/conferma",
            post(connector::key::confirm),
        ),
        of_a_shop("POST", "/connettore/prova", post(connector::runs::try_out)),
        of_a_shop("POST", "/connettore/prima", post(connector::runs::first)),
        of_a_shop("POST", "/connettore/forza", post(connector::runs::force)),
        of_a_shop("POST", "/connettore/pausa", post(connector::runs::pause)),
        of_a_shop(
            "POST",
            "/connettore/trattenute",
            post(connector::held::confirm),
        ),
        of_a_shop("POST", "/connettore/ordini", post(connector::orders::send)),
        of_a_shop("POST", "/connettore/punti", post(connector::points::send)),
        of_a_shop(
            "POST",
            "/connettore/margine",
            post(connector::stock::margin),
        ),
        of_a_shop("POST", "/connettore/giacenze", post(connector::stock::send)),
        of_a_shop("POST", "/connettore/avvisi", post(connector::inlets::renew)),
        of_a_shop(
            "POST",
            "/connettore/avvisi/codice",
            post(connector::inlets::add),
        ),
        of_a_shop(
            "POST",
            "/connettore/avvisi/togli",
            post(connector::inlets::remove),
        ),
        of_a_shop("GET", "/ordini", get(orders::show)),
        of_a_shop("GET", "/ordini/{order}", get(orders::one::show)),
        of_a_shop("POST", "/ordini/{order}", post(orders::one::remedy)),
        of_a_shop("GET", "/giacenze", get(stock::show)),
        of_a_shop("GET", "/giacenze/{sku}", get(stock::one::show)),
        of_a_shop("POST", "/giacenze/{sku}", post(stock::one::choose)),
    ]
}

/// Every address that leads somewhere.
#[must_use]
pub fn routes() -> Vec<Route> {
    public()
        .into_iter()
        .chain(pages())
        .map(|Entry(route, _)| route)
        .collect()
}

fn routed(entries: Vec<Entry>) -> Router<App> {
    entries
        .into_iter()
        .fold(Router::new(), |router, Entry(route, answer)| {
            router.route(route.path, answer)
        })
}

/// The pages over `engine`. Serve it with connect info (`SocketAddr`), so that logins can be slowed
/// down by address too.
pub fn router(engine: Engine, settings: WebSettings) -> Router {
    let passwords = Passwords::new(&**engine.random());
    let app = App {
        engine,
        settings: Arc::new(settings),
        passwords,
    };
    routed(pages())
        .fallback(error::missing)
        .layer(from_fn_with_state(app.clone(), doorman))
        .merge(routed(public()))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(map_response_with_state(app.clone(), headers::guard))
        .with_state(app)
}
