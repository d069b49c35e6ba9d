//! An offer is a row: what is looked for in columns, the rest as JSON.

use std::collections::BTreeMap;

use ponte_domain::{
    code,
    stock::{
        offer::Sum,
        write::{Decision, Listed, OwnWrite},
    },
};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{instant, instant_if, json, key, ms, parse, text, word},
    offers::OfferRow,
};

/// Up to the shop.
pub(super) const SELECT: &str =
    "SELECT sku, variant, product, name, listed_at, sold_at, changed_at, memory
     FROM offers WHERE shop = ";

const TABLE: &str = "offers";

/// What is sold without stock, among figures.
const WITHOUT_STOCK: i64 = 1_000_000;

/// What an offer's row remembers beside what is looked for.
#[derive(Serialize, Deserialize)]
struct Memory {
    listed: Listed,
    sum: Sum,
    decision: Decision,
    held: bool,
    written: Option<OwnWrite>,
}

/// A row with what cannot be told without a mistake.
struct Put<'a> {
    offer: &'a OfferRow,
    standing: String,
    memory: String,
}

pub(super) fn read(row: &Row) -> Result<OfferRow> {
    let memory: Memory = parse(TABLE, row.try_get("memory")?)?;
    Ok(OfferRow {
        sku: row.try_get("sku")?,
        variant: row.try_get("variant")?,
        product: row.try_get("product")?,
        name: row.try_get("name")?,
        listed: memory.listed,
        listed_at: instant(TABLE, row.try_get("listed_at")?)?,
        sum: memory.sum,
        decision: memory.decision,
        held: memory.held,
        written: memory.written,
        sold_at: instant_if(TABLE, row.try_get("sold_at")?)?,
        changed_at: instant(TABLE, row.try_get("changed_at")?)?,
    })
}

fn target(sum: &Sum) -> i64 {
    if sum.is_unmanaged() {
        WITHOUT_STOCK
    } else {
        sum.target()
    }
}

fn listed_pieces(listed: Listed) -> i64 {
    match listed {
        Listed::Missing | Listed::Twice => 0,
        Listed::Stock {
            unlimited: true, ..
        } => WITHOUT_STOCK,
        Listed::Stock { quantity, .. } => quantity.unwrap_or(0),
    }
}

fn is_pending(offer: &OfferRow) -> bool {
    let undone = matches!(
        offer.decision,
        Decision::Waits { .. } | Decision::Cannot { .. }
    );
    undone || offer.held || offer.written.is_some_and(|own| !own.answered)
}

/// What a search looks through.
fn searched(offer: &OfferRow) -> String {
    format!("{}\n{}", offer.sku, offer.name).to_lowercase()
}

fn put(offer: &OfferRow) -> Result<Put<'_>> {
    let memory = Memory {
        listed: offer.listed,
        sum: offer.sum.clone(),
        decision: offer.decision,
        held: offer.held,
        written: offer.written,
    };
    Ok(Put {
        offer,
        standing: word(TABLE, offer.standing())?,
        memory: json(TABLE, &memory)?,
    })
}

impl Transaction {
    pub(super) async fn put_offers(&mut self, shop: &str, offers: &[OfferRow]) -> Result<()> {
        // What is longer than the shop itself takes can be nobody's SKU, and would not fit the
        // index. Sorted, so that two who write the same rows never wait crosswise.
        let rows: BTreeMap<_, &OfferRow> = offers
            .iter()
            .filter(|offer| !code::too_long(&offer.sku))
            .map(|offer| (text(&offer.sku), offer))
            .collect();
        let rows = rows.into_values().map(put).collect::<Result<Vec<_>>>()?;
        self.insert_all(
            "INSERT INTO offers (shop, sku, variant_key, variant, product, name, searched, target,
                 standing, listed_pieces, is_pending, listed_at, sold_at, changed_at, memory) ",
            15,
            &rows,
            " ON CONFLICT (shop, sku) DO UPDATE SET variant_key = excluded.variant_key,
                 variant = excluded.variant, product = excluded.product, name = excluded.name,
                 searched = excluded.searched, target = excluded.target,
                 standing = excluded.standing, listed_pieces = excluded.listed_pieces,
                 is_pending = excluded.is_pending, listed_at = excluded.listed_at,
                 sold_at = excluded.sold_at, changed_at = excluded.changed_at,
                 memory = excluded.memory",
            |values, row| {
                let offer = row.offer;
                values
                    .push_bind(shop)
                    .push_bind(text(&offer.sku))
                    .push_bind(key(&text(&offer.variant)))
                    .push_bind(text(&offer.variant))
                    .push_bind(text(&offer.product))
                    .push_bind(text(&offer.name))
                    .push_bind(text(&searched(offer)))
                    .push_bind(target(&offer.sum))
                    .push_bind(&row.standing)
                    .push_bind(listed_pieces(offer.listed))
                    .push_bind(i64::from(is_pending(offer)))
                    .push_bind(ms(offer.listed_at))
                    .push_bind(offer.sold_at.map(ms))
                    .push_bind(ms(offer.changed_at))
                    .push_bind(&row.memory);
            },
        )
        .await
    }
}
