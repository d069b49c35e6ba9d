//! All pages of a point, one after the other, over as many passes as it takes.
//!
//! Guarantees:
//! - a list that tells different totals proves nothing; one that has fewer rows than its total, or nothing
//!   where there was something, is told besides;
//! - what a whole list lacks and was known before is asked for by its id, twice, before it is 0; what
//!   never had a record is 0 by the list alone, and by two lists where the first has no record at all.

use std::collections::{BTreeMap, BTreeSet};

use cassa_in_cloud::{Page, Stock, StockQuery};
use jiff::Timestamp;
use ponte_domain::{
    finding::LevelTrouble,
    stock::level::{Heard, Known, is_complete},
    stock::reading::PAGE,
    till::{ProductId, SalesPointId, VariantId},
};

use super::{memory::Round, pass::Pass};
use crate::{
    levels::{hear, told},
    trouble::Trouble,
};

/// Products that are asked for by id after a round.
const BY_ID: usize = 100;

/// Of these, products that are asked for alone where the till had none of them.
const ALONE: usize = 5;

/// Variants that are looked at in one go.
const CHUNK: i64 = 500;

/// Reads one page of all stock at a point.
pub(super) async fn page(
    pass: &mut Pass<'_>,
    point: SalesPointId,
    start: u64,
) -> Result<(), Trouble> {
    let began = pass.now();
    let query = StockQuery::from(start);
    let page = pass.remotes.till.stocks(point, &query).await?;
    let before = pass.memory.records.get(&point).copied().unwrap_or(0);
    let round = after(
        pass.memory.rounds.get(&point).copied(),
        &page,
        start,
        before,
        began,
    );
    let wanted = wanted(pass, &page.rows).await?;
    let (heard, _) = told(&page.rows, &wanted, began);
    pass.touched.extend(wanted.into_values());
    pass.memory.rounds.insert(point, round);
    if page.total_count > 0 {
        pass.memory.records.insert(point, page.total_count);
    }
    let mut tx = pass.write().await?;
    hear(&mut *tx, pass.id(), point, heard).await?;
    tx.commit().await?;
    let at_the_end = page.rows.is_empty() || start + u64::from(PAGE) >= page.total_count;
    if at_the_end {
        pass.memory.rounds.remove(&point);
        if round.short {
            pass.memory
                .could_not_read(point, LevelTrouble::Short, began);
        } else {
            pass.memory.unread.remove(&point);
        }
        let proves = round.total == Some(round.rows) && !round.short;
        if proves && (round.rows > 0 || !pass.memory.empty.insert(point)) {
            whole(pass, point, round.began).await?;
        }
        if round.rows > 0 {
            pass.memory.empty.remove(&point);
        }
    }
    Ok(())
}

/// The round after a page of it.
fn after(
    round: Option<Round>,
    page: &Page<Stock>,
    start: u64,
    before: u64,
    began: Timestamp,
) -> Round {
    let mut round = match round {
        Some(round) if start > 0 => round,
        _ => Round {
            began,
            rows: 0,
            // A point whose rounds begin in the middle is read whole the next time.
            total: (start == 0).then_some(page.total_count),
            short: false,
        },
    };
    let rows = page.rows.len() as u64;
    if round.total != Some(page.total_count) || round.rows != start {
        round.total = None;
    }
    let expected = page.total_count.saturating_sub(start).min(PAGE.into());
    let vanished = page.total_count == 0 && before > 0;
    round.short |= rows < expected || vanished;
    round.rows += rows;
    round
}

/// The listed variants that these rows are about, with their products.
async fn wanted(
    pass: &Pass<'_>,
    rows: &[Stock],
) -> Result<BTreeMap<VariantId, ProductId>, Trouble> {
    let mut products: Vec<ProductId> = rows.iter().map(|row| row.id_product.clone()).collect();
    products.sort();
    products.dedup();
    let listings = pass.read().await?.listings_of(pass.id(), &products).await?;
    let named = |variant: &str, product: &str| {
        rows.iter().any(|row| {
            row.id_product_variant
                .as_deref()
                .map_or(row.id_product == product, |named| named == variant)
        })
    };
    let mut wanted = BTreeMap::new();
    for listing in listings {
        for listed in &listing.variants {
            if !listed.gone && named(&listed.variant, &listing.product) {
                wanted.insert(listed.variant.clone(), listing.product.clone());
            }
        }
    }
    Ok(wanted)
}

