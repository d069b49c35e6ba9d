//! A clock that nobody waits for: whoever sleeps moves it on; or, held, one that a test moves.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_transport::{Clock, clock::later};
use tokio::sync::Notify;

/// A pause so long is a lease's renewal, which must not drive the time of all others.
const ASIDE: Duration = Duration::from_secs(500_000);

/// See the module.
#[derive(Debug)]
pub struct JumpClock {
    now: Mutex<Timestamp>,
    held: AtomicBool,
    moved: Notify,
}

impl JumpClock {
    /// A clock that shows the beginning of a day in 2026.
    pub fn new() -> Self {
        Self {
            now: Mutex::new("2026-03-02T08:00:00Z".parse().expect("an instant")),
            held: AtomicBool::new(false),
            moved: Notify::new(),
        }
    }

    /// Moves on.
    pub fn advance(&self, by: Duration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = later(*now, by);
        drop(now);
        self.moved.notify_waiters();
    }

    /// From now on only [`JumpClock::advance`] moves it.
    pub fn hold(&self) {
        self.held.store(true, Ordering::Relaxed);
    }

    async fn wait(&self, pause: Duration) {
        let until = later(self.now(), pause);
        loop {
            let moved = self.moved.notified();
            tokio::pin!(moved);
            moved.as_mut().enable();
            if self.now() >= until {
                return;
            }
            moved.await;
        }
    }
}

#[async_trait]
impl Clock for JumpClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sleep(&self, pause: Duration) {
        if pause >= ASIDE || self.held.load(Ordering::Relaxed) {
            return self.wait(pause).await;
        }
        self.advance(pause);
        tokio::task::yield_now().await;
    }
}
