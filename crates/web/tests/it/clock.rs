//! A clock that moves on only while somebody waits for it.
//!
//! Without that, time would run away while the database's own threads work.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_transport::{Clock, ManualClock};

#[derive(Debug)]
pub struct TestClock {
    hands: ManualClock,
    sleepers: AtomicUsize,
}

/// Somebody who waits; also one who gives up.
struct Sleeper<'c>(&'c AtomicUsize);

impl Drop for Sleeper<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl TestClock {
    pub fn new(start: Timestamp) -> Self {
        Self {
            hands: ManualClock::new(start),
            sleepers: AtomicUsize::new(0),
        }
    }

    pub fn advance(&self, by: Duration) {
        self.hands.advance(by);
    }

    /// Moves on for as long as somebody waits for something else.
    pub async fn let_time_pass(&self) {
        loop {
            if self.sleepers.load(Ordering::SeqCst) > 0 {
                self.advance(Duration::from_millis(100));
            }
            tokio::task::yield_now().await;
        }
    }
}

#[async_trait]
impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.hands.now()
    }

    async fn sleep(&self, pause: Duration) {
        self.sleepers.fetch_add(1, Ordering::SeqCst);
        let _sleeper = Sleeper(&self.sleepers);
        self.hands.sleep(pause).await;
    }
}
