//! What Ponte's writes were decided from: what its database knew when the pass began to write.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::stock::{level::Level, offer::RAISES_WITHIN};
use ponte_store::{SharedStore, points::SalesPoint};
use ponte_transport::Clock;

use super::{
    decision::{self, Decision, Rests},
    judge::Decisions,
    shelves::Place,
    truth::bought,
};
use crate::town::{Good, Town};

/// The codes that a call writes.
#[must_use]
pub fn skus(body: &[u8]) -> Vec<String> {
    let mut skus = Vec::new();
    for (name, value) in url::form_urlencoded::parse(body) {
        let of_batch = name
            .strip_prefix("stage[")
            .and_then(|rest| rest.split_once(']'));
        let sku = match of_batch {
            Some((sku, "[quantity]")) => sku.to_owned(),
            None if name == "sku" => value.into_owned(),
            _ => continue,
        };
        skus.push(sku);
    }
    skus
}

/// What Ponte knew when a pass began to write.
#[derive(Debug)]
pub struct Snapshot {
    at: Timestamp,
    listed: Timestamp,
    points: Vec<i64>,
    levels: BTreeMap<Place, Level>,
}

impl Snapshot {
    /// What it knows now; the reading of the shop's list began at `listed`.
    pub async fn take(
        town: &Town,
        store: &SharedStore,
        shop: &str,
        listed: Timestamp,
    ) -> Option<Self> {
        let variants: Vec<String> = town.goods.iter().map(|it| it.variant.clone()).collect();
        let mut tx = store.read().await.ok()?;
        let points = tx.points(shop).await.ok()?.into_iter();
        let points = points.filter(SalesPoint::is_offered).map(|point| point.id);
        let levels = tx.levels(shop, &variants).await.ok()?.into_iter();
        Some(Self {
            at: town.clock.now(),
            listed,
            points: points.collect(),
            levels: levels
                .map(|row| ((row.point, row.variant), row.level))
                .collect(),
        })
    }

    /// What writes of these codes are decided from.
    pub async fn decisions(
        &self,
        town: &Town,
        store: &SharedStore,
        shop: &str,
        skus: &[String],
    ) -> Decisions {
        let mut decisions = Decisions::new();
        for sku in skus {
            let Some(good) = town.good(sku) else {
                continue;
            };
            let orders: Vec<String> = {
                let state = town.world.lock();
                let orders = state.tenants[0].shop.orders.newest_first();
                let held = orders.filter(|order| bought(order, &good.sku) > 0);
                held.map(|order| order.id.clone()).collect()
            };
            let points = self.points.iter();
            let decision = Decision {
                at: self.at,
                listed: self.listed,
                points: points
                    .map(|point| (*point, self.rest(town, good, *point)))
                    .collect(),
                orders: decision::known(store, shop, &orders).await,
            };
            decisions.insert(sku.clone(), decision);
        }
        decisions
    }

    /// What a level rests on. What was never read gives nothing; what could not be read, or was read too
    /// long ago, raises nothing, so nothing that the till did since is forgiven.
    fn rest(&self, town: &Town, good: &Good, point: i64) -> Rests {
        let place = (point, good.variant.clone());
        let Some(level) = self.levels.get(&place) else {
            return Rests::Reading(0);
        };
        let Some(began) = level.known.began() else {
            return Rests::Reading(0);
        };
        if level.unread.is_some() || self.at.duration_since(began) > RAISES_WITHIN {
            return Rests::Unread;
        }
        let read = town.readings.began(&place, began);
        Rests::Reading(read.map_or(0, |read| read.own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_a_call_are_those_that_it_writes_one_or_many() {
        let one = skus(b"sku=SH-M&quantity=3&is_child=1");
        assert_eq!(one, ["SH-M"]);
        let many = skus(
            b"stage%5BSH-M%5D%5Bquantity%5D=3&stage%5BSH-M%5D%5Bis_child%5D=1\
              &stage%5BMUG%5D%5Bquantity%5D=0&stage%5BMUG%5D%5Bis_child%5D=0",
        );
        assert_eq!(many, ["SH-M", "MUG"]);
    }
}
