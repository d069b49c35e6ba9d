//! Whether an order's pieces outside its parts are kept from the offer: *unplaced*.
//!
//! The shop gave these pieces away when the buyer ordered, whatever became of the payment, so they
//! are not to be offered again ([`crate::orders::ledger::unplaced`] counts them).
//!
//! Guarantees (each a test):
//! - every live order holds its pieces, unpaid, waiting or needing attention;
//! - one that is unpaid for too long does not;
//! - one that is ignored, or from before Ponte, does only where the merchant set it aside.

use super::{Attention, Facts, Next};

/// Whether the pieces of an order outside its parts count as unplaced. `next` is what is to be done
/// with it; `set_aside`: *da tenere da parte*, the merchant's choice for an order from before Ponte, and
/// for an ignored one whose goods were given out while the till still counts them.
///
/// An order seen ended leaves only with a reading of the shop that began after the settling time:
/// that is for whoever holds the times.
#[must_use]
pub fn holds_pieces(order: &Facts<'_>, next: &Next, set_aside: bool) -> bool {
    let given_up = matches!(next, Next::Attend(Attention::UnpaidTooLong));
    let old = *next == Next::BeforePonte;
    let never_sent = old || order.ignored;
    order.state.is_live() && !given_up && (!never_sent || set_aside)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        orders::ledger::Ordered,
        orders::order::{ShopState, Waiting},
        settings::PaymentRule,
    };

    fn facts(state: i64, ordered: &Ordered) -> Facts<'_> {
        Facts {
            state: ShopState(state),
            ordered_at: Timestamp::UNIX_EPOCH,
            payment: PaymentRule::Send,
            ordered,
            unknown: &[],
            parts: &[],
            changed: false,
            ignored: false,
        }
    }

    const WAITS: Next = Next::Wait(Waiting::Payment);

    #[test]
    fn every_live_order_holds_its_pieces_whatever_its_state() {
        let ordered = Ordered::new();
        for state in 0..9 {
            let order = facts(state, &ordered);
            let live = order.state.is_live();
            for next in [WAITS, Next::Plan, Next::Attend(Attention::Changed)] {
                assert_eq!(holds_pieces(&order, &next, false), live, "{state} {next:?}");
            }
        }
    }

    #[test]
    fn one_that_is_unpaid_for_too_long_does_not() {
        let ordered = Ordered::new();
        let order = facts(0, &ordered);
        let given_up = Next::Attend(Attention::UnpaidTooLong);
        assert!(!holds_pieces(&order, &given_up, true));
    }

    #[test]
    fn one_that_is_ignored_does_only_while_the_till_still_counts_what_was_given_out() {
        let ordered = Ordered::new();
        let ignored = Facts {
            ignored: true,
            ..facts(0, &ordered)
        };
        assert!(!holds_pieces(&ignored, &WAITS, false));
        assert!(holds_pieces(&ignored, &WAITS, true));
    }

    #[test]
    fn one_from_before_ponte_does_only_where_the_merchant_set_it_aside() {
        let ordered = Ordered::new();
        let order = facts(1, &ordered);
        assert!(!holds_pieces(&order, &Next::BeforePonte, false));
        assert!(holds_pieces(&order, &Next::BeforePonte, true));
    }
}
