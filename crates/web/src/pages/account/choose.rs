//! `/password/…`: the mailbox has opened its letter; a new password is chosen. Every session of the user
//! ends, and a new one begins.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, Request, State},
    response::Response,
};
use http::{HeaderMap, StatusCode};
use secrecy::SecretString;
use serde::Deserialize;

use super::{assets, change, guarded, hash, spent};
use crate::{
    app::App,
    auth::{
        entrance::{self, Guard},
        form, person,
    },
    doorman::Visitor,
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "account/choose.html")]
struct ChoosePage {
    t: Words,
    csrf: String,
    address: String,
    email: String,
    trouble: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entered {
    csrf: String,
    password: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let t = visitor.words;
    match app.read().await?.reset(&hash(&token), app.now()).await? {
        Some(reset) => page(&app, t, &headers, &token, &reset.email, None),
        None => spent(t),
    }
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Trouble> {
    let t = visitor.words;
    let entered: Entered = form::read(&form::body(request, &app).await?)?;
    if !entrance::is_ours(&app, &headers, &entered.csrf) {
        return Err(Trouble::Forged);
    }
    let hash = hash(&token);
    let Some(reset) = app.read().await?.reset(&hash, app.now()).await? else {
        return spent(t);
    };
    let refuse = |key, status| page(&app, t, &headers, &token, &reset.email, Some((key, status)));
    let password = SecretString::from(entered.password);
    if let Some(key) = person::trouble(&password, &reset.email) {
        return refuse(key, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let Some(turn) = app.passwords.turn().await else {
        return refuse("login-busy", StatusCode::SERVICE_UNAVAILABLE);
    };
    let password = turn.hash(password, app.engine.random()).await;
    let password = password.ok_or_else(|| Trouble::ours("a password could not be hashed"))?;
    let mut tx = app.write().await?;
    let Some(reset) = tx.reset_take(&hash, app.now()).await? else {
        return spent(t);
    };
    let Some(user) = tx.user_by_email(&reset.email).await? else {
        return spent(t);
    };
    change::keep(&app, &mut *tx, &user, &password, t).await?;
    tx.commit().await?;
    app.engine.wake();
    entrance::let_in(&app, &headers, &user.id, "/").await
}

fn page(
    app: &App,
    t: Words,
    headers: &HeaderMap,
    token: &str,
    email: &str,
    trouble: Option<(&str, StatusCode)>,
) -> Result<Response, Trouble> {
    let Guard { csrf, cookie } = Guard::of(app, headers);
    let view = ChoosePage {
        t,
        csrf,
        address: format!("/password/{token}"),
        email: email.to_owned(),
        trouble: trouble.map(|(key, _)| t.say(key)),
    };
    guarded(
        trouble.map_or(StatusCode::OK, |(_, status)| status),
        cookie,
        &view,
    )
}
