//! `/cambia-password`: whoever is logged in changes the password, which takes the old one. Every other
//! session of the user ends, and this one gets another token.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{Html, IntoResponse, Response},
};
use http::{Extensions, HeaderMap, StatusCode};
use ponte_store::{StoreError, Tx, accounts::User};
use secrecy::SecretString;
use serde::Deserialize;

use super::{
    assets, letter,
    letter::{CHANGED, Recipient},
    link,
};
use crate::{
    app::App,
    auth::{entrance, form::Sent, person, session::Login, throttle::Attempt},
    doorman::Visitor,
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "account/change.html")]
struct ChangePage {
    t: Words,
    csrf: String,
    email: String,
    /// What is wrong with the old one.
    old: Option<String>,
    /// What is wrong with the new one.
    new: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Entered {
    vecchia: String,
    password: String,
}

pub(crate) async fn show(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    page(visitor.words, &login, None)
}

pub(crate) async fn send(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    extensions: Extensions,
    Sent(entered): Sent<Entered>,
) -> Result<Response, Trouble> {
    let login = visitor.login.ok_or(Trouble::LoggedOut)?;
    let t = visitor.words;
    let password = SecretString::from(entered.password);
    if let Some(key) = person::trouble(&password, &login.user.email) {
        let wrong = Wrong::New(key, StatusCode::UNPROCESSABLE_ENTITY);
        return page(t, &login, Some(wrong));
    }
    let old = SecretString::from(entered.vecchia);
    match checked(&app, &login, old, password, &headers, &extensions).await? {
        Err(wrong) => page(t, &login, Some(wrong)),
        Ok(hash) => {
            let mut tx = app.write().await?;
            keep(&app, &mut *tx, &login.user, &hash, t).await?;
            tx.commit().await?;
            app.engine.wake();
            entrance::let_in(&app, &headers, &login.user.id, "/accessi?fatto=password").await
        }
    }
}

/// What is wrong, as the key of a sentence.
enum Wrong {
    Old(&'static str, StatusCode),
    New(&'static str, StatusCode),
}

/// The hash of the new password, where the old one was right.
async fn checked(
    app: &App,
    login: &Login,
    old: SecretString,
    new: SecretString,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Result<Result<String, Wrong>, Trouble> {
    let Some(turn) = app.passwords.turn().await else {
        let busy = StatusCode::SERVICE_UNAVAILABLE;
        return Ok(Err(Wrong::Old("login-busy", busy)));
    };
    let attempt = Attempt::new(&login.user.email, headers, extensions, &app.settings);
    if attempt.refused(&mut *app.read().await?, app.now()).await? {
        let often = StatusCode::TOO_MANY_REQUESTS;
        return Ok(Err(Wrong::Old("login-too-often", often)));
    }
    if !turn.check(old, Some(&login.user.password)).await {
        let mut tx = app.write().await?;
        attempt.failed(&mut *tx, app.now()).await?;
        tx.commit().await?;
        let wrong = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Err(Wrong::Old("own-password-old-wrong", wrong)));
    }
    let hash = turn.hash(new, app.engine.random()).await;
    let hash = hash.ok_or_else(|| Trouble::ours("a password could not be hashed"))?;
    Ok(Ok(hash))
}

/// Keeps a user's new password, ends every session and every link to another one, and tells the mailbox.
pub(super) async fn keep(
    app: &App,
    tx: &mut dyn Tx,
    user: &User,
    hash: &str,
    words: Words,
) -> Result<(), StoreError> {
    tx.user_set_password(&user.id, hash).await?;
    tx.sessions_end(&user.id, None).await?;
    tx.resets_end(&user.email).await?;
    let recipient = Recipient::user(user, words);
    let wall = app.wall();
    let names = [("when", wall.when(wall.now, recipient.words).into())];
    let link = link(app, "/password");
    let letter = letter::write(&recipient, &CHANGED, &names, &link);
    letter::put(app, tx, &letter).await
}

fn page(t: Words, login: &Login, wrong: Option<Wrong>) -> Result<Response, Trouble> {
    let (old, new, status) = match wrong {
        None => (None, None, StatusCode::OK),
        Some(Wrong::Old(key, status)) => (Some(t.say(key)), None, status),
        Some(Wrong::New(key, status)) => (None, Some(t.say(key)), status),
    };
    let view = ChangePage {
        t,
        csrf: login.session.csrf.clone(),
        email: login.user.email.clone(),
        old,
        new,
    };
    Ok((status, Html(view.render()?)).into_response())
}
