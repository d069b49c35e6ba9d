//! Which address leads where: one file a group of pages.

mod connector;
mod door;
mod entry;
mod headers;
mod install;
mod orders;
mod public;
mod stock;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn_with_state, map_response_with_state},
};
use ponte_sync::Engine;

use crate::{
    app::App, auth::password::Passwords, doorman::doorman, pages::error, settings::WebSettings,
};
use entry::Entry;
pub use entry::{Callers, Route};

/// Our largest form is a key.
const LONGEST_BODY: usize = 64 * 1024;

/// The groups whose visitors are asked who they are.
fn pages() -> Vec<Entry> {
    [
        door::entries(),
        install::entries(),
        connector::entries(),
        orders::entries(),
        stock::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every address that leads somewhere.
#[must_use]
pub fn routes() -> Vec<Route> {
    public::entries()
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
        .merge(routed(public::entries()))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(map_response_with_state(app.clone(), headers::guard))
        .with_state(app)
}
