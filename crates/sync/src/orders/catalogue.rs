//! The till's catalogue for the sake of orders: they flow before the first product synchronisation,
//! and without one.
//!
//! Guarantee: a line is called unknown only after the till's catalogue was read at least once, and
//! lately.

use cassa_in_cloud::{ProductQuery, Query};
use jiff::SignedDuration;

use super::pass::Pass;
use crate::{products, trouble::Trouble};

/// How old the catalogue may be before a line is called unknown.
const LATELY: SignedDuration = SignedDuration::from_mins(15);

/// Reads what changed on the till since the catalogue was last read (all of it the first time), unless
/// that was just now.
pub(super) async fn refresh(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let now = pass.now();
    let last = pass.memory.catalogue_read;
    if last.is_some_and(|last| now.duration_since(last) < LATELY) {
        return Ok(());
    }
    let from = pass
        .memory
        .catalogue_newest
        .max(pass.shop.watermark)
        .filter(|_| last.is_some() || pass.shop.watermark.is_some());
    let mut newest = from;
    let mut start = 0;
    loop {
        let common = Query {
            last_update_from: from,
            ..Query::from(start)
        };
        let query = ProductQuery {
            common,
            ..ProductQuery::default()
        };
        let page = pass.remotes.till.products(&query).await?;
        let read = page.rows.len() as u64;
        let rows: Vec<_> = page
            .rows
            .into_iter()
            .map(|row| {
                let updated = row.last_update;
                (products::till_product(row), updated)
            })
            .collect();
        newest = newest.max(rows.iter().filter_map(|(_, updated)| *updated).max());
        let mut tx = pass.write().await?;
        tx.mirror_put(pass.id(), pass.run.id, &rows).await?;
        tx.commit().await?;
        start += read;
        if read == 0 || start >= page.total_count {
            break;
        }
    }
    pass.memory.catalogue_read = Some(now);
    pass.memory.catalogue_newest = newest;
    pass.keep_memory().await?;
    Ok(())
}
