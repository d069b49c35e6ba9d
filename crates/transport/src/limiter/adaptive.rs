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
/// How far back a refusal looks.
const WINDOW: Duration = Duration::from_secs(1);
/// The first pause before asking again for more than a pace that met trouble.
const PATIENCE: Duration = Duration::from_secs(15);

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

    /// What the remote stands, told by a refusal: what it served in the last second, and half a call
    /// since its second is not ours. No more than what was asked of it; and no less than three
    /// quarters of that, since calls that we did not make say nothing.
    #[expect(
        clippy::cast_precision_loss,
        reason = "calls of one second are far below 2^52"
    )]
    fn stood(&mut self, now: Timestamp) -> f64 {
        self.forget(now);
        (self.served.len() as f64 + 0.5).clamp(self.rate * 0.75, self.rate)
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
        } else {
            PATIENCE
        };
        self.ceiling = Some(if refused { self.stood(now) } else { self.rate });
        self.rate = (self.rate / 2.0).max(settings.least);
        self.troubled = Some(now);
        self.stepped = now;
        self.recent = None;
    }

    /// Once a second: up a little.
    fn step(&mut self, now: Timestamp, settings: &AdaptiveSettings) {
        if between(self.stepped, now) < Duration::from_secs(1) {
            return;
        }
        self.stepped = now;
        let patient = self
            .troubled
            .is_some_and(|at| between(at, now) < self.patience);
        self.rate = match self.ceiling {
            Some(ceiling) if self.rate < ceiling * BELOW * 0.999 => {
                // Back to what went well, most of the way each second.
                self.rate + (ceiling * BELOW - self.rate) * 0.75
            }
            Some(_) if patient => self.rate,
            Some(_) => self.rate * 1.02,
            None => self.rate * 1.25,
        }
        .min(settings.most);
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
mod tests {
    use std::{collections::VecDeque, sync::Arc};

    use http::StatusCode;

    use super::*;
    use crate::{Clock as _, ManualClock};

    /// A remote that refuses more than `most` calls in any second, driven by one caller.
    struct Remote {
        clock: Arc<ManualClock>,
        limiter: Arc<AdaptiveRate>,
        served: VecDeque<Timestamp>,
        most: usize,
    }

    impl Remote {
        fn new(most: usize) -> Self {
            let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
            let limiter = Arc::new(AdaptiveRate::new(
                clock.clone(),
                AdaptiveSettings::default(),
            ));
            Self {
                clock,
                limiter,
                served: VecDeque::new(),
                most,
            }
        }

        /// Sends one call in its slot and tells whether it was served.
        async fn call(&mut self, latency: Duration) -> bool {
            let mut admitted = Box::pin(self.limiter.admit());
            while futures::poll!(&mut admitted).is_pending() {
                self.clock.advance(Duration::from_millis(1));
            }
            let now = self.clock.now();
            while self
                .served
                .front()
                .is_some_and(|at| between(*at, now) >= Duration::from_secs(1))
            {
                self.served.pop_front();
            }
            let served = self.served.len() < self.most;
            if served {
                self.served.push_back(now);
            }
            let status = if served {
                StatusCode::OK
            } else {
                StatusCode::TOO_MANY_REQUESTS
            };
            self.limiter.observe(Observed {
                status: Some(status),
                latency,
            });
            served
        }

        /// Calls served in `seconds`.
        async fn run(&mut self, seconds: i64) -> u32 {
            let until = self.clock.now().as_second() + seconds;
            let mut served = 0;
            while self.clock.now().as_second() < until {
                served += u32::from(self.call(Duration::from_millis(20)).await);
            }
            served
        }
    }

    #[tokio::test]
    async fn the_pace_goes_up_a_little_while_latency_stays_flat() {
        let mut remote = Remote::new(1000);
        remote.run(3).await;
        let rate = remote.limiter.rate();
        assert!((7.0..10.0).contains(&rate), "{rate} after three seconds");
        remote.run(30).await;
        assert!(
            (remote.limiter.rate() - 20.0).abs() < 0.01,
            "never faster than the most"
        );
    }

    #[tokio::test]
    async fn the_pace_is_halved_on_429_and_5xx_and_silence_and_never_below_the_least() {
        for status in [
            Some(StatusCode::TOO_MANY_REQUESTS),
            Some(StatusCode::BAD_GATEWAY),
            None,
        ] {
            let remote = Remote::new(1000);
            let seen = Observed {
                status,
                latency: Duration::from_millis(20),
            };
            remote.limiter.observe(seen);
            assert!((remote.limiter.rate() - 2.5).abs() < 0.01);
            remote.limiter.observe(seen);
            assert!(
                (remote.limiter.rate() - 2.5).abs() < 0.01,
                "one trouble counts once"
            );
            for _ in 0..10 {
                remote.clock.advance(SETTLE);
                remote.limiter.observe(seen);
            }
            assert!((remote.limiter.rate() - 1.0).abs() < 0.01);
        }
    }

    #[tokio::test]
    async fn the_pace_is_halved_when_latency_rises() {
        let mut remote = Remote::new(1000);
        remote.run(5).await;
        let before = remote.limiter.rate();
        for _ in 0..10 {
            remote.call(Duration::from_millis(900)).await;
        }
        assert!(remote.limiter.rate() < before * 0.6, "from {before}");
    }

    #[tokio::test]
    async fn a_remote_that_refuses_more_than_twelve_a_second_is_used_to_nine_tenths() {
        let mut remote = Remote::new(12);
        let served = remote.run(60).await;
        assert!(
            f64::from(served) >= 0.9 * 12.0 * 60.0,
            "{served} calls served in a minute"
        );
    }

    #[tokio::test]
    async fn what_a_remote_served_before_it_refused_is_the_pace_to_come_back_to() {
        for most in [6_u32, 9, 12, 17] {
            let mut remote = Remote::new(most as usize);
            // The way up, the first refusal, and the way back.
            remote.run(12).await;
            let served = remote.run(10).await;
            let share = f64::from(served) / 10.0 / f64::from(most);
            assert!(share >= 0.9, "{share} of {most} a second");
        }
    }

    #[tokio::test]
    async fn calls_are_spaced_evenly() {
        let mut remote = Remote::new(1000);
        remote.clock.advance(Duration::from_secs(100));
        let mut at = Vec::new();
        for _ in 0..10 {
            remote.call(Duration::from_millis(20)).await;
            at.push(remote.clock.now());
        }
        let close = at
            .windows(2)
            .filter(|two| between(two[0], two[1]) < Duration::from_millis(90));
        assert!(close.count() <= 1, "{at:?}");
    }
}
