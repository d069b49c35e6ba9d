//! When something is done, and under which doubts: what every change needs that makes ids, dates
//! and webhook calls.

use jiff::Timestamp;
use ponte_transport::SharedRandom;

use crate::{
    switches::Switches,
    world::{State, World},
};

/// Time, randomness and switches, as they are when something is done.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The world's time.
    pub at: Timestamp,
    /// The world's randomness.
    pub random: SharedRandom,
    /// The doubts as they stand.
    pub switches: Switches,
}

impl Moment {
    /// The present one.
    #[must_use]
    pub fn now(world: &World, state: &State) -> Self {
        Self {
            at: world.now(),
            random: world.random().clone(),
            switches: state.switches.clone(),
        }
    }

    /// Epoch milliseconds.
    #[must_use]
    pub fn millis(&self) -> i64 {
        self.at.as_millisecond()
    }

    /// A new id: a UUID.
    #[must_use]
    pub fn id(&self) -> String {
        self.random.uuid(self.millis()).to_string()
    }
}
