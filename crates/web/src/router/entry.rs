//! An address and what answers there.

use axum::{extract::DefaultBodyLimit, routing::MethodRouter};

use crate::{app::App, pages::inlets};

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
    /// Whoever is logged in, with or without a shop.
    Users,
    /// Members of the shop that it is about.
    Members,
    /// The two services, which carry no session: a token in the path leads in.
    Services,
}

/// An address and what answers there.
pub(super) struct Entry(pub(super) Route, pub(super) MethodRouter<App>);

/// An address for anybody.
pub(super) fn open(method: &'static str, path: &'static str, answer: MethodRouter<App>) -> Entry {
    entry(Callers::Everybody, method, path, answer)
}

/// An address for whoever is logged in.
pub(super) fn of_a_user(
    method: &'static str,
    path: &'static str,
    answer: MethodRouter<App>,
) -> Entry {
    entry(Callers::Users, method, path, answer)
}

/// An address for the members of one shop.
pub(super) fn of_a_shop(
    method: &'static str,
    path: &'static str,
    answer: MethodRouter<App>,
) -> Entry {
    entry(Callers::Members, method, path, answer)
}

/// An inlet: whoever asks without posting gets 200, right token or not (Cassa in Cloud sheet §21.1).
pub(super) fn inlet(path: &'static str, answer: MethodRouter<App>) -> Entry {
    let answer = answer
        .get(inlets::look)
        .options(inlets::look)
        .layer(DefaultBodyLimit::max(inlets::LONGEST_BODY));
    entry(Callers::Services, "POST", path, answer)
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
