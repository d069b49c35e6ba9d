//! What happens by chance: everybody has dice of their own, so that one more throw of one changes
//! nothing for the others.

use std::time::Duration;

use ponte_transport::{Randomness, SeededRandom};

/// See the module.
#[derive(Debug)]
pub struct Dice(SeededRandom);

impl Dice {
    /// The dice of `who` in the history of `seed`.
    #[must_use]
    pub fn of(seed: u64, who: &str) -> Self {
        // FNV-1a: the same on every machine, in every version.
        let hash = who.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(SeededRandom::new(
            hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        ))
    }

    /// A number below `bound`.
    #[must_use]
    pub fn below(&self, bound: u64) -> u64 {
        self.0.below(bound)
    }

    /// A number from `least` to `most`, both included.
    #[must_use]
    pub fn from_to(&self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// Yes, so many times of a hundred.
    #[must_use]
    pub fn percent(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    ///
    /// # Panics
    /// Where there are none.
    #[must_use]
    pub fn one_of<'a, T>(&self, all: &'a [T]) -> &'a T {
        let place = usize::try_from(self.below(all.len() as u64)).unwrap_or(0);
        &all[place]
    }

    /// From `least` to `most` seconds, to the millisecond.
    #[must_use]
    pub fn seconds(&self, least: u64, most: u64) -> Duration {
        Duration::from_millis(self.from_to(least * 1000, most * 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_dice_of_their_own_and_a_seed_gives_the_same_throws() {
        let throws = |who| {
            let dice = Dice::of(7, who);
            (dice.below(u64::MAX), dice.below(u64::MAX))
        };
        assert_eq!(throws("one"), throws("one"));
        assert_ne!(throws("one"), throws("other"));
        let dice = Dice::of(7, "range");
        assert!((0..1000).all(|_| (3..=5).contains(&dice.from_to(3, 5))));
    }
}
