//! The token and its cache (Cassa in Cloud sheet §3, §23).
//!
//! Guarantees, each borne by a test in `tests/it`:
//! - callers who need a token at the same time cause one token call and share its outcome, a
//!   failure too;
//! - a token is made new two minutes before it ends;
//! - the token is never looked into, and never printed.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{Method, header};
use jiff::Timestamp;
use ponte_transport::{Request, clock::later};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::{Client, JSON, REQUESTED_WITH, may_repeat_read};
use crate::{Error, params::Params, personal::Personal, unconfirmed};

/// The path of the token call.
pub(super) const PATH: &str = "/apikey/token";

/// How long before its end a token is made new.
const EARLY: Duration = Duration::from_secs(120);

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) secret: SecretString,
    renew_at: Timestamp,
}

impl Token {
    fn is(&self, other: &Self) -> bool {
        self.secret.expose_secret() == other.secret.expose_secret()
    }
}

/// The present token, and who is fetching one.
#[derive(Default)]
pub(super) struct TokenCache {
    /// Held during the token call: the others wait here.
    fetching: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// Token calls that have ended.
    ended: u64,
    /// How the last one failed.
    failure: Option<Error>,
}

impl TokenCache {
    /// A token that is not `refused` and not about to end.
    fn usable(&self, now: Timestamp, refused: Option<&Token>) -> Option<Token> {
        let state = self.state();
        let token = state.token.as_ref()?;
        let refused = refused.is_some_and(|refused| refused.is(token));
        (now < token.renew_at && !refused).then(|| token.clone())
    }

    pub(super) fn keep(&self, token: Token) {
        self.state().token = Some(token);
    }

    fn ended(&self, outcome: &Result<Token, Error>) {
        let mut state = self.state();
        state.ended += 1;
        state.failure = outcome.as_ref().err().cloned();
        if let Ok(token) = outcome {
            state.token = Some(token.clone());
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Client {
    /// The present token, or a new one; `refused` is one that the till has just turned down.
    pub(super) async fn token(&self, refused: Option<&Token>) -> Result<Token, Error> {
        let (cache, clock) = (&self.0.tokens, &self.0.caller.clock);
        if let Some(token) = cache.usable(clock.now(), refused) {
            return Ok(token);
        }
        let before = cache.state().ended;
        let _fetching = cache.fetching.lock().await;
        // Somebody else may have brought one, or failed, while we waited.
        if let Some(token) = cache.usable(clock.now(), refused) {
            return Ok(token);
        }
        {
            let state = cache.state();
            if state.ended != before
                && let Some(failure) = &state.failure
            {
                return Err(failure.clone());
            }
        }
        let outcome = self.token_call().await;
        cache.ended(&outcome);
        outcome
    }

    /// The token call, repeated like a read: a second token harms nobody.
    pub(super) async fn token_call(&self) -> Result<Token, Error> {
        let mut tried = 0;
        loop {
            tried += 1;
            let error = match self.token_once().await {
                Ok(token) => return Ok(token),
                Err(error) => error,
            };
            if !may_repeat_read(&error, tried) || !self.0.caller.pause(tried, Duration::ZERO).await
            {
                // The call behind it never left, so its outcome is known.
                let throttled = matches!(error, Error::Throttled { .. });
                return Err(if error.outcome_unknown() && !throttled {
                    Error::NoToken(Box::new(error))
                } else {
                    error
                });
            }
        }
    }

    async fn token_once(&self) -> Result<Token, Error> {
        let mut request = Request::new(Method::POST, self.url(PATH, &Params::default()));
        request.headers.insert(header::CONTENT_TYPE, JSON);
        request.headers.insert(header::ACCEPT, JSON);
        request.headers.insert(REQUESTED_WITH.0, REQUESTED_WITH.1);
        request.body = Bytes::from(json!({"apiKey": self.0.key.expose_secret()}).to_string());
        let asked = self.0.caller.clock.now();
        let answer = self.send(request).await?;
        let status = answer.status;
        let mut answer = answer
            .json(PATH, Personal::none())
            .map_err(|error| match error {
                Error::Refused { text, .. } | Error::MissingPermission { text, .. }
                    if unconfirmed::is_wrong_key(status) =>
                {
                    Error::WrongCredentials { text }
                }
                other => other,
            })?;
        let Value::String(secret) = answer["access_token"].take() else {
            return Err(Error::broken(PATH, "no access_token"));
        };
        let lives = answer["expires_in"]
            .as_u64()
            .unwrap_or(unconfirmed::TOKEN_SECONDS);
        let lives = Duration::from_secs(lives);
        // A token that lives for less than four minutes is used for half its life.
        let usable = lives.saturating_sub(EARLY).max(lives / 2);
        Ok(Token {
            secret: SecretString::from(secret),
            renew_at: later(asked, usable),
        })
    }
}
