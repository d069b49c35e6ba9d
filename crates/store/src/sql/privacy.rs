//! Buyers' data in orders.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Transaction, orders::read};
use crate::{
    Result,
    convert::{ms, text},
    orders::{Behind, OrderRow},
    privacy::Privacy,
};

#[async_trait]
impl Privacy for Transaction {
    async fn orders_to_forget(
        &mut self,
        shop: &str,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<String>> {
        let rows = sqlx::query(
            "SELECT id FROM orders
             WHERE shop = $1 AND has_buyer = 1 AND is_open = 0
                 AND (to_forget = 1 OR ordered_at < $2)
             ORDER BY ordered_at, id LIMIT $3",
        )
        .bind(shop)
        .bind(ms(before))
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
    }

    async fn orders_with_buyer(
        &mut self,
        shop: &str,
        behind: Option<&Behind>,
        limit: i64,
    ) -> Result<Vec<OrderRow>> {
        let (after, id) = behind.map_or((i64::MIN, ""), |behind| {
            (ms(behind.ordered_at), behind.id.as_str())
        });
        let rows = sqlx::query(
            "SELECT id, state, ordered_at, total, seen_at, read_at, ended_at, details, resolved,
                 basis, explanation, stage, stage_at, memory, ignored, set_aside, is_open
             FROM orders WHERE shop = $1 AND has_buyer = 1 AND (ordered_at, id) > ($2, $3)
             ORDER BY ordered_at, id LIMIT $4",
        )
        .bind(shop)
        .bind(after)
        .bind(text(id))
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn order_to_forget(&mut self, shop: &str, order: &str) -> Result<()> {
        sqlx::query("UPDATE orders SET to_forget = 1 WHERE shop = $1 AND id = $2")
            .bind(shop)
            .bind(text(order))
            .execute(self.db())
            .await?;
        Ok(())
    }
}
