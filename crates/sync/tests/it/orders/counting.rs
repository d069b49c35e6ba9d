//! Whether the till counts our orders, and what a point can give either way.

use std::time::Duration;

use ponte_domain::orders::order::Stage;

use super::counter::{Counter, FIRST};
use crate::goods::simple;

/// Ten mugs at one point; the shop shows a hundred, so that shoppers may want too many.
async fn ten(counts: bool) -> Counter {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    let counts = if counts { "true" } else { "false" };
    counter.bridge.switch("till.orders_touch_outgoing", counts);
    counter.stock(FIRST, "MUG", 10).await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("MUG", 100, now));
    counter
}

/// Buys, and passes a minute later.
async fn buys(counter: &Counter, pieces: u32) -> String {
    let id = counter.buy(&[("MUG", pieces)]).await;
    counter.bridge.clock.advance(Duration::from_secs(60));
    counter.pass().await;
    id
}

#[tokio::test]
async fn whether_or_not_the_till_counts_a_second_order_gets_no_more_than_there_is() {
    for counts in [true, false] {
        let counter = ten(counts).await;
        buys(&counter, 6).await;
        let second = buys(&counter, 5).await;
        assert_eq!(counter.lacks(&second).await.len(), 1, "{counts}");
        assert_eq!(counter.on_till().await.len(), 1, "{counts}");
        // At once after the first, and much later: still not.
        counter.passes(10).await;
        assert_eq!(counter.on_till().await.len(), 1, "{counts}");
        // Within one pass neither.
        let counter = ten(counts).await;
        counter.buy(&[("MUG", 6)]).await;
        counter.buy(&[("MUG", 5)]).await;
        counter.pass().await;
        assert_eq!(counter.on_till().await.len(), 1, "{counts}");
    }
}

#[tokio::test]
async fn a_till_that_counts_is_known_to_after_two_deliveries_and_then_all_of_it_can_be_given() {
    let counter = ten(true).await;
    for pieces in [2, 3] {
        let id = buys(&counter, pieces).await;
        assert_eq!(counter.stage(&id).await, Stage::Delivered);
        // The pass that may teach it.
        counter.bridge.clock.advance(Duration::from_secs(60));
        counter.pass().await;
    }
    let last = buys(&counter, 5).await;
    assert_eq!(counter.stage(&last).await, Stage::Delivered);
    let pieces: i64 = counter
        .pieces()
        .await
        .iter()
        .map(|(_, pieces)| pieces)
        .sum();
    assert_eq!(pieces, 10);
    let more = buys(&counter, 1).await;
    assert_eq!(counter.lacks(&more).await, [1]);
}

#[tokio::test]
async fn a_till_that_does_not_count_gives_all_it_has_and_no_more() {
    let counter = ten(false).await;
    for pieces in [2, 3, 5] {
        let id = buys(&counter, pieces).await;
        assert_eq!(counter.stage(&id).await, Stage::Delivered);
        counter.bridge.clock.advance(Duration::from_secs(60));
        counter.pass().await;
    }
    let more = buys(&counter, 1).await;
    assert_eq!(counter.lacks(&more).await, [1]);
}

#[tokio::test]
async fn a_till_that_no_longer_counts_is_noticed_before_too_much_is_given() {
    let counter = ten(true).await;
    for pieces in [1, 2] {
        buys(&counter, pieces).await;
        counter.bridge.clock.advance(Duration::from_secs(60));
        counter.pass().await;
    }
    counter.bridge.switch("till.orders_touch_outgoing", "false");
    buys(&counter, 4).await;
    counter.bridge.clock.advance(Duration::from_secs(60));
    let more = buys(&counter, 4).await;
    let pieces: i64 = counter
        .pieces()
        .await
        .iter()
        .map(|(_, pieces)| pieces)
        .sum();
    assert!(pieces <= 10, "{pieces}");
    counter.passes(3).await;
    assert_eq!(counter.lacks(&more).await.len(), 1);
}

#[tokio::test]
async fn goods_that_left_through_a_document_are_counted_once() {
    for counts in [true, false] {
        let counter = ten(counts).await;
        let id = buys(&counter, 6).await;
        let till = counter.till_id(&id, 1).await;
        counter
            .step(&till, serde_json::json!({"step": "accept"}))
            .await;
        counter
            .step(
                &till,
                serde_json::json!({"step": "complete", "document": "invoice"}),
            )
            .await;
        counter.passes(2).await;
        let rest = buys(&counter, 4).await;
        assert_eq!(counter.stage(&rest).await, Stage::Delivered, "{counts}");
        let more = buys(&counter, 1).await;
        assert_eq!(counter.lacks(&more).await, [1], "{counts}");
    }
}

#[tokio::test]
async fn with_a_lag_of_the_tills_figures_nothing_is_given_twice() {
    for counts in [true, false] {
        let counter = ten(counts).await;
        counter.bridge.switch("till.stock_lag_seconds", "20");
        for pieces in [4, 4, 4, 1, 2] {
            counter.buy(&[("MUG", pieces)]).await;
            counter.pass().await;
            counter.bridge.clock.advance(Duration::from_secs(5));
        }
        counter.passes(3).await;
        let given: i64 = counter
            .pieces()
            .await
            .iter()
            .map(|(_, pieces)| pieces)
            .sum();
        assert!(given <= 10, "{counts}: {given}");
    }
}
