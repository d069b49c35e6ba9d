//! The till's catalogue as last read.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::till::TillProduct;
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop};
use crate::{
    Result,
    convert::parse,
    mirror::{Mirror, Mirrored},
};

const TABLE: &str = "mirror";

fn read(row: &Row) -> Result<Mirrored> {
    Ok(Mirrored {
        place: row.try_get("place")?,
        product: parse(TABLE, row.try_get("body")?)?,
        pass: row.try_get("pass")?,
        missing: row.try_get::<i64, _>("missing")? != 0,
    })
}

#[async_trait]
impl Mirror for Transaction {
    async fn mirror_put(
        &mut self,
        shop: &str,
        pass: i64,
        products: &[(TillProduct, Option<Timestamp>)],
    ) -> Result<()> {
        self.keep_products(shop, pass, products).await
    }

    async fn mirror_page(&mut self, shop: &str, after: i64, limit: i64) -> Result<Vec<Mirrored>> {
        let rows = sqlx::query(
            "SELECT place, pass, missing, body
             FROM mirror WHERE shop = $1 AND place > $2 ORDER BY place LIMIT $3",
        )
        .bind(shop)
        .bind(after)
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn mirrored(&mut self, shop: &str, product: &str) -> Result<Option<Mirrored>> {
        let row = sqlx::query(
            "SELECT place, pass, missing, body
             FROM mirror WHERE shop = $1 AND product = $2",
        )
        .bind(shop)
        .bind(crate::convert::text(product))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn mirror_count(&mut self, shop: &str) -> Result<i64> {
        Ok(
            sqlx::query_scalar("SELECT COUNT(*) FROM mirror WHERE shop = $1 AND missing = 0")
                .bind(shop)
                .fetch_one(self.db())
                .await?,
        )
    }

    async fn mirror_unseen(
        &mut self,
        shop: &str,
        pass: i64,
        after: &str,
        limit: i64,
    ) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(
            "SELECT product FROM mirror
             WHERE shop = $1 AND product > $2 AND missing = 0 AND pass <> $3
             ORDER BY product LIMIT $4",
        )
        .bind(shop)
        .bind(after)
        .bind(pass)
        .bind(limit)
        .fetch_all(self.db())
        .await?)
    }

    async fn mirror_missing(&mut self, shop: &str, products: &[String]) -> Result<()> {
        let start = || {
            of_shop(
                "UPDATE mirror SET missing = 1 WHERE shop = ",
                shop,
                " AND product IN ",
            )
        };
        self.execute_in(start, products).await
    }

    async fn duplicate_codes(&mut self, shop: &str) -> Result<BTreeSet<String>> {
        // The inner query reads an index alone; the products are looked at for its few codes only.
        let codes: Vec<String> = sqlx::query_scalar(
            "SELECT c.code
             FROM (SELECT code FROM mirror_codes WHERE shop = $1 AND variant <> ''
                   GROUP BY code HAVING COUNT(*) > 1) twice
             JOIN mirror_codes c ON c.shop = $1 AND c.code = twice.code AND c.variant <> ''
             JOIN mirror m ON m.shop = $1 AND m.product = c.product
             WHERE m.missing = 0 AND m.ecommerce = 1
             GROUP BY c.code HAVING COUNT(*) > 1",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        Ok(codes.into_iter().collect())
    }

    async fn duplicates_among(&mut self, shop: &str, codes: &[String]) -> Result<BTreeSet<String>> {
        let head = || {
            of_shop(
                "SELECT c.code FROM mirror_codes c
                 JOIN mirror m ON m.shop = c.shop AND m.product = c.product
                 WHERE m.missing = 0 AND m.ecommerce = 1 AND c.variant <> '' AND c.shop = ",
                shop,
                " AND c.code IN ",
            )
        };
        let tail = " GROUP BY c.code HAVING COUNT(*) > 1";
        let rows = self.fetch_in(head, codes, tail).await?;
        rows.iter().map(|row| Ok(row.try_get("code")?)).collect()
    }

    async fn clashing_among(&mut self, shop: &str, codes: &[String]) -> Result<BTreeSet<String>> {
        let head = || {
            of_shop(
                "SELECT DISTINCT p.code
                 FROM mirror_codes p
                 JOIN mirror_codes c ON c.shop = p.shop AND c.code = p.code
                     AND (c.product <> p.product OR c.variant <> '')
                 JOIN mirror pm ON pm.shop = p.shop AND pm.product = p.product AND pm.missing = 0
                 JOIN mirror cm ON cm.shop = p.shop AND cm.product = c.product AND cm.missing = 0
                 WHERE p.variant = '' AND p.shop = ",
                shop,
                " AND p.code IN ",
            )
        };
        let rows = self.fetch_in(head, codes, "").await?;
        rows.iter().map(|row| Ok(row.try_get("code")?)).collect()
    }

    async fn variants_by_code(
        &mut self,
        shop: &str,
        codes: &[String],
    ) -> Result<Vec<(String, String, String)>> {
        let head = || {
            of_shop(
                "SELECT code, product, variant FROM mirror_codes WHERE shop = ",
                shop,
                " AND variant <> '' AND code IN ",
            )
        };
        let rows = self
            .fetch_in(head, codes, " ORDER BY code, product, variant")
            .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    row.try_get("code")?,
                    row.try_get("product")?,
                    row.try_get("variant")?,
                ))
            })
            .collect()
    }

    async fn clashing_parents(&mut self, shop: &str) -> Result<BTreeSet<String>> {
        let codes: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT p.code
             FROM mirror_codes p
             JOIN mirror_codes c ON c.shop = $1 AND c.code = p.code
                 AND (c.product <> p.product OR c.variant <> '')
             JOIN mirror pm ON pm.shop = $1 AND pm.product = p.product AND pm.missing = 0
             JOIN mirror cm ON cm.shop = $1 AND cm.product = c.product AND cm.missing = 0
             WHERE p.shop = $1 AND p.variant = ''",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        Ok(codes.into_iter().collect())
    }
}
