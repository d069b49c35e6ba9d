//! What time it is, and waiting.
//!
//! Nobody in the house asks the operating system for the time: a seeded simulation hands in a
//! clock of its own, and a test moves one by hand.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

/// A clock shared by everybody who needs one.
pub type SharedClock = Arc<dyn Clock>;

/// What time it is, and waiting until later.
#[async_trait]
pub trait Clock: fmt::Debug + Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// Waits for `pause`, as this clock counts it.
    async fn sleep(&self, pause: Duration);

    /// The present instant in milliseconds since 1970, as the database keeps it.
    fn now_ms(&self) -> i64 {
        self.now().as_millisecond()
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, pause: Duration) {
        tokio::time::sleep(pause).await;
    }
}

/// A clock that stands still until somebody moves it.
#[derive(Debug)]
pub struct ManualClock {
    now: Mutex<Timestamp>,
    moved: Notify,
}

impl ManualClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self {
            now: Mutex::new(start),
            moved: Notify::new(),
        }
    }

    /// Moves the clock on; everybody whose wait is over wakes.
    pub fn advance(&self, by: Duration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = later(*now, by);
        drop(now);
        self.moved.notify_waiters();
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sleep(&self, pause: Duration) {
        let until = later(self.now(), pause);
        loop {
            let moved = self.moved.notified();
            tokio::pin!(moved);
            // Registered before the look at the clock, or a move in between would be missed.
            moved.as_mut().enable();
            if self.now() >= until {
                return;
            }
            moved.await;
        }
    }
}

/// `pause` after `instant`; the end of time where that does not exist.
#[must_use]
pub fn later(instant: Timestamp, pause: Duration) -> Timestamp {
    SignedDuration::try_from(pause)
        .ok()
        .and_then(|pause| instant.checked_add(pause).ok())
        .unwrap_or(Timestamp::MAX)
}

/// How long it is from `from` to `to`; nothing where `to` is not later.
#[must_use]
pub fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_has_moved_far_enough() {
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let sleeper = tokio::spawn({
            let clock = Arc::clone(&clock);
            async move {
                clock.sleep(Duration::from_secs(10)).await;
                clock.now().as_second()
            }
        });
        while !sleeper.is_finished() {
            clock.advance(Duration::from_secs(1));
            tokio::task::yield_now().await;
        }
        assert!(sleeper.await.expect("the sleeper does not panic") >= 10);
    }
}
