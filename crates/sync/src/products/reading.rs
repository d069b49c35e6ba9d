//! Reading: pages of the till into the mirror.
//!
//! Guarantees: each page is committed with the place to go on from; a page that failed is read
//! again, the cursor never moves past it; paging is not stable, so a product that a full pass did
//! not see is asked for by its id before it is taken as gone.

use cassa_in_cloud::{Page, Product, ProductQuery, Query};
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use ponte_store::runs::{Run, RunKind};
use serde::{Deserialize, Serialize};

use super::{convert, pass::Pass, sales_modes, trouble::Trouble};

/// Pages asked for at the same time.
const AHEAD: u64 = 4;
/// Rows a page (Cassa in Cloud sheet §5.2).
const ROWS: u64 = 100;

/// Where reading goes on from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Cursor {
    start: u64,
    newest: Option<Timestamp>,
    /// All pages are read; what is left is to ask for the ones that were not seen.
    paged: bool,
}

/// Reads the till into the mirror.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let surroundings = pass.surroundings().await?;
    let mut tx = pass.write().await?;
    sales_modes::keep(&mut *tx, pass.id(), &surroundings.sales_modes).await?;
    tx.commit().await?;
    if let Some(product) = pass.one() {
        return one(pass, product).await;
    }
    let mut cursor: Cursor = serde_json::from_value(pass.run.cursor.clone()).unwrap_or_default();
    if !cursor.paged {
        pages(pass, &mut cursor).await?;
        cursor.paged = true;
        keep(pass, &cursor).await?;
    }
    if pass.kind() != RunKind::Incremental {
        unseen(pass).await?;
    }
    let till = pass.read().await?.mirror_count(pass.id()).await?;
    let mut figures = pass.figures();
    figures.till = u64::try_from(till).unwrap_or(0);
    pass.set_figures(figures);
    note_newest(pass, cursor.newest);
    Ok(())
}

async fn pages(pass: &mut Pass<'_>, cursor: &mut Cursor) -> Result<(), Trouble> {
    let from = (pass.kind() == RunKind::Incremental)
        .then_some(pass.shop.watermark)
        .flatten();
    // The first page alone: it tells how many there are.
    let mut ahead = 1;
    loop {
        pass.look_around().await?;
        let starts: Vec<u64> = (0..ahead).map(|n| cursor.start + n * ROWS).collect();
        let till = &pass.remotes.till;
        let read: Vec<Page<Product>> = stream::iter(starts)
            .map(|start| async move {
                let common = Query {
                    last_update_from: from,
                    ..Query::from(start)
                };
                till.products(&ProductQuery {
                    common,
                    ..ProductQuery::default()
                })
                .await
            })
            .buffered(usize::try_from(AHEAD).unwrap_or(1))
            .try_collect()
            .await?;
        for page in read {
            let (rows, total) = (page.rows.len() as u64, page.total_count);
            page_read(pass, cursor, page).await?;
            if cursor.start >= total || rows == 0 {
                return Ok(());
            }
            if rows != ROWS {
                // A short page in the middle: the next one starts after the records received.
                break;
            }
        }
        let left = u64::try_from(pass.run.total)
            .unwrap_or(0)
            .saturating_sub(cursor.start);
        ahead = left.div_ceil(ROWS).clamp(1, AHEAD);
    }
}

/// One page into the mirror, with the place to go on from.
async fn page_read(
    pass: &mut Pass<'_>,
    cursor: &mut Cursor,
    page: Page<Product>,
) -> Result<(), Trouble> {
    cursor.start += page.rows.len() as u64;
    let rows: Vec<_> = page
        .rows
        .into_iter()
        .map(|row| {
            let updated = row.last_update;
            (convert::product(row), updated)
        })
        .collect();
    let newest = rows.iter().filter_map(|(_, updated)| *updated).max();
    cursor.newest = cursor.newest.max(newest);
    pass.run.cursor = serde_json::to_value(&*cursor).unwrap_or_default();
    pass.run.done = i64::try_from(cursor.start).unwrap_or(i64::MAX);
    pass.run.total = i64::try_from(page.total_count).unwrap_or(i64::MAX);
    pass.run.updated_at = pass.now();
    let mut tx = pass.write().await?;
    tx.mirror_put(pass.id(), pass.run.id, &rows).await?;
    tx.run_put(pass.id(), &pass.run).await?;
    tx.commit().await?;
    pass.came_on();
    Ok(())
}

/// The only product that the run is about.
async fn one(pass: &mut Pass<'_>, product: String) -> Result<(), Trouble> {
    ask(pass, &[product]).await
}

/// Asks by id for products that the pages did not show; those that the till does not know are gone.
async fn unseen(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let mut after = String::new();
    loop {
        let ids = pass
            .read()
            .await?
            .mirror_unseen(pass.id(), pass.run.id, &after, 100)
            .await?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after.clone_from(last);
        ask(pass, &ids).await?;
    }
}

/// Asks for products by their ids; those that the till does not know are gone.
async fn ask(pass: &mut Pass<'_>, ids: &[String]) -> Result<(), Trouble> {
    let found = pass.remotes.till.products_by_ids(ids).await?;
    let gone: Vec<String> = ids
        .iter()
        .filter(|id| !found.iter().any(|row| row.id == **id))
        .cloned()
        .collect();
    let found: Vec<_> = found
        .into_iter()
        .map(|row| {
            let updated = row.last_update;
            (convert::product(row), updated)
        })
        .collect();
    let mut tx = pass.write().await?;
    tx.mirror_put(pass.id(), pass.run.id, &found).await?;
    tx.mirror_missing(pass.id(), &gone).await?;
    tx.commit().await?;
    pass.came_on();
    Ok(())
}

async fn keep(pass: &mut Pass<'_>, cursor: &Cursor) -> Result<(), Trouble> {
    pass.run.cursor = serde_json::to_value(cursor).unwrap_or_default();
    pass.keep().await
}

/// The newest `lastUpdate` goes with the run to its end, where it becomes the watermark.
fn note_newest(pass: &mut Pass<'_>, newest: Option<Timestamp>) {
    if let (Some(newest), Some(figures)) = (newest, pass.run.figures.as_object_mut()) {
        figures.insert("newest".to_owned(), newest.as_millisecond().into());
    }
}

/// The newest `lastUpdate` that `run` saw.
pub(super) fn newest(run: &Run) -> Option<Timestamp> {
    let newest = run.figures.get("newest")?.as_i64()?;
    Timestamp::from_millisecond(newest).ok()
}
