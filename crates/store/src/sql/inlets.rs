//! Inlets.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{exists, instant_if, ms},
    inlets::{Caller, Inlet, Inlets},
};

const TABLE: &str = "inlets";

pub(super) fn word(caller: Caller) -> &'static str {
    match caller {
        Caller::Till => "till",
        Caller::Shop => "shop",
    }
}

impl Transaction {
    async fn read_inlet(&mut self, row: &Row) -> Result<Inlet> {
        let shop: String = row.try_get("shop")?;
        let caller: String = row.try_get("caller")?;
        let caller = if caller == "till" {
            Caller::Till
        } else {
            Caller::Shop
        };
        let mut secrets = Vec::new();
        if caller == Caller::Till {
            let rows =
                sqlx::query("SELECT id, secret FROM inlet_secrets WHERE shop = $1 ORDER BY id")
                    .bind(&shop)
                    .fetch_all(self.db())
                    .await?;
            for row in rows {
                secrets.push((row.try_get("id")?, row.try_get("secret")?));
            }
        }
        Ok(Inlet {
            shop,
            caller,
            token: row.try_get("token")?,
            secrets,
            accepted: row.try_get("accepted")?,
            refused: row.try_get("refused")?,
            accepted_at: instant_if(TABLE, row.try_get("accepted_at")?)?,
            refused_at: instant_if(TABLE, row.try_get("refused_at")?)?,
        })
    }
}

#[async_trait]
impl Inlets for Transaction {
    async fn inlet_put(
        &mut self,
        shop: &str,
        caller: Caller,
        token_hash: &str,
        sealed: &[u8],
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO inlets (shop, caller, token_hash, token, accepted, refused)
             VALUES ($1, $2, $3, $4, 0, 0)
             ON CONFLICT (shop, caller)
                 DO UPDATE SET token_hash = excluded.token_hash, token = excluded.token",
        )
        .bind(shop)
        .bind(word(caller))
        .bind(token_hash)
        .bind(sealed)
        .execute(self.db())
        .await
        .map_err(exists("token"))?;
        Ok(())
    }

    async fn inlet(&mut self, shop: &str, caller: Caller) -> Result<Option<Inlet>> {
        let row = sqlx::query(
            "SELECT shop, caller, token, accepted, refused, accepted_at, refused_at
             FROM inlets WHERE shop = $1 AND caller = $2",
        )
        .bind(shop)
        .bind(word(caller))
        .fetch_optional(self.db())
        .await?;
        match row {
            Some(row) => Ok(Some(self.read_inlet(&row).await?)),
            None => Ok(None),
        }
    }

    async fn inlet_by_token(&mut self, token_hash: &str) -> Result<Option<Inlet>> {
        let row = sqlx::query(
            "SELECT shop, caller, token, accepted, refused, accepted_at, refused_at
             FROM inlets WHERE token_hash = $1",
        )
        .bind(token_hash)
        .fetch_optional(self.db())
        .await?;
        match row {
            Some(row) => Ok(Some(self.read_inlet(&row).await?)),
            None => Ok(None),
        }
    }

    async fn inlet_secret_add(&mut self, shop: &str, sealed: &[u8]) -> Result<i64> {
        let id = self.numbers(shop, "inlet secrets", 1).await?;
        sqlx::query("INSERT INTO inlet_secrets (shop, id, secret) VALUES ($1, $2, $3)")
            .bind(shop)
            .bind(id)
            .bind(sealed)
            .execute(self.db())
            .await?;
        Ok(id)
    }

    async fn inlet_secret_remove(&mut self, shop: &str, id: i64) -> Result<()> {
        sqlx::query("DELETE FROM inlet_secrets WHERE shop = $1 AND id = $2")
            .bind(shop)
            .bind(id)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn inlet_first(&mut self, shop: &str, digest: &str, at: Timestamp) -> Result<bool> {
        let kept = sqlx::query(
            "INSERT INTO inlet_contents (shop, digest, came_at) VALUES ($1, $2, $3)
             ON CONFLICT (shop, digest) DO NOTHING",
        )
        .bind(shop)
        .bind(digest)
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(kept.rows_affected() == 1)
    }

    async fn inlet_forget(&mut self, shop: &str, before: Timestamp) -> Result<()> {
        sqlx::query("DELETE FROM inlet_contents WHERE shop = $1 AND came_at < $2")
            .bind(shop)
            .bind(ms(before))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn inlet_count(
        &mut self,
        shop: &str,
        caller: Caller,
        good: bool,
        at: Timestamp,
    ) -> Result<()> {
        let statement = if good {
            "UPDATE inlets SET accepted = accepted + 1, accepted_at = $3
             WHERE shop = $1 AND caller = $2"
        } else {
            "UPDATE inlets SET refused = refused + 1, refused_at = $3
             WHERE shop = $1 AND caller = $2"
        };
        sqlx::query(statement)
            .bind(shop)
            .bind(word(caller))
            .bind(ms(at))
            .execute(self.db())
            .await?;
        self.count_in_hour(shop, caller, good, at).await
    }
}
