//! Everything that exists in the sandbox, behind one lock.
//!
//! One lock, because an effect (a sale, a write) is seen whole or not at all by both services, and
//! because a seeded simulation needs one order of events. It is never held across an `await`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use ponte_transport::{SharedClock, SharedRandom};
use serde::Serialize;

use crate::{shop::state::Shop, switches::Switches, till::state::Till};

/// The world, shared by the three servers.
pub type SharedWorld = Arc<World>;

/// Clock, randomness and state.
#[derive(Debug)]
pub struct World {
    clock: SharedClock,
    random: SharedRandom,
    state: Mutex<State>,
}

/// What changes.
#[derive(Debug, Default)]
pub struct State {
    /// Every merchant: a till account and a shop.
    pub tenants: Vec<Tenant>,
    /// Doubtful behaviour, by name.
    pub switches: Switches,
}

/// A merchant: one Cassa in Cloud account and one TS Commerce instance.
#[derive(Debug)]
pub struct Tenant {
    /// The secrets that lead here.
    pub account: Account,
    /// The till's side.
    pub till: Till,
    /// The shop's side.
    pub shop: Shop,
}

/// The secrets of one tenant, as `ponte sandbox` prints them.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// Api key of the till: a UUID (Cassa in Cloud sheet §3).
    pub till_key: String,
    /// The shop's READ & WRITE pair, lower-case hex (TS Commerce sheet §3).
    pub shop_key: String,
    /// Second half of the pair: 64 hex characters.
    pub shop_exchange: String,
    /// The app's name for the shop: 24 hex characters (TS Commerce sheet §25.2).
    pub instance: String,
}

impl World {
    /// A world without tenants.
    #[must_use]
    pub fn new(clock: SharedClock, random: SharedRandom) -> SharedWorld {
        Arc::new(Self {
            clock,
            random,
            state: Mutex::default(),
        })
    }

    /// The state, for as long as the guard lives. Not to be held across an `await`.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What time it is in the sandbox.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The clock, for whoever waits.
    #[must_use]
    pub fn clock(&self) -> &SharedClock {
        &self.clock
    }

    /// The sandbox's randomness.
    #[must_use]
    pub fn random(&self) -> &SharedRandom {
        &self.random
    }
}

impl State {
    /// The tenant with this instance id.
    pub fn tenant(&mut self, instance: &str) -> Option<&mut Tenant> {
        self.tenants
            .iter_mut()
            .find(|tenant| tenant.account.instance == instance)
    }
}
