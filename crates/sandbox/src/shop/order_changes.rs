//! What happens to an order after it was placed (TS Commerce sheet §20.5, §27 "Orders").
//!
//! - Any state may follow any other.
//! - Cancelled or archived, an order gives its pieces back (switch `shop.cancel_gives_stock_back`);
//!   alive again, it takes them again, even where that leaves less than nothing.
//! - A state that the order has already changes nothing and calls nobody.

use jiff::Timestamp;

use super::{
    checkout::{NotBought, Wish},
    order::{Line, Status},
    state::Shop,
    stock::{Change, Manner},
    webhooks::Event,
};
use crate::switches::Switches;

/// Where a parcel is: what is missing stays as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parcel<'a> {
    /// Number.
    pub number: Option<&'a str>,
    /// Carrier.
    pub courier: Option<&'a str>,
    /// Link.
    pub url: Option<&'a str>,
}

/// Why lines were not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotEdited {
    /// No such order.
    #[error("there is no order {0}")]
    Unknown(String),
    /// It cannot be bought like that.
    #[error(transparent)]
    NotBought(#[from] NotBought),
}

impl Shop {
    /// Gives an order a state; tells whether there is such an order.
    pub fn set_status(
        &mut self,
        id: &str,
        status: Status,
        switches: &Switches,
        now: Timestamp,
    ) -> bool {
        let Some(mut order) = self.orders.get(id).cloned() else {
            return false;
        };
        if order.status == status {
            return true;
        }
        let (was_live, is_live) = (order.status.is_live(), status.is_live());
        order.status = status;
        order.updated = now;
        for line in &mut order.lines {
            if was_live && !is_live && switches.shop_cancel_gives_back {
                self.give_back(line, now);
            } else if !was_live && is_live && switches.shop_order_takes_stock && line.taken == 0 {
                self.take(line, now);
            }
        }
        self.orders.put(order);
        if let Some(event) = Event::set_to(status, id) {
            self.tell(event);
        }
        true
    }

    /// Notes where the parcel is; tells whether there is such an order.
    pub fn set_tracking(&mut self, id: &str, parcel: Parcel<'_>, now: Timestamp) -> bool {
        let Some(order) = self.orders.get_mut(id) else {
            return false;
        };
        let tracking = &mut order.tracking;
        let before = tracking.clone();
        for (field, text) in [
            (&mut tracking.number, parcel.number),
            (&mut tracking.courier, parcel.courier),
            (&mut tracking.url, parcel.url),
        ] {
            if let Some(text) = text {
                text.clone_into(field);
            }
        }
        if *tracking != before {
            order.updated = now;
        }
        true
    }

    /// Replaces the lines of an order, at today's prices; the stock follows at once.
    ///
    /// # Errors
    /// [`NotEdited`]; nothing has changed then.
    pub fn edit_lines(
        &mut self,
        id: &str,
        wishes: &[Wish],
        switches: &Switches,
        now: Timestamp,
    ) -> Result<(), NotEdited> {
        let order = self.orders.get(id).cloned();
        let mut order = order.ok_or_else(|| NotEdited::Unknown(id.to_owned()))?;
        let mut lines = self.lines(wishes)?;
        self.check_stock(&lines, &order.lines)?;
        for line in &mut order.lines {
            self.give_back(line, now);
        }
        if order.status.is_live() && switches.shop_order_takes_stock {
            for line in &mut lines {
                self.take(line, now);
            }
        }
        order.lines = lines;
        order.updated = now;
        self.orders.put(order);
        Ok(())
    }

    /// Takes the pieces of a line from the stock, where it is counted.
    pub(super) fn take(&mut self, line: &mut Line, now: Timestamp) {
        if self.products.on_hand(line.uid, &line.superkey).is_some() {
            let change = Change::Add(-line.count);
            let (products, manner) = (&mut self.products, Manner::default());
            products.change_one(line.uid, &line.superkey, change, manner, now);
            line.taken = line.count;
        }
    }

    /// Puts back what a line took; nowhere where its article is gone.
    fn give_back(&mut self, line: &mut Line, now: Timestamp) {
        if line.taken > 0 {
            let change = Change::Add(line.taken);
            let (products, manner) = (&mut self.products, Manner::default());
            products.change_one(line.uid, &line.superkey, change, manner, now);
            line.taken = 0;
        }
    }
}
