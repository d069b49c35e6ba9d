//! Numbers from a seed, which a failure prints and `PONTE_SEED` sets.

use std::{env, time::SystemTime};

/// The seed of this run.
pub fn seed() -> u64 {
    match env::var("PONTE_SEED") {
        Ok(seed) => seed.parse().expect("PONTE_SEED is a number"),
        Err(_) => {
            let now = SystemTime::UNIX_EPOCH.elapsed().expect("after 1970");
            now.as_millis() as u64
        }
    }
}

/// Numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to `limit` - 1.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}
