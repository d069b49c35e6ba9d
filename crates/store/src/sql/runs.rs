//! Runs.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{exists, instant, instant_if, json, ms, parse, text, variant, word},
    runs::{Run, Runs},
};

const TABLE: &str = "runs";

fn read(row: &Row) -> Result<Run> {
    let at = |column| instant(TABLE, row.try_get(column)?);
    let at_if = |column| instant_if(TABLE, row.try_get(column)?);
    let outcome: Option<String> = row.try_get("outcome")?;
    Ok(Run {
        id: row.try_get("id")?,
        stream: row.try_get("stream")?,
        kind: variant(TABLE, row.try_get("kind")?)?,
        phase: row.try_get("phase")?,
        cursor: parse(TABLE, row.try_get("run_cursor")?)?,
        done: row.try_get("done")?,
        total: row.try_get("total")?,
        phase_at: at("phase_at")?,
        figures: parse(TABLE, row.try_get("figures")?)?,
        subject: row.try_get("subject")?,
        waits_until: at_if("waits_until")?,
        asked_by: row.try_get("asked_by")?,
        stop: row.try_get::<i64, _>("stop")? != 0,
        started_at: at("started_at")?,
        updated_at: at("updated_at")?,
        ended_at: at_if("ended_at")?,
        outcome: outcome.map(|text| parse(TABLE, &text)).transpose()?,
    })
}

fn outcome(run: &Run) -> Result<Option<String>> {
    run.outcome.as_ref().map(|it| json(TABLE, it)).transpose()
}

#[async_trait]
impl Runs for Transaction {
    async fn run_add(&mut self, shop: &str, run: &Run) -> Result<i64> {
        let id = self.numbers(shop, "runs", 1).await?;
        sqlx::query(
            "INSERT INTO runs (shop, id, stream, kind, phase, run_cursor, done, total, phase_at,
                 figures, subject, waits_until, asked_by, stop, started_at, updated_at, ended_at,
                 outcome)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 $18)",
        )
        .bind(shop)
        .bind(id)
        .bind(&run.stream)
        .bind(word(TABLE, run.kind)?)
        .bind(&run.phase)
        .bind(json(TABLE, &run.cursor)?)
        .bind(run.done)
        .bind(run.total)
        .bind(ms(run.phase_at))
        .bind(json(TABLE, &run.figures)?)
        .bind(text(&run.subject))
        .bind(run.waits_until.map(ms))
        .bind(text(&run.asked_by))
        .bind(i64::from(run.stop))
        .bind(ms(run.started_at))
        .bind(ms(run.updated_at))
        .bind(run.ended_at.map(ms))
        .bind(outcome(run)?)
        .execute(self.db())
        .await
        .map_err(exists("open run"))?;
        Ok(id)
    }

    async fn run_put(&mut self, shop: &str, run: &Run) -> Result<()> {
        sqlx::query(
            "UPDATE runs SET phase = $3, run_cursor = $4, done = $5, total = $6, phase_at = $7,
                 figures = $8, subject = $9, waits_until = $10, updated_at = $11, ended_at = $12,
                 outcome = $13
             WHERE shop = $1 AND id = $2",
        )
        .bind(shop)
        .bind(run.id)
        .bind(&run.phase)
        .bind(json(TABLE, &run.cursor)?)
        .bind(run.done)
        .bind(run.total)
        .bind(ms(run.phase_at))
        .bind(json(TABLE, &run.figures)?)
        .bind(text(&run.subject))
        .bind(run.waits_until.map(ms))
        .bind(ms(run.updated_at))
        .bind(run.ended_at.map(ms))
        .bind(outcome(run)?)
        .execute(self.db())
        .await
        .map_err(exists("open run"))?;
        Ok(())
    }

    async fn run_step(
        &mut self,
        shop: &str,
        run: i64,
        by: i64,
        subject: &str,
        at: Timestamp,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE runs SET done = done + $3, subject = $4, updated_at = $5
             WHERE shop = $1 AND id = $2",
        )
        .bind(shop)
        .bind(run)
        .bind(by)
        .bind(text(subject))
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn run(&mut self, shop: &str, run: i64) -> Result<Option<Run>> {
        let row = sqlx::query(
            "SELECT id, stream, kind, phase, run_cursor, done, total, phase_at,
                  figures, subject, waits_until, asked_by, stop, started_at,
                  updated_at, ended_at, outcome
             FROM runs WHERE shop = $1 AND id = $2",
        )
        .bind(shop)
        .bind(run)
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn run_last(&mut self, shop: &str, stream: &str) -> Result<Option<Run>> {
        Ok(self.runs(shop, stream, 1).await?.pop())
    }

    async fn run_open(&mut self, shop: &str, stream: &str) -> Result<Option<Run>> {
        let row = sqlx::query(
            "SELECT id, stream, kind, phase, run_cursor, done, total, phase_at,
                      figures, subject, waits_until, asked_by, stop, started_at,
                      updated_at, ended_at, outcome
                 FROM runs WHERE shop = $1 AND stream = $2 AND ended_at IS NULL",
        )
        .bind(shop)
        .bind(stream)
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn runs(&mut self, shop: &str, stream: &str, limit: i64) -> Result<Vec<Run>> {
        let rows = sqlx::query(
            "SELECT id, stream, kind, phase, run_cursor, done, total, phase_at,
                  figures, subject, waits_until, asked_by, stop, started_at,
                  updated_at, ended_at, outcome
             FROM runs WHERE shop = $1 AND stream = $2 ORDER BY id DESC LIMIT $3",
        )
        .bind(shop)
        .bind(stream)
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn run_stop(&mut self, shop: &str, stream: &str) -> Result<bool> {
        let asked = sqlx::query(
            "UPDATE runs SET stop = 1 WHERE shop = $1 AND stream = $2 AND ended_at IS NULL",
        )
        .bind(shop)
        .bind(stream)
        .execute(self.db())
        .await?;
        Ok(asked.rows_affected() > 0)
    }

    async fn runs_prune(&mut self, shop: &str, stream: &str, keep: i64) -> Result<()> {
        // The newest run that goes; where no more have ended than are kept: none.
        let last: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM runs WHERE shop = $1 AND stream = $2 AND ended_at IS NOT NULL
             ORDER BY id DESC LIMIT 1 OFFSET $3",
        )
        .bind(shop)
        .bind(stream)
        .bind(keep)
        .fetch_optional(self.db())
        .await?;
        let Some(last) = last else { return Ok(()) };
        sqlx::query(
            "DELETE FROM changes WHERE shop = $1 AND run IN
                 (SELECT id FROM runs WHERE shop = $1 AND stream = $2 AND id <= $3
                      AND ended_at IS NOT NULL)",
        )
        .bind(shop)
        .bind(stream)
        .bind(last)
        .execute(self.db())
        .await?;
        sqlx::query(
            "DELETE FROM runs
             WHERE shop = $1 AND stream = $2 AND id <= $3 AND ended_at IS NOT NULL",
        )
        .bind(shop)
        .bind(stream)
        .bind(last)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn runs_open(&mut self) -> Result<Vec<(String, String)>> {
        Ok(sqlx::query_as(
            "SELECT shop, stream FROM runs WHERE ended_at IS NULL ORDER BY shop, stream",
        )
        .fetch_all(self.db())
        .await?)
    }
}
