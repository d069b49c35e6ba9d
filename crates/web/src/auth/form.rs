//! A form of ours that was sent.
//!
//! Guarantee: a handler cannot get at a form's fields unless it carries the token of the session
//! that it came with.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{same, session::Login};
use crate::{app::App, doorman::Visitor, trouble::Trouble};

/// The fields of a form that carried its session's token.
pub(crate) struct Sent<T>(pub(crate) T);

/// A form with no field but the token.
#[derive(Deserialize)]
pub(crate) struct Nothing {}

#[derive(Deserialize)]
struct Guarded {
    #[serde(default)]
    csrf: String,
}

impl<T: DeserializeOwned> FromRequest<App> for Sent<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let Login { session, .. } = request
            .extensions()
            .get::<Visitor>()
            .and_then(|visitor| visitor.login.clone())
            .ok_or(Trouble::LoggedOut)?;
        let body = body(request, app).await?;
        let Guarded { csrf } = read(&body)?;
        if !same(&csrf, &session.csrf) {
            return Err(Trouble::Forged);
        }
        read(&body).map(Self)
    }
}

/// A form's body, as it was sent.
pub(crate) async fn body(request: Request, app: &App) -> Result<Bytes, Trouble> {
    Bytes::from_request(request, app)
        .await
        .map_err(|_| Trouble::Unreadable)
}

/// The fields of a form's body.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Trouble> {
    serde_urlencoded::from_bytes(body).map_err(|_| Trouble::Unreadable)
}
