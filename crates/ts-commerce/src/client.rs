//! The client: one call, from the limiter's leave to the answer's text.
//!
//! Guarantees, each borne by a test in `tests/it`:
//! - reads are repeated on 5xx, a missing answer or an answer that is no JSON;
//! - 429 says that a call was not served: reads, updates and deletes are repeated at most twice;
//! - a create is never repeated, whatever came of it.

mod answer;
mod builder;
mod list;

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use ponte_transport::{Caller, Request, Response, TransportError};
use serde_json::value::RawValue;
use url::Url;

pub use builder::{BASE_URL, Builder, UnfitKeys};

use crate::{
    Error, Form,
    fields::{Fields, Row, row},
};

/// Bytes of an answer that is read whole.
const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Repeats after 429; longer patience is the caller's and the limiter's.
const THROTTLED_REPEATS: u32 = 2;

/// An endpoint with an allowance as small as this has 5 calls in 60 seconds (TS Commerce sheet §5).
const SMALL_ALLOWANCE: u32 = 5;

/// The pause that such an endpoint needs.
const SMALL_ALLOWANCE_PAUSE: Duration = Duration::from_secs(12);

/// How long a whole-shop list may take.
const LIST_TIMEOUT: Duration = Duration::from_secs(600);

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A client for one shop.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base: Url,
    /// The two secrets.
    keys: HeaderMap,
    caller: Caller,
    timeout: Duration,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.0.base.host_str().unwrap_or("-"))
    }
}

/// What a call does, and so when it may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing: always.
    Read,
    /// Changes what is there: where it was not served.
    Change,
    /// Makes something new: never.
    Create,
}

/// One call, to be built into a request as often as it is tried.
struct Call<'a> {
    method: Method,
    path: &'a str,
    query: &'a Form,
    body: &'a Form,
    effect: Effect,
}

impl Client {
    /// Reads `path`; the answer's text, of whatever shape.
    pub(crate) async fn read(&self, path: &str, query: &Form) -> Result<Box<RawValue>, Error> {
        let body = &Form::new();
        self.whole(Call {
            method: Method::GET,
            path,
            query,
            body,
            effect: Effect::Read,
        })
        .await
    }

    /// Reads the one record at `path`.
    pub(crate) async fn read_row<T: Row>(&self, path: &str, query: &Form) -> Result<T, Error> {
        let answer = self.read(path, query).await?;
        row(answer.get()).map_err(|error| Error::broken(path, &error.to_string()))
    }

    /// Writes `body` to `path`; the fields of the answer.
    pub(crate) async fn write(
        &self,
        method: Method,
        path: &str,
        body: &Form,
        effect: Effect,
    ) -> Result<Fields, Error> {
        let query = &Form::new();
        let call = Call {
            method,
            path,
            query,
            body,
            effect,
        };
        let answer = self.whole(call).await?;
        Fields::parse(answer.get()).map_err(|error| Error::broken(path, &error.to_string()))
    }

    /// Writes by query parameters with an empty body, as orders want it (sheet §20.5).
    pub(crate) async fn write_by_query(
        &self,
        method: Method,
        path: &str,
        query: &Form,
    ) -> Result<Fields, Error> {
        let body = &Form::new();
        let call = Call {
            method,
            path,
            query,
            body,
            effect: Effect::Change,
        };
        let answer = self.whole(call).await?;
        Fields::parse(answer.get()).map_err(|error| Error::broken(path, &error.to_string()))
    }

    async fn whole(&self, call: Call<'_>) -> Result<Box<RawValue>, Error> {
        let mut tried = 0;
        loop {
            tried += 1;
            let error = match self.whole_once(&call).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            self.before_repeat(&call, tried, error).await?;
        }
    }

    async fn whole_once(&self, call: &Call<'_>) -> Result<Box<RawValue>, Error> {
        let response = self.open(call, self.0.timeout).await?;
        let body = response.body.bytes(MOST_BYTES).await?;
        answer::accept(&call.method, call.path, &body)
    }

    /// Sends the call once; the answer's head is a 2xx.
    async fn open(&self, call: &Call<'_>, timeout: Duration) -> Result<Response, Error> {
        let response = self.0.caller.call(self.request(call, timeout)).await?;
        if response.status.is_success() {
            return Ok(response);
        }
        let (status, allowance) = (response.status, answer::allowance(&response.headers));
        // A status is an answer even where its text cannot be had.
        let text = response.body.bytes(MOST_BYTES).await.unwrap_or_default();
        Err(answer::refusal(&call.method, status, allowance, &text))
    }

    fn request(&self, call: &Call<'_>, timeout: Duration) -> Request {
        let mut url = self.0.base.clone();
        let prefix = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{prefix}/v1.1{}", call.path));
        url.set_query(
            (!call.query.is_empty())
                .then(|| call.query.encode())
                .as_deref(),
        );
        let mut request = Request::new(call.method.clone(), url);
        request.headers = self.0.keys.clone();
        request.headers.insert(header::ACCEPT, JSON);
        if !call.body.is_empty() {
            request.headers.insert(header::CONTENT_TYPE, FORM);
            request.body = Bytes::from(call.body.encode());
        }
        request.timeout = timeout;
        request
    }

    /// Waits until the call may be tried again; gives `error` back where it may not.
    async fn before_repeat(&self, call: &Call<'_>, tried: u32, error: Error) -> Result<(), Error> {
        let Some(at_least) = repeat_after(call.effect, &error, tried) else {
            return Err(error);
        };
        if !self.0.caller.pause(tried, at_least).await {
            return Err(error);
        }
        tracing::debug!(path = call.path, tried, %error, "calling the shop again");
        Ok(())
    }
}

/// The least pause after which a call that ended with `error` at try number `tried` may be tried
/// again; `None` where it may not.
fn repeat_after(effect: Effect, error: &Error, tried: u32) -> Option<Duration> {
    match error {
        Error::Throttled { allowance, .. }
            if effect != Effect::Create && tried <= THROTTLED_REPEATS =>
        {
            let small = allowance.is_some_and(|allowance| allowance.assigned <= SMALL_ALLOWANCE);
            Some(if small {
                SMALL_ALLOWANCE_PAUSE
            } else {
                Duration::ZERO
            })
        }
        Error::Transport(TransportError::Forbidden(_) | TransportError::TooLarge { .. }) => None,
        Error::Unavailable { .. } | Error::BrokenAnswer { .. } | Error::Transport(_) => {
            (effect == Effect::Read).then_some(Duration::ZERO)
        }
        _ => None,
    }
}
