//! Numbers that grow within one shop.

use super::Transaction;
use crate::Result;

impl Transaction {
    /// Takes `count` numbers of a counter and gives the first; the first ever is 1.
    ///
    /// The counter's row stays locked until the transaction ends: numbers become visible in order.
    pub(super) async fn numbers(&mut self, shop: &str, counter: &str, count: i64) -> Result<i64> {
        let last: i64 = sqlx::query_scalar(
            "INSERT INTO counters (shop, counter, last) VALUES ($1, $2, $3)
             ON CONFLICT (shop, counter) DO UPDATE SET last = counters.last + excluded.last
             RETURNING last",
        )
        .bind(shop)
        .bind(counter)
        .bind(count)
        .fetch_one(self.db())
        .await?;
        Ok(last - count + 1)
    }
}
