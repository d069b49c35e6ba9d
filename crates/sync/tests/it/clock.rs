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
    /// Until when each of those sleeps who wait for somebody to move it on.
    sleepers: Mutex<Vec<Timestamp>>,
}

impl JumpClock {
    /// A clock that shows the beginning of a day in 2026.
    pub fn new() -> Self {
        Self {
            now: Mutex::new("2026-03-02T08:00:00Z".parse().expect("an instant")),
            held: AtomicBool::new(false),
            moved: Notify::new(),
            sleepers: Mutex::new(Vec::new()),
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

    /// When the first of those wakes up who sleep, lease renewals aside.
    pub fn next_to_wake(&self) -> Option<Timestamp> {
        let sleepers = self.sleepers();
        sleepers.iter().copied().min()
    }

    fn sleepers(&self) -> std::sync::MutexGuard<'_, Vec<Timestamp>> {
        self.sleepers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn wait(&self, pause: Duration) {
        let until = later(self.now(), pause);
        let _sleeper = (pause < ASIDE).then(|| Sleeper::new(self, until));
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

/// One who sleeps, for as long as it does.
struct Sleeper<'a>(&'a JumpClock, Timestamp);

impl<'a> Sleeper<'a> {
    fn new(clock: &'a JumpClock, until: Timestamp) -> Self {
        clock.sleepers().push(until);
        Self(clock, until)
    }
}

impl Drop for Sleeper<'_> {
    fn drop(&mut self) {
        let mut sleepers = self.0.sleepers();
        if let Some(place) = sleepers.iter().position(|until| *until == self.1) {
            sleepers.swap_remove(place);
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
