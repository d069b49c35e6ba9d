//! An order of twelve over two points with ten and five, and a look at whether it arrived as it should.

use std::time::Duration;

use ponte_domain::orders::order::Stage;
use ponte_sandbox::catalogue::Product;
use rust_decimal::Decimal;
use serde_json::json;

use super::counter::{Counter, FIRST, FIRST_NAME, SECOND, SECOND_NAME};
use crate::{
    bridge::{Bridge, LEASE},
    goods::{dec, simple},
};

/// Mugs and pens.
pub fn goods() -> Vec<Product> {
    vec![
        simple("MUG", "Tazza", "7.50"),
        simple("PEN", "Penna", "2.00"),
    ]
}

/// See the module.
pub struct Twelve {
    pub counter: Counter,
    pub id: String,
}

impl Twelve {
    /// Twelve mugs and a pen were just bought; nothing was done with them yet.
    pub async fn bought() -> Self {
        Self::over(Bridge::with(goods()).await).await
    }

    /// [`Twelve::bought`], over this bridge.
    pub async fn over(bridge: Bridge) -> Self {
        let counter = Counter::unsynced_over(bridge, &goods());
        counter.stock(FIRST, "MUG", 10).await;
        counter.stock(SECOND, "MUG", 5).await;
        counter.stock(SECOND, "PEN", 5).await;
        counter.fill_shop().await;
        let more = json!({"paid": true, "shipping": {"profile": "corriere", "amount": "4.90"}});
        let id = counter.buy_as(&[("MUG", 12), ("PEN", 1)], more).await;
        Self { counter, id }
    }

    /// So old that the till is looked at before anything is sent.
    pub fn later(self, minutes: u64) -> Self {
        let minute = Duration::from_secs(60);
        let minutes = u32::try_from(minutes).expect("not so long");
        self.counter.bridge.clock.advance(minute * minutes);
        self
    }

    /// A first pass that ends well; how many calls it takes.
    pub async fn calls(self) -> u64 {
        let before = self.counter.bridge.wire.calls();
        self.counter.pass().await;
        let calls = self.counter.bridge.wire.calls() - before;
        self.arrived("without faults").await;
        calls
    }

    /// The lease of whoever died ends.
    pub fn lease_ends(&self) {
        let clock = &self.counter.bridge.clock;
        clock.advance(LEASE + Duration::from_secs(1));
    }

    /// Passes go on until the order is delivered, and then twice more.
    pub async fn go_on(&self, engine: &ponte_sync::Engine, context: &str) {
        let five_minutes = Duration::from_secs(300);
        for _ in 0..20 {
            self.counter.bridge.clock.advance(five_minutes);
            self.counter.pass_of(engine).await;
            if self.counter.order(&self.id).await.order.stage == Stage::Delivered {
                break;
            }
        }
        for _ in 0..2 {
            self.counter.bridge.clock.advance(five_minutes);
            self.counter.pass_of(engine).await;
        }
        self.arrived(context).await;
    }

    /// How many orders are stored.
    async fn stored(&self) -> i64 {
        let bridge = &self.counter.bridge;
        let mut tx = bridge
            .another_engine(1)
            .store()
            .read()
            .await
            .expect("a transaction");
        let stages = tx.orders_counted(&bridge.shop).await.expect("the stages");
        stages.iter().map(|(_, count)| count).sum()
    }

    /// The figures of all days together, by name.
    async fn counted(&self) -> Vec<(String, i64)> {
        let bridge = &self.counter.bridge;
        let mut tx = bridge
            .another_engine(1)
            .store()
            .read()
            .await
            .expect("a transaction");
        let days = tx.days(&bridge.shop, jiff::civil::date(2000, 1, 1)).await;
        let mut sums = std::collections::BTreeMap::new();
        for figure in days.expect("the figures") {
            *sums.entry(figure.what).or_insert(0) += figure.value;
        }
        sums.into_iter().collect()
    }

    /// Each part is on the till once, with its pieces and its money, from one buyer; the order is
    /// delivered, and nothing is left to say.
    pub async fn arrived(&self, context: &str) {
        let pieces = |sku: &str, pieces: i64| (sku.to_owned(), Decimal::from(pieces));
        let name = |number| format!("ponte-{}-{number}", self.id);
        let (first, second) = (FIRST_NAME.to_owned(), SECOND_NAME.to_owned());
        assert_eq!(
            self.counter.parts().await,
            [
                (name(1), first, vec![pieces("MUG", 10)]),
                (name(2), second, vec![pieces("MUG", 2), pieces("PEN", 1)]),
            ],
            "{context}"
        );
        let amounts = self.counter.on_till().await;
        let amounts: Vec<Decimal> = amounts.iter().map(|part| part.amount).collect();
        assert_eq!(amounts, [dec("79.90"), dec("17.00")], "{context}");
        let order = self.counter.order(&self.id).await.order;
        assert_eq!(order.stage, Stage::Delivered, "{context}");
        let buyers = self
            .counter
            .bridge
            .till(|till, _, _| till.customers().len());
        assert_eq!(buyers, 1, "{context}");
        let mut told = self.counter.kinds().await;
        // While a lease ended, nobody came to the tills.
        told.retain(|kind| *kind != "part_unaccepted");
        assert_eq!(told, ["shipping_unmapped"], "{context}");
        let mut counted = self.counted().await;
        counted.retain(|(what, _)| what == "orders" || what.starts_with("part-"));
        let times: Vec<i64> = counted.iter().map(|(_, times)| *times).collect();
        let orders = self.stored().await;
        assert_eq!(times, [orders, 1, 1], "{context}: each once: {counted:?}");
    }
}
