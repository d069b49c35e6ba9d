//! Levels, and what points withhold.

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

fn figure(text: &str) -> Result<Decimal> {
    text.parse().map_err(|_| {
        let source = serde::de::Error::custom(format_args!("{text:?} is no figure"));
        StoreError::Unreadable {
            table: TABLE,
            source,
        }
    })
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
        number: u32::try_from(number).unwrap_or_default(),
        withheld: content,
    })
}

#[async_trait]
impl Levels for Transaction {
    async fn levels_put(&mut self, shop: &str, levels: &[Level]) -> Result<()> {
        self.insert_all(
            "INSERT INTO levels (shop, variant, point, managed, quantity, outgoing, began_at) ",
            7,
            levels,
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
        let head = || {
            of_shop(
                "SELECT variant, point, managed, quantity, outgoing, began_at
                 FROM levels WHERE shop = ",
                shop,
                " AND variant IN ",
            )
        };
        let rows = self
            .fetch_in(head, variants, " ORDER BY variant, point")
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
