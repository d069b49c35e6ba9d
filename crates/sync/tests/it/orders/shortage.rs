//! Not all is there: the order waits, or the merchant chose otherwise.

use std::time::Duration;

use ponte_domain::{orders::order::Stage, settings::Shortage};

use super::counter::{Counter, FIRST, FIRST_NAME, SECOND, SECOND_NAME};
use crate::goods::simple;

/// Two mugs at the first point, one at the second, and an order of five.
async fn short(setting: Shortage) -> (Counter, String) {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 2).await;
    counter.stock(SECOND, "MUG", 1).await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("MUG", 100, now));
    counter.choose(|orders| orders.shortage = setting).await;
    let id = counter.buy(&[("MUG", 5)]).await;
    counter.pass().await;
    (counter, id)
}

fn at(points: &[(&str, i64)]) -> Vec<(String, i64)> {
    let owned = |(point, pieces): &(&str, i64)| ((*point).to_owned(), *pieces);
    points.iter().map(owned).collect()
}

#[tokio::test]
async fn by_default_nothing_is_sent_and_the_missing_pieces_are_named() {
    let (counter, id) = short(Shortage::Wait).await;
    assert_eq!(counter.lacks(&id).await, [2]);
    assert_eq!(counter.on_till().await, []);
    let steps = counter
        .order(&id)
        .await
        .order
        .explanation
        .expect("why")
        .steps;
    let gave: Vec<u32> = steps.iter().map(|step| step.gave).collect();
    assert_eq!(gave, [2, 1]);
}

#[tokio::test]
async fn send_what_there_is_sends_the_rest_once_it_is_there() {
    let (counter, id) = short(Shortage::SendWhatThereIs).await;
    let there = [(FIRST_NAME, 2), (SECOND_NAME, 1)];
    assert_eq!(counter.pieces().await, at(&there));
    assert_ne!(counter.stage(&id).await, Stage::Delivered);
    counter.passes(2).await;
    assert_eq!(counter.pieces().await, at(&there));
    assert_eq!(counter.lacks(&id).await, [2]);
    // Three of the first point's five are promised or sold.
    counter.stock(SECOND, "MUG", 3).await;
    counter.later().await;
    let all = [(FIRST_NAME, 2), (SECOND_NAME, 1), (SECOND_NAME, 2)];
    assert_eq!(counter.pieces().await, at(&all));
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn rest_on_first_sends_the_rest_to_the_first_point() {
    let (counter, id) = short(Shortage::RestOnFirst).await;
    let sent = [(FIRST_NAME, 4), (SECOND_NAME, 1)];
    assert_eq!(counter.pieces().await, at(&sent));
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn with_nothing_anywhere_even_what_there_is_is_nothing() {
    let (counter, id) = short(Shortage::Wait).await;
    counter.stock(FIRST, "MUG", 0).await;
    counter.stock(SECOND, "MUG", 0).await;
    counter
        .choose(|orders| orders.shortage = Shortage::SendWhatThereIs)
        .await;
    counter.later().await;
    assert_eq!(counter.lacks(&id).await, [5]);
    assert_eq!(counter.on_till().await, []);
}

#[tokio::test]
async fn who_waits_is_served_oldest_first() {
    let (counter, first) = short(Shortage::Wait).await;
    counter.bridge.clock.advance(Duration::from_secs(60));
    let second = counter.buy(&[("MUG", 4)]).await;
    counter.bridge.clock.advance(Duration::from_secs(60));
    let third = counter.buy(&[("MUG", 2)]).await;
    counter.stock(SECOND, "MUG", 5).await;
    counter.later().await;
    // Seven: five for the first, none for the second, two for the third.
    assert_eq!(counter.stage(&first).await, Stage::Delivered);
    assert_eq!(counter.lacks(&second).await, [2]);
    assert_eq!(counter.stage(&third).await, Stage::Delivered);
}

#[tokio::test]
async fn an_order_that_waits_and_shrinks_on_the_shop_goes_as_it_is_now() {
    let (counter, id) = short(Shortage::Wait).await;
    counter.edit_lines(&id, &[("MUG", 3)]).await;
    counter.later().await;
    assert_eq!(
        counter.pieces().await,
        at(&[(FIRST_NAME, 2), (SECOND_NAME, 1)])
    );
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}
