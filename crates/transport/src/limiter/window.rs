//! An allowance of calls in a fixed window of time.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{Exhausted, Limiter, Observed};
use crate::{SharedClock, clock::later};

/// At most `limit` calls in each `window`, which begins with the first call in it.
///
/// Where the remote's window begins with the first call too, the two begin together and the remote
/// is never asked for more than its limit, as long as nobody else uses the same key. Where its
/// windows follow the clock, one of ours may lie across two of the remote's, and the end of ours and
/// the beginning of the next may fall into one: then the remote may still refuse, and whoever calls
/// has to wait.
#[derive(Debug)]
pub struct FixedWindow {
    clock: SharedClock,
    limit: u32,
    window: Duration,
    state: Mutex<State>,
}

#[derive(Clone, Copy, Debug)]
struct State {
    ends: Timestamp,
    used: u32,
}

impl FixedWindow {
    /// An allowance of `limit` calls a `window`.
    #[must_use]
    pub fn new(clock: SharedClock, limit: u32, window: Duration) -> Self {
        let state = Mutex::new(State {
            ends: Timestamp::MIN,
            used: 0,
        });
        Self {
            clock,
            limit,
            window,
            state,
        }
    }
}

#[async_trait]
impl Limiter for FixedWindow {
    async fn admit(&self) -> Result<(), Exhausted> {
        let now = self.clock.now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if now >= state.ends {
            *state = State {
                ends: later(now, self.window),
                used: 0,
            };
        }
        if state.used >= self.limit {
            return Err(Exhausted { until: state.ends });
        }
        state.used += 1;
        Ok(())
    }

    fn observe(&self, _: Observed) {}
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ManualClock;

    #[tokio::test]
    async fn the_window_lets_its_limit_pass_and_then_says_until_when() {
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let window = FixedWindow::new(clock.clone(), 2, Duration::from_secs(600));
        assert_eq!(window.admit().await, Ok(()));
        clock.advance(Duration::from_secs(599));
        assert_eq!(window.admit().await, Ok(()));
        let until = later(Timestamp::UNIX_EPOCH, Duration::from_secs(600));
        assert_eq!(window.admit().await, Err(Exhausted { until }));
        clock.advance(Duration::from_secs(1));
        assert_eq!(window.admit().await, Ok(()));
    }
}
