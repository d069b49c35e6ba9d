//! When to ask and when to try again.
//!
//! Guarantees (each a test): a poll looks back ten minutes behind the newest order seen, never
//! behind the starting moment; refused parts are tried again at growing distances of 30 minutes at
//! most.

use jiff::{SignedDuration, Timestamp};

/// How far behind the newest order a poll looks back: the shop compares strictly, to the second, and
/// an order may show late (TS Commerce sheet §20.1).
const LOOK_BACK: SignedDuration = SignedDuration::from_mins(10);

/// The longest wait between two attempts.
const LONGEST: SignedDuration = SignedDuration::from_mins(30);

/// What a poll asks the shop for: orders with a date greater than this. `newest` is the newest
/// `orderDate` seen, never our own clock; `from` is the oldest date of interest.
#[must_use]
pub fn poll_since(newest: Option<Timestamp>, from: Timestamp) -> Timestamp {
    let second = SignedDuration::from_secs(1);
    // The comparison is strict: an order made at `from` itself counts.
    let from = from.checked_sub(second).unwrap_or(from);
    newest
        .and_then(|newest| newest.checked_sub(LOOK_BACK).ok())
        .map_or(from, |since| since.max(from))
}

/// How long a part that was refused so many times waits until it is tried again.
#[must_use]
pub fn back_off(refusals: u32) -> SignedDuration {
    let minutes = 1_i64 << refusals.saturating_sub(1).min(5);
    SignedDuration::from_mins(minutes).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn a_poll_looks_back_ten_minutes_behind_the_newest_order_never_behind_the_starting_moment() {
        assert_eq!(poll_since(Some(at(10_000)), at(0)), at(9_400));
        assert_eq!(poll_since(Some(at(10_000)), at(9_500)), at(9_499));
        assert_eq!(poll_since(None, at(9_500)), at(9_499));
    }

    #[test]
    fn refused_parts_are_tried_again_at_growing_distances_of_30_minutes_at_most() {
        let minutes: Vec<i64> = [0, 1, 2, 3, 4, 5, 6, 7, u32::MAX]
            .map(|refusals| back_off(refusals).as_mins())
            .to_vec();
        assert_eq!(minutes, [1, 1, 2, 4, 8, 16, 30, 30, 30]);
    }
}
