//! Orders.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::{
    money::Money,
    orders::{details::Details, order::ShopState, wishes::Wishes},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sqlx::Row as _;

use super::{Row, Transaction, bulk::of_shop, order_search::found_by};
use crate::{
    Result,
    convert::{instant, instant_if, json, ms, parse, text},
    orders::{Behind, OrderEvent, OrderRow, Orders, PartRow, Planned, Told, Wanted, Whole},
};

const TABLE: &str = "orders";

/// What an order's row remembers beside what is looked for.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Memory {
    products: BTreeMap<String, String>,
    wishes: Wishes,
    told: Option<Told>,
    lines_changed: Option<(Timestamp, Vec<String>)>,
}

pub(super) fn read(row: &Row) -> Result<OrderRow> {
    let memory: Memory = parse(TABLE, row.try_get("memory")?)?;
    let at_if = |column| instant_if(TABLE, row.try_get(column)?);
    Ok(OrderRow {
        id: row.try_get("id")?,
        state: ShopState(row.try_get("state")?),
        ordered_at: instant(TABLE, row.try_get("ordered_at")?)?,
        total: Money(row.try_get("total")?),
        seen_at: instant(TABLE, row.try_get("seen_at")?)?,
        read_at: at_if("read_at")?,
        ended_at: at_if("ended_at")?,
        details: parse_if(row.try_get("details")?)?,
        resolved: parse(TABLE, row.try_get("resolved")?)?,
        basis: parse_if(row.try_get("basis")?)?,
        explanation: parse_if(row.try_get("explanation")?)?,
        stage: parse(TABLE, row.try_get("stage")?)?,
        stage_at: instant(TABLE, row.try_get("stage_at")?)?,
        products: memory.products,
        wishes: memory.wishes,
        told: memory.told,
        lines_changed: memory.lines_changed,
        ignored: row.try_get("ignored")?,
        set_aside: row.try_get::<i64, _>("set_aside")? != 0,
        open: row.try_get::<i64, _>("is_open")? != 0,
    })
}

fn parse_if<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>> {
    text.map(|text| parse(TABLE, &text)).transpose()
}

fn json_if<T: Serialize>(value: Option<&T>) -> Result<Option<String>> {
    value.map(|value| json(TABLE, value)).transpose()
}

