//! Listings, their past, and the index of what the shop has.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    adopt::ShopSku,
    listing::{ListedVariant, Listing},
};
use sqlx::Row as _;

use super::{Transaction, bulk::of_shop, listing_rows::SELECT};
use crate::{Result, convert::text, listings::Listings, products::ListedAs};

#[async_trait]
impl Listings for Transaction {
    async fn listing_put(&mut self, shop: &str, listing: &Listing) -> Result<()> {
        self.put_listing(shop, listing).await
    }

    async fn listing(&mut self, shop: &str, product: &str) -> Result<Option<Listing>> {
        let rows = sqlx::query(
            "SELECT product, uid, sku, visible, link_only, written, kept
             FROM listings WHERE shop = $1 AND product = $2",
        )
        .bind(shop)
        .bind(text(product))
        .fetch_all(self.db())
        .await?;
        Ok(self.with_variants(shop, &rows).await?.pop())
    }

    async fn listings_of(&mut self, shop: &str, products: &[String]) -> Result<Vec<Listing>> {
        let start = || of_shop(SELECT, shop, " AND product IN ");
        let rows = self.fetch_in(start, products, "").await?;
        self.with_variants(shop, &rows).await
    }

    async fn listings_by_uid(&mut self, shop: &str, uids: &[i64]) -> Result<Vec<Listing>> {
        let start = || of_shop(SELECT, shop, " AND uid IN ");
        let rows = self.fetch_in(start, uids, "").await?;
        self.with_variants(shop, &rows).await
    }

    async fn listing_page(&mut self, shop: &str, after: &str, limit: i64) -> Result<Vec<Listing>> {
        let rows = sqlx::query(
            "SELECT product, uid, sku, visible, link_only, written, kept
             FROM listings WHERE shop = $1 AND product > $2
             ORDER BY product LIMIT $3",
        )
        .bind(shop)
        .bind(text(after))
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        self.with_variants(shop, &rows).await
    }

    async fn listing_orphaned(&mut self, shop: &str, sku: &str) -> Result<Option<Listing>> {
        if sku.is_empty() {
            return Ok(None);
        }
        let product: Option<String> = sqlx::query_scalar(
            "SELECT v.product FROM listed_variants v
             LEFT JOIN mirror m ON m.shop = $1 AND m.product = v.product
             WHERE v.shop = $1 AND v.sku = $2 AND (m.product IS NULL OR m.missing = 1)
             ORDER BY v.product LIMIT 1",
        )
        .bind(shop)
        .bind(text(sku))
        .fetch_optional(self.db())
        .await?;
        match product {
            Some(product) => self.listing(shop, &product).await,
            None => Ok(None),
        }
    }

    async fn listing_remove(&mut self, shop: &str, product: &str) -> Result<()> {
        // Its variants go with it.
        sqlx::query("DELETE FROM listings WHERE shop = $1 AND product = $2")
            .bind(shop)
            .bind(text(product))
            .execute(self.db())
            .await?;
        self.product_listed(shop, product, ListedAs::No).await
    }

    async fn listing_counts(&mut self, shop: &str) -> Result<(i64, i64)> {
        Ok(sqlx::query_as(
            "SELECT COUNT(*), CAST(COALESCE(SUM(visible), 0) AS BIGINT)
             FROM listings WHERE shop = $1",
        )
        .bind(shop)
        .fetch_one(self.db())
        .await?)
    }

    async fn history_add(
        &mut self,
        shop: &str,
        past: &[ListedVariant],
        until: Timestamp,
    ) -> Result<()> {
        self.add_history(shop, past, until).await
    }

    async fn variant_at(&mut self, shop: &str, uid: i64, superkey: &str) -> Result<Option<String>> {
        self.find_variant(shop, uid, superkey).await
    }

    async fn listed_products(
        &mut self,
        shop: &str,
        variants: &[String],
    ) -> Result<Vec<(String, String)>> {
        let head = || {
            of_shop(
                "SELECT variant, product FROM listed_variants WHERE shop = ",
                shop,
                " AND variant IN ",
            )
        };
        let rows = self
            .fetch_in(head, variants, " ORDER BY variant, product")
            .await?;
        rows.iter()
            .map(|row| Ok((row.try_get("variant")?, row.try_get("product")?)))
            .collect()
    }

    async fn shop_skus_clear(&mut self, shop: &str) -> Result<()> {
        sqlx::query("DELETE FROM shop_skus WHERE shop = $1")
            .bind(shop)
            .execute(self.db())
            .await?;
        Ok(())
    }

    async fn shop_skus_add(&mut self, shop: &str, entries: &[ShopSku]) -> Result<()> {
        self.add_shop_skus(shop, entries).await
    }

    async fn shop_skus(&mut self, shop: &str, skus: &[String]) -> Result<Vec<ShopSku>> {
        self.find_shop_skus(shop, skus).await
    }
}
