//! Writes: one attempt, whose answer may have no body (Cassa in Cloud sheet §6, §23).

use bytes::Bytes;
use http::{Method, StatusCode, header};
use ponte_transport::Request;
use serde::Serialize;
use serde_json::Value;

use super::{Client, JSON, REQUESTED_WITH};
use crate::{
    Code, Error,
    params::Params,
    personal::{Personal, without_values},
    unconfirmed,
};

/// A 2xx answer to a write.
pub(crate) struct Written {
    status: StatusCode,
    text: String,
}

impl Client {
    /// Sends `body` to `path`, once; `personal` is what of it no error may repeat.
    pub(crate) async fn write(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        personal: &Personal,
    ) -> Result<Written, Error> {
        let body = serde_json::to_vec(body).expect("plain values always have a JSON form");
        let mut request = Request::new(method, self.url(path, &Params::default()));
        request.headers.insert(header::CONTENT_TYPE, JSON);
        request.headers.insert(REQUESTED_WITH.0, REQUESTED_WITH.1);
        request.body = Bytes::from(body);
        let answer = self.send_with_token(request).await?;
        let text = String::from_utf8_lossy(&answer.body);
        // A conflict is one under any status.
        if !answer.status.is_success() || Code::find(&text) == Some(Code::ConflictValue) {
            return Err(Error::from_answer(answer.status, &text, personal));
        }
        Ok(Written {
            status: answer.status,
            text: text.into_owned(),
        })
    }
}

impl Written {
    /// The answer's text, perhaps empty.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The answer's value; null where there is no body.
    pub(crate) fn json(&self, path: &str) -> Result<Value, Error> {
        if self.text.trim().is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&self.text)
            .map_err(|error| Error::broken(path, &without_values(&error)))
    }

    /// The refusal that a 2xx answer names, where it names one by a known code.
    pub(crate) fn refusal(&self, personal: &Personal) -> Option<Error> {
        let named = Code::find(&self.text).filter(|_| unconfirmed::CODE_UNDER_200_IS_REFUSAL);
        named.map(|_| Error::from_answer(self.status, &self.text, personal))
    }
}
