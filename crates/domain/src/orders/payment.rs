//! What an order's payment allows, and what the till is told about its money. Ponte issues no fiscal
//! document: the till reads a line of text.
//!
//! Guarantees (each a test): a method without a rule is sent; the money of an order that is *da
//! incassare* is collected whatever its state; of any other it never is.

use serde::{Deserialize, Serialize};

use crate::{
    money::Money,
    orders::order::ShopState,
    settings::{OrderSettings, PaymentRule},
};

/// The rule of a payment method, by the shop's name of it (`paymentProfile`, else `method`: TS
/// Commerce sheet §20.3).
#[must_use]
pub fn rule(method: &str, settings: &OrderSettings) -> PaymentRule {
    settings.payments.get(method).copied().unwrap_or_default()
}

/// What the people at the till need to know of the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// They take this much.
    Collect(Money),
    /// It has come.
    Paid,
    /// It has not come yet, and not through them.
    Awaited,
}

/// What is due for a part that costs `amount`. *Da incassare* goes before the state: the merchant
/// moves cash on delivery through the shop's states by hand, and *In allestimento* does not mean that
/// the money has come.
#[must_use]
pub fn due(rule: PaymentRule, state: ShopState, amount: Money) -> Due {
    match rule {
        PaymentRule::Collect => Due::Collect(amount),
        PaymentRule::Send | PaymentRule::AwaitPayment if state.is_paid() => Due::Paid,
        PaymentRule::Send | PaymentRule::AwaitPayment => Due::Awaited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_without_a_rule_is_sent() {
        let settings = OrderSettings {
            payments: [("mark".into(), PaymentRule::Collect)].into(),
            ..OrderSettings::default()
        };
        assert_eq!(rule("mark", &settings), PaymentRule::Collect);
        assert_eq!(rule("paypal", &settings), PaymentRule::Send);
        assert_eq!(rule("", &settings), PaymentRule::Send);
    }

    #[test]
    fn the_money_of_an_order_da_incassare_is_collected_whatever_its_state_and_no_others() {
        let amount = Money(1250);
        for state in (0..9).map(ShopState) {
            let collected = due(PaymentRule::Collect, state, amount);
            assert_eq!(collected, Due::Collect(amount));
            for rule in [PaymentRule::Send, PaymentRule::AwaitPayment] {
                let paid = ![0, 6, 7].contains(&state.0);
                let expected = if paid { Due::Paid } else { Due::Awaited };
                assert_eq!(due(rule, state, amount), expected, "{state:?}");
            }
        }
    }
}
