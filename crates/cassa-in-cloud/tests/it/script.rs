//! A transport that answers by script, and a client over it.

use std::{
    future::Future,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use cassa_in_cloud::{Builder, Client};
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use ponte_transport::{
    Body, Clock, ManualClock, Request, Response, SeededRandom, Transport, TransportError,
};

pub const KEY: &str = "00000000-0000-4000-8000-00000000beef";
pub const TOKEN_PATH: &str = "/apikey/token";

/// What comes back: an answer, or none.
pub type Reply = Result<(u16, String), TransportError>;

pub fn ok(body: impl Into<String>) -> Reply {
    Ok((200, body.into()))
}

pub fn status(status: u16, body: &str) -> Reply {
    Ok((status, body.to_owned()))
}

/// A token that lives an hour; each has a number of its own.
pub fn token(number: usize) -> Reply {
    ok(format!(
        r#"{{"access_token":"token-{number}","expires_in":3600,"token_type":"Bearer"}}"#
    ))
}

type Rule = Box<dyn Fn(&Request, usize) -> Reply + Send + Sync>;

/// Answers each request by `rule`, which also gets how many went to the same path before.
pub struct Script {
    rule: Rule,
    seen: Mutex<Vec<Request>>,
}

impl Script {
    /// Answers everything by `rule`.
    pub fn new(rule: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            rule: Box::new(rule),
            seen: Mutex::default(),
        })
    }

    /// Gives tokens, and answers the rest by `rule`.
    pub fn with_tokens(
        rule: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static,
    ) -> Arc<Self> {
        Self::new(move |request, before| match request.url.path() {
            TOKEN_PATH => token(before),
            _ => rule(request, before),
        })
    }

    pub fn seen(&self) -> Vec<Request> {
        self.seen.lock().expect("no panic while held").clone()
    }

    pub fn tokens(&self) -> usize {
        self.calls(TOKEN_PATH)
    }

    pub fn calls(&self, path: &str) -> usize {
        let seen = self.seen();
        seen.iter()
            .filter(|request| request.url.path() == path)
            .count()
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        // Everybody who calls at the same time gets here before the first answer.
        tokio::task::yield_now().await;
        let before = self.calls(request.url.path());
        let reply = (self.rule)(&request, before);
        self.seen.lock().expect("no panic while held").push(request);
        let (status, body) = reply?;
        Ok(Response {
            status: StatusCode::from_u16(status).expect("a status"),
            headers: HeaderMap::new(),
            body: Body::from(Bytes::from(body)),
        })
    }
}

pub fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH))
}

pub fn builder(script: &Arc<Script>, clock: &Arc<ManualClock>) -> Builder {
    Client::builder(KEY.to_owned().into(), script.clone())
        .base("http://till.test/".parse().expect("an address"))
        .clock(clock.clone())
        .randomness(Arc::new(SeededRandom::new(1)))
}

pub fn client(script: &Arc<Script>, clock: &Arc<ManualClock>) -> Client {
    builder(script, clock).build()
}

/// Runs `work`; whenever it waits, the clock moves on by a second.
pub async fn drive<T>(clock: &ManualClock, work: impl Future<Output = T>) -> T {
    tokio::pin!(work);
    loop {
        tokio::select! {
            biased;
            done = &mut work => return done,
            () = tokio::task::yield_now() => clock.advance(Duration::from_secs(1)),
        }
    }
}

/// Seconds that a clock has moved on.
pub fn seconds(clock: &ManualClock) -> i64 {
    clock.now().as_second()
}
