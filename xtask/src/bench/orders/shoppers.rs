//! What happens around an order: shoppers buy, the services call, parts arrive.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};

use super::super::scene::{LOOK, PATIENCE, Scene, Server};

/// Nothing more comes where nothing has come for so long.
pub const QUIET: Duration = Duration::from_millis(1_500);
/// Types of the shop's webhooks: an order was made, paid (TS Commerce sheet §24).
const MADE_AND_PAID: [&str; 2] = ["0", "1"];

impl Scene {
    /// Enters Ponte at both services.
    ///
    /// # Errors
    /// Where a step fails.
    pub fn enter(&self, server: &Server) -> Result<()> {
        self.enter_at_till(server, &["ORDER"])?;
        let [_, shop] = self.inlets(server, None)?;
        for kind in MADE_AND_PAID {
            self.sandbox.add_shop_webhook(kind, &shop)?;
        }
        Ok(())
    }

    /// Lets the serving process look once, as its timer does; gives when it was asked to.
    ///
    /// # Errors
    /// Where it does not take the call.
    pub fn look(&self, server: &Server) -> Result<Instant> {
        let [_, shop] = self.inlets(server, None)?;
        let asked = Instant::now();
        self.sandbox.post(&shop)?;
        Ok(asked)
    }

    /// So many shoppers buy `pieces` of the article; gives when the last one had.
    ///
    /// # Errors
    /// Where the shop does not sell.
    pub fn buy(&self, orders: u64, pieces: u32) -> Result<Instant> {
        for number in 0..orders {
            let buyer = format!("buyer-{number}");
            let basket = json!({
                "lines": [{"sku": self.article.sku, "count": pieces}],
                "billing": {"fullname": buyer, "email": format!("{buyer}@example.test")},
                "paid": true,
            });
            self.sandbox.send("POST", "/shop/orders", &basket)?;
        }
        Ok(Instant::now())
    }

    /// Waits until `parts` orders of ours are at the till; gives how long after `bought` that was.
    ///
    /// # Errors
    /// Where they do not come.
    pub fn arrived(&self, parts: u64, bought: Instant) -> Result<Duration> {
        loop {
            let orders: Vec<Value> = self.sandbox.get("/till/orders")?;
            let took = bought.elapsed();
            if orders.len() as u64 >= parts {
                ensure!(orders.len() as u64 == parts, "more orders than were bought");
                return Ok(took);
            }
            if took > PATIENCE {
                bail!("{} of {parts} orders came", orders.len());
            }
            thread::sleep(LOOK);
        }
    }

    /// Looks at the orders since the journal was emptied, of passes over stock too: each begins with the
    /// first page of new orders.
    ///
    /// # Errors
    /// Where the sandbox does not answer as it should.
    pub fn passes(&self) -> Result<u64> {
        let lists: Vec<Value> = self
            .sandbox
            .get("/journal?service=shop&path=since%3D&limit=10000")?;
        let is_first = |call: &&Value| {
            let (_, query) = call["path"].as_str()?.split_once('?')?;
            let skipped = query.split('&').find_map(|pair| pair.strip_prefix("skip="));
            Some(skipped.is_none_or(|skipped| skipped == "0"))
        };
        let first = lists.iter().filter(|call| is_first(call) == Some(true));
        Ok(first.count() as u64)
    }
}
