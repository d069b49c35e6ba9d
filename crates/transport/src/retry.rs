//! Which pause comes next.
//!
//! Whether a call *may* be repeated is the caller's knowledge (is it a read? does it carry an
//! idempotency key?). Here is only the spacing: exponential, capped, with jitter from the given
//! randomness, so that a simulation repeats it exactly.

use std::time::Duration;

use crate::Randomness;

/// Pauses between tries.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    /// The first pause.
    pub first: Duration,
    /// No pause is longer.
    pub longest: Duration,
    /// Tries in all, the first included.
    pub tries: u32,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            tries: 5,
        }
    }
}

impl Backoff {
    /// One try, no repeats.
    #[must_use]
    pub fn never() -> Self {
        Self {
            tries: 1,
            ..Self::default()
        }
    }

    /// The pause after try number `tried` (the first is 1), or `None` when that was the last one.
    /// Between half the nominal pause and the whole of it.
    #[must_use]
    pub fn pause(&self, tried: u32, random: &dyn Randomness) -> Option<Duration> {
        if tried >= self.tries {
            return None;
        }
        let doubled = 2_u32.saturating_pow(tried.saturating_sub(1));
        let nominal = self.first.saturating_mul(doubled).min(self.longest);
        Some(nominal.mul_f64(0.5 + random.unit() / 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededRandom;

    #[test]
    fn pauses_double_up_to_the_longest_and_then_end() {
        let random = SeededRandom::new(3);
        let backoff = Backoff {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(4),
            tries: 5,
        };
        for (tried, nominal) in [(1, 1), (2, 2), (3, 4), (4, 4)] {
            let pause = backoff.pause(tried, &random).expect("a further try");
            let nominal = Duration::from_secs(nominal);
            assert!(
                pause >= nominal / 2 && pause <= nominal,
                "{pause:?} after try {tried}"
            );
        }
        assert_eq!(backoff.pause(5, &random), None);
    }
}
