//! The index of the SKUs that the shop has.

use std::collections::BTreeSet;

use ponte_domain::{adopt::ShopSku, code};
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop};
use crate::{Result, convert::text};

fn read(row: &Row) -> Result<ShopSku> {
    Ok(ShopSku {
        sku: row.try_get("sku")?,
        uid: row.try_get("uid")?,
        superkey: row.try_get("superkey")?,
        is_child: row.try_get::<i64, _>("is_child")? != 0,
    })
}

impl Transaction {
    pub(super) async fn add_shop_skus(&mut self, shop: &str, entries: &[ShopSku]) -> Result<()> {
        // What is longer than the shop itself takes can be nobody's SKU, and would not fit the
        // index.
        let fit: Vec<&ShopSku> = entries
            .iter()
            .filter(|entry| !code::too_long(&entry.sku))
            .collect();
        self.insert_all(
            "INSERT INTO shop_skus (shop, sku, uid, superkey, is_child) ",
            5,
            &fit,
            " ON CONFLICT (shop, sku, uid, superkey, is_child) DO NOTHING",
            |values, entry| {
                values
                    .push_bind(shop)
                    .push_bind(text(&entry.sku))
                    .push_bind(entry.uid)
                    .push_bind(text(&entry.superkey))
                    .push_bind(i64::from(entry.is_child));
            },
        )
        .await
    }

    pub(super) async fn find_shop_skus(
        &mut self,
        shop: &str,
        skus: &[String],
    ) -> Result<Vec<ShopSku>> {
        let skus: BTreeSet<&String> = skus.iter().filter(|sku| !sku.is_empty()).collect();
        let skus: Vec<String> = skus.into_iter().cloned().collect();
        let start = || {
            of_shop(
                "SELECT sku, uid, superkey, is_child FROM shop_skus WHERE shop = ",
                shop,
                " AND sku IN ",
            )
        };
        let rows = self
            .fetch_in(start, &skus, " ORDER BY sku, uid, superkey")
            .await?;
        rows.iter().map(read).collect()
    }
}
