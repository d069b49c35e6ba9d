//! Levels, and what points withhold.

use std::{borrow::Cow, collections::BTreeMap};

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    orders::withheld::Withheld,
    till::{ProductId, SalesPointId, VariantId},
};
use sqlx::Row as _;

use super::{
    Row, Transaction,
    bulk::{keys, of_shop},
    level_rows,
};
use crate::{
    Result,
    convert::{instant_if, json, ms, parse, pieces, text},
    levels::{Ages, Level, Levels, WithheldRow},
};

const TABLE: &str = "levels";

/// Most characters of a variant's id that is kept: a longer one is nobody's, and would not fit the
/// index.
const LONGEST_ID: usize = 200;

fn fits(variant: &str) -> bool {
    variant.chars().count() <= LONGEST_ID
}

fn read_withheld(row: &Row) -> Result<WithheldRow> {
    let content: Withheld = parse("withheld", row.try_get("content")?)?;
    Ok(WithheldRow {
        point: row.try_get("point")?,
        variant: row.try_get("variant")?,
        order: row.try_get("order_id")?,
        number: pieces("withheld", row.try_get("number")?)?,
        withheld: content,
    })
}

#[async_trait]
impl Levels for Transaction {
    async fn levels_put(&mut self, shop: &str, levels: &[Level]) -> Result<()> {
        // The till's pages are not stable: a level may be told twice. The newest reading counts, of
        // two of one moment the last. Sorted, so that two who write the same rows never wait crosswise.
        let mut newest: BTreeMap<(Cow<'_, str>, i64), &Level> = BTreeMap::new();
        for level in levels.iter().filter(|level| fits(&level.variant)) {
            let kept = newest.entry((text(&level.variant), level.point));
            let kept = kept.or_insert(level);
            if kept.level.known.began() <= level.level.known.began() {
                *kept = level;
            }
        }
        let newest: Vec<&Level> = newest.into_values().collect();
        self.put_levels(shop, &newest).await
    }

    async fn levels(&mut self, shop: &str, variants: &[String]) -> Result<Vec<Level>> {
        let head = || {
            of_shop(
                "SELECT variant, point, standing, quantity, outgoing, began_at, unread_at, absent_at
                 FROM levels WHERE shop = ",
                shop,
                " AND variant IN ",
            )
        };
        let rows = self
            .fetch_in(head, &keys(variants), " ORDER BY variant, point")
            .await?;
        rows.iter().map(level_rows::read).collect()
    }

    async fn levels_ages(&mut self, shop: &str) -> Result<Vec<Ages>> {
        let rows = sqlx::query(
            "SELECT point, COUNT(*) AS levels, COUNT(unread_at) AS unread, MIN(began_at) AS oldest,
                 MIN(unread_at) AS unread_since
             FROM levels WHERE shop = $1 GROUP BY point ORDER BY point",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let ages = |row: &Row| {
            Ok(Ages {
                point: row.try_get("point")?,
                levels: row.try_get("levels")?,
                unread: row.try_get("unread")?,
                oldest: instant_if(TABLE, row.try_get("oldest")?)?,
                unread_since: instant_if(TABLE, row.try_get("unread_since")?)?,
            })
        };
        rows.iter().map(ages).collect()
    }

    async fn levels_read(
        &mut self,
        shop: &str,
        point: SalesPointId,
        products: &[ProductId],
    ) -> Result<Vec<(ProductId, Option<Timestamp>)>> {
        // The join names the listings first and stays so: few products are asked for. A variant that is
        // gone from the till is read no more.
        let head = || {
            let mut query = of_shop(
                "SELECT v.product, COUNT(*) AS levels, COUNT(l.began_at) AS ever_read,
                     MIN(l.began_at) AS oldest
                 FROM listed_variants v
                 CROSS JOIN levels l
                 WHERE v.gone = 0 AND l.shop = v.shop AND l.variant = v.variant AND v.shop = ",
                shop,
                " AND l.point = ",
            );
            query.push_bind(point).push(" AND v.product IN ");
            query
        };
        let rows = self
            .fetch_in(
                head,
                &keys(products),
                " GROUP BY v.product ORDER BY v.product",
            )
            .await?;
        let read = |row: &Row| {
            let all: bool =
                row.try_get::<i64, _>("levels")? == row.try_get::<i64, _>("ever_read")?;
            let oldest = instant_if(TABLE, row.try_get("oldest")?)?;
            Ok((row.try_get("product")?, oldest.filter(|_| all)))
        };
        rows.iter().map(read).collect()
    }

    async fn levels_before(
        &mut self,
        shop: &str,
        point: SalesPointId,
        before: Timestamp,
        after: &str,
        limit: i64,
    ) -> Result<Vec<VariantId>> {
        Ok(sqlx::query_scalar(
            "SELECT DISTINCT v.variant FROM listed_variants v
             LEFT JOIN levels l ON l.shop = v.shop AND l.variant = v.variant AND l.point = $2
             WHERE v.shop = $1 AND v.gone = 0 AND v.variant > $3
                 AND (l.began_at IS NULL OR l.began_at < $4)
             ORDER BY v.variant LIMIT $5",
        )
        .bind(shop)
        .bind(point)
        .bind(text(after))
        .bind(ms(before))
        .bind(limit)
        .fetch_all(self.db())
        .await?)
    }

    async fn levels_wanted(&mut self, shop: &str) -> Result<i64> {
        Ok(
            sqlx::query_scalar("SELECT COUNT(*) FROM listed_variants WHERE shop = $1 AND gone = 0")
                .bind(shop)
                .fetch_one(self.db())
                .await?,
        )
    }

    async fn levels_forget(&mut self, shop: &str, before: Timestamp) -> Result<()> {
        sqlx::query(
            "DELETE FROM levels WHERE shop = $1 AND (began_at IS NULL OR began_at < $2)
                 AND NOT EXISTS (
                     SELECT 1 FROM listed_variants v
                     WHERE v.shop = levels.shop AND v.variant = levels.variant AND v.gone = 0
                 )",
        )
        .bind(shop)
        .bind(ms(before))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn withheld_put(&mut self, shop: &str, row: &WithheldRow) -> Result<()> {
        if !fits(&row.variant) {
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO withheld (shop, point, variant, order_id, number, content)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (shop, point, variant, order_id, number)
                 DO UPDATE SET content = excluded.content",
        )
        .bind(shop)
        .bind(row.point)
        .bind(text(&row.variant))
        .bind(text(&row.order))
        .bind(i64::from(row.number))
        .bind(json("withheld", &row.withheld)?)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn withheld_end(&mut self, shop: &str, row: &WithheldRow) -> Result<()> {
        sqlx::query(
            "DELETE FROM withheld
             WHERE shop = $1 AND point = $2 AND variant = $3 AND order_id = $4 AND number = $5",
        )
        .bind(shop)
        .bind(row.point)
        .bind(text(&row.variant))
        .bind(text(&row.order))
        .bind(i64::from(row.number))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn withheld(&mut self, shop: &str) -> Result<Vec<WithheldRow>> {
        let rows = sqlx::query(
            "SELECT point, variant, order_id, number, content FROM withheld WHERE shop = $1
             ORDER BY point, variant, order_id, number",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read_withheld).collect()
    }
}
