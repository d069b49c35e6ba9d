//! What stands between the engine and the sandbox: a place to die at, and a pen that changes what
//! the services say.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use ponte_sandbox::in_process::InProcess;
use ponte_transport::{Body, Request, Response, Transport, TransportError};
use tokio::sync::Notify;

/// Where a process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// Before the request leaves.
    Before,
    /// After its effect, before its answer is read.
    After,
}

/// A request that passed.
#[derive(Clone, Debug)]
pub struct Heard {
    /// With host and query.
    pub url: url::Url,
    pub body: String,
}

type Pen = Box<dyn Fn(&str, &str) -> Option<String> + Send + Sync>;

/// See the module.
pub struct Wire {
    inner: Arc<InProcess>,
    sent: AtomicU64,
    trip: Mutex<Option<(u64, Death)>>,
    pen: Mutex<Option<Pen>>,
    heard: Mutex<Vec<Heard>>,
    /// Somebody died.
    pub died: Notify,
    revived: Notify,
    sleeps_from: AtomicU64,
    asleep: AtomicU64,
    awake: Notify,
}

impl Wire {
    pub fn new(inner: Arc<InProcess>) -> Self {
        Self {
            inner,
            sent: AtomicU64::new(0),
            trip: Mutex::default(),
            pen: Mutex::default(),
            heard: Mutex::default(),
            died: Notify::new(),
            revived: Notify::new(),
            sleeps_from: AtomicU64::new(u64::MAX),
            asleep: AtomicU64::new(0),
            awake: Notify::new(),
        }
    }

    /// Another wire to the same services.
    pub fn another(&self) -> Self {
        Self::new(self.inner.clone())
    }

    /// Dies at the `call`th call from now, from 1.
    pub fn die_at(&self, call: u64, death: Death) {
        let at = self.sent.load(Ordering::Relaxed) + call;
        *self.trip.lock().unwrap_or_else(PoisonError::into_inner) = Some((at, death));
    }

    /// Who died lives again, as a process that was stopped and goes on.
    pub fn revive(&self) {
        self.revived.notify_one();
    }

    /// From the `call`th call from now on, answers wait until [`Wire::wake`].
    pub fn sleep_from(&self, call: u64) {
        let from = self.calls() + call;
        self.sleeps_from.store(from, Ordering::Relaxed);
    }

    /// The answers arrive.
    pub fn wake(&self) {
        self.sleeps_from.store(u64::MAX, Ordering::Relaxed);
        self.awake.notify_waiters();
    }

    /// Waits until `count` answers wait; calls so far.
    pub async fn asleep(&self, count: u64) -> u64 {
        while self.asleep.load(Ordering::Relaxed) < count {
            tokio::task::yield_now().await;
        }
        self.calls()
    }

    /// Calls so far.
    pub fn calls(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Changes answers: from the path and the body to another body, if there is one.
    pub fn rewrite(&self, pen: impl Fn(&str, &str) -> Option<String> + Send + Sync + 'static) {
        *self.pen.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(pen));
    }

    /// Every request that passed so far.
    pub fn heard(&self) -> Vec<Heard> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.clone()
    }

    async fn die(&self) {
        self.died.notify_one();
        self.revived.notified().await;
    }

    fn write_over(&self, path: &str, body: &str) -> Option<String> {
        let pen = self.pen.lock().unwrap_or_else(PoisonError::into_inner);
        pen.as_ref().and_then(|pen| pen(path, body))
    }
}

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let number = self.sent.fetch_add(1, Ordering::Relaxed) + 1;
        let trip = *self.trip.lock().unwrap_or_else(PoisonError::into_inner);
        let trip = trip.filter(|(at, _)| *at == number).map(|(_, death)| death);
        if trip == Some(Death::Before) {
            self.die().await;
        }
        let path = request.url.path().to_owned();
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Heard {
                url: request.url.clone(),
                body: String::from_utf8_lossy(&request.body).into_owned(),
            });
        let mut answer = self.inner.send(request).await?;
        if trip == Some(Death::After) {
            self.die().await;
        }
        if number >= self.sleeps_from.load(Ordering::Relaxed) {
            let awake = self.awake.notified();
            self.died.notify_one();
            self.asleep.fetch_add(1, Ordering::Relaxed);
            awake.await;
        }
        let has_pen = self
            .pen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some();
        if has_pen && answer.status.is_success() {
            let body = answer.body.bytes(usize::MAX).await?;
            let text = String::from_utf8_lossy(&body).into_owned();
            let body = self.write_over(&path, &text).map_or(body, Bytes::from);
            answer.headers.remove(header::CONTENT_LENGTH);
            answer.body = body.into();
        }
        Ok(answer)
    }
}

/// What lies at a picture's address.
#[derive(Clone, Debug)]
pub enum Lies {
    /// These bytes.
    Bytes(Vec<u8>),
    /// An answer with this status.
    Status(u16),
    /// Another address.
    Elsewhere(String),
    /// Nobody answers.
    Nobody,
}

/// The network that pictures come over: a few addresses of ours, else the sandbox.
pub struct Album {
    inner: Arc<InProcess>,
    lies: Mutex<BTreeMap<String, Lies>>,
    fetched: Mutex<Vec<String>>,
}

impl Album {
    pub fn new(inner: Arc<InProcess>) -> Self {
        Self {
            inner,
            lies: Mutex::default(),
            fetched: Mutex::default(),
        }
    }

    /// Puts something at an address.
    pub fn put(&self, address: &str, what: Lies) {
        let mut lies = self.lies.lock().unwrap_or_else(PoisonError::into_inner);
        lies.insert(address.to_owned(), what);
    }

    /// Addresses asked for so far.
    pub fn fetched(&self) -> Vec<String> {
        self.fetched
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl Transport for Album {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let address = request.url.to_string();
        let lies = {
            let lies = self.lies.lock().unwrap_or_else(PoisonError::into_inner);
            lies.get(&address).cloned()
        };
        self.fetched
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(address);
        let answer = |status: u16, headers: HeaderMap, body: Vec<u8>| Response {
            status: StatusCode::from_u16(status).expect("a status"),
            headers,
            body: Body::from(Bytes::from(body)),
        };
        match lies {
            None => self.inner.send(request).await,
            Some(Lies::Bytes(bytes)) => Ok(answer(200, HeaderMap::new(), bytes)),
            Some(Lies::Status(status)) => Ok(answer(status, HeaderMap::new(), Vec::new())),
            Some(Lies::Elsewhere(to)) => {
                let to = HeaderValue::from_str(&to).expect("an address");
                let headers = HeaderMap::from_iter([(header::LOCATION, to)]);
                Ok(answer(302, headers, Vec::new()))
            }
            Some(Lies::Nobody) => Err(TransportError::Connect("nobody listens".to_owned())),
        }
    }
}
