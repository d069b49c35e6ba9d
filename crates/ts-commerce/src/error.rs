//! Why a call to the shop did not give what was asked (TS Commerce sheet §5, §6).
//!
//! Guarantees, each borne by a test below:
//! - [`Error::outcome_unknown`] is true exactly where a write may have taken effect;
//! - the remote's text is kept as an excerpt without keys.

use http::{Method, StatusCode};
use jiff::Timestamp;
use ponte_transport::{CallError, TransportError, redact::excerpt};

use crate::unconfirmed;

/// Characters of the remote's text that an error keeps (sheet §6).
const EXCERPT: usize = 500;

/// Why a call did not give what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The shop does not know the pair of keys, or has disabled it.
    #[error("the shop does not know these keys: {text}")]
    WrongCredentials {
        /// The remote's words.
        text: String,
    },
    /// The pair of keys may only read (sheet §3).
    #[error("the keys lack the permission for this ({status}): {text}")]
    MissingPermission {
        /// The status.
        status: StatusCode,
        /// The remote's words.
        text: String,
    },
    /// The allowance of calls is used up, ours or the shop's (509); the call had no effect.
    #[error("the allowance of calls is used up")]
    Quota {
        /// When a call may be tried again, where that is known.
        until: Option<Timestamp>,
    },
    /// 429: the call was not served (sheet §5).
    #[error("the shop asks for fewer calls: {text}")]
    Throttled {
        /// The endpoint's own allowance, where the answer told it.
        allowance: Option<Allowance>,
        /// The remote's words.
        text: String,
    },
    /// There is no such record.
    #[error("the shop knows no such record: {text}")]
    NotFound {
        /// The remote's words, or what its answer means.
        text: String,
    },
    /// The shop refused the call; it had no effect.
    #[error("the shop refused ({status}): {text}")]
    Refused {
        /// The status; 200 is possible (sheet §6).
        status: StatusCode,
        /// The remote's own number for it.
        code: Option<i64>,
        /// The remote's words.
        text: String,
    },
    /// The shop failed or is not there.
    #[error("the shop is out of order ({status}): {text}")]
    Unavailable {
        /// 500 or above.
        status: StatusCode,
        /// The remote's words.
        text: String,
    },
    /// The answer says that all went well, and cannot be understood.
    #[error("the shop's answer to {path} cannot be understood: {reason}")]
    BrokenAnswer {
        /// The path that was called.
        path: String,
        /// What is wrong with the answer.
        reason: String,
    },
    /// What should be written cannot be sent; nothing left.
    #[error(transparent)]
    Unsendable(#[from] Unsendable),
    /// There was no (whole) answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

/// An endpoint's allowance: the header `X-Storeden-Limit` (sheet §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Calls left.
    pub left: u32,
    /// Calls in all.
    pub assigned: u32,
}

/// Why something cannot be sent at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsendable {
    /// The service takes 250 SKUs a call (sheet §13.4).
    #[error("{0} SKUs in one batch, 250 are allowed")]
    BatchTooLong(usize),
    /// A SKU is a key of the batch's form: send this one alone (sheet §13.4).
    #[error("the SKU \"{0}\" holds a bracket and must be sent alone")]
    SkuWithBracket(String),
    /// An empty SKU matches nobody.
    #[error("an empty SKU")]
    EmptySku,
    /// An option axis is a key of the form.
    #[error("the option \"{0}\" is empty or holds a bracket")]
    AxisKey(String),
}

impl Error {
    /// Whether a write that ended so may have taken effect: no answer in time, a broken one, 5xx.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        match self {
            Self::Transport(error) => error.may_have_left(),
            Self::Unavailable { .. } | Self::BrokenAnswer { .. } => true,
            Self::WrongCredentials { .. }
            | Self::MissingPermission { .. }
            | Self::Quota { .. }
            | Self::Throttled { .. }
            | Self::NotFound { .. }
            | Self::Refused { .. }
            | Self::Unsendable(_) => false,
        }
    }

    /// Whether the shop says that there is no such record.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound { .. })
    }

    /// The error that a status stands for (sheet §6, rule 1).
    pub(crate) fn from_status(
        method: &Method,
        status: StatusCode,
        code: Option<i64>,
        allowance: Option<Allowance>,
        text: &str,
    ) -> Self {
        let text = excerpt(text, EXCERPT);
        match status.as_u16() {
            429 => Self::Throttled { allowance, text },
            509 => Self::Quota { until: None },
            401 | 403 if unconfirmed::lacks_permission(method, status) => {
                Self::MissingPermission { status, text }
            }
            401 | 403 => Self::WrongCredentials { text },
            404 => Self::NotFound { text },
            500.. => Self::Unavailable { status, text },
            _ => Self::Refused { status, code, text },
        }
    }

    /// An answer to `path` that cannot be understood; `reason` may hold words of the remote.
    pub(crate) fn broken(path: &str, reason: &str) -> Self {
        Self::BrokenAnswer {
            path: path.to_owned(),
            reason: excerpt(reason, EXCERPT),
        }
    }
}

impl From<CallError> for Error {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Exhausted(exhausted) => Self::Quota {
                until: Some(exhausted.until),
            },
            CallError::Transport(error) => Self::Transport(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn of(status: u16) -> Error {
        let status = StatusCode::from_u16(status).expect("a status");
        Error::from_status(&Method::PUT, status, None, None, "no")
    }

    #[test]
    fn the_outcome_is_unknown_exactly_where_a_write_may_have_taken_effect() {
        for status in [500, 502, 503] {
            assert!(of(status).outcome_unknown(), "{status}");
        }
        for status in [400, 401, 403, 404, 409, 413, 429, 509] {
            assert!(!of(status).outcome_unknown(), "{status}");
        }
        let transport = |error| Error::Transport(error).outcome_unknown();
        assert!(transport(TransportError::Timeout(Duration::from_secs(1))));
        assert!(transport(TransportError::Broken("cut".into())));
        assert!(!transport(TransportError::Connect("no".into())));
        assert!(Error::broken("/x", "cut").outcome_unknown());
        assert!(!Error::from(Unsendable::EmptySku).outcome_unknown());
    }

    #[test]
    fn a_key_in_the_remotes_text_is_not_kept() {
        let echo = "bad key 0123456789abcdef0123456789abcdef";
        let error = Error::from_status(&Method::GET, StatusCode::UNAUTHORIZED, None, None, echo);
        assert!(!format!("{error} {error:?}").contains("0123"), "{error}");
    }
}
