//! The lease of a stream as its holder knows it.
//!
//! Guarantees, each borne by a test: a process that slept over its lease sends nothing more that
//! changes anything: it looks at its clock right before the wire (the database would refuse to keep
//! what came of it, too late); the lease outlasts every call that changes something, so that whoever
//! takes it over looks for what was made only after we have given up on making it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use http::Method;
use jiff::Timestamp;
use ponte_transport::{
    Request, Response, SharedClock, SharedTransport, Transport, TransportError, clock::between,
};

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

    /// How long it lasts from now on.
    fn left(&self, now: Timestamp) -> Duration {
        between(
            now,
            *self.until.lock().unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// A transport for the holder of a lease.
pub(crate) struct Leased {
    inner: SharedTransport,
    clock: SharedClock,
    lease: Lease,
}

impl Leased {
    /// Lets requests that change something pass as long as `lease` lasts, and take no longer.
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
    async fn send(&self, mut request: Request) -> Result<Response, TransportError> {
        if request.method != Method::GET {
            let left = self.lease.left(self.clock.now());
            if left.is_zero() {
                return Err(TransportError::Connect("our lease is over".to_owned()));
            }
            request.timeout = request.timeout.min(left);
        }
        self.inner.send(request).await
    }
}

#[cfg(test)]
mod tests {
    use ponte_transport::{Clock, ManualClock};
    use url::Url;

    use super::*;

    /// Notes how long each request may take.
    #[derive(Default)]
    struct Notes(Mutex<Vec<Duration>>);

    #[async_trait]
    impl Transport for Notes {
        async fn send(&self, request: Request) -> Result<Response, TransportError> {
            let mut notes = self.0.lock().expect("no panic while held");
            notes.push(request.timeout);
            Err(TransportError::Broken("no answer".to_owned()))
        }
    }

    #[tokio::test]
    async fn the_lease_outlasts_every_call_that_changes_something() {
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let second = Duration::from_secs(1);
        let until = ponte_transport::clock::later(clock.now(), second * 60);
        let lease = Lease::new("token".to_owned(), until);
        let notes = Arc::new(Notes::default());
        let leased = Leased::new(notes.clone(), clock.clone(), lease.clone());
        let send = async |method: Method| {
            let url = Url::parse("http://shop.test/").expect("an address");
            let mut request = Request::new(method, url);
            request.timeout = second * 40;
            leased
                .send(request)
                .await
                .expect_err("no answer")
                .may_have_left()
        };
        assert!(send(Method::POST).await);
        clock.advance(second * 50);
        assert!(send(Method::POST).await && send(Method::GET).await);
        clock.advance(second * 10);
        assert!(!send(Method::PUT).await, "over: nothing leaves");
        lease.renewed(ponte_transport::clock::later(clock.now(), second * 60));
        assert!(send(Method::PUT).await);
        let timeouts = notes.0.lock().expect("no panic while held").clone();
        assert_eq!(timeouts, [40, 10, 40, 40].map(|n| second * n));
    }
}
