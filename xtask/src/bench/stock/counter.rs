//! What happens at the till, and what the shop then shows.

use std::{
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::super::scene::{LOOK, PATIENCE, Scene};

impl Scene {
    /// Sells a piece of the article over the counter of the first point; gives when that was.
    ///
    /// # Errors
    /// Where the till does not sell.
    pub fn sell(&self) -> Result<Instant> {
        self.at_the_counter("/till/sales", 1)
    }

    /// Takes in so many pieces of the article at the first point, by hand; gives when that was.
    ///
    /// # Errors
    /// Where the till does not take them.
    pub fn receive(&self, pieces: u32) -> Result<Instant> {
        self.at_the_counter("/till/goods", pieces)
    }

    fn at_the_counter(&self, path: &str, pieces: u32) -> Result<Instant> {
        let point = self.points.first().context("no points")?;
        let goods = json!([{"variant": self.article.variant, "quantity": pieces.to_string()}]);
        let body = json!({"sales_point": point, "goods": goods});
        self.sandbox.send("POST", path, &body)?;
        Ok(Instant::now())
    }

    /// Runs a forced pass of the stock stream in a process of its own, to its end.
    ///
    /// # Errors
    /// Where it does not end well.
    pub fn force(&self) -> Result<()> {
        let mut command = self.command(&["sync", "stock", "--json"]);
        let output = command.stdout(Stdio::piped()).output();
        let output = output.context("cannot start ponte")?;
        ensure!(
            output.status.success(),
            "the pass ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stdout)
        );
        Ok(())
    }

    /// What the shop shows of the article.
    ///
    /// # Errors
    /// Where the shop does not have it.
    pub fn figure(&self) -> Result<i64> {
        let dump: Value = self.sandbox.get("/dump")?;
        let products = dump["shop"]["products"].as_array().context("no products")?;
        let is_it = |product: &&Value| product["sku"] == self.article.sku.as_str();
        let listed = products.iter().find(is_it).context("it is not listed")?;
        listed["quantity"].as_i64().context("it has no figure")
    }

    /// Waits until the shop shows so many pieces; gives how long after `since` that was.
    ///
    /// # Errors
    /// Where that does not come.
    pub fn shown(&self, pieces: i64, since: Instant) -> Result<Duration> {
        loop {
            let figure = self.figure()?;
            let took = since.elapsed();
            if figure == pieces {
                return Ok(took);
            }
            ensure!(
                took < PATIENCE,
                "the shop shows {figure} pieces and not {pieces}"
            );
            thread::sleep(LOOK);
        }
    }

    /// Passes over stock since the journal was emptied: each reads the shop's list once.
    ///
    /// # Errors
    /// Where the sandbox does not answer as it should.
    pub fn readings(&self) -> Result<u64> {
        let lists: Vec<Value> = self
            .sandbox
            .get("/journal?service=shop&path=inventory%2Flist&limit=10000")?;
        let is_first = |call: &&Value| {
            let path = call["path"].as_str().unwrap_or_default();
            let mut pairs = path.split(['?', '&']);
            let skipped = pairs.find_map(|pair| pair.strip_prefix("skip="));
            skipped.is_none_or(|skipped| skipped == "0")
        };
        Ok(lists.iter().filter(is_first).count() as u64)
    }
}
