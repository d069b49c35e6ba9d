//! A pace right before the wire.
//!
//! A client asks its limiter before it calls the transport; layers in between (a journal, a bound on
//! calls in flight) would then come between the slot and the departure, and calls that were spaced
//! evenly would leave unevenly. Here the slot is taken last, and latency is the remote's alone.

use std::sync::Arc;

use async_trait::async_trait;

use crate::{
    Limiter, Observed, Request, Response, SharedClock, SharedTransport, Transport, TransportError,
    clock::between,
};

/// Sends each request in its slot. For limiters that make wait: one that refuses ends the call as
/// if no connection could be had.
pub struct Paced {
    inner: SharedTransport,
    clock: SharedClock,
    limiter: Arc<dyn Limiter>,
}

impl Paced {
    /// Puts `limiter` right before `inner`.
    #[must_use]
    pub fn new(inner: SharedTransport, clock: SharedClock, limiter: Arc<dyn Limiter>) -> Self {
        Self {
            inner,
            clock,
            limiter,
        }
    }
}

#[async_trait]
impl Transport for Paced {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let admitted = self.limiter.admit().await;
        admitted.map_err(|exhausted| TransportError::Connect(exhausted.to_string()))?;
        let began = self.clock.now();
        let answer = self.inner.send(request).await;
        self.limiter.observe(Observed {
            status: answer.as_ref().ok().map(|answer| answer.status),
            latency: between(began, self.clock.now()),
        });
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Mutex, time::Duration};

    use http::Method;
    use jiff::Timestamp;
    use url::Url;

    use super::*;
    use crate::{Clock, FixedWindow, ManualClock};

    /// Takes a second to say that the connection broke.
    struct Slow(Arc<ManualClock>, Mutex<u32>);

    #[async_trait]
    impl Transport for Slow {
        async fn send(&self, _: Request) -> Result<Response, TransportError> {
            *self.1.lock().expect("no panic while held") += 1;
            self.0.advance(Duration::from_secs(1));
            Err(TransportError::Broken("cut".into()))
        }
    }

    #[tokio::test]
    async fn what_the_limiter_refuses_never_leaves_and_may_be_sent_again() {
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let remote = Arc::new(Slow(clock.clone(), Mutex::new(0)));
        let one = Arc::new(FixedWindow::new(clock.clone(), 1, Duration::from_secs(60)));
        let paced = Paced::new(remote.clone(), clock.clone(), one);
        let url = Url::parse("http://a.test/").expect("an address");
        let request = Request::new(Method::GET, url);
        let first = paced.send(request.clone()).await;
        assert!(first.expect_err("it breaks").may_have_left());
        let second = paced.send(request).await;
        assert!(!second.expect_err("it is refused").may_have_left());
        assert_eq!(*remote.1.lock().expect("no panic while held"), 1);
        assert_eq!(clock.now().as_second(), 1);
    }
}
