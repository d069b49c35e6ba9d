//! The client: one call, from the limiter's leave to a value.
//!
//! Guarantees, each borne by a test in `tests/it`:
//! - reads are repeated on 5xx, a missing answer or an answer that is no JSON, and at most twice
//!   on throttling; nothing else is;
//! - one 401 makes the token new and repeats the call once: it says that the call had no effect;
//! - a write leaves once, but for that: whoever keeps a ledger knows of each attempt.

mod builder;
mod token;
mod write;

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use ponte_transport::{Caller, Request, TransportError};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

pub use builder::{BASE_URL, Builder};
use token::{Token, TokenCache};

use crate::{
    Error,
    params::Params,
    personal::{Personal, without_values},
};

/// Bytes of an answer that are read; a page of 100 records is far below.
const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Repeats after throttling: the window is ten minutes, so longer patience is the caller's.
const THROTTLED_REPEATS: u32 = 2;

/// `X-Version` of every call but the token's (Cassa in Cloud sheet §4).
const VERSION: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-version"),
    HeaderValue::from_static("1.0.0"),
);

/// `X-Requested-With`, asked for on the token call and on writes (sheet §4).
const REQUESTED_WITH: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-requested-with"),
    HeaderValue::from_static("*"),
);

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A client for one account. Clones share the token.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base: Url,
    key: SecretString,
    caller: Caller,
    timeout: Duration,
    tokens: TokenCache,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.0.base.host_str().unwrap_or("-"))
    }
}

/// A status and the whole body.
struct Answer {
    status: StatusCode,
    body: Bytes,
}

impl Answer {
    fn json(&self, path: &str, personal: &Personal) -> Result<Value, Error> {
        if self.status.is_success() {
            serde_json::from_slice(&self.body)
                .map_err(|error| Error::broken(path, &without_values(&error)))
        } else {
            let text = String::from_utf8_lossy(&self.body);
            Err(Error::from_answer(self.status, &text, personal))
        }
    }
}

impl Client {
    /// Asks for a new token, whether or not there is one: proves that the key is right.
    ///
    /// # Errors
    /// [`Error::WrongCredentials`] where the till does not know the key.
    pub async fn authenticate(&self) -> Result<(), Error> {
        self.token_call()
            .await
            .map(|token| self.0.tokens.keep(token))
    }

    /// Reads `path`, repeating what a read may.
    pub(crate) async fn get(&self, path: &str, params: &Params) -> Result<Value, Error> {
        let url = self.url(path, params);
        let mut tried = 0;
        loop {
            tried += 1;
            let error = match self.get_once(path, &url, params.personal()).await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            if !may_repeat_read(&error, tried) || !self.0.caller.pause(tried, Duration::ZERO).await
            {
                return Err(error);
            }
            tracing::debug!(path, tried, %error, "reading from the till again");
        }
    }

    async fn get_once(&self, path: &str, url: &Url, personal: &Personal) -> Result<Value, Error> {
        let request = Request::new(Method::GET, url.clone());
        self.send_with_token(request).await?.json(path, personal)
    }

    /// Sends with the present token, and once more with a new one where it is turned down.
    async fn send_with_token(&self, request: Request) -> Result<Answer, Error> {
        let token = self.token(None).await?;
        let answer = self.send_with(request.clone(), &token).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        let token = self.token(Some(&token)).await?;
        self.send_with(request, &token).await
    }

    async fn send_with(&self, mut request: Request, token: &Token) -> Result<Answer, Error> {
        let bearer = format!("Bearer {}", token.secret.expose_secret());
        let mut bearer = HeaderValue::try_from(bearer)
            .map_err(|_| Error::broken(token::PATH, "the token does not fit into a header"))?;
        bearer.set_sensitive(true);
        request.headers.insert(header::AUTHORIZATION, bearer);
        request.headers.insert(header::ACCEPT, JSON);
        request.headers.insert(VERSION.0, VERSION.1);
        self.send(request).await
    }

    async fn send(&self, mut request: Request) -> Result<Answer, Error> {
        request.timeout = self.0.timeout;
        let response = self.0.caller.call(request).await?;
        let status = response.status;
        let body = response.body.bytes(MOST_BYTES).await?;
        Ok(Answer { status, body })
    }

    /// The address of `path`, query included.
    pub(crate) fn url(&self, path: &str, params: &Params) -> Url {
        let mut url = self.0.base.clone();
        let prefix = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{prefix}{path}"));
        let query = params.encode();
        url.set_query((!query.is_empty()).then_some(&query));
        url
    }
}

/// Whether a read that ended with `error` at try number `tried` is worth another.
fn may_repeat_read(error: &Error, tried: u32) -> bool {
    match error {
        Error::Unavailable { .. } | Error::BrokenAnswer { .. } => true,
        Error::Throttled { .. } => tried <= THROTTLED_REPEATS,
        Error::Transport(error) => !matches!(
            error,
            TransportError::Forbidden(_) | TransportError::TooLarge { .. }
        ),
        // The token call repeats itself.
        Error::NoToken(_) => false,
        Error::WrongCredentials { .. }
        | Error::MissingPermission { .. }
        | Error::Quota { .. }
        | Error::Refused { .. } => false,
    }
}
