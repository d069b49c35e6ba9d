//! Forms of those who are not logged in, and the way in.
//!
//! Guarantees: such a form is taken only with the token of a cookie that we set with it; whoever gets
//! in gets a session of his own, a session that the browser had before ends, and the cookie of the form
//! goes.

use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, header};

use super::{cookie::Cookie, same, session};
use crate::{app::App, trouble::Trouble};

/// How long such a form stays good.
const FORM_LASTS_S: i64 = 24 * 3600;

/// What guards a form.
pub(crate) struct Guard {
    /// The token that the form carries.
    pub(crate) csrf: String,
    /// The cookie with the same token.
    pub(crate) cookie: HeaderValue,
}

impl Guard {
    /// The guard of a form that is shown to a browser with these headers.
    pub(crate) fn of(app: &App, headers: &HeaderMap) -> Self {
        let kept = Cookie::Login.of(headers, &app.settings).map(str::to_owned);
        let csrf = kept.unwrap_or_else(|| app.engine.random().token(32));
        let cookie = Cookie::Login.set(&csrf, FORM_LASTS_S, &app.settings);
        Self { csrf, cookie }
    }
}

/// Whether a form was sent from a page of ours.
pub(crate) fn is_ours(app: &App, headers: &HeaderMap, csrf: &str) -> bool {
    Cookie::Login
        .of(headers, &app.settings)
        .is_some_and(|guard| same(guard, csrf))
}

/// Lets a user in, and sends the browser on to a page of ours.
pub(crate) async fn let_in(
    app: &App,
    headers: &HeaderMap,
    user: &str,
    to: &str,
) -> Result<Response, Trouble> {
    if let Some(before) = session::of(app, headers).await? {
        session::end(app, &before.session).await?;
    }
    let token = session::begin(app, user).await?;
    let lasts = i64::try_from(session::LASTS.as_secs()).unwrap_or(0);
    let cookies = AppendHeaders([
        (
            header::SET_COOKIE,
            Cookie::Session.set(&token, lasts, &app.settings),
        ),
        (header::SET_COOKIE, Cookie::Login.set("", 0, &app.settings)),
    ]);
    Ok((cookies, Redirect::to(to)).into_response())
}
