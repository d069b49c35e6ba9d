//! Every call of a history, kept beside the sandbox's own journal, which forgets the oldest.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use ponte_sandbox::{
    World,
    journal::{Call, Filter},
};
use ponte_transport::Clock;

use crate::clock::SimClock;

/// How often the journal is copied: far from ten thousand calls.
const EVERY: Duration = Duration::from_secs(1800);

/// See the module.
#[derive(Debug, Default)]
pub struct Clerk(Mutex<Vec<Call>>);

impl Clerk {
    /// Copies for ever.
    pub async fn work(self: Arc<Self>, world: Arc<World>, clock: Arc<SimClock>) {
        loop {
            clock.sleep(EVERY).await;
            self.copy(&world);
        }
    }

    /// Copies what is new.
    pub fn copy(&self, world: &World) {
        let mut copied = self.calls();
        let filter = Filter {
            after: copied.last().map(|call| call.number),
            limit: Some(usize::MAX),
            ..Filter::default()
        };
        let state = world.lock();
        let mut new: Vec<Call> = state.journal.rows(&filter).cloned().collect();
        drop(state);
        new.sort_by_key(|call| call.number);
        copied.extend(new);
    }

    /// Every call copied so far, oldest first.
    pub fn calls(&self) -> MutexGuard<'_, Vec<Call>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
