//! Letters that wait to be sent.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{exists, instant, instant_if, ms},
    outbox::{Outbox, WaitingLetter},
};

const TABLE: &str = "letters";

fn read(row: &Row) -> Result<WaitingLetter> {
    let at = |column| instant(TABLE, row.try_get(column)?);
    Ok(WaitingLetter {
        id: row.try_get("id")?,
        sealed: row.try_get("sealed")?,
        put_at: at("put_at")?,
        due_at: at("due_at")?,
        refusals: row.try_get("refusals")?,
    })
}

#[async_trait]
impl Outbox for Transaction {
    async fn letter_put(&mut self, letter: &WaitingLetter) -> Result<()> {
        sqlx::query(
            "INSERT INTO letters (id, sealed, put_at, due_at, refusals)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&letter.id)
        .bind(&letter.sealed)
        .bind(ms(letter.put_at))
        .bind(ms(letter.due_at))
        .bind(letter.refusals)
        .execute(self.db())
        .await
        .map_err(exists("letter"))?;
        Ok(())
    }

    async fn letters_due(&mut self, now: Timestamp, limit: i64) -> Result<Vec<WaitingLetter>> {
        let rows = sqlx::query(
            "SELECT id, sealed, put_at, due_at, refusals FROM letters
             WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2",
        )
        .bind(ms(now))
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn letters_next_due(&mut self) -> Result<Option<Timestamp>> {
        let next = sqlx::query_scalar("SELECT due_at FROM letters ORDER BY due_at, id LIMIT 1")
            .fetch_optional(self.db())
            .await?;
        instant_if(TABLE, next)
    }

    async fn letter_refused(&mut self, id: &str, due_at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE letters SET due_at = $2, refusals = refusals + 1 WHERE id = $1")
            .bind(id)
            .bind(ms(due_at))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn letter_gone(&mut self, id: &str) -> Result<()> {
        sqlx::query("DELETE FROM letters WHERE id = $1")
            .bind(id)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn letters_waiting(&mut self) -> Result<(i64, Option<Timestamp>)> {
        let row = sqlx::query("SELECT COUNT(*) AS waiting, MIN(put_at) AS oldest FROM letters")
            .fetch_one(self.db())
            .await?;
        let oldest = instant_if(TABLE, row.try_get("oldest")?)?;
        Ok((row.try_get("waiting")?, oldest))
    }
}
