//! Getting an account, a new password, and who may come in.
//!
//! Guarantees (each a test):
//! - whoever asks for an account or for a new password is answered alike, after the same work, whether
//!   the address has an account or not;
//! - an account can be used only once its mailbox has opened a letter's link *and* its password was
//!   typed there: an account that somebody else asked for is of no use to him;
//! - a letter's link opens once, and what the database holds opens nothing;
//! - with a new password every other session of the user ends;
//! - a shop keeps at least one user.

pub(crate) mod change;
pub(crate) mod choose;
pub(crate) mod confirm;
pub(crate) mod invitation;
mod letter;
pub(crate) mod register;
pub(crate) mod reset;
pub(crate) mod sessions;
pub(crate) mod users;
pub(crate) mod welcome;

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

use super::assets;
use crate::{app::App, trouble::Trouble, words::Words};

/// A token for a letter's link, and the hash that is kept of it.
fn token(app: &App) -> (String, String) {
    let token = app.engine.random().token(32);
    let hash = hash(&token);
    (token, hash)
}

/// What is kept of a token.
fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// An address of ours as letters need it, whole.
fn link(app: &App, path: &str) -> String {
    let base = app.settings.public.as_str();
    format!("{}{path}", base.trim_end_matches('/'))
}

/// A page that says one thing.
#[derive(Template)]
#[template(path = "account/said.html")]
struct Said {
    t: Words,
    title: String,
    text: String,
    more: Option<String>,
    /// Where to go on: address and label.
    next: (&'static str, String),
}

impl Said {
    fn new(t: Words, title: &str, text: String) -> Self {
        Self {
            t,
            title: t.say(title),
            text,
            more: None,
            next: ("/accedi", t.say("account-to-login")),
        }
    }

    fn page(self, status: StatusCode) -> Result<Response, Trouble> {
        Ok((status, Html(self.render()?)).into_response())
    }
}

/// No mail is set up: nobody can register or get a new password here.
fn no_mail(t: Words) -> Result<Response, Trouble> {
    Said::new(t, "account-no-mail-title", t.say("account-no-mail-text")).page(StatusCode::OK)
}

/// A letter's link that opens nothing, or nothing any longer.
fn spent(t: Words) -> Result<Response, Trouble> {
    Said::new(t, "account-spent-title", t.say("account-spent-text")).page(StatusCode::NOT_FOUND)
}

/// A page with a form in it, and the cookie that guards the form.
fn guarded(
    status: StatusCode,
    cookie: HeaderValue,
    view: &impl Template,
) -> Result<Response, Trouble> {
    Ok((status, [(header::SET_COOKIE, cookie)], Html(view.render()?)).into_response())
}
