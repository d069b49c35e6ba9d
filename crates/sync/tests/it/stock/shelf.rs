//! A counter whose shop shows what the tills have, because the stock stream says so.

use std::time::Duration;

use http::Method;
use jiff::Timestamp;
use ponte_sandbox::catalogue::Product;
use ponte_store::offers::{OfferEvent, OfferRow};
use ponte_sync::worker::{Worked, pass_stock};
use serde_json::json;

use crate::{
    bridge::Bridge,
    orders::counter::{Counter, FIRST, SECOND},
};

/// See the module.
pub struct Shelf {
    pub counter: Counter,
}

impl Shelf {
    /// These products with so many pieces at the first and the second point, and at rest on the shop.
    pub async fn with(products: Vec<Product>, stock: &[(&str, i64, i64)]) -> Self {
        let counter = Counter::with(products).await;
        for (sku, first, second) in stock {
            counter.stock(FIRST, sku, *first).await;
            counter.stock(SECOND, sku, *second).await;
        }
        let shelf = Self { counter };
        shelf.later().await;
        shelf.settle().await;
        shelf
    }

    /// The bridge.
    pub fn bridge(&self) -> &Bridge {
        &self.counter.bridge
    }

    /// One pass over the stock; it must end, well or not.
    pub async fn pass(&self) -> Worked {
        let worked = pass_stock(&self.bridge().engine, &self.bridge().shop).await;
        worked.expect("the database works")
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
        let mut tx = self
            .bridge()
            .engine
            .store()
            .read()
            .await
            .expect("a database");
        let rows = tx.offers_of(&self.bridge().shop, &[sku.to_owned()]).await;
        rows.expect("a read").pop().expect("an offer")
    }

    /// The history of a SKU's figure, oldest first.
    pub async fn history(&self, sku: &str) -> Vec<OfferEvent> {
        let mut tx = self
            .bridge()
            .engine
            .store()
            .read()
            .await
            .expect("a database");
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
