//! Tokens that open something once.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{exists, instant, ms, text},
    tickets::{Registration, Reset, Tickets},
};

fn read_registration(row: &Row) -> Result<Registration> {
    Ok(Registration {
        token_hash: row.try_get("token_hash")?,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        password: row.try_get("password")?,
        language: row.try_get("language")?,
        ends_at: instant("registrations", row.try_get("ends_at")?)?,
    })
}

fn read_reset(row: &Row) -> Result<Reset> {
    Ok(Reset {
        token_hash: row.try_get("token_hash")?,
        email: row.try_get("email")?,
        ends_at: instant("resets", row.try_get("ends_at")?)?,
    })
}

#[async_trait]
impl Tickets for Transaction {
    async fn registration_put(
        &mut self,
        registration: &Registration,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query("DELETE FROM registrations WHERE ends_at <= $1")
            .bind(ms(now))
            .execute(self.db())
            .await?;
        sqlx::query(
            "INSERT INTO registrations (token_hash, email, name, password, language, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&registration.token_hash)
        .bind(text(&registration.email))
        .bind(text(&registration.name))
        .bind(&registration.password)
        .bind(&registration.language)
        .bind(ms(registration.ends_at))
        .execute(self.db())
        .await
        .map_err(exists("registration"))?;
        Ok(())
    }

    async fn registration(
        &mut self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Registration>> {
        let row = sqlx::query(
            "SELECT token_hash, email, name, password, language, ends_at
             FROM registrations WHERE token_hash = $1 AND ends_at > $2",
        )
        .bind(text(token_hash))
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read_registration).transpose()
    }

    async fn registration_take(
        &mut self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Registration>> {
        let row = sqlx::query(
            "DELETE FROM registrations WHERE token_hash = $1 AND ends_at > $2
             RETURNING token_hash, email, name, password, language, ends_at",
        )
        .bind(text(token_hash))
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        let taken = row.as_ref().map(read_registration).transpose()?;
        if let Some(taken) = &taken {
            sqlx::query("DELETE FROM registrations WHERE email = $1")
                .bind(&taken.email)
                .execute(self.db())
                .await?;
        }
        Ok(taken)
    }

    async fn reset_put(&mut self, reset: &Reset, now: Timestamp) -> Result<()> {
        sqlx::query("DELETE FROM resets WHERE ends_at <= $1")
            .bind(ms(now))
            .execute(self.db())
            .await?;
        sqlx::query("INSERT INTO resets (token_hash, email, ends_at) VALUES ($1, $2, $3)")
            .bind(&reset.token_hash)
            .bind(text(&reset.email))
            .bind(ms(reset.ends_at))
            .execute(self.db())
            .await
            .map_err(exists("reset"))?;
        Ok(())
    }

    async fn reset(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<Reset>> {
        let row = sqlx::query(
            "SELECT token_hash, email, ends_at FROM resets
             WHERE token_hash = $1 AND ends_at > $2",
        )
        .bind(text(token_hash))
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read_reset).transpose()
    }

    async fn reset_take(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<Reset>> {
        let row = sqlx::query(
            "DELETE FROM resets WHERE token_hash = $1 AND ends_at > $2
             RETURNING token_hash, email, ends_at",
        )
        .bind(text(token_hash))
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        let taken = row.as_ref().map(read_reset).transpose()?;
        if let Some(taken) = &taken {
            self.resets_end(&taken.email).await?;
        }
        Ok(taken)
    }

    async fn resets_end(&mut self, email: &str) -> Result<()> {
        sqlx::query("DELETE FROM resets WHERE email = $1")
            .bind(text(email))
            .execute(self.db())
            .await?;
        Ok(())
    }
}
