//! The starting moment, moved by the merchant.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use ponte_domain::orders::order::Stage;

use super::counter::FIRST;
use crate::{goods::simple, stock::shelf::Shelf};

/// Pens of which the first point has ten, at rest on the shop.
async fn pens() -> Shelf {
    Shelf::with(vec![simple("PEN", "Penna", "2.00")], &[("PEN", 10, 0)]).await
}

async fn from(shelf: &Shelf, at: Timestamp, older: &[(&str, bool)]) {
    let bridge = shelf.bridge();
    let older: BTreeMap<String, bool> = older
        .iter()
        .map(|(id, aside)| ((*id).to_owned(), *aside))
        .collect();
    let kept = bridge
        .engine
        .count_orders_from(&bridge.shop, at, &older, "test");
    assert!(kept.await.expect("a database"));
}

fn hour(shelf: &Shelf) {
    shelf.bridge().clock.advance(Duration::from_secs(3600));
}

#[tokio::test]
async fn what_lies_before_the_new_moment_never_goes_and_holds_its_pieces_only_where_it_is_kept_aside()
 {
    let shelf = pens().await;
    // Nothing can be sent, so all three wait.
    shelf.counter.stock(FIRST, "PEN", 0).await;
    let gone = shelf.counter.buy(&[("PEN", 1)]).await;
    let kept = shelf.counter.buy(&[("PEN", 2)]).await;
    shelf.counter.pass().await;
    hour(&shelf);
    let moment = shelf.now();
    let after = shelf.counter.buy(&[("PEN", 3)]).await;
    shelf.counter.pass().await;
    from(
        &shelf,
        moment,
        &[(&gone, false), (&kept, true), (&after, true)],
    )
    .await;
    shelf.counter.stock(FIRST, "PEN", 10).await;
    shelf.counter.passes(3).await;
    for id in [&gone, &kept] {
        assert_eq!(shelf.counter.stage(id).await, Stage::BeforePonte);
    }
    assert_eq!(shelf.counter.stage(&after).await, Stage::Delivered);
    shelf.settle().await;
    // Ten, less three at the point (twice, while nobody knows whether the till counts them), less the two
    // that are kept aside.
    assert_eq!(shelf.shows("PEN"), 2);
    shelf.counter.cancel(&kept).await;
    shelf.counter.later().await;
    shelf.settle().await;
    assert_eq!(shelf.shows("PEN"), 4);
}

#[tokio::test]
async fn moved_back_the_orders_since_then_go_to_the_till() {
    let shelf = pens().await;
    let early = shelf.now();
    let id = shelf.counter.buy(&[("PEN", 1)]).await;
    hour(&shelf);
    from(&shelf, shelf.now(), &[]).await;
    shelf.counter.pass().await;
    assert_eq!(shelf.counter.stage(&id).await, Stage::BeforePonte);
    from(&shelf, early, &[]).await;
    shelf.counter.passes(2).await;
    assert_eq!(shelf.counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn what_is_on_the_till_already_stays_what_it_is() {
    let shelf = pens().await;
    let id = shelf.counter.buy(&[("PEN", 1)]).await;
    shelf.counter.pass().await;
    assert_eq!(shelf.counter.stage(&id).await, Stage::Delivered);
    hour(&shelf);
    from(&shelf, shelf.now(), &[(&id, true)]).await;
    shelf.counter.passes(2).await;
    assert_eq!(shelf.counter.stage(&id).await, Stage::Delivered);
    assert!(!shelf.counter.order(&id).await.order.set_aside);
    assert_eq!(shelf.counter.all_sent().len(), 1);
}
