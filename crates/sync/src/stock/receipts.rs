//! Receipts of the till: which articles were sold where.
//!
//! Guarantees:
//! - what a receipt names is noted as moved in the same transaction in which the receipt counts as read;
//! - the window moves past nothing that was not read;
//! - what was not read from its beginning to its end for want of calls does not count as read in full;
//! - a receipt is taken once, however often its page is read.

use cassa_in_cloud::{ReceiptsQuery, Window};
use jiff::civil::Date;
use ponte_domain::stock::reading::{
    Call, PAGE,
    receipts::{Day, days, in_full},
};
use ponte_store::offers::Moved;

use super::{memory::Receipts, pass::Pass};
use crate::{rome, trouble::Trouble};

/// Pages that are read beyond those planned where more receipts came than anybody expected.
const MORE: u64 = 10;

/// Days that are to be read now.
pub(super) fn wanted(pass: &mut Pass<'_>) -> Vec<Day> {
    let now = pass.now();
    let dates = days(rome::zone().to_datetime(now));
    let whole = in_full(pass.memory.receipts_in_full, now);
    let memory = &mut pass.memory;
    memory.receipts.retain(|date, _| dates.contains(date));
    dates
        .into_iter()
        .map(|date| Day {
            date,
            seen: memory.receipts.get(&date).map_or(0, |day| day.seen),
            in_full: whole,
        })
        .collect()
}

/// Whether these calls read each of the days from its beginning to its end. Where there are too few calls
/// they do not, and it is tried again.
pub(super) fn are_in_full(days: &[Day], calls: &[Call]) -> bool {
    days.iter().all(|day| {
        let asks = |start: u64| {
            let date = day.date;
            calls.contains(&Call::Receipts { day: date, start })
        };
        let mut starts = (0..=day.seen).step_by(PAGE as usize);
        day.in_full && starts.all(asks)
    })
}

/// Reads the page at `start`, and goes on behind it where it is the last one planned.
pub(super) async fn page(
    pass: &mut Pass<'_>,
    date: Date,
    start: u64,
    is_last: bool,
) -> Result<(), Trouble> {
    let points = pass.read_points();
    let Ok(window) = Window::new(date, date) else {
        return Ok(());
    };
    let mut query = ReceiptsQuery::new(window, &points);
    let mut more = if is_last { MORE } else { 0 };
    query.start = start;
    loop {
        pass.look_around()?;
        let page = pass.remotes.till.receipts(&query).await?;
        let read = page.rows.len() as u64;
        let at = pass.now();
        let mut day = pass.memory.receipts.get(&date).cloned().unwrap_or_default();
        let mut moved = Vec::new();
        for receipt in &page.rows {
            if !is_new(&mut day, receipt.id.as_deref()) {
                continue;
            }
            for row in receipt.goods() {
                if let (Some(point), Some(product)) = (receipt.sales_point, &row.id_product) {
                    moved.push(Moved {
                        point,
                        product: product.clone(),
                        at,
                    });
                }
            }
        }
        day.seen = day.seen.max(query.start + read);
        pass.memory.receipts.insert(date, day);
        let mut tx = pass.write().await?;
        tx.moved_add(pass.id(), &moved).await?;
        pass.memory.keep(&mut *tx, pass.id()).await?;
        tx.commit().await?;
        if read < u64::from(PAGE) || more == 0 {
            return Ok(());
        }
        more -= 1;
        query.start += read;
    }
}

/// Whether a receipt was not read before. One without an id is always new.
fn is_new(day: &mut Receipts, id: Option<&str>) -> bool {
    id.is_none_or(|id| day.known.insert(digest(id)))
}

/// Short enough to keep a day's: two receipts that share one cost a reading by another way.
fn digest(id: &str) -> u32 {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(id);
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_read_from_its_beginning_to_its_end_does_not_count_as_read_in_full() {
        let date = jiff::civil::date(2026, 11, 25);
        let day = |in_full| Day {
            date,
            seen: 150,
            in_full,
        };
        let call = |start| Call::Receipts { day: date, start };
        assert!(are_in_full(&[day(true)], &[call(0), call(100)]));
        assert!(!are_in_full(&[day(true)], &[call(100)]));
        assert!(!are_in_full(&[day(true)], &[call(0)]));
        assert!(!are_in_full(&[day(false)], &[call(0), call(100)]));
    }

    #[test]
    fn a_receipt_is_taken_once_and_one_without_an_id_every_time() {
        let mut day = Receipts::default();
        assert!(is_new(&mut day, Some("a")) && is_new(&mut day, Some("b")));
        assert!(!is_new(&mut day, Some("a")));
        assert!(is_new(&mut day, None) && is_new(&mut day, None));
    }
}
