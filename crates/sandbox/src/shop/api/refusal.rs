//! Errors, in the three styles (TS Commerce sheet §6, §27).

use axum::response::Response;
use http::StatusCode;
use serde_json::json;

use super::{door::answer, json};
use crate::switches::ShopErrors;

/// Why a call was not carried out. It changed nothing then.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{status}: {message}")]
pub(super) struct Refusal {
    /// HTTP status, and the code in the body.
    pub status: StatusCode,
    /// What the caller reads.
    pub message: String,
}

impl Refusal {
    /// Bad input: 400.
    pub fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// No such thing: 404.
    pub fn unknown(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} not found"))
    }

    /// Any status.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
        }
    }

    /// 429 and 509 are statuses for certain (sheet §5), whatever the style of other errors.
    fn is_limit(&self) -> bool {
        matches!(self.status.as_u16(), 429 | 509)
    }

    /// The answer in a style.
    pub fn response(&self, style: ShopErrors) -> Response {
        let code = self.status.as_u16();
        let flat = json!({ "error": code, "message": self.message });
        match style {
            ShopErrors::Flat => answer(self.status, json::body(&flat)),
            ShopErrors::Ok200 if !self.is_limit() => answer(StatusCode::OK, json::body(&flat)),
            ShopErrors::Ok200 => answer(self.status, json::body(&flat)),
            ShopErrors::Nested => {
                let nested = json!({ "error": { "code": code, "message": self.message } });
                answer(self.status, json::body(&nested))
            }
        }
    }
}
