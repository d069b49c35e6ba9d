//! Buyers.

use async_trait::async_trait;

use super::Transaction;
use crate::{
    Result,
    buyers::{BuyerKind, Buyers},
    convert::{key, text},
};

fn word(kind: BuyerKind) -> &'static str {
    match kind {
        BuyerKind::Customer => "customer",
        BuyerKind::Organization => "organization",
    }
}

#[async_trait]
impl Buyers for Transaction {
    async fn buyer(&mut self, shop: &str, kind: BuyerKind, who: &str) -> Result<Option<String>> {
        Ok(
            sqlx::query_scalar(
                "SELECT till FROM buyers WHERE shop = $1 AND kind = $2 AND who = $3",
            )
            .bind(shop)
            .bind(word(kind))
            .bind(key(who))
            .fetch_optional(self.db())
            .await?,
        )
    }

    async fn buyer_put(
        &mut self,
        shop: &str,
        kind: BuyerKind,
        who: &str,
        till: &str,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO buyers (shop, kind, who, till) VALUES ($1, $2, $3, $4)
             ON CONFLICT (shop, kind, who) DO UPDATE SET till = excluded.till",
        )
        .bind(shop)
        .bind(word(kind))
        .bind(key(who))
        .bind(text(till))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn buyer_forget(&mut self, shop: &str, kind: BuyerKind, who: &str) -> Result<()> {
        sqlx::query("DELETE FROM buyers WHERE shop = $1 AND kind = $2 AND who = $3")
            .bind(shop)
            .bind(word(kind))
            .bind(key(who))
            .execute(self.db())
            .await?;
        Ok(())
    }
}
