//! A counter whose shop shows what the tills have, because the stock stream says so.

use std::{cell::Cell, time::Duration};

use futures::{
    FutureExt,
    future::{Either, select},
    pin_mut,
};
use http::Method;
use jiff::Timestamp;
use ponte_sandbox::catalogue::Product;
use ponte_store::{
    SharedStore,
    offers::{OfferEvent, OfferRow},
};
use ponte_sync::{
    Engine,
    worker::{Worked, pass_stock},
};
use serde_json::json;

use crate::{
    bridge::{Bridge, LEASE},
    orders::counter::{Counter, FIRST, SECOND},
    wire::Death,
};

/// See the module.
pub struct Shelf {
    pub counter: Counter,
}

impl Shelf {
    /// These products with so many pieces at the first and the second point, and at rest on the shop.
    pub async fn with(products: Vec<Product>, stock: &[(&str, i64, i64)]) -> Self {
        Self::over(Bridge::with(products).await, stock).await
    }

    /// [`Shelf::with`], over this bridge.
    pub async fn over(bridge: Bridge, stock: &[(&str, i64, i64)]) -> Self {
        let shelf = Self::before(bridge, stock).await;
        shelf.later().await;
        shelf.settle().await;
        shelf
    }

    /// The same, and nobody looked at the stock yet.
    pub async fn before(bridge: Bridge, stock: &[(&str, i64, i64)]) -> Self {
        bridge.first().await;
        bridge.clock.advance(Duration::from_secs(3600));
        let counter = Counter::over(bridge);
        counter.pass().await;
        for (sku, first, second) in stock {
            counter.stock(FIRST, sku, *first).await;
            counter.stock(SECOND, sku, *second).await;
        }
        Self { counter }
    }

    /// The bridge.
    pub fn bridge(&self) -> &Bridge {
        &self.counter.bridge
    }

    /// One pass over the stock; it must end, well or not.
    pub async fn pass(&self) -> Worked {
        self.pass_of(&self.bridge().engine).await
    }

    /// One pass of another process.
    pub async fn pass_of(&self, engine: &Engine) -> Worked {
        let worked = pass_stock(engine, &self.bridge().shop).await;
        worked.expect("the database works")
    }

    /// A pass so many seconds later.
    pub async fn after(&self, seconds: u64) -> Worked {
        self.bridge().clock.advance(Duration::from_secs(seconds));
        self.pass().await
    }

    /// One pass, at whose `call`th call something happens: before it leaves, or before its answer
    /// arrives. Whether it had so many.
    pub async fn meanwhile(&self, call: u64, death: Death, act: impl AsyncFnOnce()) -> bool {
        let wire = self.bridge().wire.clone();
        wire.die_at(call, death);
        let happened = Cell::new(false);
        let act = async {
            wire.died.notified().await;
            act().await;
            happened.set(true);
            wire.revive();
        };
        let pass = self.pass().fuse();
        let act = act.fuse();
        pin_mut!(pass, act);
        let passed = match select(act, pass).await {
            Either::Left(((), pass)) => pass.await,
            Either::Right((passed, _)) => passed,
        };
        assert!(matches!(passed, Worked::Ended(_)), "{passed:?}");
        self.bridge()
            .wire
            .die_at(u64::from(u32::MAX), Death::Before);
        happened.get()
    }

    /// Somebody else works on this stream from now on; what gives it back.
    pub async fn hold(&self, stream: &str, from: Timestamp) -> String {
        let token = format!("somebody else's {stream}");
        let until = from + LEASE + LEASE;
        let mut tx = self.store().write().await.expect("a database");
        let taken = tx
            .lease_take(&self.bridge().shop, stream, &token, from, until)
            .await;
        assert!(taken.expect("a database"), "{stream}");
        tx.commit().await.expect("a database");
        token
    }

    /// They give it back.
    pub async fn let_go(&self, stream: &str, token: &str) {
        let mut tx = self.store().write().await.expect("a database");
        tx.lease_release(&self.bridge().shop, stream, token)
            .await
            .expect("a database");
        tx.commit().await.expect("a database");
    }

    /// Whoever died gives back what they held, and no time passes.
    pub async fn bury(&self) {
        for stream in ["stock", "orders"] {
            let token = self.hold(stream, self.now() + LEASE + LEASE).await;
            self.let_go(stream, &token).await;
        }
    }

    /// How often the till was asked for stock of a point so far.
    pub fn asked(&self, index: usize) -> usize {
        let path = format!("/stocks/{}", self.counter.point(index));
        let heard = self.bridge().wire.heard();
        let about = heard.iter().filter(|heard| heard.url.path() == path);
        about.count()
    }

    /// The stock stream is wanted by nobody any more.
    pub async fn unwant(&self) {
        let (shop, now) = (&self.bridge().shop, self.now());
        let late = now + LEASE;
        let mut tx = self.store().write().await.expect("a database");
        tx.job_unschedule(shop, "stock").await.expect("a database");
        let claimed = tx.job_claim(&["stock"], "test", late, late + LEASE).await;
        if claimed.expect("a database").is_some() {
            tx.job_finish(shop, "stock", "test", now)
                .await
                .expect("a database");
        }
        tx.commit().await.expect("a database");
    }

    /// The database.
    pub fn store(&self) -> &SharedStore {
        self.bridge().engine.store()
    }

    /// When the stock stream is wanted next; `None`: nobody asked for it.
    pub async fn wanted(&self) -> Option<Timestamp> {
        let mut tx = self.store().read().await.expect("a database");
        let jobs = tx.jobs(&self.bridge().shop).await.expect("a database");
        let of_stock = jobs.into_iter().filter(|job| job.kind == "stock");
        of_stock.map(|job| job.due_at).min()
    }

    /// A pass five minutes later.
    pub async fn later(&self) -> Worked {
        self.bridge().clock.advance(Duration::from_secs(300));
        self.pass().await
    }

    /// Three passes, five minutes apart: whatever waits is through.
    pub async fn settle(&self) {
        for _ in 0..3 {
            self.later().await;
        }
    }

    /// What the shop shows.
    pub fn shows(&self, sku: &str) -> i64 {
        let shop = self.bridge().shelf();
        let rows = shop.products.iter().flat_map(|product| &product.variants);
        let own = rows
            .clone()
            .find(|one| one.sku == sku)
            .map(|one| one.quantity);
        let found = own.or_else(|| {
            let product = shop.products.iter().find(|one| one.sku == sku)?;
            product.quantity
        });
        found.unwrap_or(0)
    }

    /// Somebody buys at a till.
    pub async fn sell(&self, point: usize, sku: &str, pieces: i64) {
        let variant = self.counter.variant(sku);
        let body = json!({"sales_point": self.counter.point(point),
            "goods": [{"variant": variant, "quantity": pieces.to_string()}]});
        self.counter.control(Method::POST, "till/sales", body).await;
    }

    /// What is kept of a SKU.
    pub async fn offer(&self, sku: &str) -> OfferRow {
        let mut tx = self.store().read().await.expect("a database");
        let rows = tx.offers_of(&self.bridge().shop, &[sku.to_owned()]).await;
        rows.expect("a read").pop().expect("an offer")
    }

    /// The history of a SKU's figure, oldest first.
    pub async fn history(&self, sku: &str) -> Vec<OfferEvent> {
        let mut tx = self.store().read().await.expect("a database");
        let lines = tx.offer_events(&self.bridge().shop, sku, 100).await;
        let mut lines = lines.expect("a read");
        lines.reverse();
        lines
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.bridge().now()
    }
}
