//! Where random bytes come from.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};
use uuid::Uuid;

/// A source of randomness shared by everybody who needs one.
pub type SharedRandom = Arc<dyn Randomness>;

/// A source of random bytes; the rest is made from them.
pub trait Randomness: fmt::Debug + Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// A random 64-bit number.
    fn u64(&self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// A number below `bound`; 0 where `bound` is 0.
    fn below(&self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.u64() % bound }
    }

    /// A number from 0 up to, not including, 1.
    fn unit(&self) -> f64 {
        // 53 bits are what a double holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "both numbers fit 53 bits")]
        let unit = (self.u64() >> 11) as f64 / (1_u64 << 53) as f64;
        unit
    }

    /// `bytes` random bytes in lower-case hex: a token.
    fn token(&self, bytes: usize) -> String {
        let mut buffer = vec![0; bytes];
        self.fill(&mut buffer);
        hex::encode(buffer)
    }

    /// A version 7 UUID: ordered by `unix_ms`, the rest random.
    fn uuid(&self, unix_ms: i64) -> Uuid {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(unix_ms).unwrap_or(0), &bytes)
            .into_uuid()
    }
}

/// The operating system's randomness: for tokens and keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Randomness for SystemRandom {
    /// # Panics
    /// Where the operating system has no randomness to give: nothing safe can be done then.
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// Randomness from a seed: the same seed gives the same bytes in the same order.
#[derive(Debug)]
pub struct SeededRandom(Mutex<ChaCha12Rng>);

impl SeededRandom {
    /// The sequence that belongs to `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha12Rng::seed_from_u64(seed)))
    }
}

impl Randomness for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_sequence() {
        let (a, b) = (SeededRandom::new(7), SeededRandom::new(7));
        assert_eq!(
            (a.u64(), a.token(4), a.uuid(1)),
            (b.u64(), b.token(4), b.uuid(1))
        );
    }

    #[test]
    fn a_number_below_stays_below() {
        let random = SeededRandom::new(1);
        assert!((0..1000).all(|_| random.below(3) < 3 && random.unit() < 1.0));
        assert_eq!(random.below(0), 0);
    }
}
