//! Budgets.

use async_trait::async_trait;
use jiff::Timestamp;

use super::Transaction;
use crate::{
    Result,
    budgets::Budgets,
    convert::{instant, ms},
};

#[async_trait]
impl Budgets for Transaction {
    async fn budget_take(
        &mut self,
        shop: &str,
        service: &str,
        want: i64,
        limit: i64,
        window_ms: i64,
        now: Timestamp,
    ) -> Result<(i64, Timestamp)> {
        // Locks the row, whether the window is new or not: the next one to ask sees what we took.
        let (ends, used, spent): (i64, i64, i64) = sqlx::query_as(
            "INSERT INTO budgets (shop, service, ends_at, used, spent) VALUES ($1, $2, $3, 0, 0)
             ON CONFLICT (shop, service) DO UPDATE SET
                 ends_at = CASE WHEN budgets.ends_at <= $4 THEN excluded.ends_at
                                ELSE budgets.ends_at END,
                 used = CASE WHEN budgets.ends_at <= $4 THEN 0 ELSE budgets.used END,
                 spent = CASE WHEN budgets.ends_at <= $4 THEN 0 ELSE budgets.spent END
             RETURNING ends_at, used, spent",
        )
        .bind(shop)
        .bind(service)
        .bind(ms(now).saturating_add(window_ms))
        .bind(ms(now))
        .fetch_one(self.db())
        .await?;
        let granted = if spent == 0 {
            want.min(limit - used).max(0)
        } else {
            0
        };
        if granted > 0 {
            sqlx::query("UPDATE budgets SET used = used + $3 WHERE shop = $1 AND service = $2")
                .bind(shop)
                .bind(service)
                .bind(granted)
                .execute(self.db())
                .await?;
        }
        Ok((granted, instant("budgets", ends)?))
    }

    async fn budget_used(
        &mut self,
        shop: &str,
        service: &str,
        now: Timestamp,
    ) -> Result<Option<(i64, Timestamp)>> {
        let row: Option<(i64, i64, i64)> = sqlx::query_as(
            "SELECT ends_at, used, spent FROM budgets
             WHERE shop = $1 AND service = $2 AND ends_at > $3",
        )
        .bind(shop)
        .bind(service)
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        row.map(|(ends, used, spent)| {
            let used = if spent == 0 { used } else { i64::MAX };
            Ok((used, instant("budgets", ends)?))
        })
        .transpose()
    }

    async fn budget_spent(&mut self, shop: &str, service: &str, until: Timestamp) -> Result<()> {
        // Of two such notes the later instant holds.
        sqlx::query(
            "INSERT INTO budgets (shop, service, ends_at, used, spent) VALUES ($1, $2, $3, 0, 1)
             ON CONFLICT (shop, service) DO UPDATE SET
                 ends_at = CASE WHEN budgets.spent = 1 AND budgets.ends_at > excluded.ends_at
                                THEN budgets.ends_at ELSE excluded.ends_at END,
                 spent = 1",
        )
        .bind(shop)
        .bind(service)
        .bind(ms(until))
        .execute(self.db())
        .await?;
        Ok(())
    }
}
