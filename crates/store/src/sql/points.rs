//! Sales points.

use async_trait::async_trait;
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{pieces, text},
    points::{Points, SalesPoint},
};

fn read(row: &Row) -> Result<SalesPoint> {
    Ok(SalesPoint {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        place: row.try_get("place")?,
        position: row.try_get("position")?,
        enabled: row.try_get::<i64, _>("enabled")? != 0,
        counts: row.try_get::<i64, _>("counts")? != 0,
        receives: row.try_get::<i64, _>("receives")? != 0,
        reserve: pieces("points", row.try_get("reserve")?)?,
        gone: row.try_get::<i64, _>("gone")? != 0,
    })
}

#[async_trait]
impl Points for Transaction {
    async fn points(&mut self, shop: &str) -> Result<Vec<SalesPoint>> {
        let rows = sqlx::query(
            "SELECT id, name, place, position, enabled, counts, receives, reserve, gone
             FROM points WHERE shop = $1 ORDER BY position, id",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn point_put(&mut self, shop: &str, point: &SalesPoint) -> Result<()> {
        sqlx::query(
            "INSERT INTO points (shop, id, name, place, position, enabled, counts, receives, reserve, gone)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, place = excluded.place,
                 position = excluded.position, enabled = excluded.enabled, counts = excluded.counts,
                 receives = excluded.receives, reserve = excluded.reserve, gone = excluded.gone",
        )
        .bind(shop)
        .bind(point.id)
        .bind(text(&point.name))
        .bind(text(&point.place))
        .bind(point.position)
        .bind(i64::from(point.enabled))
        .bind(i64::from(point.counts))
        .bind(i64::from(point.receives))
        .bind(i64::from(point.reserve))
        .bind(i64::from(point.gone))
        .execute(self.db())
        .await?;
        Ok(())
    }
}
