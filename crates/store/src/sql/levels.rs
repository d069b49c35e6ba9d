//! Levels, and what points withhold.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
};

use async_trait::async_trait;
use ponte_domain::orders::{free::Reading, withheld::Withheld};
use rust_decimal::Decimal;
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop};
use crate::{
    Result, StoreError,
    convert::{instant, json, ms, parse, text},
    levels::{Level, Levels, WithheldRow},
};

const TABLE: &str = "levels";

fn unreadable(table: &'static str, what: impl Display) -> StoreError {
    let source = serde::de::Error::custom(format_args!("{what} is no figure"));
    StoreError::Unreadable { table, source }
}

fn figure(text: &str) -> Result<Decimal> {
    text.parse().map_err(|_| unreadable(TABLE, text))
}

fn read(row: &Row) -> Result<Level> {
    Ok(Level {
        point: row.try_get("point")?,
        variant: row.try_get("variant")?,
        managed: row.try_get::<i64, _>("managed")? != 0,
        reading: Reading {
            quantity: figure(row.try_get("quantity")?)?,
            outgoing: figure(row.try_get("outgoing")?)?,
            began: instant(TABLE, row.try_get("began_at")?)?,
        },
    })
}

fn read_withheld(row: &Row) -> Result<WithheldRow> {
    let content: Withheld = parse("withheld", row.try_get("content")?)?;
    let number: i64 = row.try_get("number")?;
    Ok(WithheldRow {
        point: row.try_get("point")?,
        variant: row.try_get("variant")?,
        order: row.try_get("order_id")?,
        number: u32::try_from(number).map_err(|_| unreadable("withheld", number))?,
        withheld: content,
    })
}

#[async_trait]
impl Levels for Transaction {
    async fn levels_put(&mut self, shop: &str, levels: &[Level]) -> Result<()> {
        // The till's pages are not stable: a level may be told twice. The newest reading counts, of
        // two of one moment the last. Sorted, so that two who write the same rows never wait crosswise.
        let mut newest: BTreeMap<(Cow<'_, str>, i64), &Level> = BTreeMap::new();
        for level in levels {
            let kept = newest.entry((text(&level.variant), level.point));
            let kept = kept.or_insert(level);
            if kept.reading.began <= level.reading.began {
                *kept = level;
            }
        }
        let newest: Vec<&Level> = newest.into_values().collect();
        self.insert_all(
            "INSERT INTO levels (shop, variant, point, managed, quantity, outgoing, began_at) ",
            7,
            &newest,
            " ON CONFLICT (shop, variant, point) DO UPDATE SET managed = excluded.managed,
                 quantity = excluded.quantity, outgoing = excluded.outgoing,
                 began_at = excluded.began_at
             WHERE levels.began_at <= excluded.began_at",
            |values, level| {
                values
                    .push_bind(shop)
                    .push_bind(text(&level.variant))
                    .push_bind(level.point)
                    .push_bind(i64::from(level.managed))
                    .push_bind(level.reading.quantity.to_string())
                    .push_bind(level.reading.outgoing.to_string())
                    .push_bind(ms(level.reading.began));
            },
        )
        .await
    }

    async fn levels(&mut self, shop: &str, variants: &[String]) -> Result<Vec<Level>> {
        // Chunks of keys in order give rows in order.
        let variants: BTreeSet<Cow<'_, str>> = variants.iter().map(|id| text(id)).collect();
        let variants: Vec<String> = variants.into_iter().map(Cow::into_owned).collect();
        let head = || {
            of_shop(
                "SELECT variant, point, managed, quantity, outgoing, began_at
                 FROM levels WHERE shop = ",
                shop,
                " AND variant IN ",
            )
        };
        let rows = self
            .fetch_in(head, &variants, " ORDER BY variant, point")
            .await?;
        rows.iter().map(read).collect()
    }

    async fn withheld_put(&mut self, shop: &str, row: &WithheldRow) -> Result<()> {
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
