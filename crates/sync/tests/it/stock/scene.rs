//! A sale, a purchase and goods that came, and how the figures may go from there.
//!
//! There were 15 mugs and 5 pens. Four mugs were sold at a till, two were bought on the shop, four pens
//! came: at rest the shop shows 9 of each. On the way there mugs never fall below 9 (what was sent
//! twice would) and pens never rise above.

use std::time::Duration;

use ponte_sandbox::catalogue::Product;
use ponte_sync::Engine;

use super::shelf::Shelf;
use crate::{bridge::Bridge, goods::simple, orders::counter::FIRST};

/// Pauses between passes: within the settling time, at its end, and the timer's.
const PAUSES: [u64; 8] = [1, 20, 12, 40, 300, 300, 300, 300];

/// Mugs and pens.
pub fn goods() -> Vec<Product> {
    vec![
        simple("MUG", "Tazza", "7.50"),
        simple("PEN", "Penna", "2.00"),
    ]
}

/// See the module.
pub struct Scene {
    pub shelf: Shelf,
    /// The lists of both services are late: then what was lowered already may be lowered again.
    late: bool,
}

impl Scene {
    /// Everything happened, and nobody looked yet.
    pub async fn set() -> Self {
        Self::over(Bridge::with(goods()).await, 0).await
    }

    /// [`Scene::set`], over this bridge, where both services show figures of so many seconds ago.
    pub async fn over(bridge: Bridge, lag: u32) -> Self {
        let shelf = Shelf::over(bridge, &[("MUG", 10, 5), ("PEN", 0, 5)]).await;
        let bridge = shelf.bridge();
        for switch in ["shop.inventory_lag_seconds", "till.stock_lag_seconds"] {
            bridge.switch(switch, &lag.to_string());
        }
        bridge.clock.advance(Duration::from_secs(300));
        shelf.counter.buy(&[("MUG", 2)]).await;
        shelf.sell(FIRST, "MUG", 4).await;
        shelf.counter.stock(FIRST, "PEN", 4).await;
        shelf.counter.forget_calls();
        let late = lag > 0;
        Self { shelf, late }
    }

    /// A first pass that ends well; how many calls it takes.
    pub async fn calls(self) -> u64 {
        let wire = self.shelf.bridge().wire.clone();
        let before = wire.calls();
        self.shelf.pass().await;
        let calls = wire.calls() - before;
        let engine = self.shelf.bridge().engine.clone();
        self.go_on(&engine, "without faults").await;
        calls
    }

    /// The figures are on their way, and not past it.
    pub fn look(&self, context: &str) {
        let (mugs, pens) = (self.shelf.shows("MUG"), self.shelf.shows("PEN"));
        assert!(mugs <= 13 && pens <= 9, "{context}: {mugs}, {pens}");
        if !self.late {
            assert!(mugs >= 9 && pens >= 5, "{context}: {mugs}, {pens}");
        }
    }

    /// Passes go on until everything is at rest.
    pub async fn go_on(&self, engine: &Engine, context: &str) {
        self.look(context);
        for pause in PAUSES {
            let bridge = self.shelf.bridge();
            bridge.clock.advance(Duration::from_secs(pause));
            self.shelf.pass_of(engine).await;
            self.look(context);
        }
        let shows = [self.shelf.shows("MUG"), self.shelf.shows("PEN")];
        assert_eq!(shows, [9, 9], "{context}");
        assert_eq!(self.shelf.counter.kinds().await, [""; 0], "{context}");
        let bought = self.shelf.counter.on_till().await;
        assert_eq!(bought, [], "{context}: nothing is delivered by this stream");
    }
}
