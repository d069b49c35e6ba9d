//! Which address leads where: one file a group of pages.

mod account;
mod choices;
mod components;
mod connector;
mod door;
mod entry;
mod guide;
mod headers;
mod install;
mod more;
mod orders;
mod overview;
mod pairings;
mod pause;
mod products;
mod public;
mod reports;
mod stock;
mod support;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn_with_state, map_response_with_state},
};
use ponte_sync::Engine;

use crate::{
    acts::noted, app::App, auth::password::Passwords, doorman::doorman, pages::error,
    settings::WebSettings,
};
use entry::Entry;
pub use entry::{Callers, Route};

/// Our largest form is a key.
const LONGEST_BODY: usize = 64 * 1024;

/// The groups whose visitors are asked who they are.
fn pages() -> Vec<Entry> {
    [
        door::entries(),
        choices::entries(),
        account::entries(),
        install::entries(),
        connector::entries(),
        orders::entries(),
        reports::entries(),
        products::entries(),
        stock::entries(),
        guide::entries(),
        overview::entries(),
        support::entries(),
        components::entries(),
        more::entries(),
        pairings::entries(),
        pause::entries(),
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

/// An entry that leaves a line in the log, where it takes a form.
fn logged(Entry(route, answer): Entry, app: &App) -> Entry {
    if route.method != "POST" {
        return Entry(route, answer);
    }
    let log = from_fn_with_state((app.clone(), route), noted);
    Entry(route, answer.route_layer(log))
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
    let pages = pages().into_iter().map(|entry| logged(entry, &app));
    routed(pages.collect())
        .fallback(error::missing)
        .layer(from_fn_with_state(app.clone(), doorman))
        .merge(routed(public::entries()))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(map_response_with_state(app.clone(), headers::guard))
        .with_state(app)
}
