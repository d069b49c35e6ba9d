//! `/conferma/…`: the mailbox has opened its letter; with the password that was chosen the account
//! begins.
//!
//! The password is asked for because the link alone proves the mailbox, and not that whoever reads it is
//! who asked: nobody can have an account made for him by somebody else's click.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, Request, State},
    response::Response,
};
use http::{HeaderMap, StatusCode};
use ponte_store::{StoreError, accounts::User};
use secrecy::SecretString;
use serde::Deserialize;

use super::{assets, guarded, hash, spent};
use crate::{
    app::App,
    auth::{
        entrance::{self, Guard},
        form,
        limit::Sender,
        throttle::Attempt,
    },
    doorman::Visitor,
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "account/confirm.html")]
struct ConfirmPage {
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
    let found = app
        .read()
        .await?
        .registration(&hash(&token), app.now())
        .await?;
    match found {
        Some(asked) => page(&app, t, &headers, &token, &asked.email, None),
        None => spent(t),
    }
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(token): Path<String>,
    request: Request,
) -> Result<Response, Trouble> {
    let t = visitor.words;
    let Sender {
        headers,
        extensions,
    } = Sender::of(&request);
    let entered: Entered = form::read(&form::body(request, &app).await?)?;
    if !entrance::is_ours(&app, &headers, &entered.csrf) {
        return Err(Trouble::Forged);
    }
    let hash = hash(&token);
    let Some(asked) = app.read().await?.registration(&hash, app.now()).await? else {
        return spent(t);
    };
    let refuse = |key, status| page(&app, t, &headers, &token, &asked.email, Some((key, status)));
    let Some(turn) = app.passwords.turn().await else {
        return refuse("login-busy", StatusCode::SERVICE_UNAVAILABLE);
    };
    let attempt = Attempt::new(&asked.email, &headers, &extensions, &app.settings);
    if attempt.refused(&mut *app.read().await?, app.now()).await? {
        return refuse("login-too-often", StatusCode::TOO_MANY_REQUESTS);
    }
    let password = SecretString::from(entered.password);
    if !turn.check(password, Some(&asked.password)).await {
        let mut tx = app.write().await?;
        attempt.failed(&mut *tx, app.now()).await?;
        tx.commit().await?;
        return refuse("confirm-refused", StatusCode::UNPROCESSABLE_ENTITY);
    }
    let now = app.now();
    let mut tx = app.write().await?;
    let Some(asked) = tx.registration_take(&hash, now).await? else {
        return spent(t);
    };
    let user = User {
        id: app.engine.random().uuid(now.as_millisecond()).to_string(),
        email: asked.email,
        name: asked.name,
        password: asked.password,
        language: asked.language,
        created_at: now,
    };
    match tx.user_add(&user).await {
        Ok(()) => tx.commit().await?,
        // The operator was faster, or an invitation.
        Err(StoreError::Exists(_)) => return spent(t),
        Err(error) => return Err(error.into()),
    }
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
    let view = ConfirmPage {
        t,
        csrf,
        address: format!("/conferma/{token}"),
        email: email.to_owned(),
        trouble: trouble.map(|(key, _)| t.say(key)),
    };
    guarded(
        trouble.map_or(StatusCode::OK, |(_, status)| status),
        cookie,
        &view,
    )
}
