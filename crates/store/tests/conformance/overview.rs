//! What one glance at a shop needs.

use jiff::civil::{Date, date};
use ponte_store::overview::DayFigure;

use crate::{
    fixture::Fixture,
    samples::{at, refused},
};

const DAY: Date = date(2026, 10, 25);

fn figure(day: Date, what: &str, value: i64) -> DayFigure {
    DayFigure {
        day,
        what: what.to_owned(),
        value,
    }
}

pub async fn figures_of_a_day_add_up(db: &Fixture) {
    let mut tx = db.write().await;
    let next = date(2026, 10, 26);
    for (day, what, by) in [(DAY, "orders", 2), (next, "orders", 1), (DAY, "orders", 3)] {
        tx.day_add("s", day, what, by).await.expect("counted");
    }
    let read = tx.days("s", DAY).await.expect("read");
    assert_eq!(read, [figure(DAY, "orders", 5), figure(next, "orders", 1)]);
    let read = tx.days("s", next).await.expect("read");
    assert_eq!(read, [figure(next, "orders", 1)]);
}

pub async fn the_most_of_a_day_only_rises(db: &Fixture) {
    let mut tx = db.write().await;
    for value in [3, 7, 5] {
        tx.day_most("s", DAY, "stuck", value)
            .await
            .expect("counted");
    }
    let read = tx.days("s", DAY).await.expect("read");
    assert_eq!(read, [figure(DAY, "stuck", 7)]);
}

pub async fn figures_of_days_long_past_are_forgotten(db: &Fixture) {
    let mut tx = db.write().await;
    for day in [date(2025, 9, 30), DAY] {
        tx.day_add("s", day, "orders", 1).await.expect("counted");
    }
    tx.days_prune("s", date(2025, 10, 1)).await.expect("pruned");
    let read = tx.days("s", date(2020, 1, 1)).await.expect("read");
    assert_eq!(read, [figure(DAY, "orders", 1)]);
}

pub async fn open_findings_are_counted_by_kind(db: &Fixture) {
    let mut tx = db.write().await;
    for subject in ["p", "q"] {
        let seen = tx.finding_seen("s", subject, &refused("x"), 1, at(0)).await;
        seen.expect("kept");
    }
    let missing = ponte_domain::finding::Finding::MissingPermission;
    let seen = tx.finding_seen("s", "stock", &missing, 1, at(0)).await;
    seen.expect("kept");
    tx.finding_close("s", "refused", "p", at(1))
        .await
        .expect("closed");
    let counted = tx.findings_by_kind("s").await.expect("read");
    let expected = [("missing_permission", 1), ("refused", 1)];
    assert_eq!(counted, expected.map(|(kind, n)| (kind.to_owned(), n)));
}
