//! Which SKUs matter most: hot ones are read first.
//!
//! Guarantee (a test): hot is what stands at three pieces or less, or was sold in the last seven days.

use jiff::{SignedDuration, Timestamp};

/// Last pieces.
pub const LAST_PIECES: i64 = 3;

/// How long a sale keeps a SKU hot.
pub const SOLD_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether a SKU with this target is hot `now`; `sold`: when a piece was last seen sold, on either
/// side.
#[must_use]
pub fn is_hot(target: i64, sold: Option<Timestamp>, now: Timestamp) -> bool {
    target <= LAST_PIECES || sold.is_some_and(|sold| now.duration_since(sold) <= SOLD_WITHIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hot_is_what_stands_at_three_pieces_or_less_or_was_sold_in_the_last_seven_days() {
        let now = Timestamp::from_second(1_000_000).expect("in range");
        let ago = |hours| now.checked_sub(SignedDuration::from_hours(hours)).ok();
        assert!(is_hot(3, None, now) && is_hot(-1, None, now));
        assert!(!is_hot(4, None, now));
        assert!(is_hot(400, ago(168), now));
        assert!(!is_hot(400, ago(169), now));
    }
}
