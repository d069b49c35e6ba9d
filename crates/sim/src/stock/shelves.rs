//! What the till moved of its own: neither our parts nor their end change it.
//!
//! It is the quantity, less what others were promised, plus our pieces that were ever handed over there.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use ponte_domain::orders::part::ExternalId;
use ponte_sandbox::till::{orders::record::Order, state::Till};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A variant at a point.
pub type Place = (i64, String);

/// See the module. Times are epoch milliseconds, as the till counts them.
#[derive(Debug, Default)]
pub struct Shelves(Mutex<BTreeMap<Place, Vec<(i64, i64)>>>);

impl Shelves {
    /// Notes how things stand now.
    pub fn note(&self, till: &Till, now: Timestamp) {
        let now = now.as_millisecond();
        let mut past = self.past();
        for (place, pieces) in of_its_own(till) {
            let past = past.entry(place).or_default();
            match past.last_mut() {
                Some((_, last)) if *last == pieces => {}
                Some((since, last)) if *since == now => *last = pieces,
                _ => past.push((now, pieces)),
            }
        }
    }

    /// How it stood at that moment; as it first was before that.
    #[must_use]
    pub fn at(&self, place: &Place, moment: i64) -> i64 {
        let past = self.past();
        let Some(past) = past.get(place) else {
            return 0;
        };
        let then = past.iter().rev().find(|(since, _)| *since <= moment);
        then.or(past.first()).map_or(0, |(_, pieces)| *pieces)
    }

    fn past(&self) -> MutexGuard<'_, BTreeMap<Place, Vec<(i64, i64)>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of one of our orders; nothing for anybody else's.
#[must_use]
pub fn ours(name: Option<&str>) -> Option<ExternalId> {
    name.and_then(ExternalId::parse)
}

/// Whole pieces.
#[must_use]
pub fn pieces(quantity: Decimal) -> i64 {
    quantity.floor().to_i64().unwrap_or(0)
}

/// Pieces of our parts that were handed over, by part and place.
#[must_use]
pub fn handed_over(till: &Till) -> BTreeMap<(String, u32, Place), i64> {
    let mut handed = BTreeMap::new();
    for document in till.documents() {
        let order = document.order.as_ref();
        let Some(part) = ours(order.and_then(|(_, name)| name.as_deref())) else {
            continue;
        };
        for row in document.rows.iter().filter(|row| row.movement.is_some()) {
            let place = (
                document.sales_point,
                row.variant.clone().unwrap_or_default(),
            );
            let key = (part.order.clone(), part.number, place);
            *handed.entry(key).or_default() += pieces(row.quantity);
        }
    }
    handed
}

/// Pieces of a variant in an order of the till.
#[must_use]
pub fn ordered(order: &Order, variant: &str) -> i64 {
    let rows = order.rows.iter();
    let rows = rows.filter(|row| row.variant.as_deref() == Some(variant));
    rows.map(|row| pieces(row.sent.quantity)).sum()
}

fn of_its_own(till: &Till) -> BTreeMap<Place, i64> {
    let mut own: BTreeMap<Place, i64> = BTreeMap::new();
    for variant in till.products().flat_map(|product| &product.variants) {
        for (point, level) in variant.stock.iter().filter(|(_, level)| level.managed) {
            let there = pieces(level.quantity) - pieces(level.outgoing);
            own.insert((*point, variant.id.clone()), there);
        }
    }
    for order in till.orders() {
        if ours(order.sent.external_id.as_deref()).is_none() {
            continue;
        }
        for row in &order.rows {
            let place = (order.sales_point(), row.variant.clone().unwrap_or_default());
            if let Some(own) = own.get_mut(&place) {
                *own += pieces(row.promised);
            }
        }
    }
    for ((_, _, place), pieces) in handed_over(till) {
        if let Some(own) = own.get_mut(&place) {
            *own += pieces;
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use http::Method;
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::{
        clock::SimClock,
        temper::{Scale, Temper},
        town::Town,
    };

    fn draft(point: i64, variant: &str, name: &str) -> serde_json::Value {
        json!({"externalId": name, "isExternalOrder": true, "dueDate": 7_200_000,
            "document": {"idSalesPoint": point, "idCustomer": null,
                "rows": [{"idProductVariant": variant, "quantity": 2, "price": 1}]}})
    }

    fn own(town: &Town, place: &Place) -> i64 {
        town.till_moved();
        town.shelves.at(place, i64::MAX)
    }

    #[tokio::test]
    async fn what_the_till_moved_of_its_own_is_told_from_what_our_parts_moved() {
        let clock = SimClock::new(Timestamp::UNIX_EPOCH);
        let temper = Temper::of(1, Scale::SMALL, crate::Till::Counts);
        let town = Town::new(temper, clock);
        town.switch("till.order_needs_buyer", "false");
        let (point, good) = (town.points[0], town.goods[0].clone());
        let place = (point, good.variant.clone());
        town.stock(point, &good, 9).await;
        assert_eq!(own(&town, &place), 9);
        let id = {
            let mut state = town.world.lock();
            let moment = ponte_sandbox::moment::Moment::now(&town.world, &state);
            let draft = draft(point, &good.variant, "ponte-417_1-1");
            let draft = serde_json::from_value(draft).expect("an order");
            let till = &mut state.tenants[0].till;
            let placed = till.place_orders(vec![Ok(draft)], &moment);
            placed.expect("placed").remove(0).expect("placed")
        };
        assert_eq!(own(&town, &place), 9, "one of ours is promised");
        let step = |step: &'static str| {
            let path = format!("till/orders/{id}/step");
            let town = &town;
            async move {
                town.control(Method::POST, &path, json!({"step": step}))
                    .await
            }
        };
        step("accept").await;
        step("complete").await;
        assert_eq!(own(&town, &place), 9, "one of ours is handed over");
        let sale = json!({"sales_point": point,
            "goods": [{"variant": good.variant, "quantity": "3"}]});
        town.control(Method::POST, "till/sales", sale).await;
        assert_eq!(own(&town, &place), 6, "three were sold over the counter");
    }
}
