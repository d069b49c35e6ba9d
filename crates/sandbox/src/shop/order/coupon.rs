//! What a coupon takes off an order (TS Commerce sheet §23).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cents;

/// A coupon, as the buyer used it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Coupon {
    /// What the buyer typed.
    pub code: String,
    /// What its value means.
    pub kind: CouponKind,
    /// Percent or euro, not negative.
    pub value: Decimal,
}

/// What a coupon's value means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CouponKind {
    /// Percent of the goods.
    Percent,
    /// An amount of money.
    Amount,
}

impl Coupon {
    /// What it takes off goods of that price: in cents, never more than the goods.
    #[must_use]
    pub fn off(&self, goods: Decimal) -> Decimal {
        let off = match self.kind {
            CouponKind::Percent => cents(goods * self.value / Decimal::ONE_HUNDRED),
            CouponKind::Amount => cents(self.value),
        };
        off.min(goods)
    }
}
