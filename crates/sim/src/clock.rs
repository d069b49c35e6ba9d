//! Simulated time: it stands still while anybody works, and jumps from one sleeper to the next.
//!
//! Guarantees (each a test): sleepers wake in the order of their times, and of their falling asleep
//! where these are equal; whoever gives up sleeping wakes nobody.

use std::{
    collections::BTreeMap,
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_transport::{Clock, clock::later};

/// See the module.
#[derive(Debug)]
pub struct SimClock(Mutex<State>);

struct State {
    now: Timestamp,
    fell_asleep: u64,
    sleepers: BTreeMap<(Timestamp, u64), Waker>,
}

impl SimClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn new(start: Timestamp) -> Arc<Self> {
        Arc::new(Self(Mutex::new(State {
            now: start,
            fell_asleep: 0,
            sleepers: BTreeMap::new(),
        })))
    }

    /// Jumps to the next sleeper's time and wakes it, it alone; `false` where nobody sleeps.
    pub fn jump(&self) -> bool {
        let mut state = self.state();
        let Some(((at, _), sleeper)) = state.sleepers.pop_first() else {
            return false;
        };
        state.now = state.now.max(at);
        drop(state);
        sleeper.wake();
        true
    }

    /// Waits until `at`.
    pub async fn until(&self, at: Timestamp) {
        Sleep {
            clock: self,
            until: at,
            place: None,
        }
        .await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Clock for SimClock {
    fn now(&self) -> Timestamp {
        self.state().now
    }

    async fn sleep(&self, pause: Duration) {
        let until = later(self.now(), pause);
        self.until(until).await;
    }
}

/// One who sleeps.
struct Sleep<'a> {
    clock: &'a SimClock,
    until: Timestamp,
    place: Option<u64>,
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock;
        let mut state = clock.state();
        if state.now >= self.until {
            return Poll::Ready(());
        }
        let place = self.place.unwrap_or_else(|| {
            state.fell_asleep += 1;
            state.fell_asleep
        });
        self.place = Some(place);
        let waker = context.waker().clone();
        state.sleepers.insert((self.until, place), waker);
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.clock.state().sleepers.remove(&(self.until, place));
        }
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} and {} sleepers", self.now, self.sleepers.len())
    }
}

#[cfg(test)]
mod tests {
    use std::task::Wake;

    use futures::FutureExt;

    use super::*;

    /// Notes that it was woken.
    struct Noting(usize, Arc<Mutex<Vec<usize>>>);

    impl Wake for Noting {
        fn wake(self: Arc<Self>) {
            self.1.lock().expect("no panic while held").push(self.0);
        }
    }

    #[test]
    fn sleepers_wake_in_the_order_of_their_times_then_of_their_falling_asleep() {
        let clock = SimClock::new(Timestamp::UNIX_EPOCH);
        let woken = Arc::new(Mutex::new(Vec::new()));
        let mut sleepers = Vec::new();
        for (number, seconds) in [3, 1, 3, 2].into_iter().enumerate() {
            let waker = Waker::from(Arc::new(Noting(number, woken.clone())));
            let mut sleeper = clock.sleep(Duration::from_secs(seconds));
            let polled = sleeper.poll_unpin(&mut Context::from_waker(&waker));
            assert!(polled.is_pending());
            sleepers.push(sleeper);
        }
        while clock.jump() {}
        assert_eq!(*woken.lock().expect("no panic while held"), [1, 3, 0, 2]);
        assert_eq!(clock.now().as_second(), 3);
    }

    #[test]
    fn whoever_gives_up_sleeping_wakes_nobody() {
        let clock = SimClock::new(Timestamp::UNIX_EPOCH);
        let mut context = Context::from_waker(futures::task::noop_waker_ref());
        let mut sleeper = clock.sleep(Duration::from_secs(1));
        assert!(sleeper.poll_unpin(&mut context).is_pending());
        drop(sleeper);
        assert!(!clock.jump());
        assert_eq!(clock.now(), Timestamp::UNIX_EPOCH);
    }
}
