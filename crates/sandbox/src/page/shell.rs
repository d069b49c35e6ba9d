//! What every page has around it, and how a page becomes an answer.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

use super::{Desk, notice::Shown};
use crate::{control::Of, world::State};

const PAGES: [(&str, &str); 6] = [
    ("/", "Le due sponde"),
    ("/negozio", "Pannello del negozio"),
    ("/guasti", "Guasti"),
    ("/dubbi", "Dubbi"),
    ("/chiamate", "Chiamate"),
    ("/api", "API"),
];

/// The frame of a page.
#[derive(Debug)]
pub(super) struct Shell {
    current: &'static str,
    /// What was last done by hand.
    pub(super) notice: Option<Shown>,
    /// Where Ponte is.
    pub(super) ponte: Option<String>,
    /// The tenant, where one was chosen.
    pub(super) instance: Option<String>,
    /// The same as the query of a link; empty for the first tenant.
    pub(super) query: String,
}

/// An entry of the menu.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) path: &'static str,
    pub(super) name: &'static str,
    pub(super) current: bool,
}

impl Shell {
    pub(super) fn new(desk: &Desk, state: &State, current: &'static str, of: &Of) -> Self {
        // Only a name that exists gets into links.
        let known = |instance: &&String| {
            let mut tenants = state.tenants.iter();
            tenants.any(|tenant| tenant.account.instance == **instance)
        };
        let instance = of.instance.as_ref().filter(known).cloned();
        Self {
            current,
            notice: desk.noted().map(|notice| notice.shown(state)),
            ponte: state.addresses.ponte.as_ref().map(ToString::to_string),
            query: instance
                .as_ref()
                .map(|instance| format!("?instance={instance}"))
                .unwrap_or_default(),
            instance,
        }
    }

    pub(super) fn pages(&self) -> Vec<Entry> {
        PAGES
            .map(|(path, name)| Entry {
                path,
                name,
                current: path == self.current,
            })
            .into()
    }
}

/// The page as an answer.
pub(super) fn answer(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
