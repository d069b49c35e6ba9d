//! `/collega`: somebody who belongs to no shop connects one by its keys.
//!
//! Guarantees (each a test): keys are tried before they are kept, and never shown again; a pair that
//! may only read is said at once; keys alone let nobody in: a code does, sent to the shop's own address.

pub(crate) mod code;

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_sync::install::{InstallTrouble, Pair};
use serde::Deserialize;

use super::{assets, install};
use crate::{
    app::App,
    auth::{form::Sent, session::Login},
    doorman::Visitor,
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "connect.html")]
struct ConnectPage {
    t: Words,
    csrf: String,
    user: String,
    /// The shop's admin shows a shop that is not installed here.
    missing: bool,
    trouble: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    manca: String,
}

pub(crate) async fn show(
    Extension(visitor): Extension<Visitor>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let missing = !wanted.manca.is_empty();
    page(visitor.words, &login, missing, None)
}

/// The shop's keys, as they were pasted.
#[derive(Deserialize)]
pub(crate) struct Pasted {
    #[serde(default)]
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) exchange: String,
}

/// *Collega il negozio*
pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Sent(pasted): Sent<Pasted>,
) -> Result<Response, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let t = visitor.words;
    let Some(pair) = Pair::pasted(&pasted.key, &pasted.exchange) else {
        let not = (
            t.say("shop-keys-not-keys"),
            StatusCode::UNPROCESSABLE_ENTITY,
        );
        return page(t, &login, false, Some(not));
    };
    let Some(_turn) = install::turn() else {
        return page(t, &login, false, Some(busy(t)));
    };
    match app.engine.connect_shop(&pair).await {
        Ok(installed) => {
            let shop = installed.shop;
            let to = format!("/collega/codice?negozio={shop}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(trouble) => page(t, &login, false, Some(said(trouble, t)?)),
    }
}

/// Too many keys are tried at this moment.
pub(crate) fn busy(t: Words) -> (String, StatusCode) {
    (t.say("login-busy"), StatusCode::SERVICE_UNAVAILABLE)
}

/// Why keys were not kept, in words.
pub(crate) fn said(trouble: InstallTrouble, t: Words) -> Result<(String, StatusCode), Trouble> {
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(match trouble {
        InstallTrouble::Unknown => (t.say("shop-keys-unknown"), wrong),
        InstallTrouble::ReadOnly => (t.say("shop-keys-read-only"), wrong),
        InstallTrouble::AnotherShop => (t.say("shop-keys-another-shop"), wrong),
        InstallTrouble::NoAnswer(cause) => {
            tracing::warn!(cause, "the shop gave no answer to keys");
            (
                t.say("shop-keys-no-answer"),
                StatusCode::SERVICE_UNAVAILABLE,
            )
        }
        InstallTrouble::NoShop => return Err(Trouble::NotFound),
        InstallTrouble::Remotes(cause) => return Err(Trouble::ours(cause)),
        InstallTrouble::Store(cause) => return Err(cause.into()),
    })
}

fn page(
    t: Words,
    login: &Login,
    missing: bool,
    trouble: Option<(String, StatusCode)>,
) -> Result<Response, Trouble> {
    let status = trouble
        .as_ref()
        .map_or(StatusCode::OK, |(_, status)| *status);
    let view = ConnectPage {
        t,
        csrf: login.session.csrf.clone(),
        user: login.user.email.clone(),
        missing,
        trouble: trouble.map(|(said, _)| said),
    };
    Ok((status, Html(view.render()?)).into_response())
}
