//! Why a call to the till did not give what was asked (Cassa in Cloud sheet §7).
//!
//! Guarantees, each borne by a test below or in `tests/it`:
//! - [`Error::outcome_unknown`] is true exactly where a write may have taken effect;
//! - a known code is found anywhere in the remote's text, whatever shape the text has;
//! - the remote's text is kept as an excerpt without keys or tokens.

use http::StatusCode;
use jiff::Timestamp;
use ponte_transport::{CallError, TransportError, redact::excerpt};

use crate::unconfirmed;

/// Characters of the remote's text that an error keeps.
const EXCERPT: usize = 500;

/// Why a call did not give what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The till does not know the API key.
    #[error("the till does not know this API key: {text}")]
    WrongCredentials {
        /// The remote's words.
        text: String,
    },
    /// The key may not do this, or not at this sales point.
    #[error("the key lacks the permission for this ({status}): {text}")]
    MissingPermission {
        /// 403, or 401 although the token was new.
        status: StatusCode,
        /// A known code in the text.
        code: Option<Code>,
        /// The remote's words.
        text: String,
    },
    /// Our own allowance of calls is used up; nothing was sent.
    #[error("the allowance of calls is used up")]
    Quota {
        /// When a call may be tried again, where that is known.
        until: Option<Timestamp>,
    },
    /// The till says that there were too many calls; it did not carry this one out.
    #[error("the till asks for fewer calls ({status}): {text}")]
    Throttled {
        /// 429, or 403 or 503 with such a text.
        status: StatusCode,
        /// The remote's words.
        text: String,
    },
    /// The till refused the call; it had no effect.
    #[error("the till refused ({status}): {text}")]
    Refused {
        /// A status below 500.
        status: StatusCode,
        /// A known code in the text.
        code: Option<Code>,
        /// The remote's words.
        text: String,
    },
    /// The till failed or is not there.
    #[error("the till is out of order ({status}): {text}")]
    Unavailable {
        /// 500 or above.
        status: StatusCode,
        /// The remote's words.
        text: String,
    },
    /// The answer says that all went well, and cannot be understood.
    #[error("the till's answer to {path} cannot be understood: {reason}")]
    BrokenAnswer {
        /// The path that was called.
        path: String,
        /// What is wrong with the answer.
        reason: String,
    },
    /// No token could be had, so the call itself never left.
    #[error("no token could be had")]
    NoToken(#[source] Box<Error>),
    /// There was no (whole) answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

/// A code that the documentation names (sheet §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// No such record.
    InvalidId,
    /// A unique value, such as an `externalId`, exists already.
    ConflictValue,
    /// A bad or missing parameter.
    InvalidParams,
    /// The sales point is not enabled for the key.
    InvalidIdSalesPoint,
    /// A list parameter is not a JSON array.
    ExpectedArray,
}

/// Longer names first: `InvalidId` is also the beginning of another one.
const CODES: [(&str, Code); 5] = [
    ("InvalidIdSalesPoint", Code::InvalidIdSalesPoint),
    ("InvalidId", Code::InvalidId),
    ("InvalidParams", Code::InvalidParams),
    ("ConflictValue", Code::ConflictValue),
    ("error.expected.jsarray", Code::ExpectedArray),
];

impl Code {
    /// The first known code in `text`.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        CODES
            .iter()
            .find(|(name, _)| text.contains(name))
            .map(|&(_, code)| code)
    }
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
            | Self::Refused { .. }
            | Self::NoToken(_) => false,
        }
    }

    /// Whether the till says that there is no such record.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Refused { status, code, .. }
            if *status == StatusCode::NOT_FOUND || *code == Some(Code::InvalidId))
    }

    /// The error that an answer with a status other than 2xx stands for.
    pub(crate) fn from_answer(status: StatusCode, raw: &str) -> Self {
        let (code, text) = (Code::find(raw), excerpt(raw, EXCERPT));
        if unconfirmed::is_throttling(status, raw) {
            Self::Throttled { status, text }
        } else if status.is_server_error() {
            Self::Unavailable { status, text }
        } else if status == StatusCode::UNAUTHORIZED || status == StatusCode::FORBIDDEN {
            Self::MissingPermission { status, code, text }
        } else {
            Self::Refused { status, code, text }
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

    #[test]
    fn a_known_code_is_found_anywhere_in_the_text() {
        for (text, code) in [
            (
                r#"{"error":"ConflictValue","msg":"externalId"}"#,
                Some(Code::ConflictValue),
            ),
            (
                r#"{"obj.ids":[{"msg":["error.expected.jsarray"],"args":[]}]}"#,
                Some(Code::ExpectedArray),
            ),
            ("InvalidIdSalesPoint: 101", Some(Code::InvalidIdSalesPoint)),
            ("InvalidId", Some(Code::InvalidId)),
            ("<html>oops</html>", None),
        ] {
            assert_eq!(Code::find(text), code, "{text}");
        }
    }

    #[test]
    fn statuses_are_told_apart() {
        let of = |status: u16, text| {
            Error::from_answer(StatusCode::from_u16(status).expect("a status"), text)
        };
        assert!(matches!(of(403, "no"), Error::MissingPermission { .. }));
        assert!(matches!(of(401, "no"), Error::MissingPermission { .. }));
        assert!(matches!(of(429, ""), Error::Throttled { .. }));
        assert!(matches!(of(503, "too many calls"), Error::Throttled { .. }));
        assert!(matches!(of(503, "down"), Error::Unavailable { .. }));
        assert!(matches!(of(413, ""), Error::Refused { .. }));
        assert!(of(404, "").is_not_found() && of(400, "InvalidId").is_not_found());
        assert!(!of(400, "InvalidParams").is_not_found());
    }

    #[test]
    fn the_outcome_is_unknown_exactly_where_a_write_may_have_taken_effect() {
        let timeout = Error::Transport(TransportError::Timeout(Duration::from_secs(1)));
        assert!(timeout.outcome_unknown());
        assert!(Error::from_answer(StatusCode::BAD_GATEWAY, "").outcome_unknown());
        assert!(Error::broken("/x", "cut").outcome_unknown());
        assert!(!Error::Transport(TransportError::Connect("no".into())).outcome_unknown());
        assert!(!Error::from_answer(StatusCode::BAD_REQUEST, "").outcome_unknown());
        assert!(!Error::from_answer(StatusCode::TOO_MANY_REQUESTS, "").outcome_unknown());
        assert!(!Error::NoToken(Box::new(timeout)).outcome_unknown());
    }

    #[test]
    fn a_key_in_the_remotes_text_is_not_kept() {
        let echo = "unknown key 00000000-0000-4000-8000-000000000000";
        let error = Error::from_answer(StatusCode::BAD_REQUEST, echo);
        assert!(
            !format!("{error} {error:?}").contains("0000-4000"),
            "{error}"
        );
    }
}
