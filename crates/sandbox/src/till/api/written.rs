//! What a write answers (Cassa in Cloud sheet §6, §24.13).

use axum::{
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::switches::Switches;

/// An answer to a write that took effect.
#[derive(Debug)]
pub(super) struct Written {
    status: StatusCode,
    body: Option<Value>,
}

impl Written {
    /// One record was made: `{"id":"…"}`, or `{name: record}` where switched.
    pub(super) fn one(name: &str, record: &Value, switches: &Switches) -> Self {
        let body = if switches.till_create_answers_record {
            json!({ name: record })
        } else {
            json!({ "id": record["id"] })
        };
        Self {
            status: status(switches.till_create_status, StatusCode::CREATED),
            body: Some(body),
        }
    }

    /// A batch was made: `{"batchResponse":{"createDetails":[…]}}`.
    pub(super) fn batch(details: &[Value], switches: &Switches) -> Self {
        Self {
            status: status(switches.till_batch_status, StatusCode::OK),
            body: Some(json!({"batchResponse": {"createDetails": details}})),
        }
    }

    /// Something was changed: no body.
    pub(super) fn changed() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            body: None,
        }
    }
}

/// A switch set to something that is no status falls back on the sheet's.
fn status(number: u32, default: StatusCode) -> StatusCode {
    let number = u16::try_from(number).ok();
    let status = number.and_then(|number| StatusCode::from_u16(number).ok());
    status.unwrap_or(default)
}

impl IntoResponse for Written {
    fn into_response(self) -> Response {
        match self.body {
            None => self.status.into_response(),
            Some(body) => {
                let kind = [(CONTENT_TYPE, "application/json")];
                (self.status, kind, body.to_string()).into_response()
            }
        }
    }
}
