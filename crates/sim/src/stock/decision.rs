//! What a write was decided from.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::orders::{order::Stage, part::Part};
use ponte_store::{
    SharedStore,
    orders::{OrderRow, Whole},
};

/// See the module.
#[derive(Clone, Debug)]
pub struct Decision {
    /// When it was decided.
    pub at: Timestamp,
    /// When the reading of the shop's list began that it rests on.
    pub listed: Timestamp,
    /// The points that count, and what their level rests on.
    pub points: BTreeMap<i64, Rests>,
    /// The shop's orders with this code, as far as they are known.
    pub orders: BTreeMap<String, Known>,
}

/// What a level rests on.
#[derive(Clone, Copy, Debug)]
pub enum Rests {
    /// On a reading, which showed so much of the till's own.
    Reading(i64),
    /// It could not be read since: nothing that the till did meanwhile is forgiven.
    Unread,
}

/// An order as the writer knows it.
#[derive(Clone, Debug)]
pub struct Known {
    /// When it was first known.
    pub seen: Timestamp,
    /// When it was seen ended.
    pub ended: Option<Timestamp>,
    /// Whether its pieces outside parts are kept for its buyer.
    pub holds: bool,
    /// Its parts.
    pub parts: Vec<Part>,
}

impl Known {
    fn from(whole: Whole) -> Self {
        let order = whole.order;
        let holds = holds(&order);
        Self {
            seen: order.seen_at,
            ended: order.ended_at,
            holds,
            parts: whole.parts.into_iter().map(|row| row.part).collect(),
        }
    }

    /// Its parts that may still take goods: those of an ended order that two look-ups did not find are
    /// let go.
    pub fn counting(&self, decided: Timestamp) -> impl Iterator<Item = &Part> {
        let ended = self.ended.is_some_and(|ended| ended <= decided);
        let parts = self.parts.iter();
        parts.filter(move |part| !(ended && part.is_surely_absent()))
    }
}

/// Whether the pieces of a live order outside its parts are kept for its buyer.
#[must_use]
pub fn holds(order: &OrderRow) -> bool {
    order.set_aside || (order.ignored.is_none() && order.stage != Stage::BeforePonte)
}

/// These orders as Ponte holds them.
pub async fn known(store: &SharedStore, shop: &str, orders: &[String]) -> BTreeMap<String, Known> {
    let mut known = BTreeMap::new();
    let Ok(mut tx) = store.read().await else {
        return known;
    };
    for id in orders {
        if let Ok(Some(whole)) = tx.order(shop, id).await {
            known.insert(id.clone(), Known::from(whole));
        }
    }
    known
}
