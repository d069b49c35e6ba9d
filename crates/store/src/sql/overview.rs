//! What one glance at a shop needs.

use async_trait::async_trait;
use jiff::civil::Date;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{text, unreadable},
    overview::{DayFigure, Overview},
};

fn read(row: &Row) -> Result<DayFigure> {
    let day: String = row.try_get("day")?;
    Ok(DayFigure {
        day: day.parse().map_err(|_| unreadable("days", day, "day"))?,
        what: row.try_get("what")?,
        value: row.try_get("value")?,
    })
}

#[async_trait]
impl Overview for Transaction {
    async fn day_add(&mut self, shop: &str, day: Date, what: &str, by: i64) -> Result<()> {
        sqlx::query(
            "INSERT INTO days (shop, day, what, value) VALUES ($1, $2, $3, $4)
             ON CONFLICT (shop, day, what) DO UPDATE SET value = days.value + excluded.value",
        )
        .bind(shop)
        .bind(day.to_string())
        .bind(text(what))
        .bind(by)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn day_most(&mut self, shop: &str, day: Date, what: &str, value: i64) -> Result<()> {
        sqlx::query(
            "INSERT INTO days (shop, day, what, value) VALUES ($1, $2, $3, $4)
             ON CONFLICT (shop, day, what) DO UPDATE SET value = excluded.value
                 WHERE days.value < excluded.value",
        )
        .bind(shop)
        .bind(day.to_string())
        .bind(text(what))
        .bind(value)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn days(&mut self, shop: &str, from: Date) -> Result<Vec<DayFigure>> {
        let rows = sqlx::query(
            "SELECT day, what, value FROM days WHERE shop = $1 AND day >= $2 ORDER BY day, what",
        )
        .bind(shop)
        .bind(from.to_string())
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn days_prune(&mut self, shop: &str, before: Date) -> Result<()> {
        sqlx::query("DELETE FROM days WHERE shop = $1 AND day < $2")
            .bind(shop)
            .bind(before.to_string())
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn findings_by_kind(&mut self, shop: &str) -> Result<Vec<(String, i64)>> {
        let rows = sqlx::query(
            "SELECT kind, COUNT(*) AS times FROM findings WHERE shop = $1 AND closed_at IS NULL
             GROUP BY kind ORDER BY kind",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let count = |row: &Row| Ok((row.try_get("kind")?, row.try_get("times")?));
        rows.iter().map(count).collect()
    }
}
