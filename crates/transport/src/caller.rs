//! One call through clock, limiter and transport: what every API client does the same way.
//!
//! Guarantees, each borne by a test below:
//! - no call leaves without the limiter's leave, and the limiter learns what came of each;
//! - a pause is never shorter than what the remote asked for.

use std::{fmt, sync::Arc, time::Duration};

use crate::{
    Exhausted, Limiter, Observed, Request, Response, SharedClock, SharedRandom, SharedTransport,
    SystemClock, SystemRandom, TransportError, Unlimited, clock::between, retry::Backoff,
};

/// The parameters of an API client, together.
#[derive(Clone)]
pub struct Caller {
    /// Sends.
    pub transport: SharedTransport,
    /// Measures latency and waits.
    pub clock: SharedClock,
    /// Spreads the pauses.
    pub randomness: SharedRandom,
    /// Says when a call may leave.
    pub limiter: Arc<dyn Limiter>,
    /// Spaces the repeats.
    pub backoff: Backoff,
}

/// Why a call has no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CallError {
    /// The limiter did not let it leave.
    #[error(transparent)]
    Exhausted(#[from] Exhausted),
    /// The transport brought no answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl Caller {
    /// A caller over `transport` with the machine's clock and randomness and without a limit.
    #[must_use]
    pub fn new(transport: SharedTransport) -> Self {
        Self {
            transport,
            clock: Arc::new(SystemClock),
            randomness: Arc::new(SystemRandom),
            limiter: Arc::new(Unlimited),
            backoff: Backoff::default(),
        }
    }

    /// Sends `request` once, as soon as the limiter lets it.
    ///
    /// # Errors
    /// [`CallError`]; every status is an answer and not an error.
    pub async fn call(&self, request: Request) -> Result<Response, CallError> {
        self.limiter.admit().await?;
        let began = self.clock.now();
        let answer = self.transport.send(request).await;
        self.limiter.observe(Observed {
            status: answer.as_ref().ok().map(|answer| answer.status),
            latency: between(began, self.clock.now()),
        });
        Ok(answer?)
    }

    /// Waits before the next try, at least `at_least`; `false` at once where try number `tried`
    /// (the first is 1) was the last.
    pub async fn pause(&self, tried: u32, at_least: Duration) -> bool {
        let Some(pause) = self.backoff.pause(tried, &*self.randomness) else {
            return false;
        };
        self.clock.sleep(pause.max(at_least)).await;
        true
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Caller(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use async_trait::async_trait;
    use bytes::Bytes;
    use http::{HeaderMap, Method, StatusCode};
    use jiff::Timestamp;
    use url::Url;

    use super::*;
    use crate::{Body, Clock, FixedWindow, ManualClock, SeededRandom, Transport};

    struct Teapot;

    #[async_trait]
    impl Transport for Teapot {
        async fn send(&self, _: Request) -> Result<Response, TransportError> {
            let (status, headers) = (StatusCode::IM_A_TEAPOT, HeaderMap::new());
            let body = Body::from(Bytes::new());
            Ok(Response {
                status,
                headers,
                body,
            })
        }
    }

    #[derive(Default)]
    struct Notes(Mutex<Vec<Option<StatusCode>>>);

    #[async_trait]
    impl Limiter for Notes {
        async fn admit(&self) -> Result<(), Exhausted> {
            Ok(())
        }

        fn observe(&self, seen: Observed) {
            self.0
                .lock()
                .expect("no panic while held")
                .push(seen.status);
        }
    }

    fn get() -> Request {
        Request::new(
            Method::GET,
            Url::parse("http://a.test/").expect("an address"),
        )
    }

    #[tokio::test]
    async fn no_call_leaves_without_the_limiters_leave_and_it_learns_of_each() {
        let mut caller = Caller::new(Arc::new(Teapot));
        let notes = Arc::new(Notes::default());
        caller.limiter = notes.clone();
        caller.call(get()).await.expect("an answer");
        let seen = notes.0.lock().expect("no panic while held").clone();
        assert_eq!(seen, [Some(StatusCode::IM_A_TEAPOT)]);

        let window = Duration::from_secs(1);
        caller.limiter = Arc::new(FixedWindow::new(caller.clock.clone(), 0, window));
        assert!(matches!(
            caller.call(get()).await,
            Err(CallError::Exhausted(_))
        ));
    }

    #[tokio::test]
    async fn a_pause_is_never_shorter_than_what_the_remote_asked_for() {
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let mut caller = Caller::new(Arc::new(Teapot));
        caller.clock = clock.clone();
        caller.randomness = Arc::new(SeededRandom::new(1));
        let asked = Duration::from_secs(12);
        let sleeper = tokio::spawn(async move { caller.pause(1, asked).await });
        while !sleeper.is_finished() {
            clock.advance(Duration::from_secs(1));
            tokio::task::yield_now().await;
        }
        assert!(sleeper.await.expect("the sleeper does not panic"));
        assert!(clock.now().as_second() >= 12);
    }
}
