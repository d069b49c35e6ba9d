//! The moment from which orders count.

use std::time::Duration;

use jiff::SignedDuration;
use ponte_domain::orders::order::Stage;
use ponte_sync::orders::{Goods, Remedy};

use super::counter::{Counter, FIRST};
use crate::goods::simple;

async fn pens() -> Counter {
    let counter = Counter::unsynced(vec![simple("PEN", "Penna", "2.00")]).await;
    counter.stock(FIRST, "PEN", 100).await;
    counter.fill_shop().await;
    counter
}

/// An order, an hour, the starting moment, an hour, and another order.
async fn on_either_side() -> (Counter, String, String) {
    let counter = pens().await;
    let hour = Duration::from_secs(3600);
    let before = counter.buy(&[("PEN", 1)]).await;
    counter.bridge.clock.advance(hour);
    let from = counter.bridge.now();
    counter.choose(|orders| orders.from = Some(from)).await;
    counter.bridge.clock.advance(hour);
    let after = counter.buy(&[("PEN", 2)]).await;
    (counter, before, after)
}

#[tokio::test]
async fn orders_from_before_the_starting_moment_are_listed_and_never_sent() {
    let (counter, before, after) = on_either_side().await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&before).await, Stage::BeforePonte);
    assert_eq!(counter.stage(&after).await, Stage::Delivered);
    // What becomes of it on the shop makes no difference, nor does any remedy.
    counter.set_status(&before, 2).await;
    let ignore = Remedy::Ignore {
        goods: Goods::Free,
        reason: String::new(),
    };
    for remedy in [Remedy::TryNow, Remedy::TakeBack, ignore] {
        assert!(!counter.decide(&before, remedy).await);
    }
    assert!(counter.decide(&before, Remedy::SetAside(true)).await);
    counter.passes(2).await;
    assert_eq!(counter.stage(&before).await, Stage::BeforePonte);
    let sent = counter.on_till().await.into_iter();
    let sent: Vec<String> = sent.map(|part| part.external_id).collect();
    assert_eq!(sent, [format!("ponte-{after}-1")]);
}

#[tokio::test]
async fn a_forced_pass_does_not_cross_the_starting_moment() {
    let (counter, before, after) = on_either_side().await;
    let bridge = &counter.bridge;
    let started = bridge.engine.start_orders(&bridge.shop, "test").await;
    started.expect("a run begins");
    counter.pass().await;
    counter.pass().await;
    assert_eq!(counter.stage(&before).await, Stage::BeforePonte);
    assert_eq!(counter.pieces().await, [("Via dei Tigli".to_owned(), 2)]);
    assert_eq!(counter.stage(&after).await, Stage::Delivered);
}

#[tokio::test]
async fn an_order_made_at_the_starting_moment_itself_counts() {
    let counter = pens().await;
    let from = counter.bridge.now();
    counter.choose(|orders| orders.from = Some(from)).await;
    let id = counter.buy(&[("PEN", 1)]).await;
    counter.pass().await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn moved_back_the_starting_moment_lets_the_orders_since_then_go() {
    let (counter, before, _) = on_either_side().await;
    counter.passes(2).await;
    let earlier = counter.bridge.now() - SignedDuration::from_hours(24);
    counter.choose(|orders| orders.from = Some(earlier)).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&before).await, Stage::Delivered);
    assert_eq!(counter.on_till().await.len(), 2);
}

#[tokio::test]
async fn moved_on_the_starting_moment_takes_back_what_was_not_sent() {
    let counter = pens().await;
    counter.stock(FIRST, "PEN", 0).await;
    let id = counter.buy(&[("PEN", 1)]).await;
    counter.pass().await;
    assert_eq!(counter.lacks(&id).await, [1]);
    counter.bridge.clock.advance(Duration::from_secs(3600));
    let now = counter.bridge.now();
    counter.choose(|orders| orders.from = Some(now)).await;
    counter.stock(FIRST, "PEN", 10).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&id).await, Stage::BeforePonte);
    assert_eq!(counter.on_till().await, []);
}
