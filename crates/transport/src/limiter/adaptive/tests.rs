//! What the module's comment promises.

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
    assert!((7.0..11.5).contains(&rate), "{rate} after three seconds");
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
