//! Shops.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::settings::Settings;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{exists, instant, instant_if, json, ms, parse, text},
    shops::{Shop, Shops},
};

const TABLE: &str = "shops";

fn read(row: &Row) -> Result<Shop> {
    Ok(Shop {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        url: row.try_get("url")?,
        instance: row.try_get("instance")?,
        till_api: row.try_get("till_api")?,
        shop_api: row.try_get("shop_api")?,
        till_key: row.try_get("till_key")?,
        shop_key: row.try_get("shop_key")?,
        shop_exchange: row.try_get("shop_exchange")?,
        checked_at: instant_if(TABLE, row.try_get("checked_at")?)?,
        settings: parse(TABLE, row.try_get("settings")?)?,
        first_sync_at: instant_if(TABLE, row.try_get("first_sync_at")?)?,
        watermark: instant_if(TABLE, row.try_get("watermark")?)?,
        created_at: instant(TABLE, row.try_get("created_at")?)?,
    })
}

#[async_trait]
impl Shops for Transaction {
    async fn shop_add(&mut self, shop: &Shop) -> Result<()> {
        sqlx::query(
            "INSERT INTO shops (id, name, url, instance, till_api, shop_api, till_key, shop_key,
                 shop_exchange, checked_at, settings, first_sync_at, watermark, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(&shop.id)
        .bind(text(&shop.name))
        .bind(text(&shop.url))
        .bind(&shop.instance)
        .bind(&shop.till_api)
        .bind(&shop.shop_api)
        .bind(&shop.till_key)
        .bind(&shop.shop_key)
        .bind(&shop.shop_exchange)
        .bind(shop.checked_at.map(ms))
        .bind(json(TABLE, &shop.settings)?)
        .bind(shop.first_sync_at.map(ms))
        .bind(shop.watermark.map(ms))
        .bind(ms(shop.created_at))
        .execute(self.db())
        .await
        .map_err(exists("shop"))?;
        Ok(())
    }

    async fn shop(&mut self, shop: &str) -> Result<Option<Shop>> {
        let row = sqlx::query(
            "SELECT id, name, url, instance, till_api, shop_api, till_key,
                  shop_key, shop_exchange, checked_at, settings, first_sync_at,
                  watermark, created_at
             FROM shops WHERE id = $1",
        )
        .bind(shop)
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn shops(&mut self) -> Result<Vec<Shop>> {
        let rows = sqlx::query(
            "SELECT id, name, url, instance, till_api, shop_api, till_key,
                  shop_key, shop_exchange, checked_at, settings, first_sync_at,
                  watermark, created_at
             FROM shops ORDER BY created_at, id",
        )
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn shop_set_till_key(&mut self, shop: &str, key: &[u8], at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE shops SET till_key = $2, checked_at = $3 WHERE id = $1")
            .bind(shop)
            .bind(key)
            .bind(ms(at))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn shop_set_keys(&mut self, shop: &str, key: &[u8], exchange: &[u8]) -> Result<()> {
        sqlx::query("UPDATE shops SET shop_key = $2, shop_exchange = $3 WHERE id = $1")
            .bind(shop)
            .bind(key)
            .bind(exchange)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn shop_set_info(&mut self, shop: &str, name: &str, url: &str) -> Result<()> {
        sqlx::query("UPDATE shops SET name = $2, url = $3 WHERE id = $1")
            .bind(shop)
            .bind(text(name))
            .bind(text(url))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn shop_set_settings(&mut self, shop: &str, settings: &Settings) -> Result<()> {
        sqlx::query("UPDATE shops SET settings = $2 WHERE id = $1")
            .bind(shop)
            .bind(json(TABLE, settings)?)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn shop_first_sync_done(&mut self, shop: &str, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE shops SET first_sync_at = $2 WHERE id = $1")
            .bind(shop)
            .bind(ms(at))
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn shop_set_watermark(&mut self, shop: &str, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE shops SET watermark = $2 WHERE id = $1")
            .bind(shop)
            .bind(ms(at))
            .execute(self.db())
            .await?;
        Ok(())
    }
}
