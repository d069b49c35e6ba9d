//! How an order touches stock (Cassa in Cloud sheet §18).
//!
//! - A new order adds to `outgoingQuantity` of its sales point, unless the switch
//!   `till.orders_touch_outgoing` is off; `quantity` stays.
//! - A document that moves goods takes the pieces from both.
//! - A rejected, cancelled or deleted order takes back what it promised.
//! - An order gives back exactly what it promised, however the switch stands by then.

use rust_decimal::Decimal;

use super::record::Order;
use crate::{
    moment::Moment,
    till::{level::Level, state::Till},
};

impl Till {
    /// Promises the goods of a new order.
    pub(super) fn promise(&mut self, order: &mut Order, moment: &Moment) {
        if !moment.switches.till_orders_touch_outgoing {
            return;
        }
        let point = order.sales_point();
        for row in &mut order.rows {
            let quantity = row.sent.quantity;
            let article = (row.product.as_deref(), row.variant.as_deref());
            if self.shift(point, article, moment, |level| level.outgoing += quantity) {
                row.promised = quantity;
                row.outgoing_movement = Some(moment.id());
            }
        }
    }

    /// Takes back what an order promised.
    pub(super) fn take_back(&mut self, order: &mut Order, moment: &Moment) {
        let point = order.sales_point();
        for row in &mut order.rows {
            let promised = std::mem::take(&mut row.promised);
            if promised != Decimal::ZERO {
                let article = (row.product.as_deref(), row.variant.as_deref());
                self.shift(point, article, moment, |level| level.outgoing -= promised);
            }
        }
    }

    /// Takes pieces off the shelf; whether the till counts them there.
    pub(in crate::till) fn take_off(
        &mut self,
        point: i64,
        article: (Option<&str>, Option<&str>),
        quantity: Decimal,
        moment: &Moment,
    ) -> bool {
        self.shift(point, article, moment, |level| level.quantity -= quantity)
    }

    /// Changes a level that the till counts; gives false where it counts none.
    fn shift(
        &mut self,
        point: i64,
        article: (Option<&str>, Option<&str>),
        moment: &Moment,
        change: impl FnOnce(&mut Level),
    ) -> bool {
        let (Some(product), Some(variant)) = article else {
            return false;
        };
        let known = self.product(product).and_then(|product| {
            let mut variants = product.variants.iter();
            variants
                .find(|known| known.id == variant)?
                .stock
                .get(&point)
        });
        if !known.is_some_and(|level| level.managed) {
            return false;
        }
        match self.level_mut(point, product, variant, moment.at) {
            Ok(level) => {
                change(level);
                true
            }
            Err(_) => false,
        }
    }
}
