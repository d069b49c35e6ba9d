//! A pace that finds out what a remote stands.
//!
//! Guarantees, each borne by a test below:
//! - calls are spaced evenly: no burst is longer than two calls;
//! - the pace goes up a little while latency stays flat, and is halved on 429, 509, 5xx, no answer,
//!   or latency that rises;
//! - trouble is remembered: after the halving the pace comes back quickly to just below the pace
//!   that met trouble, and asks for more the more rarely the more often it was refused there;
//! - a remote that refuses tells by that how many it serves: what it served in the second before is
//!   the pace to come back to.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{Exhausted, Limiter, Observed};
use crate::{
    SharedClock,
    clock::{between, later},
};

/// Calls a second: where the pace starts, and between which bounds it stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaptiveSettings {
    /// The first pace.
    pub start: f64,
    /// Never slower.
    pub least: f64,
    /// Never faster.
    pub most: f64,
}

impl Default for AdaptiveSettings {
    fn default() -> Self {
        Self {
            start: 5.0,
            least: 1.0,
            most: 20.0,
        }
    }
}

/// How far below a pace that met trouble we stay.
const BELOW: f64 = 0.95;
/// After trouble, further trouble is of calls that had left before: it counts once.
const SETTLE: Duration = Duration::from_secs(1);
/// Between two steps.
const STEP: Duration = Duration::from_millis(500);
/// The same on the way back to a pace that the remote has told by refusing.
const BACK: Duration = Duration::from_millis(300);
/// How far back a refusal looks.
const WINDOW: Duration = Duration::from_secs(1);
/// The first pause before asking again for more than a pace that met trouble.
const PATIENCE: Duration = Duration::from_secs(15);
/// The same where a refusal has told what the remote serves: there is less to find out.
const KNOWING: Duration = Duration::from_secs(60);

/// See the module.
pub struct AdaptiveRate {
    clock: SharedClock,
    settings: AdaptiveSettings,
    state: Mutex<State>,
}

struct State {
    rate: f64,
    next: Timestamp,
    stepped: Timestamp,
    troubled: Option<Timestamp>,
    ceiling: Option<f64>,
    told: bool,
    patience: Duration,
    flat: Option<f64>,
    recent: Option<f64>,
    served: VecDeque<Timestamp>,
}

impl AdaptiveRate {
    /// A pace that starts as `settings` say.
    #[must_use]
    pub fn new(clock: SharedClock, settings: AdaptiveSettings) -> Self {
        let now = clock.now();
        let state = State {
            rate: settings.start.clamp(settings.least, settings.most),
            next: now,
            stepped: now,
            troubled: None,
            ceiling: None,
            told: false,
            patience: PATIENCE,
            flat: None,
            recent: None,
            served: VecDeque::new(),
        };
        Self {
            clock,
            settings,
            state: Mutex::new(state),
        }
    }

    /// The present pace in calls a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .rate
    }
}

impl fmt::Debug for AdaptiveRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AdaptiveRate({:.1}/s)", self.rate())
    }
}

impl State {
    fn slot(&mut self, now: Timestamp) -> Timestamp {
        let gap = Duration::from_secs_f64(1.0 / self.rate);
        // One missed slot may be made up for: a sleeper wakes a little late each time.
        let earliest = if later(self.next, gap) < now {
            now
        } else {
            self.next
        };
        self.next = later(earliest, gap);
        earliest
    }

    /// Notes a served call, and forgets those older than a second.
    fn serve(&mut self, now: Timestamp) {
        self.served.push_back(now);
        self.forget(now);
    }

    fn forget(&mut self, now: Timestamp) {
        while self
            .served
            .front()
            .is_some_and(|at| between(*at, now) >= WINDOW)
        {
            self.served.pop_front();
        }
    }

    /// What the remote stands, told by a refusal: what it served in the last second, and a little
    /// more since its second is not ours. No more than was asked of it (or than it has told
    /// before); and no less than three quarters of that, since calls that we did not make say
    /// nothing.
    #[expect(
        clippy::cast_precision_loss,
        reason = "calls of one second are far below 2^52"
    )]
    fn stood(&mut self, now: Timestamp) -> f64 {
        self.forget(now);
        let told = self.ceiling.filter(|_| self.told).unwrap_or(0.0);
        (self.served.len() as f64 * 1.03).clamp(self.rate * 0.75, self.rate.max(told))
    }

    fn trouble(&mut self, now: Timestamp, refused: bool, settings: &AdaptiveSettings) {
        if self.troubled.is_some_and(|at| between(at, now) < SETTLE) {
            return;
        }
        let again = self
            .ceiling
            .is_some_and(|ceiling| self.rate > ceiling * 0.85);
        self.patience = if again {
            (self.patience * 2).min(Duration::from_secs(300))
        } else if refused {
            KNOWING
        } else {
            PATIENCE
        };
        self.ceiling = Some(if refused { self.stood(now) } else { self.rate });
        self.told = refused;
        self.rate = (self.rate / 2.0).max(settings.least);
        self.troubled = Some(now);
        self.stepped = now;
        self.recent = None;
    }

    /// Twice a second: up a little. Back to a pace that the remote has told: sooner.
    fn step(&mut self, now: Timestamp, settings: &AdaptiveSettings) {
        let pause = if self.told && self.is_below() {
            BACK
        } else {
            STEP
        };
        if between(self.stepped, now) < pause {
            return;
        }
        self.stepped = now;
        let patient = self
            .troubled
            .is_some_and(|at| between(at, now) < self.patience);
        self.rate = match self.ceiling {
            Some(ceiling) if self.is_below() => {
                // Back to what went well, most of the way each time.
                self.rate + (ceiling * BELOW - self.rate) * 0.75
            }
            Some(_) if patient => self.rate,
            Some(_) => self.rate * 1.01,
            None => self.rate * 1.14,
        }
        .min(settings.most);
    }

    /// Whether the pace is on its way back.
    fn is_below(&self) -> bool {
        self.ceiling
            .is_some_and(|ceiling| self.rate < ceiling * BELOW * 0.999)
    }

    /// Latency that rises is trouble: three times the usual, and by a fifth of a second.
    fn rises(&mut self, latency: Duration) -> bool {
        let seen = latency.as_secs_f64();
        let flat = *self.flat.get_or_insert(seen);
        let recent = self.recent.unwrap_or(flat) * 0.7 + seen * 0.3;
        self.recent = Some(recent);
        self.flat = Some(flat * 0.98 + seen.min(flat * 2.0) * 0.02);
        recent > flat * 3.0 && recent > flat + 0.2
    }
}

#[async_trait]
impl Limiter for AdaptiveRate {
    async fn admit(&self) -> Result<(), Exhausted> {
        let now = self.clock.now();
        let slot = self
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .slot(now);
        let pause = between(now, slot);
        if !pause.is_zero() {
            self.clock.sleep(pause).await;
        }
        Ok(())
    }

    fn observe(&self, seen: Observed) {
        let now = self.clock.now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = seen
            .status
            .is_none_or(|status| status.as_u16() == 509 || status.is_server_error());
        let refused = seen.status.is_some_and(|status| status.as_u16() == 429);
        if failed || refused || state.rises(seen.latency) {
            state.trouble(now, refused, &self.settings);
        } else {
            state.serve(now);
            state.step(now, &self.settings);
        }
    }
}

#[cfg(test)]
mod tests;
