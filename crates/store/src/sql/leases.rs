//! Leases.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::{FOR_UPDATE, Transaction};
use crate::{
    Result, StoreError,
    convert::{instant_if, ms},
    leases::Leases,
};

#[async_trait]
impl Leases for Transaction {
    async fn lease_take(
        &mut self,
        shop: &str,
        stream: &str,
        token: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool> {
        let taken = sqlx::query(
            "INSERT INTO leases (shop, stream, token, ends_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (shop, stream) DO UPDATE
                 SET token = excluded.token, ends_at = excluded.ends_at
                 WHERE leases.ends_at <= $5",
        )
        .bind(shop)
        .bind(stream)
        .bind(token)
        .bind(ms(until))
        .bind(ms(now))
        .execute(self.db())
        .await?;
        Ok(taken.rows_affected() == 1)
    }

    async fn lease_renew(
        &mut self,
        shop: &str,
        stream: &str,
        token: &str,
        until: Timestamp,
    ) -> Result<()> {
        let renewed = sqlx::query(
            "UPDATE leases SET ends_at = $4 WHERE shop = $1 AND stream = $2 AND token = $3",
        )
        .bind(shop)
        .bind(stream)
        .bind(token)
        .bind(ms(until))
        .execute(self.db())
        .await?;
        if renewed.rows_affected() == 0 {
            return Err(StoreError::LeaseLost);
        }
        Ok(())
    }

    async fn lease_check(&mut self, shop: &str, stream: &str, token: &str) -> Result<()> {
        // The row's lock keeps the lease ours until this transaction ends.
        let kept: Option<String> = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT token FROM leases WHERE shop = $1 AND stream = $2{FOR_UPDATE}"
        )))
        .bind(shop)
        .bind(stream)
        .fetch_optional(self.db())
        .await?;
        if kept.as_deref() == Some(token) {
            Ok(())
        } else {
            Err(StoreError::LeaseLost)
        }
    }

    async fn lease_release(&mut self, shop: &str, stream: &str, token: &str) -> Result<()> {
        sqlx::query("DELETE FROM leases WHERE shop = $1 AND stream = $2 AND token = $3")
            .bind(shop)
            .bind(stream)
            .bind(token)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn lease_held(
        &mut self,
        shop: &str,
        stream: &str,
        now: Timestamp,
    ) -> Result<Option<Timestamp>> {
        let ends: Option<i64> = sqlx::query_scalar(
            "SELECT ends_at FROM leases WHERE shop = $1 AND stream = $2 AND ends_at > $3",
        )
        .bind(shop)
        .bind(stream)
        .bind(ms(now))
        .fetch_optional(self.db())
        .await?;
        instant_if("leases", ends)
    }
}
