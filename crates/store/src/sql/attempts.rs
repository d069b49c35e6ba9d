//! What is counted.

use async_trait::async_trait;
use jiff::Timestamp;

use super::Transaction;
use crate::{
    Result,
    attempts::{ATTEMPTS_KEPT, Attempts},
    convert::{ms, text},
};

#[async_trait]
impl Attempts for Transaction {
    async fn attempted(&mut self, who: &str, at: Timestamp) -> Result<()> {
        sqlx::query("DELETE FROM attempts WHERE tried_at < $1")
            .bind(ms(at) - ATTEMPTS_KEPT.as_secs() * 1000)
            .execute(self.db())
            .await?;
        sqlx::query(
            "INSERT INTO attempts (who, tried_at, times) VALUES ($1, $2, 1)
             ON CONFLICT (who, tried_at) DO UPDATE SET times = attempts.times + 1",
        )
        .bind(text(who))
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn attempts(&mut self, who: &str, since: Timestamp) -> Result<i64> {
        Ok(sqlx::query_scalar(
            "SELECT CAST(COALESCE(SUM(times), 0) AS BIGINT) FROM attempts
             WHERE who = $1 AND tried_at >= $2",
        )
        .bind(text(who))
        .bind(ms(since))
        .fetch_one(self.db())
        .await?)
    }
}
