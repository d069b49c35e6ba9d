//! Euro in cents, exact.
//!
//! Inside the house an amount is a whole number of cents; decimals live at the edges only.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// An amount in cents, VAT included unless it says otherwise.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// An amount of a remote, rounded half away from zero to cents (the shop has two decimals: TS
    /// Commerce sheet §28.43). `None` where it does not fit.
    #[must_use]
    pub fn from_decimal(amount: Decimal) -> Option<Self> {
        amount
            .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
            .checked_mul(Decimal::ONE_HUNDRED)?
            .to_i64()
            .map(Self)
    }

    /// The amount as a decimal with two places.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_decimal().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_becomes_cents_and_comes_back() {
        let amount = "12.345".parse().expect("a decimal");
        assert_eq!(Money::from_decimal(amount), Some(Money(1235)));
        assert_eq!(Money(-50).to_string(), "-0.50");
        assert_eq!(Money::from_decimal(Decimal::MAX), None);
    }
}
