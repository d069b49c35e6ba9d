//! A shopper buys (TS Commerce sheet §27 "Orders").
//!
//! - The order is placed whole or not at all: what is hidden, unknown or not there in sufficient
//!   number refuses all of it.
//! - Its pieces leave the stock at once, whatever its state (switch `shop.order_takes_stock`).

mod lines;

use jiff::Timestamp;
use ponte_transport::Randomness;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    order::{Coupon, Order, Payment, Shipping, Status, Tracking, Typed, cents},
    state::Shop,
    webhooks::Event,
};
use crate::switches::Switches;

/// What a shopper sends off.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Basket {
    /// What they want.
    pub lines: Vec<Wish>,
    /// Who they are: a company too.
    pub billing: Typed,
    /// Where it shall go; to the billing address if missing.
    pub delivery: Option<Typed>,
    /// They have an account; a guest otherwise.
    pub registered: bool,
    /// A coupon.
    pub coupon: Option<Coupon>,
    /// Carrier or collection, and what it costs.
    pub shipping: Shipping,
    /// Method of payment, and what it costs.
    pub payment: Payment,
    /// They pay at once.
    pub paid: bool,
    /// The merchant's marks.
    pub tags: Vec<String>,
}

/// An article that somebody wants: named by uid and superkey, or by its code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// The product.
    pub uid: Option<u64>,
    /// The combination; empty without variants.
    #[serde(default)]
    pub superkey: String,
    /// The code, where there is no uid: the first article that has it.
    pub sku: Option<String>,
    /// Pieces (1).
    #[serde(default = "one")]
    pub count: u32,
}

fn one() -> u32 {
    1
}

/// Why nothing was bought.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotBought {
    /// No line, or a line without pieces.
    #[error("there is nothing in the basket")]
    Nothing,
    /// No such article, or one that shoppers do not see.
    #[error("the shop does not sell {0}")]
    Unknown(String),
    /// Fewer pieces than wanted.
    #[error("{title}: {wanted} wanted, {there} available")]
    Short {
        /// The article.
        title: String,
        /// Pieces wanted.
        wanted: i64,
        /// Pieces there.
        there: i64,
    },
    /// An amount below 0.
    #[error("{0} is negative")]
    Negative(&'static str),
}

impl Shop {
    /// Places an order at `now` and tells its id.
    ///
    /// # Errors
    /// [`NotBought`]; nothing has changed then.
    pub fn checkout(
        &mut self,
        basket: Basket,
        switches: &Switches,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Result<String, NotBought> {
        self.checkout_at(basket, switches, now, now, random)
    }

    /// Places an order that was `placed` some time ago; its pieces leave the stock `now`.
    pub(crate) fn checkout_at(
        &mut self,
        basket: Basket,
        switches: &Switches,
        placed: Timestamp,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Result<String, NotBought> {
        let amounts = [
            ("the shipping amount", Some(basket.shipping.amount)),
            ("the payment's fee", Some(basket.payment.fee)),
            ("the coupon", basket.coupon.as_ref().map(|it| it.value)),
        ];
        for (what, amount) in amounts {
            if amount.is_some_and(|amount| amount < Decimal::ZERO) {
                return Err(NotBought::Negative(what));
            }
        }
        let mut lines = self.lines(&basket.lines)?;
        self.check_stock(&lines, &[])?;
        let client = self.client(&basket.billing, basket.registered, placed, random);
        let user_uid = match i64::try_from(client.user_uid) {
            Ok(uid) if uid > 0 => uid,
            _ => -1,
        };
        let delivery = basket
            .delivery
            .clone()
            .unwrap_or_else(|| basket.billing.clone());
        let (id, short_id) = self.orders.new_id(self.info.uid, placed);
        if switches.shop_order_takes_stock {
            for line in &mut lines {
                self.take(line, now);
            }
        }
        let order = Order {
            id: id.clone(),
            short_id,
            placed,
            updated: placed,
            status: Status::Pending,
            locale: self.languages.first().cloned().unwrap_or_default(),
            client: client.id,
            billing: self.address(basket.billing, user_uid, placed, random),
            delivery: self.address(delivery, user_uid, placed, random),
            lines,
            coupon: basket.coupon,
            shipping: Shipping {
                amount: cents(basket.shipping.amount),
                ..basket.shipping
            },
            payment: Payment {
                fee: cents(basket.payment.fee),
                ..basket.payment
            },
            tags: basket.tags,
            tracking: Tracking::default(),
        };
        self.orders.put(order);
        self.tell(Event::created(&id));
        if basket.paid {
            self.set_status(&id, Status::Paid, switches, placed);
        }
        Ok(id)
    }
}
