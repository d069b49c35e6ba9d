//! An order of the shop and its amounts (TS Commerce sheet §20.3).
//!
//! - `total` is always the lines less the coupon, plus shipping, plus the payment's fee, to the cent.
//! - A coupon never takes away more than the lines cost.
//! - A line remembers how many pieces it took from the stock: no more than these are ever given back.

mod address;
mod coupon;
mod status;

use jiff::Timestamp;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    address::{Address, Province, Typed, province},
    coupon::{Coupon, CouponKind},
    status::{Group, Status},
};

/// An order.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// `<shop number>_<13 hex>` (sheet §8).
    pub id: String,
    /// Short number; its real format is not known (sheet §8).
    pub short_id: String,
    /// When it was placed: the filters of the list go by it.
    pub placed: Timestamp,
    /// When it was last changed.
    pub updated: Timestamp,
    /// Its state.
    pub status: Status,
    /// Language of the buyer.
    pub locale: String,
    /// Id of the client, guests included.
    pub client: String,
    /// Whose invoice it is.
    pub billing: Address,
    /// Where it goes.
    pub delivery: Address,
    /// What was bought; no two lines are of one article.
    pub lines: Vec<Line>,
    /// What was taken off.
    pub coupon: Option<Coupon>,
    /// How it goes there.
    pub shipping: Shipping,
    /// How it is paid.
    pub payment: Payment,
    /// The merchant's marks.
    pub tags: Vec<String>,
    /// Where the parcel is.
    pub tracking: Tracking,
}

/// One article of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The product.
    pub uid: u64,
    /// The combination; empty without variants.
    pub superkey: String,
    /// Title with the options written out, as it was when it was bought.
    pub title: String,
    /// Code at that time; may be empty.
    pub sku: String,
    /// Pieces.
    pub count: i64,
    /// What a piece costs, catalogue discount taken off, VAT included.
    pub price: Decimal,
    /// What a piece cost before the catalogue discount.
    pub listing_price: Decimal,
    /// VAT in percent.
    pub tax: Decimal,
    /// Pieces that it took from the stock and has not given back.
    pub taken: i64,
}

/// How an order reaches the buyer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Shipping {
    /// Name of the shipping method: a carrier, or collection in a sales point.
    pub profile: String,
    /// What it costs, VAT included.
    pub amount: Decimal,
}

/// How an order is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Payment {
    /// Id of the method; `mark` is cash on delivery.
    pub method: String,
    /// What the method costs, VAT included.
    pub fee: Decimal,
}

/// Where the parcel is; empty where nobody said so.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tracking {
    /// Number.
    pub number: String,
    /// Carrier.
    pub courier: String,
    /// Link.
    pub url: String,
}

impl Default for Shipping {
    fn default() -> Self {
        Self {
            profile: "corriere".to_owned(),
            amount: Decimal::ZERO,
        }
    }
}

impl Default for Payment {
    fn default() -> Self {
        Self {
            method: "paypal".to_owned(),
            fee: Decimal::ZERO,
        }
    }
}

impl Order {
    /// What the lines cost.
    #[must_use]
    pub fn goods(&self) -> Decimal {
        let lines = self.lines.iter();
        lines
            .map(|line| line.price * Decimal::from(line.count))
            .sum()
    }

    /// What the coupon takes off.
    #[must_use]
    pub fn discount(&self) -> Decimal {
        let coupon = self.coupon.as_ref();
        coupon.map_or(Decimal::ZERO, |coupon| coupon.off(self.goods()))
    }

    /// What is to be paid.
    #[must_use]
    pub fn total(&self) -> Decimal {
        self.goods() - self.discount() + self.shipping.amount + self.payment.fee
    }
}

impl Line {
    /// The catalogue discount in percent, two decimals.
    #[must_use]
    pub fn listing_discount(&self) -> Decimal {
        if self.listing_price.is_zero() || self.price >= self.listing_price {
            return Decimal::ZERO;
        }
        let off = (self.listing_price - self.price) / self.listing_price;
        cents(off * Decimal::ONE_HUNDRED)
    }
}

/// Two decimals, half a cent up.
pub(super) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
