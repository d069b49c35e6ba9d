//! The lease of a stream as its holder knows it.
//!
//! Guarantee: a process that slept over its lease sends nothing more that changes anything: it looks
//! at its clock right before the wire. The database would refuse to keep what came of it, too late.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use http::Method;
use jiff::Timestamp;
use ponte_transport::{Request, Response, SharedClock, SharedTransport, Transport, TransportError};

/// Until when the lease is ours; renewals move it on.
#[derive(Clone, Debug)]
pub(crate) struct Lease {
    /// Its token in the database.
    pub token: String,
    until: Arc<Mutex<Timestamp>>,
}

impl Lease {
    /// A lease that lasts until then.
    pub fn new(token: String, until: Timestamp) -> Self {
        let until = Arc::new(Mutex::new(until));
        Self { token, until }
    }

    /// It was renewed.
    pub fn renewed(&self, until: Timestamp) {
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }

    fn holds(&self, now: Timestamp) -> bool {
        now < *self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A transport for the holder of a lease.
pub(crate) struct Leased {
    inner: SharedTransport,
    clock: SharedClock,
    lease: Lease,
}

impl Leased {
    /// Lets requests that change something pass as long as `lease` lasts.
    pub fn new(inner: SharedTransport, clock: SharedClock, lease: Lease) -> Self {
        Self {
            inner,
            clock,
            lease,
        }
    }
}

#[async_trait]
impl Transport for Leased {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        if request.method != Method::GET && !self.lease.holds(self.clock.now()) {
            return Err(TransportError::Connect("our lease is over".to_owned()));
        }
        self.inner.send(request).await
    }
}
