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
    till::{movements::Figure, state::Till},
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
            let movement = self.shift(point, article, Figure::Outgoing, quantity, moment);
            if movement.is_some() {
                row.promised = quantity;
                row.outgoing_movement = movement;
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
                self.shift(point, article, Figure::Outgoing, -promised, moment);
            }
        }
    }
}
