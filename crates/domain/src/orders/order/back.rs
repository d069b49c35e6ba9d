//! The till's progress, told to the shop (a setting, off by default).
//!
//! Guarantees (each a test):
//! - never backwards;
//! - an order is as far as the part that is least far;
//! - an unpaid order is moved only where the point took the money: any later state of the shop means
//!   paid to everyone who reads it.

use super::ShopState;
use crate::{
    orders::part::{Part, PartState, TillState},
    settings::PaymentRule,
};

/// The state that the shop's order should get; `None`: it stays.
#[must_use]
pub fn back_to_shop(current: ShopState, payment: PaymentRule, parts: &[Part]) -> Option<ShopState> {
    let standing = parts
        .iter()
        .filter(|part| (part.is_bound() || part.is_loose()) && !part.is_off());
    let least = standing.map(progress).min()??;
    let took_the_money = payment == PaymentRule::Collect && least == ShopState::DELIVERED;
    let unpaid = current == ShopState::PENDING_PAYMENT && !took_the_money;
    let forward = current.is_live() && least > current;
    (forward && !unpaid).then_some(least)
}

/// The shop's word for where a part stands; `None`: nothing worth telling.
fn progress(part: &Part) -> Option<ShopState> {
    let PartState::Delivered { till, .. } = part.state else {
        return None;
    };
    match till {
        TillState::Ready => Some(ShopState::PREPARATION),
        TillState::OnItsWay | TillState::Shipped => Some(ShopState::SENT),
        TillState::Completed => Some(ShopState::DELIVERED),
        // A document may be made at any time; the goods may still lie there.
        TillState::Requested
        | TillState::Accepted
        | TillState::Processing
        | TillState::Processed
        | TillState::Rejected
        | TillState::Cancelled
        | TillState::Gone => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use rstest::rstest;

    use super::*;
    use TillState::{Completed, OnItsWay, Processing, Ready, Rejected, Shipped};

    fn parts(states: &[TillState]) -> Vec<Part> {
        let part = |(number, till): (u32, &TillState)| Part {
            number,
            point: 101,
            lines: Vec::new(),
            date: Timestamp::UNIX_EPOCH,
            attempted: true,
            state: PartState::Delivered {
                confirmed: Timestamp::UNIX_EPOCH,
                till: *till,
                closed: None,
            },
        };
        (1..).zip(states).map(part).collect()
    }

    fn told(current: i64, payment: PaymentRule, states: &[TillState]) -> Option<i64> {
        back_to_shop(ShopState(current), payment, &parts(states)).map(|state| state.0)
    }

    #[rstest]
    #[case(&[Ready], Some(2))]
    #[case(&[Shipped, OnItsWay], Some(3))]
    #[case(&[Completed, Completed], Some(4))]
    #[case::least(&[Completed, Ready], Some(2))]
    #[case::one_has_not_begun(&[Completed, Processing], None)]
    #[case::a_rejected_part_is_no_part(&[Completed, Rejected], Some(4))]
    #[case::nothing(&[], None)]
    fn an_order_is_as_far_as_the_part_that_is_least_far(
        #[case] states: &[TillState],
        #[case] expected: Option<i64>,
    ) {
        assert_eq!(told(1, PaymentRule::Send, states), expected);
    }

    #[test]
    fn never_backwards() {
        for current in 3..9 {
            assert_eq!(
                told(current, PaymentRule::Send, &[Shipped]),
                None,
                "{current}"
            );
        }
    }

    #[test]
    fn an_unpaid_order_is_moved_only_where_the_point_took_the_money() {
        assert_eq!(told(0, PaymentRule::Send, &[Completed]), None);
        assert_eq!(told(0, PaymentRule::Collect, &[Ready]), None);
        assert_eq!(told(0, PaymentRule::Collect, &[Completed]), Some(4));
    }

    #[test]
    fn a_part_that_is_not_delivered_yet_holds_the_order_back() {
        let mut parts = parts(&[Completed, Completed]);
        parts[1].state = PartState::Refused;
        let told = back_to_shop(ShopState::PAID, PaymentRule::Send, &parts);
        assert_eq!(told, None);
    }
}
