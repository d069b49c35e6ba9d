//! The journal.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{instant, ms, text},
    journal::{Entry, Journal},
};

fn read(row: &Row) -> Result<Entry> {
    Ok(Entry {
        id: row.try_get("id")?,
        at: instant("journal", row.try_get("noted_at")?)?,
        service: row.try_get("service")?,
        what: row.try_get("what")?,
        subject: row.try_get("subject")?,
        outcome: row.try_get("outcome")?,
        duration_ms: row.try_get("duration_ms")?,
    })
}

#[async_trait]
impl Journal for Transaction {
    async fn journal_before(
        &mut self,
        shop: &str,
        at: Timestamp,
        service: &str,
        what: &str,
        subject: &str,
    ) -> Result<i64> {
        let id = self.numbers(shop, "journal", 1).await?;
        sqlx::query(
            "INSERT INTO journal (shop, id, noted_at, service, what, subject, outcome, duration_ms)
             VALUES ($1, $2, $3, $4, $5, $6, '', 0)",
        )
        .bind(shop)
        .bind(id)
        .bind(ms(at))
        .bind(service)
        .bind(text(what))
        .bind(text(subject))
        .execute(self.db())
        .await?;
        Ok(id)
    }

    async fn journal_after(
        &mut self,
        shop: &str,
        id: i64,
        outcome: &str,
        duration_ms: i64,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE journal SET outcome = $3, duration_ms = $4 WHERE shop = $1 AND id = $2",
        )
        .bind(shop)
        .bind(id)
        .bind(text(outcome))
        .bind(duration_ms)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn journal(&mut self, shop: &str, before: i64, limit: i64) -> Result<Vec<Entry>> {
        let rows = sqlx::query(
            "SELECT id, noted_at, service, what, subject, outcome, duration_ms
             FROM journal WHERE shop = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        )
        .bind(shop)
        .bind(before)
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn journal_prune(&mut self, shop: &str, before: Timestamp) -> Result<()> {
        sqlx::query("DELETE FROM journal WHERE shop = $1 AND noted_at < $2")
            .bind(shop)
            .bind(ms(before))
            .execute(self.db())
            .await?;
        Ok(())
    }
}
