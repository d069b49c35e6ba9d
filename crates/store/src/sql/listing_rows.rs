//! A listing is a row with a row for each of its variants.

use std::collections::BTreeMap;

use ponte_domain::listing::{ListedVariant, Listing};
use ponte_domain::money::Money;
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop};
use crate::{
    Result,
    convert::{json, parse, text},
    products::ListedAs,
};

/// Up to the shop.
pub(super) const SELECT: &str = "SELECT product, uid, sku, visible, link_only, written, kept
     FROM listings WHERE shop = ";

const TABLE: &str = "listings";
const VARIANTS: &str = "listed_variants";

fn read_listing(row: &Row) -> Result<Listing> {
    Ok(Listing {
        product: row.try_get("product")?,
        uid: row.try_get("uid")?,
        sku: row.try_get("sku")?,
        written: parse(TABLE, row.try_get("written")?)?,
        kept: parse(TABLE, row.try_get("kept")?)?,
        visible: row.try_get::<i64, _>("visible")? != 0,
        variants: Vec::new(),
        link_only: row.try_get::<i64, _>("link_only")? != 0,
    })
}

fn read_variant(row: &Row) -> Result<ListedVariant> {
    Ok(ListedVariant {
        variant: row.try_get("variant")?,
        uid: row.try_get("uid")?,
        superkey: row.try_get("superkey")?,
        values: parse(VARIANTS, row.try_get("option_values")?)?,
        sku: row.try_get("sku")?,
        price: Money(row.try_get("price")?),
        gone: row.try_get::<i64, _>("gone")? != 0,
    })
}

impl Transaction {
    /// Listings from their rows, in that order, with their variants.
    pub(super) async fn with_variants(&mut self, shop: &str, rows: &[Row]) -> Result<Vec<Listing>> {
        let mut listings = rows.iter().map(read_listing).collect::<Result<Vec<_>>>()?;
        let products: Vec<String> = listings.iter().map(|it| it.product.clone()).collect();
        let start = || {
            of_shop(
                "SELECT product, variant, uid, superkey, option_values, sku, price, gone
                 FROM listed_variants WHERE shop = ",
                shop,
                " AND product IN ",
            )
        };
        let rows = self
            .fetch_in(start, &products, " ORDER BY product, ordinal")
            .await?;
        let mut variants: BTreeMap<String, Vec<ListedVariant>> = BTreeMap::new();
        for row in &rows {
            let product = row.try_get("product")?;
            variants
                .entry(product)
                .or_default()
                .push(read_variant(row)?);
        }
        for listing in &mut listings {
            listing.variants = variants.remove(&listing.product).unwrap_or_default();
        }
        Ok(listings)
    }

    /// Insert or replace by product.
    pub(super) async fn put_listing(&mut self, shop: &str, listing: &Listing) -> Result<()> {
        sqlx::query(
            "INSERT INTO listings (shop, product, uid, sku, visible, link_only, written, kept)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (shop, product) DO UPDATE SET uid = excluded.uid, sku = excluded.sku,
                 visible = excluded.visible, link_only = excluded.link_only,
                 written = excluded.written, kept = excluded.kept",
        )
        .bind(shop)
        .bind(text(&listing.product))
        .bind(listing.uid)
        .bind(text(&listing.sku))
        .bind(i64::from(listing.visible))
        .bind(i64::from(listing.link_only))
        .bind(json(TABLE, &listing.written)?)
        .bind(json(TABLE, &listing.kept)?)
        .execute(self.db())
        .await?;
        let listed = ListedAs::of(Some(listing));
        self.product_listed(shop, &listing.product, listed).await?;
        sqlx::query("DELETE FROM listed_variants WHERE shop = $1 AND product = $2")
            .bind(shop)
            .bind(text(&listing.product))
            .execute(self.db())
            .await?;
        let mut rows = Vec::with_capacity(listing.variants.len());
        for (ordinal, variant) in (0_i64..).zip(&listing.variants) {
            rows.push((ordinal, variant, json(VARIANTS, &variant.values)?));
        }
        self.insert_all(
            "INSERT INTO listed_variants (shop, product, ordinal, variant, uid, superkey,
                 option_values, sku, price, gone) ",
            10,
            &rows,
            "",
            |columns, (ordinal, variant, values)| {
                columns
                    .push_bind(shop)
                    .push_bind(text(&listing.product))
                    .push_bind(*ordinal)
                    .push_bind(text(&variant.variant))
                    .push_bind(variant.uid)
                    .push_bind(text(&variant.superkey))
                    .push_bind(values)
                    .push_bind(text(&variant.sku))
                    .push_bind(variant.price.0)
                    .push_bind(i64::from(variant.gone));
            },
        )
        .await
    }
}
