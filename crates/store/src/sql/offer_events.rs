//! The history of figures.

use jiff::Timestamp;
use ponte_domain::{
    code,
    stock::{
        change::Change,
        offer::Sum,
        write::{Listed, Write},
    },
};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{instant, json, ms, parse, text},
    offers::{Answer, OfferEvent},
};

const TABLE: &str = "offer_events";

/// What happened, beside when and to which SKU.
#[derive(Serialize, Deserialize)]
struct Content {
    listed: Listed,
    sum: Sum,
    changes: Vec<Change>,
    write: Option<(Write, Answer)>,
}

/// A line with what cannot be told without a mistake.
struct Line<'a> {
    id: i64,
    event: &'a OfferEvent,
    content: String,
}

fn read(row: &Row) -> Result<OfferEvent> {
    let content: Content = parse(TABLE, row.try_get("content")?)?;
    Ok(OfferEvent {
        sku: row.try_get("sku")?,
        at: instant(TABLE, row.try_get("noted_at")?)?,
        listed: content.listed,
        sum: content.sum,
        changes: content.changes,
        write: content.write,
    })
}

fn line(id: i64, event: &OfferEvent) -> Result<Line<'_>> {
    let content = Content {
        listed: event.listed,
        sum: event.sum.clone(),
        changes: event.changes.clone(),
        write: event.write,
    };
    Ok(Line {
        id,
        event,
        content: json(TABLE, &content)?,
    })
}

impl Transaction {
    pub(super) async fn add_offer_events(
        &mut self,
        shop: &str,
        events: &[OfferEvent],
    ) -> Result<()> {
        // What can be nobody's SKU has no history either.
        let fit = events.iter().filter(|event| !code::too_long(&event.sku));
        let fit: Vec<&OfferEvent> = fit.collect();
        if fit.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(fit.len()).expect("a pass is counted in an i64");
        let first = self.numbers(shop, "offer events", count).await?;
        let lines = (first..).zip(fit).map(|(id, event)| line(id, event));
        let lines = lines.collect::<Result<Vec<_>>>()?;
        self.insert_all(
            "INSERT INTO offer_events (shop, id, sku, noted_at, content) ",
            5,
            &lines,
            "",
            |values, line| {
                values
                    .push_bind(shop)
                    .push_bind(line.id)
                    .push_bind(text(&line.event.sku))
                    .push_bind(ms(line.event.at))
                    .push_bind(&line.content);
            },
        )
        .await
    }

    pub(super) async fn find_offer_events(
        &mut self,
        shop: &str,
        sku: &str,
        limit: i64,
    ) -> Result<Vec<OfferEvent>> {
        let rows = sqlx::query(
            "SELECT sku, noted_at, content FROM offer_events WHERE shop = $1 AND sku = $2
             ORDER BY id DESC LIMIT $3",
        )
        .bind(shop)
        .bind(text(sku))
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    pub(super) async fn prune_offer_events(
        &mut self,
        shop: &str,
        before: Timestamp,
        limit: i64,
    ) -> Result<u64> {
        let pruned = sqlx::query(
            "DELETE FROM offer_events WHERE shop = $1 AND id IN (
                 SELECT id FROM offer_events WHERE shop = $1 AND noted_at < $2
                 ORDER BY noted_at, id LIMIT $3
             )",
        )
        .bind(shop)
        .bind(ms(before))
        .bind(limit)
        .execute(self.db())
        .await?;
        Ok(pruned.rows_affected())
    }
}
