//! Sessions of our own: a random token in a cookie, its hash in the database.
//!
//! Guarantees: what the database holds opens nothing; each login gets a token of its own; a session ends [`LASTS`] after the login, or
//! [`IDLE`] after it was last used, or at *Esci*.

use std::time::Duration;

use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use ponte_store::{
    StoreError,
    accounts::{Session, User},
};
use ponte_transport::clock::{between, later};
use sha2::{Digest, Sha256};

use super::{browser, cookie::Cookie};
use crate::app::App;

/// A session's longest life.
pub(crate) const LASTS: Duration = Duration::from_secs(30 * 24 * 3600);
/// How long a session may lie unused.
const IDLE: Duration = Duration::from_secs(7 * 24 * 3600);
/// How exactly its last use is noted.
const NOTED_EVERY: Duration = Duration::from_secs(300);

/// A user with the session that a request came with.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub(crate) user: User,
    pub(crate) session: Session,
}

/// Begins a session; gives the token for the cookie.
pub(crate) async fn begin(app: &App, user: &str) -> Result<String, StoreError> {
    let now = app.now();
    let token = app.engine.random().token(32);
    let session = Session {
        token_hash: hash(&token),
        user: user.to_owned(),
        csrf: app.engine.random().token(32),
        created_at: now,
        seen_at: now,
        expires_at: later(now, LASTS),
        // Noted with its first use.
        browser: String::new(),
    };
    let mut tx = app.write().await?;
    tx.session_add(&session).await?;
    tx.commit().await?;
    Ok(token)
}

/// Who sent a request, if anybody is logged in.
pub(crate) async fn of(app: &App, headers: &HeaderMap) -> Result<Option<Login>, StoreError> {
    let Some(token) = Cookie::Session.of(headers, &app.settings) else {
        return Ok(None);
    };
    let now = app.now();
    let mut tx = app.read().await?;
    let Some(session) = tx.session(&hash(token), now).await? else {
        return Ok(None);
    };
    let unused = between(session.seen_at, now);
    if unused > IDLE {
        return Ok(None);
    }
    let Some(user) = tx.user(&session.user).await? else {
        return Ok(None);
    };
    drop(tx);
    let browser = browser::of(headers);
    if unused > NOTED_EVERY || session.browser != browser {
        note(app, &session.token_hash, &browser, now).await?;
    }
    Ok(Some(Login { user, session }))
}

async fn note(
    app: &App,
    token_hash: &str,
    browser: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    tx.session_seen(token_hash, browser, now).await?;
    tx.commit().await
}

/// The sessions of a user that open something, last used first.
pub(crate) async fn all(app: &App, user: &str) -> Result<Vec<Session>, StoreError> {
    let now = app.now();
    let idle = SignedDuration::try_from(IDLE).unwrap_or(SignedDuration::MAX);
    let since = now.checked_sub(idle).unwrap_or(Timestamp::MIN);
    app.read().await?.sessions_of(user, since, now).await
}

/// Ends a session.
pub(crate) async fn end(app: &App, session: &Session) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    tx.session_end(&session.token_hash).await?;
    tx.commit().await
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
