//! Parts of orders.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::orders::{
    amounts::PartAmounts,
    free::{Reading, Seen},
};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop};
use crate::{
    Result,
    convert::{json, ms, parse, text},
    orders::{Attempt, PartRow},
};

const TABLE: &str = "order_parts";

/// What a part's row remembers beside the part.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Memory {
    amounts: PartAmounts,
    till_id: Option<String>,
    attempts: Vec<Attempt>,
    refusal: String,
    next_at: Option<Timestamp>,
    rejection: String,
    differs: bool,
    before: Vec<(String, Reading)>,
    looked_at: Option<Timestamp>,
}

fn read(row: &Row) -> Result<PartRow> {
    let memory: Memory = parse(TABLE, row.try_get("memory")?)?;
    Ok(PartRow {
        part: parse(TABLE, row.try_get("part")?)?,
        amounts: memory.amounts,
        till_id: memory.till_id,
        attempts: memory.attempts,
        refusal: memory.refusal,
        next_at: memory.next_at,
        rejection: memory.rejection,
        differs: memory.differs,
        before: memory.before,
        looked_at: memory.looked_at,
    })
}

impl Transaction {
    pub(super) async fn parts_of(&mut self, shop: &str, order: &str) -> Result<Vec<PartRow>> {
        let rows = sqlx::query(
            "SELECT part, memory FROM order_parts WHERE shop = $1 AND order_id = $2
             ORDER BY number",
        )
        .bind(shop)
        .bind(text(order))
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    /// The parts of these orders, by order, in the order of their numbers.
    pub(super) async fn parts_of_all(
        &mut self,
        shop: &str,
        orders: &[String],
    ) -> Result<BTreeMap<String, Vec<PartRow>>> {
        let head = || {
            let head = "SELECT order_id, part, memory FROM order_parts WHERE shop = ";
            of_shop(head, shop, " AND order_id IN ")
        };
        let rows = self
            .fetch_in(head, orders, " ORDER BY order_id, number")
            .await?;
        let mut parts: BTreeMap<String, Vec<PartRow>> = BTreeMap::new();
        for row in &rows {
            let order = row.try_get("order_id")?;
            parts.entry(order).or_default().push(read(row)?);
        }
        Ok(parts)
    }

    /// The parts of all open orders, by order. The join names the open orders first and stays so: there
    /// are few of them, and many parts.
    pub(super) async fn parts_of_open(
        &mut self,
        shop: &str,
    ) -> Result<BTreeMap<String, Vec<PartRow>>> {
        let rows = sqlx::query(
            "SELECT p.order_id, p.part, p.memory
             FROM orders o
             CROSS JOIN order_parts p
             WHERE o.shop = $1 AND o.is_open = 1 AND p.shop = $1 AND p.order_id = o.id",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let mut parts: BTreeMap<String, Vec<PartRow>> = BTreeMap::new();
        for row in &rows {
            let order = row.try_get("order_id")?;
            parts.entry(order).or_default().push(read(row)?);
        }
        for rows in parts.values_mut() {
            rows.sort_by_key(|row| row.part.number);
        }
        Ok(parts)
    }

    pub(super) async fn put_part(&mut self, shop: &str, order: &str, row: &PartRow) -> Result<()> {
        let (is_open, closed_at) = match row.part.seen() {
            None => (false, None),
            Some(Seen::Unconfirmed | Seen::Confirmed(_)) => (true, None),
            Some(Seen::Closed(at)) => (false, Some(at)),
        };
        let memory = Memory {
            amounts: row.amounts.clone(),
            till_id: row.till_id.clone(),
            attempts: row.attempts.clone(),
            refusal: row.refusal.clone(),
            next_at: row.next_at,
            rejection: row.rejection.clone(),
            differs: row.differs,
            before: row.before.clone(),
            looked_at: row.looked_at,
        };
        sqlx::query(
            "INSERT INTO order_parts (shop, order_id, number, part, memory, is_open, closed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (shop, order_id, number) DO UPDATE SET part = excluded.part,
                 memory = excluded.memory, is_open = excluded.is_open,
                 closed_at = excluded.closed_at",
        )
        .bind(shop)
        .bind(text(order))
        .bind(i64::from(row.part.number))
        .bind(json(TABLE, &row.part)?)
        .bind(json(TABLE, &memory)?)
        .bind(i64::from(is_open))
        .bind(closed_at.map(ms))
        .execute(self.db())
        .await?;
        Ok(())
    }

    pub(super) async fn find_counting(
        &mut self,
        shop: &str,
        since: Timestamp,
    ) -> Result<Vec<(String, PartRow)>> {
        let rows = sqlx::query(
            "SELECT order_id, part, memory FROM order_parts WHERE shop = $1 AND is_open = 1
             UNION ALL
             SELECT order_id, part, memory FROM order_parts
             WHERE shop = $1 AND closed_at IS NOT NULL AND closed_at >= $2",
        )
        .bind(shop)
        .bind(ms(since))
        .fetch_all(self.db())
        .await?;
        let with_order = |row: &Row| Ok((row.try_get("order_id")?, read(row)?));
        rows.iter().map(with_order).collect()
    }
}
