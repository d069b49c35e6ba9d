//! Links of categories, taxes and the attribute of ids.

use async_trait::async_trait;

use super::Transaction;
use crate::{
    Result,
    convert::text,
    links::{CategoryLink, Links, TaxLink},
};

#[async_trait]
impl Links for Transaction {
    async fn category_links(&mut self, shop: &str) -> Result<Vec<CategoryLink>> {
        let rows: Vec<(String, i64, String, i64, i64)> = sqlx::query_as(
            "SELECT till, uid, name, ours, by_hand FROM category_links WHERE shop = $1
             ORDER BY till",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let links = rows
            .into_iter()
            .map(|(till, uid, name, ours, by_hand)| CategoryLink {
                till,
                uid,
                name,
                ours: ours != 0,
                by_hand: by_hand != 0,
            });
        Ok(links.collect())
    }

    async fn category_link_put(&mut self, shop: &str, link: &CategoryLink) -> Result<()> {
        sqlx::query(
            "INSERT INTO category_links (shop, till, uid, name, ours, by_hand)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (shop, till) DO UPDATE SET uid = excluded.uid, name = excluded.name,
                 ours = excluded.ours, by_hand = excluded.by_hand",
        )
        .bind(shop)
        .bind(text(&link.till))
        .bind(link.uid)
        .bind(text(&link.name))
        .bind(i64::from(link.ours))
        .bind(i64::from(link.by_hand))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn tax_links(&mut self, shop: &str) -> Result<Vec<TaxLink>> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT till, profile, rate, by_hand FROM tax_links WHERE shop = $1 ORDER BY till",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let links = rows
            .into_iter()
            .map(|(till, profile, rate, by_hand)| TaxLink {
                till,
                profile,
                rate,
                by_hand: by_hand != 0,
            });
        Ok(links.collect())
    }

    async fn tax_link_put(&mut self, shop: &str, link: &TaxLink) -> Result<()> {
        sqlx::query(
            "INSERT INTO tax_links (shop, till, profile, rate, by_hand) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (shop, till) DO UPDATE SET profile = excluded.profile,
                 rate = excluded.rate, by_hand = excluded.by_hand",
        )
        .bind(shop)
        .bind(text(&link.till))
        .bind(text(&link.profile))
        .bind(text(&link.rate))
        .bind(i64::from(link.by_hand))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn id_attribute(&mut self, shop: &str) -> Result<Option<String>> {
        Ok(
            sqlx::query_scalar("SELECT attribute FROM id_attributes WHERE shop = $1")
                .bind(shop)
                .fetch_optional(self.db())
                .await?,
        )
    }

    async fn id_attribute_put(&mut self, shop: &str, attribute: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO id_attributes (shop, attribute) VALUES ($1, $2)
             ON CONFLICT (shop) DO UPDATE SET attribute = excluded.attribute",
        )
        .bind(shop)
        .bind(text(attribute))
        .execute(self.db())
        .await?;
        Ok(())
    }
}
