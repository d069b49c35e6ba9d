//! Looking for orders by what people know of them.

use ponte_domain::orders::details::Details;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{ms, text},
    orders::{Behind, OrderRow, Wanted},
};

/// Most bytes of an order's words: the indexes hold them, and theirs have room for so much on
/// PostgreSQL, beside the longest id.
const MOST: usize = 800;

/// What an order is found by, in small letters: its id, what the shop's people call it, who bought,
/// and the codes in it. What was erased from the order is not in it.
pub(super) fn found_by(order: &OrderRow) -> String {
    let mut words = order.id.to_lowercase();
    if let Some(details) = &order.details {
        let Details { name, billing, .. } = details;
        let codes = details.lines.iter().map(|line| line.sku.as_str());
        for word in [name.as_str(), &billing.name, &billing.company]
            .into_iter()
            .chain(codes)
            .filter(|word| !word.is_empty())
        {
            words.push(' ');
            words.push_str(&word.to_lowercase());
        }
    }
    let cut = words.floor_char_boundary(MOST);
    words.truncate(cut);
    words
}

/// `wanted` anywhere in the words, as LIKE writes it.
fn anywhere(wanted: Option<&str>) -> String {
    let wanted = wanted.unwrap_or_default().trim().to_lowercase();
    let mut pattern = String::from("%");
    for letter in wanted.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    if !wanted.is_empty() {
        pattern.push('%');
    }
    pattern
}

impl Transaction {
    /// The rows that are as `wanted`. Which they are is found in an index alone; only what is shown is
    /// read.
    pub(super) async fn find_orders(
        &mut self,
        shop: &str,
        wanted: &Wanted,
        behind: Option<&Behind>,
        limit: i64,
    ) -> Result<Vec<Row>> {
        let (at, id) = behind.map_or((i64::MAX, ""), |behind| {
            (ms(behind.ordered_at), behind.id.as_str())
        });
        let query = match &wanted.stage {
            None => sqlx::query(
                "SELECT id, state, ordered_at, total, seen_at, read_at, ended_at, details,
                     resolved, basis, explanation, stage, stage_at, memory, ignored, set_aside, is_open
                 FROM orders WHERE shop = $1 AND id IN (
                     SELECT id FROM orders
                     WHERE shop = $1 AND (ordered_at, id) < ($2, $3)
                         AND ordered_at >= $5 AND ordered_at < $6
                         AND words LIKE $7 ESCAPE '!'
                     ORDER BY ordered_at DESC, id DESC LIMIT $4)
                 ORDER BY ordered_at DESC, id DESC",
            ),
            Some(_) => sqlx::query(
                "SELECT id, state, ordered_at, total, seen_at, read_at, ended_at, details,
                     resolved, basis, explanation, stage, stage_at, memory, ignored, set_aside, is_open
                 FROM orders WHERE shop = $1 AND id IN (
                     SELECT id FROM orders
                     WHERE shop = $1 AND stage_word = $8 AND (ordered_at, id) < ($2, $3)
                         AND ordered_at >= $5 AND ordered_at < $6
                         AND words LIKE $7 ESCAPE '!'
                     ORDER BY ordered_at DESC, id DESC LIMIT $4)
                 ORDER BY ordered_at DESC, id DESC",
            ),
        };
        let query = query
            .bind(shop)
            .bind(at)
            .bind(text(id))
            .bind(limit)
            .bind(wanted.from.map_or(i64::MIN, ms))
            .bind(wanted.before.map_or(i64::MAX, ms))
            .bind(anywhere(wanted.text.as_deref()));
        let query = match &wanted.stage {
            None => query,
            Some(stage) => query.bind(stage),
        };
        Ok(query.fetch_all(self.db()).await?)
    }
}
