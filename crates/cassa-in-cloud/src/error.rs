//! Why a call to the till did not give what was asked (Cassa in Cloud sheet §7).
//!
//! Guarantees, each borne by a test below or in `tests/it`:
//! - [`Error::outcome_unknown`] is true exactly where a write may have taken effect;
//! - a known code is found anywhere in the remote's text, whatever shape the text has;
//! - a conflict is one under any status: what should be made exists already;
//! - the remote's text is kept as an excerpt without keys, tokens or personal data; what must be known
//!   of it (the code, why an order was refused) is read before it is cut.

use http::StatusCode;
use jiff::Timestamp;
use ponte_transport::{CallError, TransportError, redact::excerpt};

use crate::{OrderRefusal, personal::Personal, unconfirmed};

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
        /// Why an order was refused; means something where one was sent.
        reason: Option<OrderRefusal>,
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
        /// A status below 500; any, where the code is [`Code::ConflictValue`].
        status: StatusCode,
        /// A known code in the text.
        code: Option<Code>,
        /// Why an order was refused; means something where one was sent.
        reason: Option<OrderRefusal>,
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

/// Longer names first: `InvalidId` is also the beginning of another one. A conflict before all: whoever
/// misses it may make an order twice.
const CODES: [(&str, Code); 5] = [
    ("ConflictValue", Code::ConflictValue),
    ("InvalidIdSalesPoint", Code::InvalidIdSalesPoint),
    ("InvalidId", Code::InvalidId),
    ("InvalidParams", Code::InvalidParams),
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
    /// Whether a write that ended so may have taken effect: no answer in time, a broken one, 5xx
    /// (also one whose words speak of too many calls: that reading is a guess).
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        match self {
            Self::Transport(error) => error.may_have_left(),
            Self::Unavailable { .. } | Self::BrokenAnswer { .. } => true,
            Self::Throttled { status, .. } => status.is_server_error(),
            Self::WrongCredentials { .. }
            | Self::MissingPermission { .. }
            | Self::Quota { .. }
            | Self::Refused { .. }
            | Self::NoToken(_) => false,
        }
    }

    /// What to show of it: the till's own sentence where it said one, else what went wrong.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Refused { text, .. } | Self::MissingPermission { text, .. } => {
                unconfirmed::sentence(text)
            }
            other => other.to_string(),
        }
    }

    /// Whether the till says that there is no such record.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Refused { status, code, .. }
            if *status == StatusCode::NOT_FOUND || *code == Some(Code::InvalidId))
    }

    /// Whether the till says that what should be made exists already: an order with this
    /// `externalId` (sheet §16.3). It had no effect, and is no reason to take another id.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Refused {
                code: Some(Code::ConflictValue),
                ..
            }
        )
    }

    /// Why an order was refused, where the words tell it ([`unconfirmed::order_refusal`]).
    #[must_use]
    pub fn order_refusal(&self) -> Option<OrderRefusal> {
        match self {
            Self::Refused { reason, .. } | Self::MissingPermission { reason, .. } => *reason,
            _ => None,
        }
    }

    /// The error that an answer with a status other than 2xx stands for; the call held what
    /// `personal` hides.
    pub(crate) fn from_answer(status: StatusCode, raw: &str, personal: &Personal) -> Self {
        let text = excerpt(&personal.hide(raw), EXCERPT);
        let reason = unconfirmed::order_refusal(raw);
        let code = Code::find(raw).or_else(|| {
            let conflict = unconfirmed::means_conflict(status) && reason.is_none();
            conflict.then_some(Code::ConflictValue)
        });
        if code == Some(Code::ConflictValue) {
            Self::Refused {
                status,
                code,
                reason,
                text,
            }
        } else if unconfirmed::is_throttling(status, raw) {
            Self::Throttled { status, text }
        } else if status.is_server_error() {
            Self::Unavailable { status, text }
        } else if status == StatusCode::UNAUTHORIZED || status == StatusCode::FORBIDDEN {
            Self::MissingPermission {
                status,
                code,
                reason,
                text,
            }
        } else {
            Self::Refused {
                status,
                code,
                reason,
                text,
            }
        }
    }

    /// An answer to `path` that cannot be understood; `reason` may hold words of the remote.
    pub(crate) fn broken(path: &str, reason: &str) -> Self {
        Self::BrokenAnswer {
            path: path.to_owned(),
            reason: excerpt(&Personal::none().hide(reason), EXCERPT),
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

    fn answer(status: StatusCode, text: &str) -> Error {
        Error::from_answer(status, text, Personal::none())
    }

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
        let of = |status: u16, text| answer(StatusCode::from_u16(status).expect("a status"), text);
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
    fn a_conflict_is_one_under_any_status() {
        for status in [200, 400, 403, 404, 409, 422, 429, 500, 503] {
            for text in [
                r#"{"error":"ConflictValue","msg":"externalId"}"#,
                r#"{"obj.create[0].externalId":[{"msg":["ConflictValue"],"args":[]}]}"#,
                "ConflictValue: externalId",
                "too many: ConflictValue",
                r#"{"error":"InvalidParams","msg":"externalId: ConflictValue"}"#,
            ] {
                let error = answer(StatusCode::from_u16(status).expect("a status"), text);
                assert!(error.is_conflict(), "{status} {text}: {error:?}");
                assert!(!error.outcome_unknown(), "{status} {text}");
            }
        }
        assert!(answer(StatusCode::CONFLICT, "exists").is_conflict());
        assert!(!answer(StatusCode::CONFLICT, "slot full").is_conflict());
        assert!(!answer(StatusCode::BAD_REQUEST, "exists").is_conflict());
    }

    #[test]
    fn why_an_order_was_refused_is_read_before_the_text_is_cut() {
        let text = format!("{} error.order.mandatoryTime.isMissing", "x ".repeat(400));
        for status in [400, 403, 409, 422] {
            let error = answer(StatusCode::from_u16(status).expect("a status"), &text);
            assert_eq!(error.order_refusal(), Some(OrderRefusal::MandatoryTime));
            assert!(error.to_string().chars().count() < 600);
        }
    }

    #[test]
    fn personal_data_in_the_remotes_text_is_not_kept() {
        let personal = Personal::default()
            .words("Anna Prova")
            .words("+39 0422 000111");
        let echo = r#"{"msg":"PROVA anna, anna@example.test, 0422 is no customer"}"#;
        let error = Error::from_answer(StatusCode::BAD_REQUEST, echo, &personal);
        let printed = format!("{error} {error:?}").to_ascii_lowercase();
        for word in ["anna", "prova", "example", "0422"] {
            assert!(!printed.contains(word), "{word} in {printed}");
        }
        assert!(printed.contains("is no customer"));
        let broken = format!("{}", Error::broken("/x", "no: anna@example.test"));
        assert!(!broken.contains("anna"), "{broken}");
    }

    #[test]
    fn the_outcome_is_unknown_exactly_where_a_write_may_have_taken_effect() {
        let timeout = Error::Transport(TransportError::Timeout(Duration::from_secs(1)));
        assert!(timeout.outcome_unknown());
        assert!(answer(StatusCode::BAD_GATEWAY, "").outcome_unknown());
        assert!(Error::broken("/x", "cut").outcome_unknown());
        assert!(!Error::Transport(TransportError::Connect("no".into())).outcome_unknown());
        assert!(!answer(StatusCode::BAD_REQUEST, "").outcome_unknown());
        assert!(!answer(StatusCode::TOO_MANY_REQUESTS, "").outcome_unknown());
        assert!(answer(StatusCode::SERVICE_UNAVAILABLE, "too many").outcome_unknown());
        assert!(!Error::NoToken(Box::new(timeout)).outcome_unknown());
    }

    #[test]
    fn a_key_in_the_remotes_text_is_not_kept() {
        let echo = "unknown key 00000000-0000-4000-8000-000000000000";
        let error = answer(StatusCode::BAD_REQUEST, echo);
        assert!(
            !format!("{error} {error:?}").contains("0000-4000"),
            "{error}"
        );
    }
}
