//! Keeping what was read from the till: products with their codes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::{code, till::TillProduct};
use sqlx::Row as _;

use super::{Transaction, bulk::of_shop};
use crate::{
    Result,
    convert::{json, ms, text},
};

struct ProductRow<'a> {
    product: &'a TillProduct,
    last_update: Option<i64>,
    place: i64,
    body: String,
}

struct CodeRow {
    code: String,
    product: String,
    variant: String,
}

impl Transaction {
    pub(super) async fn keep_products(
        &mut self,
        shop: &str,
        pass: i64,
        products: &[(TillProduct, Option<Timestamp>)],
    ) -> Result<()> {
        // The till's pages are not stable: a product may stand on one twice. The last one counts.
        let newest: BTreeMap<&str, &(TillProduct, Option<Timestamp>)> =
            products.iter().map(|entry| (&*entry.0.id, entry)).collect();
        let mut known: BTreeMap<String, i64> = self.places(shop, newest.keys().copied()).await?;
        self.give_places(shop, products, &mut known).await?;
        let mut rows = Vec::with_capacity(newest.len());
        let mut codes = Vec::new();
        for (product, last_update) in newest.values() {
            rows.push(ProductRow {
                product,
                last_update: last_update.map(ms),
                place: known.get(&*text(&product.id)).copied().unwrap_or_default(),
                body: json("mirror", product)?,
            });
            // A code that the shop refuses for its length clashes with none.
            let fit = code::codes(product).into_iter();
            codes.extend(
                fit.filter(|(code, _)| !code::too_long(code))
                    .map(|(code, variant)| CodeRow {
                        code,
                        product: product.id.clone(),
                        variant,
                    }),
            );
        }
        self.put_products(shop, pass, &rows).await?;
        self.put_codes(shop, &rows, &codes).await
    }

    /// Places of the products that have one.
    async fn places(
        &mut self,
        shop: &str,
        ids: impl Iterator<Item = &str> + Send,
    ) -> Result<BTreeMap<String, i64>> {
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        let start = || {
            of_shop(
                "SELECT product, place FROM mirror WHERE shop = ",
                shop,
                " AND product IN ",
            )
        };
        let rows = self.fetch_in(start, &ids, "").await?;
        rows.iter()
            .map(|row| Ok((row.try_get("product")?, row.try_get("place")?)))
            .collect()
    }

    /// Gives a place to each product that has none, in the order in which they were read.
    async fn give_places(
        &mut self,
        shop: &str,
        products: &[(TillProduct, Option<Timestamp>)],
        known: &mut BTreeMap<String, i64>,
    ) -> Result<()> {
        let mut new: Vec<String> = Vec::new();
        for (product, _) in products {
            let id = text(&product.id).into_owned();
            if !known.contains_key(&id) {
                known.insert(id.clone(), 0);
                new.push(id);
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(new.len()).expect("a page is counted in an i64");
        let first = self.numbers(shop, "places", count).await?;
        known.extend(new.into_iter().zip(first..));
        Ok(())
    }

    async fn put_products(&mut self, shop: &str, pass: i64, rows: &[ProductRow<'_>]) -> Result<()> {
        self.insert_all(
            "INSERT INTO mirror (shop, product, place, pass, missing, ecommerce, last_update, body) ",
            8,
            rows,
            " ON CONFLICT (shop, product) DO UPDATE SET pass = excluded.pass, missing = 0,
                 ecommerce = excluded.ecommerce, last_update = excluded.last_update,
                 body = excluded.body",
            |values, row| {
                values
                    .push_bind(shop)
                    .push_bind(text(&row.product.id))
                    .push_bind(row.place)
                    .push_bind(pass)
                    .push_bind(0_i64)
                    .push_bind(i64::from(row.product.ecommerce))
                    .push_bind(row.last_update)
                    .push_bind(&row.body);
            },
        )
        .await
    }

    async fn put_codes(
        &mut self,
        shop: &str,
        products: &[ProductRow<'_>],
        codes: &[CodeRow],
    ) -> Result<()> {
        let ids: Vec<String> = products.iter().map(|row| row.product.id.clone()).collect();
        let start = || {
            of_shop(
                "DELETE FROM mirror_codes WHERE shop = ",
                shop,
                " AND product IN ",
            )
        };
        self.execute_in(start, &ids).await?;
        self.insert_all(
            "INSERT INTO mirror_codes (shop, code, product, variant) ",
            4,
            codes,
            " ON CONFLICT (shop, code, product, variant) DO NOTHING",
            |values, row| {
                values
                    .push_bind(shop)
                    .push_bind(text(&row.code))
                    .push_bind(text(&row.product))
                    .push_bind(text(&row.variant));
            },
        )
        .await
    }
}
