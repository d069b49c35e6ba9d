//! A transport that answers by script, and a client over it.

use std::{
    future::Future,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use bytes::Bytes;
use futures::stream;
use http::{HeaderMap, HeaderValue, StatusCode};
use jiff::Timestamp;
use ponte_transport::{
    Body, ManualClock, Request, Response, SeededRandom, Transport, TransportError,
};
use ts_commerce::{Builder, Client};

pub const KEY: &str = "a-key-that-nobody-may-see";
pub const EXCHANGE: &str = "an-exchange-that-nobody-may-see";

/// What comes back: a status, a header perhaps, and the pieces of the body; or no answer.
pub type Reply = Result<Answer, TransportError>;

pub struct Answer {
    pub status: u16,
    pub limit: Option<&'static str>,
    pub pieces: Vec<Result<Bytes, TransportError>>,
}

pub fn status(status: u16, body: &str) -> Reply {
    let pieces = vec![Ok(Bytes::copy_from_slice(body.as_bytes()))];
    let limit = None;
    Ok(Answer {
        status,
        limit,
        pieces,
    })
}

pub fn ok(body: &str) -> Reply {
    status(200, body)
}

/// A 200 whose body comes byte by byte.
pub fn drops(body: &str) -> Answer {
    let pieces = body.bytes().map(|byte| Ok(Bytes::copy_from_slice(&[byte])));
    let (status, limit) = (200, None);
    Answer {
        status,
        limit,
        pieces: pieces.collect(),
    }
}

type Rule = Box<dyn Fn(&Request, usize) -> Reply + Send + Sync>;

/// Answers each request by `rule`, which also gets how many calls there were before.
pub struct Script {
    rule: Rule,
    seen: Mutex<Vec<Request>>,
}

impl Script {
    pub fn new(rule: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            rule: Box::new(rule),
            seen: Mutex::default(),
        })
    }

    pub fn seen(&self) -> Vec<Request> {
        self.seen.lock().expect("no panic while held").clone()
    }

    pub fn calls(&self) -> usize {
        self.seen().len()
    }

    /// The last call as "METHOD path?query body", with brackets readable.
    pub fn last(&self) -> String {
        let seen = self.seen();
        let request = seen.last().expect("a call");
        let query = request.url.query().map(|query| format!("?{query}"));
        let body = String::from_utf8_lossy(&request.body);
        let path = request.url.path();
        let text = format!(
            "{} {path}{} {body}",
            request.method,
            query.unwrap_or_default()
        );
        text.replace("%5B", "[")
            .replace("%5D", "]")
            .trim_end()
            .to_owned()
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let before = self.calls();
        let reply = (self.rule)(&request, before);
        self.seen.lock().expect("no panic while held").push(request);
        let answer = reply?;
        let mut headers = HeaderMap::new();
        if let Some(limit) = answer.limit {
            headers.insert("x-storeden-limit", HeaderValue::from_static(limit));
        }
        Ok(Response {
            status: StatusCode::from_u16(answer.status).expect("a status"),
            headers,
            body: Body::from_stream(stream::iter(answer.pieces)),
        })
    }
}

pub fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH))
}

pub fn builder(script: &Arc<Script>, clock: &Arc<ManualClock>) -> Builder {
    Client::builder(
        KEY.to_owned().into(),
        EXCHANGE.to_owned().into(),
        script.clone(),
    )
    .base("http://shop.test/".parse().expect("an address"))
    .clock(clock.clone())
    .randomness(Arc::new(SeededRandom::new(1)))
}

pub fn client(script: &Arc<Script>, clock: &Arc<ManualClock>) -> Client {
    builder(script, clock).build().expect("fit keys")
}

/// A shop that answers everything with one text.
pub fn shop(body: &'static str) -> (Client, Arc<Script>) {
    let script = Script::new(move |_, _| ok(body));
    (client(&script, &clock()), script)
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
