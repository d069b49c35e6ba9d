//! Delivery, or collection at a point.

use ponte_domain::{finding::Finding, orders::order::Stage, settings::Shipping};
use ponte_sync::orders::Remedy;
use serde_json::json;

use super::counter::{Counter, FIRST, FIRST_NAME, SECOND, SECOND_NAME};
use crate::goods::simple;

/// Ten mugs at the first point, so many at the second, where a profile means that they are collected.
async fn collected(at_second: i64, falls_back: bool) -> (Counter, String) {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 10).await;
    counter.stock(SECOND, "MUG", at_second).await;
    counter.fill_shop().await;
    let point = counter.point(SECOND);
    counter
        .choose(|orders| {
            let at = Shipping::CollectAt(point);
            orders.shipping = [("ritiro".to_owned(), at)].into();
            orders.bound_falls_back = falls_back;
        })
        .await;
    let more = json!({"paid": true, "shipping": {"profile": "ritiro", "amount": "0"},
        "billing": {"fullname": "Maria Rossi", "email": "maria@example.test", "phone": "0422 1234",
            "addr1": "Via Prova 1"}});
    let id = counter.buy_as(&[("MUG", 4)], more).await;
    counter.pass().await;
    (counter, id)
}

#[tokio::test]
async fn an_order_to_be_collected_goes_whole_to_its_point() {
    let (counter, id) = collected(4, false).await;
    assert_eq!(counter.pieces().await, [(SECOND_NAME.to_owned(), 4)]);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
    let sent = counter.sent();
    assert_eq!(sent["deliveryMode"], "PICKUP");
    assert_eq!(sent["phoneNumber"], "0422 1234");
    assert_eq!(sent.get("destinationStreet"), None);
    assert_eq!(counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn an_order_to_be_collected_waits_where_its_point_has_not_all_of_it() {
    let (counter, id) = collected(3, false).await;
    assert_eq!(counter.lacks(&id).await, [1]);
    assert_eq!(counter.on_till().await, []);
    counter.stock(SECOND, "MUG", 4).await;
    counter.later().await;
    assert_eq!(counter.pieces().await, [(SECOND_NAME.to_owned(), 4)]);
}

#[tokio::test]
async fn with_the_setting_it_falls_back_to_the_rule() {
    let (counter, _) = collected(3, true).await;
    assert_eq!(counter.pieces().await, [(FIRST_NAME.to_owned(), 4)]);
}

#[tokio::test]
async fn an_order_to_be_collected_at_a_point_that_is_off_waits() {
    let (counter, id) = collected(0, false).await;
    counter.stock(SECOND, "MUG", 9).await;
    counter.bridge.enable_point(SECOND_NAME, false).await;
    counter.later().await;
    assert_eq!(counter.lacks(&id).await, [4]);
    counter.bridge.enable_point(SECOND_NAME, true).await;
    counter.later().await;
    assert_eq!(counter.pieces().await, [(SECOND_NAME.to_owned(), 4)]);
}

#[tokio::test]
async fn a_profile_that_nobody_has_mapped_is_shipped_and_told_until_somebody_does() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 10).await;
    counter.fill_shop().await;
    let more = json!({"paid": true, "shipping": {"profile": "pony", "amount": "3.00"},
        "billing": {"fullname": "Maria Rossi", "email": "maria@example.test", "phone": "0422 1234",
            "addr1": "Via Prova 1", "city": "Treviso", "zip": "31100", "province": "TV",
            "country": "IT"}});
    counter.buy_as(&[("MUG", 4)], more).await;
    counter.pass().await;
    let sent = counter.sent();
    assert_eq!(sent["deliveryMode"], "DELIVERY");
    assert_eq!(sent["destinationStreet"], "Via Prova 1");
    assert_eq!(sent["destinationCity"], "Treviso");
    assert_eq!(sent["destinationZipcode"], "31100");
    assert_eq!(sent["phoneNumber"], "0422 1234");
    let told = counter.finding("shipping_unmapped", "pony").await;
    assert_eq!(told, Some(Finding::ShippingUnmapped));
    counter
        .choose(|orders| orders.shipping = [("pony".to_owned(), Shipping::Delivery)].into())
        .await;
    counter.later().await;
    assert_eq!(counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn rejected_where_it_was_to_be_collected_and_sent_again_it_goes_elsewhere() {
    let (counter, id) = collected(4, false).await;
    let till = counter.till_id(&id, 1).await;
    let reject = json!({"step": "reject", "reason": "finite"});
    counter.step(&till, reject).await;
    counter.later().await;
    assert!(counter.decide(&id, Remedy::SendAgain { number: 1 }).await);
    counter.passes(2).await;
    let pieces = [(SECOND_NAME.to_owned(), 4), (FIRST_NAME.to_owned(), 4)];
    assert_eq!(counter.pieces().await, pieces);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}
