//! `/accessi`: where a user is logged in, and ending that.

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::{Html, Redirect},
};
use serde::Deserialize;

use super::assets;
use crate::{
    app::App,
    auth::{
        form::{Nothing, Sent},
        session,
    },
    doorman::Visitor,
    trouble::Trouble,
    words::Words,
};

/// So much of a session's hash names it in a form. The hash opens nothing.
const NAME: usize = 16;

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    t: Words,
    csrf: String,
    email: String,
    sessions: Vec<Line>,
    done: Option<String>,
}

/// One session.
struct Line {
    name: String,
    browser: String,
    begun: String,
    used: String,
    /// Whether it is the one that asks.
    this: bool,
}

#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    fatto: String,
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    quale: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let (t, wall) = (visitor.words, app.wall());
    let of_user = session::all(&app, &login.user.id).await?;
    let line = |one: ponte_store::accounts::Session| Line {
        name: name(&one.token_hash).to_owned(),
        browser: match one.browser.as_str() {
            "" => t.say("sessions-unknown"),
            browser => browser.to_owned(),
        },
        begun: t.with(
            "sessions-begun",
            &[("when", wall.when(one.created_at, t).into())],
        ),
        used: t.with(
            "sessions-used",
            &[("when", wall.when(one.seen_at, t).into())],
        ),
        this: one.token_hash == login.session.token_hash,
    };
    let done = match done.fatto.as_str() {
        "password" => Some(t.say("own-password-done")),
        "chiuso" => Some(t.say("sessions-ended-one")),
        "chiusi" => Some(t.say("sessions-ended-others")),
        _ => None,
    };
    let view = SessionsPage {
        t,
        csrf: login.session.csrf.clone(),
        email: login.user.email.clone(),
        sessions: of_user.into_iter().map(line).collect(),
        done,
    };
    Ok(Html(view.render()?))
}

/// Ends one session of the user's own.
pub(crate) async fn end(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Sent(chosen): Sent<Chosen>,
) -> Result<Redirect, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let of_user = session::all(&app, &login.user.id).await?;
    let meant = of_user
        .into_iter()
        .find(|one| name(&one.token_hash) == chosen.quale);
    if let Some(meant) = meant {
        session::end(&app, &meant).await?;
    }
    // Ended already: that is what was wanted.
    Ok(Redirect::to("/accessi?fatto=chiuso"))
}

/// Ends every other session of the user's.
pub(crate) async fn end_others(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    _: Sent<Nothing>,
) -> Result<Redirect, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let mut tx = app.write().await?;
    tx.sessions_end(&login.user.id, Some(&login.session.token_hash))
        .await?;
    tx.commit().await?;
    Ok(Redirect::to("/accessi?fatto=chiusi"))
}

fn name(token_hash: &str) -> &str {
    token_hash.get(..NAME).unwrap_or_default()
}
