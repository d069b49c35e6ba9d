//! Pieces sold beyond stock, and whose fault that is.
//!
//! A sale goes beyond stock where afterwards more is lacking for those who bought than before. What the
//! shop could sell because a write had raised its figure above the truth is the writer's; the rest was
//! sold on both sides, and is told by how long the news of it could have been under way. What the shop
//! had sold and the till did not know of, because the order waited for other goods or its payment, may
//! be sold over the counter at any time: no figure of the shop's can help that.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// As long as a message takes, where a service calls.
const MESSAGE: SignedDuration = SignedDuration::from_secs(60);

/// As long as news takes where nobody calls: a cycle, and the pass at its end.
const CYCLE: SignedDuration = SignedDuration::from_secs(6 * 60);

/// Where something is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In the shop.
    Shop,
    /// Over the counter.
    Counter,
}

/// Pieces sold beyond stock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beyond {
    /// Sold on both sides, before any message could arrive.
    pub at_once: i64,
    /// Sold on both sides, within one cycle.
    pub in_a_cycle: i64,
    /// Sold in the shop later: the process was dead, or a service away.
    pub later: i64,
    /// Sold over the counter later: the order of the shop waited meanwhile.
    pub waited: i64,
    /// The writer's own.
    pub ours: i64,
}

impl Beyond {
    /// All of them.
    #[must_use]
    pub fn all(self) -> i64 {
        self.at_once + self.in_a_cycle + self.later + self.waited + self.ours
    }
}

impl std::ops::AddAssign for Beyond {
    fn add_assign(&mut self, other: Self) {
        self.at_once += other.at_once;
        self.in_a_cycle += other.in_a_cycle;
        self.later += other.later;
        self.waited += other.waited;
        self.ours += other.ours;
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct Oversold(Mutex<Account>);

#[derive(Debug, Default)]
struct Account {
    beyond: Beyond,
    /// Since when the shop shows more than there is.
    since: BTreeMap<String, Timestamp>,
}

impl Oversold {
    /// The shop shows so many pieces of a code, and so many are lacking.
    pub fn look(&self, sku: &str, shown: i64, lacking: i64, now: Timestamp) {
        let mut account = self.account();
        if shown > (-lacking).max(0) {
            account.since.entry(sku.to_owned()).or_insert(now);
        } else {
            account.since.remove(sku);
        }
    }

    /// Since when the shop shows more of a code than there is.
    #[must_use]
    pub fn since(&self, sku: &str) -> Option<Timestamp> {
        self.account().since.get(sku).copied()
    }

    /// So many pieces were sold beyond stock there, of these so many by the writer's fault; the other side
    /// had sold them so long ago.
    pub fn sold(&self, side: Side, pieces: i64, ours: i64, ago: SignedDuration) {
        let mut account = self.account();
        let beyond = &mut account.beyond;
        beyond.ours += ours;
        let kind = if ago <= MESSAGE {
            &mut beyond.at_once
        } else if ago <= CYCLE {
            &mut beyond.in_a_cycle
        } else if side == Side::Shop {
            &mut beyond.later
        } else {
            &mut beyond.waited
        };
        *kind += pieces - ours;
    }

    /// What was sold beyond stock so far.
    #[must_use]
    pub fn beyond(&self) -> Beyond {
        self.account().beyond
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sold_on_both_sides_is_told_by_how_long_the_news_was_under_way() {
        let oversold = Oversold::default();
        for (side, pieces, ours, seconds) in [
            (Side::Counter, 3, 0, 5),
            (Side::Shop, 2, 0, 200),
            (Side::Shop, 4, 1, 2000),
            (Side::Counter, 5, 0, 2000),
        ] {
            let ago = SignedDuration::from_secs(seconds);
            oversold.sold(side, pieces, ours, ago);
        }
        let beyond = Beyond {
            at_once: 3,
            in_a_cycle: 2,
            later: 3,
            waited: 5,
            ours: 1,
        };
        assert_eq!((oversold.beyond(), beyond.all()), (beyond, 14));
    }

    #[test]
    fn the_shop_shows_too_much_from_the_moment_in_which_it_began_to() {
        let oversold = Oversold::default();
        let at = |second| Timestamp::from_second(second).expect("in range");
        oversold.look("a", 3, -3, at(1));
        assert_eq!(oversold.since("a"), None);
        oversold.look("a", 3, -2, at(2));
        oversold.look("a", 3, -1, at(3));
        assert_eq!(oversold.since("a"), Some(at(2)));
        oversold.look("a", 1, -1, at(4));
        assert_eq!(oversold.since("a"), None);
    }
}
