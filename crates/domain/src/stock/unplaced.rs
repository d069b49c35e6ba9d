//! Pieces that the shop's buyers wait for and no part holds: *unplaced*.
//!
//! The shop took them off its figure when the buyer ordered, and gives them back when the order
//! ends. Whether an order holds its pieces at all is [`crate::orders::order::holds_pieces`].
//!
//! A part that is gone from the till (404) is read cautiously: nobody knows whether its goods left.
//! Its pieces count as outside parts, as long as the order is live: else the offer would rise by them
//! while the buyer still waits.
//!
//! Guarantees (each a test):
//! - an order seen ended leaves only with a list of the shop that began after the settling time;
//! - pieces of a part that is rejected, cancelled or gone are outside parts, at once.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::{
    orders::free::settled,
    orders::ledger::{self, Ordered},
    orders::order::Pieces,
    orders::part::{Part, PartState, TillState},
};

/// Pieces of one variant that one order holds outside its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// How many.
    pub pieces: Pieces,
    /// When they were seen to be held no longer: the order was cancelled, archived or changed on the
    /// shop. `None`: they are held.
    pub left: Option<Timestamp>,
}

/// Pieces of one variant that count as unplaced, where the shop's list began at `list_began`.
#[must_use]
pub fn unplaced(holdings: &[Holding], list_began: Timestamp, settling: SignedDuration) -> Pieces {
    let counts = |holding: &&Holding| {
        let left = holding.left;
        !left.is_some_and(|left| settled(list_began, left, settling))
    };
    holdings
        .iter()
        .filter(counts)
        .fold(0, |sum: Pieces, holding| sum.saturating_add(holding.pieces))
}

/// Pieces of each line of an order outside parts that may still serve it.
#[must_use]
pub fn outside_parts(ordered: &Ordered, parts: &[Part]) -> Ordered {
    let mut outside: BTreeMap<_, _> = ledger::unplaced(ordered, parts);
    let is_gone = |part: &&Part| matches!(part.state, PartState::Delivered { till, .. } if till == TillState::Gone);
    for part in parts.iter().filter(is_gone) {
        for line in &part.lines {
            if let (Some(pieces), Some(most)) =
                (outside.get_mut(&line.line), ordered.get(&line.line))
            {
                *pieces = pieces.saturating_add(line.pieces).min(*most);
            }
        }
    }
    outside
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::{
        orders::allocation::{Share, Wanted},
        orders::free::SETTLING,
        orders::part::{Event, after},
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn an_order_seen_ended_leaves_only_with_a_list_that_began_after_the_settling_time() {
        let held = Holding {
            pieces: 2,
            left: None,
        };
        let ended = Holding {
            pieces: 3,
            left: Some(at(100)),
        };
        for (began, pieces) in [(50, 5), (100, 5), (129, 5), (130, 2)] {
            assert_eq!(
                unplaced(&[held, ended], at(began), SETTLING),
                pieces,
                "{began}"
            );
        }
    }

    #[rstest]
    #[case(TillState::Rejected, 3)]
    #[case(TillState::Cancelled, 3)]
    #[case(TillState::Gone, 3)]
    #[case(TillState::Accepted, 1)]
    #[case(TillState::Completed, 1)]
    fn pieces_of_a_part_that_is_rejected_cancelled_or_gone_are_outside_parts_at_once(
        #[case] till: TillState,
        #[case] outside: Pieces,
    ) {
        let ordered: Ordered = [("l".to_owned(), 3)].into();
        let share = Share {
            point: 101,
            lines: vec![Wanted {
                line: "l".into(),
                variant: "v".into(),
                pieces: 2,
            }],
        };
        let mut parts = ledger::plan(&ordered, &[], &[share], at(0)).expect("fits");
        for event in [
            Event::Attempt,
            Event::Confirmed(at(1)),
            Event::Till(till, at(2)),
        ] {
            parts[0] = after(&parts[0], event).expect("possible");
        }
        assert_eq!(outside_parts(&ordered, &parts)["l"], outside);
    }
}