/// The point was read whole: what the list lacked has no record there, or is asked for by its id.
async fn whole(pass: &mut Pass<'_>, point: SalesPointId, began: Timestamp) -> Result<(), Trouble> {
    let mut last = VariantId::new();
    let mut by_id = Vec::new();
    loop {
        let mut tx = pass.read().await?;
        let lacking = tx
            .levels_before(pass.id(), point, began, &last, CHUNK)
            .await?;
        let Some(end) = lacking.last() else { break };
        last.clone_from(end);
        let known: BTreeMap<VariantId, Known> = tx
            .levels(pass.id(), &lacking)
            .await?
            .into_iter()
            .filter(|level| level.point == point)
            .map(|level| (level.variant, level.level.known))
            .collect();
        drop(tx);
        let had = |variant: &VariantId| {
            matches!(
                known.get(variant),
                Some(Known::Managed(_) | Known::Unmanaged { .. })
            )
        };
        let (ask, nothing): (Vec<_>, Vec<_>) = lacking.into_iter().partition(had);
        by_id.extend(ask);
        let heard = nothing
            .into_iter()
            .map(|variant| (variant, Heard::Absent { began }));
        let mut tx = pass.write().await?;
        hear(&mut *tx, pass.id(), point, heard.collect()).await?;
        tx.commit().await?;
    }
    by_id.truncate(BY_ID);
    if by_id.is_empty() {
        return Ok(());
    }
    let of = pass
        .read()
        .await?
        .listed_products(pass.id(), &by_id)
        .await?;
    let wanted: BTreeMap<VariantId, ProductId> = of.into_iter().collect();
    if ask(pass, point, &wanted).await? > 0 {
        return Ok(());
    }
    // An answer without any row proves something only of a product that was asked for alone.
    let products: BTreeSet<ProductId> = wanted.values().cloned().collect();
    for product in products.iter().take(ALONE).filter(|_| products.len() > 1) {
        let mut wanted = wanted.clone();
        wanted.retain(|_, of| of == product);
        ask(pass, point, &wanted).await?;
    }
    Ok(())
}

/// Asks for these variants by the ids of their products; how many rows the till had.
pub(super) async fn ask(
    pass: &mut Pass<'_>,
    point: SalesPointId,
    wanted: &BTreeMap<VariantId, ProductId>,
) -> Result<u64, Trouble> {
    let mut products: Vec<ProductId> = wanted.values().cloned().collect();
    products.sort();
    products.dedup();
    let began = pass.now();
    let reading = pass.remotes.till.stocks_of(point, &products).await?;
    pass.memory.could_read(point);
    let (mut heard, missing) = told(&reading.rows, wanted, began);
    let rows = reading.rows.len() as u64;
    for variant in missing {
        let incomplete = wanted
            .get(&variant)
            .is_some_and(|product| reading.incomplete.contains(product));
        let complete = !incomplete && is_complete(products.len(), rows, Some(rows));
        heard.push((
            variant,
            if complete {
                Heard::Absent { began }
            } else {
                Heard::Nothing { at: began }
            },
        ));
    }
    pass.touched.extend(products);
    let mut tx = pass.write().await?;
    hear(&mut *tx, pass.id(), point, heard).await?;
    tx.commit().await?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: usize, total: u64) -> Page<Stock> {
        Page {
            rows: vec![Stock::default(); rows],
            total_count: total,
        }
    }

    fn read(pages: &[(usize, u64)], before: u64) -> Round {
        let began = Timestamp::UNIX_EPOCH;
        let pages = pages.iter().zip([0, 100, 200]);
        let round = pages.fold(None, |round, ((rows, total), start)| {
            Some(after(round, &page(*rows, *total), start, before, began))
        });
        round.expect("a page")
    }

    #[test]
    fn a_list_is_whole_that_holds_what_it_says_every_time() {
        for (pages, rows) in [(&[(100, 150), (50, 150)][..], 150), (&[(0, 0)], 0)] {
            let round = read(pages, rows);
            assert_eq!(
                (round.total, round.rows, round.short),
                (Some(rows), rows, false)
            );
        }
    }

    #[test]
    fn one_that_grows_meanwhile_proves_nothing_and_is_not_short() {
        let round = read(&[(100, 150), (51, 151)], 150);
        assert_eq!((round.total, round.short), (None, false));
    }

    #[test]
    fn fewer_rows_than_it_says_or_nothing_where_there_was_something_is_short() {
        assert!(read(&[(100, 150), (49, 150)], 150).short);
        assert!(read(&[(80, 150)], 150).short);
        assert!(read(&[(0, 0)], 150).short);
    }

    #[test]
    fn one_that_was_not_read_from_its_beginning_or_twice_proves_nothing() {
        let began = Timestamp::UNIX_EPOCH;
        assert_eq!(after(None, &page(50, 150), 100, 150, began).total, None);
        let twice = after(
            Some(read(&[(100, 250), (100, 250)], 250)),
            &page(100, 250),
            100,
            250,
            began,
        );
        assert_eq!(twice.total, None);
    }
}
