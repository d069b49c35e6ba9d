//! When a part must be ready: opening hours and preparation, as set here.

use std::time::Duration;

use jiff::Timestamp;
use ponte_domain::{
    orders::due::{Slot, Week},
    orders::order::{Stage, Waiting},
};
use serde_json::json;

use super::{counter::FIRST, twelve::Twelve};

/// Open from nine to half past seven on these weekdays, 1 = Monday.
fn week(days: std::ops::RangeInclusive<i8>) -> Week {
    let slot = Slot {
        from: 9 * 60,
        to: 19 * 60 + 30,
    };
    Week {
        slots: days.map(|day| (day, vec![slot])).collect(),
        ..Week::default()
    }
}

/// Due times of the till's orders.
async fn due(twelve: &Twelve) -> Vec<Timestamp> {
    let parts = twelve.counter.on_till().await;
    let at = |due| Timestamp::from_millisecond(due).expect("a moment");
    parts.iter().map(|part| at(part.due)).collect()
}

#[tokio::test]
async fn without_hours_a_part_is_due_after_its_preparation() {
    let twelve = Twelve::bought().await;
    twelve
        .counter
        .choose(|orders| orders.preparation_minutes = 45)
        .await;
    let now = twelve.counter.bridge.now();
    twelve.counter.pass().await;
    for due in due(&twelve).await {
        let after = due.duration_since(now).as_mins();
        assert!((45..48).contains(&after), "{after}");
    }
}

#[tokio::test]
async fn with_hours_a_part_is_due_when_its_point_is_open_and_each_point_has_its_own() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    let (first, second) = (counter.point(FIRST), counter.point(super::counter::SECOND));
    counter
        .choose(|orders| orders.opening = [(first, week(1..=5)), (second, week(6..=6))].into())
        .await;
    let rules = json!({"hours": [{"days": [1, 2, 3, 4, 5], "from": "09:00", "to": "19:30"}]});
    counter.order_rules(FIRST, rules).await;
    let rules = json!({"hours": [{"days": [6], "from": "09:00", "to": "19:30"}]});
    counter.order_rules(super::counter::SECOND, rules).await;
    // Monday evening in Italy, after closing time.
    counter.bridge.clock.advance(Duration::from_secs(12 * 3600));
    counter.pass().await;
    let expected = ["2026-03-03T08:00:00Z", "2026-03-07T08:00:00Z"];
    let expected = expected.map(|at| at.parse::<Timestamp>().expect("a moment"));
    assert_eq!(due(&twelve).await, expected);
    twelve.arrived("after closing time").await;
}

#[tokio::test]
async fn a_due_time_is_made_anew_at_each_attempt() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.order_rules(FIRST, json!({"closed": true})).await;
    counter.pass().await;
    counter.order_rules(FIRST, json!({})).await;
    counter.bridge.clock.advance(Duration::from_secs(2 * 3600));
    let now = counter.bridge.now();
    counter.pass().await;
    for due in due(&twelve).await {
        assert!(due.duration_since(now).as_mins() >= 60);
    }
    twelve.arrived("made anew").await;
}

#[tokio::test]
async fn a_point_that_is_closed_for_longer_than_can_be_told_makes_the_order_wait() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    let first = counter.point(FIRST);
    let mut closed = week(1..=7);
    let today = jiff::civil::date(2026, 3, 1);
    closed.closed = today.series(jiff::ToSpan::days(1)).take(500).collect();
    counter
        .choose(|orders| orders.opening = [(first, closed)].into())
        .await;
    counter.passes(2).await;
    assert_eq!(counter.waits(&twelve.id).await, Waiting::TillClosed);
    assert_eq!(counter.on_till().await, []);
    counter.choose(|orders| orders.opening.clear()).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
}
