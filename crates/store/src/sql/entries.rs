//! Which shop is which, and the codes by which people come in.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result, ShopId,
    convert::{exists, instant, ms, text},
    entries::{ENTRY_CODES_KEPT, Entries, EntryCode},
};

const TABLE: &str = "entry_codes";

fn read(row: &Row) -> Result<EntryCode> {
    let at = |column| instant(TABLE, row.try_get(column)?);
    Ok(EntryCode {
        user: row.try_get("user_id")?,
        hash: row.try_get("code_hash")?,
        sent_at: at("sent_at")?,
        expires_at: at("expires_at")?,
        tries: row.try_get("tries")?,
        address: row.try_get("address")?,
    })
}

#[async_trait]
impl Entries for Transaction {
    async fn shop_set_number(&mut self, shop: &str, api: &str, number: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO shop_numbers (shop, shop_api, number) VALUES ($1, $2, $3)
             ON CONFLICT (shop) DO UPDATE
                 SET shop_api = excluded.shop_api, number = excluded.number",
        )
        .bind(shop)
        .bind(text(api))
        .bind(text(number))
        .execute(self.db())
        .await
        .map_err(exists("shop"))?;
        Ok(())
    }

    async fn shop_number(&mut self, shop: &str) -> Result<Option<String>> {
        Ok(
            sqlx::query_scalar("SELECT number FROM shop_numbers WHERE shop = $1")
                .bind(text(shop))
                .fetch_optional(self.db())
                .await?,
        )
    }

    async fn shop_by_number(&mut self, api: &str, number: &str) -> Result<Option<ShopId>> {
        Ok(
            sqlx::query_scalar("SELECT shop FROM shop_numbers WHERE shop_api = $1 AND number = $2")
                .bind(text(api))
                .bind(text(number))
                .fetch_optional(self.db())
                .await?,
        )
    }

    async fn shop_by_instance(&mut self, instance: &str) -> Result<Option<ShopId>> {
        Ok(
            sqlx::query_scalar("SELECT id FROM shops WHERE instance = $1")
                .bind(text(instance))
                .fetch_optional(self.db())
                .await?,
        )
    }

    async fn shop_set_instance(&mut self, shop: &str, instance: &str) -> Result<()> {
        sqlx::query("UPDATE shops SET instance = $2 WHERE id = $1")
            .bind(shop)
            .bind(text(instance))
            .execute(self.db())
            .await
            .map_err(exists("shop"))?;
        Ok(())
    }

    async fn shop_urls_of(&mut self, user: &str) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(
            "SELECT s.url FROM members m JOIN shops s ON s.id = m.shop
             WHERE m.user_id = $1 ORDER BY s.created_at, s.id",
        )
        .bind(text(user))
        .fetch_all(self.db())
        .await?)
    }

    async fn has_members(&mut self, shop: &str) -> Result<bool> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT CAST(1 AS BIGINT) FROM members WHERE shop = $1 LIMIT 1")
                .bind(text(shop))
                .fetch_optional(self.db())
                .await?;
        Ok(found.is_some())
    }

    async fn entry_code_add(&mut self, shop: &str, code: &EntryCode) -> Result<()> {
        sqlx::query("DELETE FROM entry_codes WHERE sent_at < $1")
            .bind(ms(code.sent_at) - ENTRY_CODES_KEPT.as_secs() * 1000)
            .execute(self.db())
            .await?;
        sqlx::query(
            "INSERT INTO entry_codes (shop, user_id, sent_at, code_hash, expires_at, tries, address)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (shop, user_id, sent_at) DO UPDATE
                 SET code_hash = excluded.code_hash, expires_at = excluded.expires_at,
                     tries = excluded.tries, address = excluded.address",
        )
        .bind(shop)
        .bind(&code.user)
        .bind(ms(code.sent_at))
        .bind(&code.hash)
        .bind(ms(code.expires_at))
        .bind(code.tries)
        .bind(text(&code.address))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn entry_code(&mut self, shop: &str, user: &str) -> Result<Option<EntryCode>> {
        let row = sqlx::query(
            "SELECT user_id, sent_at, code_hash, expires_at, tries, address FROM entry_codes
             WHERE shop = $1 AND user_id = $2 ORDER BY sent_at DESC LIMIT 1",
        )
        .bind(text(shop))
        .bind(text(user))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn entry_code_tried(&mut self, shop: &str, user: &str) -> Result<i64> {
        let tries: Option<i64> = sqlx::query_scalar(
            "UPDATE entry_codes SET tries = tries + 1
             WHERE shop = $1 AND user_id = $2 AND sent_at =
                 (SELECT MAX(sent_at) FROM entry_codes WHERE shop = $1 AND user_id = $2)
             RETURNING tries",
        )
        .bind(text(shop))
        .bind(text(user))
        .fetch_optional(self.db())
        .await?;
        Ok(tries.unwrap_or(0))
    }

    async fn entry_codes_end(&mut self, shop: &str, user: &str, at: Timestamp) -> Result<()> {
        sqlx::query(
            "UPDATE entry_codes SET expires_at = $3
             WHERE shop = $1 AND user_id = $2 AND expires_at > $3",
        )
        .bind(shop)
        .bind(user)
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn entry_codes_sent(&mut self, shop: &str, since: Timestamp) -> Result<i64> {
        Ok(sqlx::query_scalar(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM entry_codes WHERE shop = $1 AND sent_at >= $2",
        )
        .bind(text(shop))
        .bind(ms(since))
        .fetch_one(self.db())
        .await?)
    }
}
