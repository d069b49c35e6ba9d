//! Figures by day: what the pages draw of the last weeks.
//!
//! Guarantees: each thing is counted once, in the transaction in which it happens; a day is one of the
//! merchant's calendar, however many hours it has.
//!
//! | figure | what it counts |
//! |---|---|
//! | `orders` | orders of that day, by `orderDate` |
//! | `part-<point>` | parts of that day's orders that reached the till of this point |
//! | `changes-<stream>` | what passes wrote to the other side |
//! | `runs-<stream>`, `took-<stream>` | passes that ended, and the milliseconds that they took together |
//! | `stuck` | the most orders that waited or needed somebody at a pass' end |
//! | `level-age` | the greatest age of a stock level at a pass' end, in seconds |

use jiff::{SignedDuration, Timestamp, civil::Date};
use ponte_domain::orders::part::PartState;
use ponte_store::{
    StoreError, Tx,
    orders::PartRow,
    runs::{Run, RunKind},
};
use ponte_transport::clock::between;

use crate::{orders, products, rome, stock};

/// How long the journal is kept.
const JOURNAL: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long the log and the figures are kept.
const YEAR: SignedDuration = SignedDuration::from_hours(366 * 24);

/// The day of the merchant's calendar that holds `at`.
#[must_use]
pub fn day(at: Timestamp) -> Date {
    at.to_zoned_datetime(rome::zone()).date()
}

/// What a run wrote to the other side.
#[must_use]
pub fn changes(run: &Run) -> u64 {
    let figures = run.figures.clone();
    match run.stream.as_str() {
        products::STREAM => {
            let figures: products::Figures = serde_json::from_value(figures).unwrap_or_default();
            figures.created + figures.adopted + figures.updated + figures.hidden
        }
        stock::STREAM => {
            let figures: stock::Figures = serde_json::from_value(figures).unwrap_or_default();
            figures.lowered + figures.raised
        }
        _ => {
            let figures: orders::Figures = serde_json::from_value(figures).unwrap_or_default();
            figures.delivered
        }
    }
}

/// An order was stored for the first time.
pub(crate) async fn order(
    tx: &mut dyn Tx,
    shop: &str,
    ordered_at: Timestamp,
) -> Result<(), StoreError> {
    tx.day_add(shop, day(ordered_at), "orders", 1).await
}

/// Parts of an order are kept as `after` that were `before`: those that have reached the till since.
pub(crate) async fn parts(
    tx: &mut dyn Tx,
    shop: &str,
    ordered_at: Timestamp,
    before: &[PartRow],
    after: &[PartRow],
) -> Result<(), StoreError> {
    let there = |row: &PartRow| matches!(row.part.state, PartState::Delivered { .. });
    let was_there = |number| {
        let known = before.iter().find(|row| row.part.number == number);
        known.is_some_and(|row| there(row) || matches!(row.part.state, PartState::Released { .. }))
    };
    for row in after {
        if there(row) && !was_there(row.part.number) {
            let what = format!("part-{}", row.part.point);
            tx.day_add(shop, day(ordered_at), &what, 1).await?;
        }
    }
    Ok(())
}

/// A run has ended.
pub(crate) async fn ended(tx: &mut dyn Tx, shop: &str, run: &Run) -> Result<(), StoreError> {
    if run.kind == RunKind::DryRun {
        return Ok(());
    }
    let at = run.ended_at.unwrap_or(run.updated_at);
    let (today, stream) = (day(at), run.stream.as_str());
    let took = i64::try_from(between(run.started_at, at).as_millis()).unwrap_or(0);
    let changes = i64::try_from(changes(run)).unwrap_or(0);
    for (what, by) in [("runs", 1), ("took", took), ("changes", changes)] {
        if by > 0 {
            tx.day_add(shop, today, &format!("{what}-{stream}"), by)
                .await?;
        }
    }
    if stream == orders::STREAM {
        let figures: orders::Figures =
            serde_json::from_value(run.figures.clone()).unwrap_or_default();
        let stuck = i64::try_from(figures.waiting + figures.attention).unwrap_or(0);
        tx.day_most(shop, today, "stuck", stuck).await?;
    } else if stream == stock::STREAM
        && let Some(oldest) = oldest_level(tx, shop).await?
    {
        let age = i64::try_from(between(oldest, at).as_secs()).unwrap_or(0);
        tx.day_most(shop, today, "level-age", age).await?;
    }
    Ok(())
}

/// When the oldest level was read, of the points that count.
async fn oldest_level(tx: &mut dyn Tx, shop: &str) -> Result<Option<Timestamp>, StoreError> {
    let points = tx.points(shop).await?;
    let counts = |id| {
        points
            .iter()
            .any(|point| point.id == id && point.is_offered())
    };
    let ages = tx.levels_ages(shop).await?;
    let counting = ages.iter().filter(|ages| counts(ages.point));
    Ok(counting.filter_map(|ages| ages.oldest).min())
}

/// Forgets what nobody looks at any more: the journal after three months, log and figures after a year.
pub(crate) async fn prune(tx: &mut dyn Tx, shop: &str, now: Timestamp) -> Result<(), StoreError> {
    let before = |kept: SignedDuration| now.checked_sub(kept).unwrap_or(Timestamp::MIN);
    tx.journal_prune(shop, before(JOURNAL)).await?;
    tx.log_prune(shop, before(YEAR)).await?;
    tx.days_prune(shop, day(before(YEAR))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_the_merchant_s_midnight_however_many_hours_it_has() {
        let days =
            |texts: [&str; 4]| texts.map(|text| day(text.parse().expect("an instant")).to_string());
        // The clocks go back in the night of 25 October 2026: that day has 25 hours.
        let autumn = days([
            "2026-10-24T21:59:59Z",
            "2026-10-24T22:00:00Z",
            "2026-10-25T22:59:59Z",
            "2026-10-25T23:00:00Z",
        ]);
        assert_eq!(
            autumn,
            ["2026-10-24", "2026-10-25", "2026-10-25", "2026-10-26"]
        );
        let spring = days([
            "2026-03-28T22:59:59Z",
            "2026-03-28T23:00:00Z",
            "2026-03-29T21:59:59Z",
            "2026-03-29T22:00:00Z",
        ]);
        assert_eq!(
            spring,
            ["2026-03-28", "2026-03-29", "2026-03-29", "2026-03-30"]
        );
    }
}
