//! One who copies: every five minutes the newest sum of what the till says goes to the shop as it is.
//! What Ponte is measured against.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use cassa_in_cloud::StockQuery;
use futures::StreamExt;
use jiff::Timestamp;
use ponte_store::SharedStore;
use ponte_transport::{Clock, SeededRandom};
use rust_decimal::Decimal;
use ts_commerce::StockWrite;

use crate::{
    stock::{
        decision::{self, Decision, Rests},
        judge::Decisions,
        shelves,
        truth::bought,
    },
    town::{Good, Town},
    wire::{Slot, Wire},
};

/// How often.
const EVERY: std::time::Duration = std::time::Duration::from_secs(5 * 60);

/// See the module.
pub struct Copier {
    town: Arc<Town>,
    till: cassa_in_cloud::Client,
    shop: ts_commerce::Client,
    slot: Slot,
    store: SharedStore,
    id: String,
}

/// What was read of the till.
#[derive(Default)]
struct Sums {
    by_variant: BTreeMap<String, i64>,
    began: BTreeMap<i64, Timestamp>,
}

impl Copier {
    /// One who calls by this wire, which asks `slot` what its writes were decided from; the database
    /// says what is known of orders.
    ///
    /// # Panics
    /// Where the town has no account.
    #[must_use]
    pub fn new(town: Arc<Town>, wire: Wire, slot: Slot, store: SharedStore, id: String) -> Self {
        let account = town.world.accounts().remove(0);
        let wire = Arc::new(wire);
        let random = Arc::new(SeededRandom::new(town.temper.seed));
        let till = cassa_in_cloud::Client::builder(account.till_key.into(), wire.clone())
            .base(town.hosts().till.clone())
            .clock(town.clock.clone())
            .randomness(random.clone())
            .build();
        let (key, exchange) = (account.shop_key.into(), account.shop_exchange.into());
        let shop = ts_commerce::Client::builder(key, exchange, wire)
            .base(town.hosts().shop.clone())
            .clock(town.clock.clone())
            .randomness(random)
            .build();
        Self {
            town,
            till,
            shop: shop.expect("keys of the sandbox"),
            slot,
            store,
            id,
        }
    }

    /// Copies for ever.
    pub async fn work(self) {
        loop {
            // What fails is tried again the next time.
            let _ = self.copy().await;
            self.town.clock.sleep(EVERY).await;
        }
    }

    async fn copy(&self) -> Option<()> {
        let sums = self.sums().await?;
        let listed = self.town.clock.now();
        let mut shown: BTreeMap<String, i64> = BTreeMap::new();
        let mut list = self.shop.inventory();
        while let Some(row) = list.next().await {
            let row = row.ok()?;
            shown.insert(row.sku, row.quantity.unwrap_or(0));
            let children = row.childs.into_iter();
            shown.extend(children.map(|child| (child.sku, child.quantity.unwrap_or(0))));
        }
        let mut writes = Vec::new();
        let mut decisions = Decisions::new();
        for good in self.town.goods.iter().filter(|good| good.managed) {
            let sum = sums.by_variant.get(&good.variant).copied().unwrap_or(0);
            let before = shown.get(&good.sku);
            if before.is_none_or(|before| *before == sum) {
                continue;
            }
            let decision = self.decision(good, &sums, listed).await;
            decisions.insert(good.sku.clone(), decision);
            writes.push(StockWrite {
                sku: good.sku.clone(),
                quantity: sum,
                is_child: good.child,
            });
        }
        self.leave(decisions);
        self.shop.batch_stock(&writes).await.ok()
    }

    fn leave(&self, decisions: Decisions) {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(Arc::new(decisions));
    }

    /// The newest sum: what every point has and nobody was promised.
    async fn sums(&self) -> Option<Sums> {
        let mut sums = Sums::default();
        for point in self.town.offering() {
            let mut start = 0;
            sums.began.insert(point, self.town.clock.now());
            loop {
                let page = self
                    .till
                    .stocks(point, &StockQuery::from(start))
                    .await
                    .ok()?;
                let rows = page.rows.len() as u64;
                for row in page.rows {
                    let known = self.town.goods.iter().find(|good| {
                        let named = row.id_product_variant.as_ref();
                        named.map_or(good.product == row.id_product, |id| good.variant == *id)
                    });
                    let Some(good) = known else { continue };
                    let there = (row.quantity - row.outgoing).max(Decimal::ZERO);
                    let sum = sums.by_variant.entry(good.variant.clone()).or_default();
                    *sum += shelves::pieces(there);
                }
                start += rows;
                if rows < 100 {
                    break;
                }
            }
        }
        Some(sums)
    }

    async fn decision(&self, good: &Good, sums: &Sums, listed: Timestamp) -> Decision {
        let orders: Vec<String> = {
            let state = self.town.world.lock();
            let orders = state.tenants[0].shop.orders.newest_first();
            let held = orders.filter(|order| bought(order, &good.sku) > 0);
            held.map(|order| order.id.clone()).collect()
        };
        let points = sums.began.iter().map(|(point, began)| {
            let place = (*point, good.variant.clone());
            let read = self.town.readings.began(&place, *began);
            let rests = read.map_or(Rests::Unread, |read| Rests::Reading(read.own));
            (*point, rests)
        });
        Decision {
            at: self.town.clock.now(),
            listed,
            points: points.collect(),
            orders: decision::known(&self.store, &self.id, &orders).await,
        }
    }
}

/// A place for what the next writes are decided from.
#[must_use]
pub fn slot() -> Slot {
    Arc::new(Mutex::new(None))
}