#[async_trait]
impl Orders for Transaction {
    async fn order_put(&mut self, shop: &str, order: &OrderRow) -> Result<()> {
        let memory = Memory {
            products: order.products.clone(),
            wishes: order.wishes.clone(),
            told: order.told,
            lines_changed: order.lines_changed.clone(),
        };
        let details = order.details.as_ref();
        sqlx::query(
            "INSERT INTO orders (shop, id, state, ordered_at, total, seen_at, read_at, ended_at,
                 details, resolved, basis, explanation, stage, stage_word, stage_at, memory, ignored,
                 set_aside, is_open, words, has_buyer)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 $18, $19, $20, $21)
             ON CONFLICT (shop, id) DO UPDATE SET state = excluded.state,
                 ordered_at = excluded.ordered_at, total = excluded.total,
                 read_at = excluded.read_at, ended_at = excluded.ended_at,
                 details = excluded.details, resolved = excluded.resolved, basis = excluded.basis,
                 explanation = excluded.explanation, stage = excluded.stage,
                 stage_word = excluded.stage_word, stage_at = excluded.stage_at,
                 memory = excluded.memory, ignored = excluded.ignored, set_aside = excluded.set_aside,
                 is_open = excluded.is_open, words = excluded.words,
                 has_buyer = excluded.has_buyer",
        )
        .bind(shop)
        .bind(text(&order.id))
        .bind(order.state.0)
        .bind(ms(order.ordered_at))
        .bind(order.total.0)
        .bind(ms(order.seen_at))
        .bind(order.read_at.map(ms))
        .bind(order.ended_at.map(ms))
        .bind(json_if(order.details.as_ref())?)
        .bind(json(TABLE, &order.resolved)?)
        .bind(json_if(order.basis.as_ref())?)
        .bind(json_if(order.explanation.as_ref())?)
        .bind(json(TABLE, &order.stage)?)
        .bind(order.stage.word())
        .bind(ms(order.stage_at))
        .bind(json(TABLE, &memory)?)
        .bind(order.ignored.as_deref().map(text))
        .bind(i64::from(order.set_aside))
        .bind(i64::from(order.open))
        .bind(text(&found_by(order)))
        .bind(i64::from(details.is_some_and(Details::names_buyer)))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn order(&mut self, shop: &str, order: &str) -> Result<Option<Whole>> {
        let row = sqlx::query(
            "SELECT id, state, ordered_at, total, seen_at, read_at, ended_at, details, resolved,
                 basis, explanation, stage, stage_at, memory, ignored, set_aside, is_open
             FROM orders WHERE shop = $1 AND id = $2",
        )
        .bind(shop)
        .bind(text(order))
        .fetch_optional(self.db())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let order = read(&row)?;
        let parts = self.parts_of(shop, &order.id).await?;
        Ok(Some(Whole { order, parts }))
    }

    async fn orders_known(&mut self, shop: &str, orders: &[String]) -> Result<Vec<String>> {
        let head = || of_shop("SELECT id FROM orders WHERE shop = ", shop, " AND id IN ");
        let rows = self.fetch_in(head, orders, "").await?;
        let known = rows.iter().map(|row| Ok(row.try_get("id")?));
        let known: BTreeSet<String> = known.collect::<Result<_>>()?;
        // By the id asked for: the stored one may have lost a NUL.
        let asked = orders.iter().filter(|id| known.contains(&*text(id)));
        Ok(asked.cloned().collect())
    }

    async fn orders_open(&mut self, shop: &str) -> Result<Vec<OrderRow>> {
        let rows = sqlx::query(
            "SELECT id, state, ordered_at, total, seen_at, read_at, ended_at, details, resolved,
                 basis, explanation, stage, stage_at, memory, ignored, set_aside, is_open
             FROM orders WHERE shop = $1 AND is_open = 1 ORDER BY ordered_at, id",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn orders_open_whole(&mut self, shop: &str) -> Result<Vec<Whole>> {
        let orders = self.orders_open(shop).await?;
        let mut parts = self.parts_of_open(shop).await?;
        Ok(orders
            .into_iter()
            .map(|order| {
                let parts = parts.remove(&order.id).unwrap_or_default();
                Whole { order, parts }
            })
            .collect())
    }

    async fn orders_newest(&mut self, shop: &str) -> Result<Option<Timestamp>> {
        let newest: Option<i64> = sqlx::query_scalar(
            "SELECT ordered_at FROM orders WHERE shop = $1
             ORDER BY ordered_at DESC, id DESC LIMIT 1",
        )
        .bind(shop)
        .fetch_optional(self.db())
        .await?;
        instant_if(TABLE, newest)
    }

    async fn orders_page(
        &mut self,
        shop: &str,
        stage: Option<&str>,
        behind: Option<&Behind>,
        limit: i64,
    ) -> Result<Vec<Whole>> {
        let wanted = Wanted {
            stage: stage.map(str::to_owned),
            ..Wanted::default()
        };
        self.orders_found(shop, &wanted, behind, limit).await
    }

    async fn orders_found(
        &mut self,
        shop: &str,
        wanted: &Wanted,
        behind: Option<&Behind>,
        limit: i64,
    ) -> Result<Vec<Whole>> {
        let rows = self.find_orders(shop, wanted, behind, limit).await?;
        let orders = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        let ids: Vec<String> = orders.iter().map(|order| order.id.clone()).collect();
        let mut parts = self.parts_of_all(shop, &ids).await?;
        let whole = |order: OrderRow| {
            let parts = parts.remove(&order.id).unwrap_or_default();
            Whole { order, parts }
        };
        Ok(orders.into_iter().map(whole).collect())
    }

    async fn orders_planned(
        &mut self,
        shop: &str,
        since: Timestamp,
        limit: i64,
    ) -> Result<Vec<Planned>> {
        let rows = sqlx::query(
            "SELECT resolved, explanation, memory FROM orders
             WHERE shop = $1 AND ordered_at >= $2 AND explanation IS NOT NULL
             ORDER BY ordered_at DESC, id DESC LIMIT $3",
        )
        .bind(shop)
        .bind(ms(since))
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        let planned = |row: &Row| {
            let memory: Memory = parse(TABLE, row.try_get("memory")?)?;
            Ok(Planned {
                explanation: parse(TABLE, row.try_get("explanation")?)?,
                resolved: parse(TABLE, row.try_get("resolved")?)?,
                wishes: memory.wishes,
            })
        };
        rows.iter().map(planned).collect()
    }

    async fn orders_counted(&mut self, shop: &str) -> Result<Vec<(String, i64)>> {
        let rows = sqlx::query(
            "SELECT stage_word, COUNT(*) AS times FROM orders WHERE shop = $1
             GROUP BY stage_word ORDER BY stage_word",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let count = |row: &Row| Ok((row.try_get("stage_word")?, row.try_get("times")?));
        rows.iter().map(count).collect()
    }

    async fn part_put(&mut self, shop: &str, order: &str, part: &PartRow) -> Result<()> {
        self.put_part(shop, order, part).await
    }

    async fn parts_counting(
        &mut self,
        shop: &str,
        since: Timestamp,
    ) -> Result<Vec<(String, PartRow)>> {
        self.find_counting(shop, since).await
    }

    async fn order_event(&mut self, shop: &str, order: &str, event: &OrderEvent) -> Result<()> {
        let id = self.numbers(shop, "order events", 1).await?;
        sqlx::query(
            "INSERT INTO order_events (shop, order_id, id, noted_at, what, detail)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(shop)
        .bind(text(order))
        .bind(id)
        .bind(ms(event.at))
        .bind(text(&event.what))
        .bind(text(&event.detail))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn order_events(&mut self, shop: &str, order: &str) -> Result<Vec<OrderEvent>> {
        let rows = sqlx::query(
            "SELECT noted_at, what, detail FROM order_events
             WHERE shop = $1 AND order_id = $2 ORDER BY id",
        )
        .bind(shop)
        .bind(text(order))
        .fetch_all(self.db())
        .await?;
        let event = |row: &Row| {
            Ok(OrderEvent {
                at: instant("order_events", row.try_get("noted_at")?)?,
                what: row.try_get("what")?,
                detail: row.try_get("detail")?,
            })
        };
        rows.iter().map(event).collect()
    }
}
