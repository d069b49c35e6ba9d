//! Listings: the shop's copy of each product.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    adopt::ShopSku,
    listing::{ListedVariant, Listing},
};

use crate::Result;

/// Listings, their past, and the index of what the shop has.
#[async_trait]
pub trait Listings {
    /// Keeps a listing as given, with its variants (insert or replace by product).
    async fn listing_put(&mut self, shop: &str, listing: &Listing) -> Result<()>;
    /// The listing of a product.
    async fn listing(&mut self, shop: &str, product: &str) -> Result<Option<Listing>>;
    /// The listings of these products (those that have one), in no particular order.
    async fn listings_of(&mut self, shop: &str, products: &[String]) -> Result<Vec<Listing>>;
    /// The listings of these products of the shop.
    async fn listings_by_uid(&mut self, shop: &str, uids: &[i64]) -> Result<Vec<Listing>>;
    /// Up to `limit` listings after `after` (by product id), in order.
    async fn listing_page(&mut self, shop: &str, after: &str, limit: i64) -> Result<Vec<Listing>>;
    /// The listing that holds a variant with this SKU and whose product is missing from the till
    /// (or no longer mirrored): what was deleted there and made again.
    async fn listing_orphaned(&mut self, shop: &str, sku: &str) -> Result<Option<Listing>>;
    /// Removes a listing (it moved to another product, or the shop lost it).
    async fn listing_remove(&mut self, shop: &str, product: &str) -> Result<()>;
    /// How many listings there are, and how many of them are visible.
    async fn listing_counts(&mut self, shop: &str) -> Result<(i64, i64)>;
    /// Notes past places of variants, so that older orders still find them.
    async fn history_add(
        &mut self,
        shop: &str,
        past: &[ListedVariant],
        until: Timestamp,
    ) -> Result<()>;
    /// The variant that stood at (uid, superkey), now or in the past (the newest).
    async fn variant_at(&mut self, shop: &str, uid: i64, superkey: &str) -> Result<Option<String>>;
    /// The products that these variants were listed under: (variant, product), in that order.
    async fn listed_products(
        &mut self,
        shop: &str,
        variants: &[String],
    ) -> Result<Vec<(String, String)>>;
    /// Empties the index of the shop's SKUs.
    async fn shop_skus_clear(&mut self, shop: &str) -> Result<()>;
    /// Adds to the index of the shop's SKUs (empty SKUs are left out by the caller).
    async fn shop_skus_add(&mut self, shop: &str, entries: &[ShopSku]) -> Result<()>;
    /// Entries of the index with one of these SKUs, exactly, in order of (sku, uid, superkey).
    async fn shop_skus(&mut self, shop: &str, skus: &[String]) -> Result<Vec<ShopSku>>;
}
