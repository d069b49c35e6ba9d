//! Jobs.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};

use super::{FOR_UPDATE, Row, SKIP_LOCKED, Transaction};
use crate::{
    Result, StoreError,
    convert::{instant, instant_if, ms, text},
    jobs::{Claimed, Job, Jobs, next_slot},
};

const TABLE: &str = "jobs";

fn read(row: &Row) -> Result<Job> {
    Ok(Job {
        kind: row.try_get("kind")?,
        due_at: instant(TABLE, row.try_get("due_at")?)?,
        held: row.try_get::<Option<String>, _>("token")?.is_some(),
        again_at: instant_if(TABLE, row.try_get("again_at")?)?,
        every_ms: row.try_get("every_ms")?,
        failures: row.try_get("failures")?,
        last_error: row.try_get("last_error")?,
        asked_at: instant_if(TABLE, row.try_get("asked_at")?)?,
    })
}

/// A statement that was conditioned on the token has found the row, or the lease is lost.
fn ours(rows: u64) -> Result<()> {
    if rows == 0 {
        return Err(StoreError::LeaseLost);
    }
    Ok(())
}

#[async_trait]
impl Jobs for Transaction {
    async fn job_enqueue(
        &mut self,
        shop: &str,
        kind: &str,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<()> {
        // Whether its lease has ended is of no account: its holder may be about to finish it.
        sqlx::query(
            "INSERT INTO jobs (shop, kind, due_at, offset_ms, failures, asked_at)
             VALUES ($1, $2, $3, 0, 0, $4)
             ON CONFLICT (shop, kind) DO UPDATE SET
                 due_at = CASE WHEN jobs.token IS NULL AND jobs.due_at > excluded.due_at
                               THEN excluded.due_at ELSE jobs.due_at END,
                 again_at = CASE WHEN jobs.token IS NULL THEN NULL
                                 WHEN jobs.again_at < excluded.due_at THEN jobs.again_at
                                 ELSE excluded.due_at END,
                 asked_at = excluded.asked_at",
        )
        .bind(shop)
        .bind(kind)
        .bind(ms(at))
        .bind(ms(now))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn job_schedule(
        &mut self,
        shop: &str,
        kind: &str,
        every_ms: i64,
        offset_ms: i64,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO jobs (shop, kind, due_at, every_ms, offset_ms, failures)
             VALUES ($1, $2, $3, $4, $5, 0)
             ON CONFLICT (shop, kind) DO UPDATE SET
                 due_at = CASE WHEN jobs.token IS NULL AND jobs.due_at > excluded.due_at
                               THEN excluded.due_at ELSE jobs.due_at END,
                 every_ms = excluded.every_ms, offset_ms = excluded.offset_ms
                 WHERE jobs.every_ms IS NULL OR jobs.every_ms <> excluded.every_ms
                       OR jobs.offset_ms <> excluded.offset_ms",
        )
        .bind(shop)
        .bind(kind)
        .bind(next_slot(every_ms, offset_ms, ms(now)))
        .bind(every_ms)
        .bind(offset_ms)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn job_unschedule(&mut self, shop: &str, kind: &str) -> Result<()> {
        sqlx::query("UPDATE jobs SET every_ms = NULL WHERE shop = $1 AND kind = $2")
            .bind(shop)
            .bind(kind)
            .execute(self.db())
            .await?;
        sqlx::query(
            "DELETE FROM jobs
             WHERE shop = $1 AND kind = $2 AND token IS NULL AND asked_at IS NULL",
        )
        .bind(shop)
        .bind(kind)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn job_claim(
        &mut self,
        kinds: &[&str],
        token: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Claimed>> {
        let mut due = Vec::with_capacity(kinds.len());
        for kind in kinds {
            if let Some(at) = self.first_due(kind).await?
                && at <= ms(now)
            {
                due.push((at, *kind));
            }
        }
        due.sort_unstable();
        for (_, kind) in due {
            // A row that another process is taking is passed over rather than waited for.
            let found: Option<(String, i64)> = sqlx::query_as(AssertSqlSafe(format!(
                "SELECT shop, failures FROM jobs WHERE kind = $1 AND due_at <= $2
                 ORDER BY due_at, shop LIMIT 1{FOR_UPDATE}{SKIP_LOCKED}"
            )))
            .bind(kind)
            .bind(ms(now))
            .fetch_optional(self.db())
            .await?;
            let Some((shop, failures)) = found else {
                continue;
            };
            // What was asked for until now is part of the work that begins now.
            sqlx::query(
                "UPDATE jobs SET token = $3, due_at = $4,
                     again_at = CASE WHEN again_at > $5 THEN again_at ELSE NULL END
                 WHERE shop = $1 AND kind = $2",
            )
            .bind(&shop)
            .bind(kind)
            .bind(token)
            .bind(ms(until))
            .bind(ms(now))
            .execute(self.db())
            .await?;
            let kind = kind.to_owned();
            return Ok(Some(Claimed {
                shop,
                kind,
                failures,
            }));
        }
        Ok(None)
    }

    async fn job_renew(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        until: Timestamp,
    ) -> Result<()> {
        let renewed =
            sqlx::query("UPDATE jobs SET due_at = $4 WHERE shop = $1 AND kind = $2 AND token = $3")
                .bind(shop)
                .bind(kind)
                .bind(token)
                .bind(ms(until))
                .execute(self.db())
                .await?;
        ours(renewed.rows_affected())
    }

    async fn job_check(&mut self, shop: &str, kind: &str, token: &str) -> Result<()> {
        self.held_job(shop, kind, token).await.map(drop)
    }

    async fn job_finish(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<()> {
        let held = self.held_job(shop, kind, token).await?;
        let slot = held
            .every_ms
            .map(|every| next_slot(every, held.offset_ms, ms(now)));
        let Some(due_at) = held.again_at.into_iter().chain(slot).min() else {
            sqlx::query("DELETE FROM jobs WHERE shop = $1 AND kind = $2")
                .bind(shop)
                .bind(kind)
                .execute(self.db())
                .await?;
            return Ok(());
        };
        // Somebody who asked meanwhile is still waiting.
        sqlx::query(
            "UPDATE jobs SET due_at = $3, token = NULL, failures = 0, last_error = NULL,
                 asked_at = CASE WHEN again_at IS NULL THEN NULL ELSE asked_at END,
                 again_at = NULL
             WHERE shop = $1 AND kind = $2",
        )
        .bind(shop)
        .bind(kind)
        .bind(due_at)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn job_failed(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        retry_at: Timestamp,
        error: &str,
    ) -> Result<()> {
        self.job_put_down(shop, kind, token, retry_at).await?;
        sqlx::query(
            "UPDATE jobs SET failures = failures + 1, last_error = $3
             WHERE shop = $1 AND kind = $2",
        )
        .bind(shop)
        .bind(kind)
        .bind(text(error))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn job_put_down(
        &mut self,
        shop: &str,
        kind: &str,
        token: &str,
        at: Timestamp,
    ) -> Result<()> {
        let put_down = sqlx::query(
            "UPDATE jobs SET token = NULL, again_at = NULL,
                 due_at = CASE WHEN again_at < $4 THEN again_at ELSE $4 END
             WHERE shop = $1 AND kind = $2 AND token = $3",
        )
        .bind(shop)
        .bind(kind)
        .bind(token)
        .bind(ms(at))
        .execute(self.db())
        .await?;
        ours(put_down.rows_affected())
    }

    async fn job_next_due(&mut self, kinds: &[&str]) -> Result<Option<Timestamp>> {
        let mut next = None;
        for kind in kinds {
            let first = self.first_due(kind).await?;
            next = next.into_iter().chain(first).min();
        }
        instant_if(TABLE, next)
    }

    async fn jobs(&mut self, shop: &str) -> Result<Vec<Job>> {
        let rows = sqlx::query(
            "SELECT kind, due_at, token, again_at, every_ms, failures, last_error, asked_at
             FROM jobs WHERE shop = $1 ORDER BY kind",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }
}

/// What decides when a held job is due again.
struct Held {
    again_at: Option<i64>,
    every_ms: Option<i64>,
    offset_ms: i64,
}

impl Transaction {
    /// A job that is still ours; its row stays locked until this transaction ends.
    async fn held_job(&mut self, shop: &str, kind: &str, token: &str) -> Result<Held> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT again_at, every_ms, offset_ms FROM jobs
             WHERE shop = $1 AND kind = $2 AND token = $3{FOR_UPDATE}"
        )))
        .bind(shop)
        .bind(kind)
        .bind(token)
        .fetch_optional(self.db())
        .await?
        .ok_or(StoreError::LeaseLost)?;
        Ok(Held {
            again_at: row.try_get("again_at")?,
            every_ms: row.try_get("every_ms")?,
            offset_ms: row.try_get("offset_ms")?,
        })
    }

    /// When the first job of a kind may be taken.
    async fn first_due(&mut self, kind: &str) -> Result<Option<i64>> {
        Ok(
            sqlx::query_scalar("SELECT due_at FROM jobs WHERE kind = $1 ORDER BY due_at LIMIT 1")
                .bind(kind)
                .fetch_optional(self.db())
                .await?,
        )
    }
}
