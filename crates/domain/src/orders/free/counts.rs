//! Learning whether a shop's till counts its orders in `outgoingQuantity`.
//!
//! Guarantees (each a test):
//! - yes after two deliveries of different quantities, each of which raised the figure by exactly
//!   that with the quantity unchanged;
//! - two deliveries of the same quantity prove no more than one;
//! - back to no as soon as a settled reading shows less than our own open parts.
//!
//! A part that the till has closed and we have not seen closed yet may turn the answer to no for a
//! while: that only makes free smaller, and two deliveries mend it.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{OwnPart, Reading, Seen, settled};
use crate::orders::order::Pieces;

/// What is known, with what speaks for it so far. One for each shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "counts", rename_all = "snake_case")]
pub enum Counts {
    /// Nothing was seen that says no, but not enough that says yes.
    #[default]
    Unknown,
    /// One delivery of this quantity raised the figure by exactly that.
    SeenOnce {
        /// Its pieces.
        pieces: Pieces,
    },
    /// The till counts our orders.
    Yes,
    /// A settled reading showed less than our own open parts.
    No,
}

/// One variant of a delivered part, read at its point before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Pieces of the variant in the part.
    pub pieces: Pieces,
    /// When its first attempt began.
    pub attempted: Timestamp,
    /// When it was confirmed.
    pub confirmed: Timestamp,
    /// The last reading that began before the attempt.
    pub before: Reading,
    /// The first one that began after the settling time.
    pub after: Reading,
}

impl Counts {
    /// Whether the till is known to count.
    #[must_use]
    pub fn is_known(self) -> bool {
        self == Self::Yes
    }

    /// After a delivery. One that shows nothing (other things moved too) changes nothing.
    #[must_use]
    pub fn after_delivery(self, delivery: &Delivery, settling: SignedDuration) -> Self {
        if !raised_by_exactly_that(delivery, settling) {
            return self;
        }
        let pieces = delivery.pieces;
        match self {
            Self::Unknown | Self::No => Self::SeenOnce { pieces },
            Self::SeenOnce { pieces: first } if first != pieces => Self::Yes,
            Self::SeenOnce { .. } | Self::Yes => self,
        }
    }

    /// After a reading of one variant at one point, with our own parts there.
    #[must_use]
    pub fn after_reading(
        self,
        reading: &Reading,
        own: &[OwnPart],
        settling: SignedDuration,
    ) -> Self {
        let surely_there: Decimal = own
            .iter()
            .filter(|part| match part.seen {
                Seen::Confirmed(at) => settled(reading.began, at, settling),
                Seen::Unconfirmed | Seen::Closed(_) => false,
            })
            .map(|part| Decimal::from(part.pieces))
            .sum();
        if reading.outgoing < surely_there {
            Self::No
        } else {
            self
        }
    }
}

fn raised_by_exactly_that(delivery: &Delivery, settling: SignedDuration) -> bool {
    let Delivery { before, after, .. } = delivery;
    delivery.pieces > 0
        && before.began <= delivery.attempted
        && settled(after.began, delivery.confirmed, settling)
        && after.quantity == before.quantity
        && after.outgoing.checked_sub(before.outgoing) == Some(delivery.pieces.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::free::SETTLING;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    fn reading(quantity: i64, outgoing: i64, began: i64) -> Reading {
        Reading {
            quantity: quantity.into(),
            outgoing: outgoing.into(),
            began: at(began),
        }
    }

    /// A delivery of `pieces` that raised the figure by `raised`.
    fn delivery(pieces: Pieces, raised: i64) -> Delivery {
        Delivery {
            pieces,
            attempted: at(100),
            confirmed: at(101),
            before: reading(10, 1, 90),
            after: reading(10, 1 + raised, 131),
        }
    }

    fn after(deliveries: &[Delivery]) -> Counts {
        deliveries.iter().fold(Counts::default(), |counts, one| {
            counts.after_delivery(one, SETTLING)
        })
    }

    #[test]
    fn yes_after_two_deliveries_of_different_quantities_each_raised_the_figure_by_exactly_that() {
        assert!(!after(&[delivery(2, 2)]).is_known());
        assert!(after(&[delivery(2, 2), delivery(3, 3)]).is_known());
        assert!(after(&[delivery(2, 2), delivery(5, 0), delivery(3, 3)]).is_known());
    }

    #[test]
    fn two_deliveries_of_the_same_quantity_prove_no_more_than_one() {
        let twice = after(&[delivery(2, 2), delivery(2, 2)]);
        assert_eq!(twice, Counts::SeenOnce { pieces: 2 });
    }

    #[test]
    fn a_delivery_that_moved_something_else_too_proves_nothing() {
        let mut sold_meanwhile = delivery(3, 3);
        sold_meanwhile.after.quantity = 9.into();
        let mut too_early = delivery(3, 3);
        too_early.after.began = at(130);
        let mut begun_late = delivery(3, 3);
        begun_late.before.began = at(101);
        let more = delivery(3, 4);
        for nothing in [sold_meanwhile, too_early, begun_late, more, delivery(0, 0)] {
            let counts = after(&[delivery(2, 2), nothing.clone()]);
            assert!(!counts.is_known(), "{nothing:?}");
        }
    }

    #[test]
    fn back_to_no_as_soon_as_a_settled_reading_shows_less_than_our_own_open_parts() {
        let own = |seen| OwnPart {
            pieces: 2,
            seen,
            confirmed: None,
        };
        let settled = [own(Seen::Confirmed(at(100)))];
        let low = reading(10, 1, 130);
        let counts = Counts::Yes.after_reading(&low, &settled, SETTLING);
        assert_eq!(counts, Counts::No);
        let enough = reading(10, 2, 130);
        for (reading, parts) in [
            (&enough, settled),
            (&low, [own(Seen::Confirmed(at(101)))]),
            (&low, [own(Seen::Unconfirmed)]),
            (&low, [own(Seen::Closed(at(1)))]),
        ] {
            let counts = Counts::Yes.after_reading(reading, &parts, SETTLING);
            assert_eq!(counts, Counts::Yes, "{reading:?} {parts:?}");
        }
        let relearnt = counts
            .after_delivery(&delivery(2, 2), SETTLING)
            .after_delivery(&delivery(3, 3), SETTLING);
        assert_eq!(relearnt, Counts::Yes);
    }
}
