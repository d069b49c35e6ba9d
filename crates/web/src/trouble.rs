//! Why a page cannot be shown. The doorman makes a page of it, in the visitor's language.

use std::fmt;

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use ponte_store::StoreError;

/// Why a page cannot be shown.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// It does not exist, or not for this visitor.
    NotFound,
    /// The request may be forged: no token of ours, or sent by another site's page.
    Forged,
    /// The form cannot be read.
    Unreadable,
    /// Nobody is logged in (any more).
    LoggedOut,
    /// Who is logged in belongs to no shop (yet).
    NoShop,
    /// Our own trouble; the text goes to the log, never to the page.
    Ours(String),
}

impl Trouble {
    /// Trouble of ours with this cause.
    pub(crate) fn ours(cause: impl fmt::Display) -> Self {
        Self::Ours(cause.to_string())
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::LoggedOut => StatusCode::UNAUTHORIZED,
            Self::NoShop => StatusCode::SEE_OTHER,
            Self::Ours(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(cause: StoreError) -> Self {
        Self::ours(cause)
    }
}

impl From<askama::Error> for Trouble {
    fn from(cause: askama::Error) -> Self {
        Self::ours(cause)
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
