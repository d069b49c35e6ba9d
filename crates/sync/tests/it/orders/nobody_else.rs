//! Trouble with one order is no other order's trouble.

use ponte_domain::orders::order::Stage;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use serde_json::json;

use super::{
    counter::{Counter, SECOND_NAME},
    twelve::Twelve,
};

/// As often as a client reads before it gives up.
const TRIES: u64 = 5;

/// What strikes the oldest order of each pass.
fn reads(service: Service, path: &str) -> Rule {
    Rule {
        method: Some("GET".to_owned()),
        path: Some(path.to_owned()),
        times: Some(TRIES),
        ..Rule::new(service, Kind::Status)
    }
}

/// Another order, by another buyer.
async fn another(counter: &Counter) -> String {
    let more = json!({"paid": true,
        "billing": {"fullname": "Ugo Bianchi", "email": "ugo@example.test"}});
    counter.buy_as(&[("PEN", 1)], more).await
}

/// The fault strikes in each of some passes; the other order goes.
async fn the_other_goes(rule: Rule) {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    let other = another(counter).await;
    counter.fault(rule.clone());
    counter.pass().await;
    assert_ne!(counter.stage(&twelve.id).await, Stage::Delivered);
    assert_eq!(counter.stage(&other).await, Stage::Delivered);
    assert_eq!(counter.pieces().await, [(SECOND_NAME.to_owned(), 1)]);
    counter.mend();
    counter.passes(3).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
}

#[tokio::test]
async fn details_that_stay_away_stop_nobody_else() {
    the_other_goes(reads(Service::Shop, "/orders/order.json")).await;
}

#[tokio::test]
async fn a_buyer_whose_look_up_fails_stops_nobody_else() {
    the_other_goes(reads(Service::Till, "/customers")).await;
}

#[tokio::test]
async fn a_part_that_cannot_be_looked_up_stops_nobody_else() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        method: Some("POST".to_owned()),
        path: Some("/documents/orders/batch".to_owned()),
        status: Some(409),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.fault(reads(Service::Till, "/documents/orders"));
    let other = another(counter).await;
    counter.pass().await;
    assert_eq!(counter.stage(&other).await, Stage::Delivered);
}

#[tokio::test]
async fn a_part_that_the_till_cannot_show_stops_nobody_else_from_being_followed() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    let other = another(counter).await;
    counter.pass().await;
    // All but one are done, so that each of the rest is asked for by its id.
    let done = counter.till_id(&twelve.id, 2).await;
    counter.step(&done, json!({"step": "accept"})).await;
    counter.step(&done, json!({"step": "complete"})).await;
    counter.later().await;
    let till = counter.till_id(&other, 1).await;
    counter
        .step(&till, json!({"step": "reject", "reason": "finita"}))
        .await;
    let stuck = counter.till_id(&twelve.id, 1).await;
    counter.fault(Rule {
        path: Some(format!("/documents/orders/{stuck}")),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.later().await;
    let stage = counter.stage(&other).await;
    assert!(matches!(stage, Stage::NeedsAttention { .. }), "{stage:?}");
}

#[tokio::test]
async fn where_stock_cannot_be_read_nothing_is_planned_and_what_is_on_its_way_goes_on() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        path: Some("/documents/orders/batch".to_owned()),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.pass().await;
    let other = another(counter).await;
    counter.fault(Rule {
        path: Some("/stock".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.passes(2).await;
    twelve.arrived("stock stays away").await;
    assert_eq!(counter.stage(&other).await, Stage::Received);
    counter.mend();
    counter.later().await;
    assert_eq!(counter.stage(&other).await, Stage::Delivered);
}

#[tokio::test]
async fn a_catalogue_that_cannot_be_read_stops_only_the_order_that_needs_it() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    counter
        .bridge
        .clock
        .advance(std::time::Duration::from_secs(1200));
    let gift = crate::goods::simple("GIFT", "Buono", "5.00");
    counter
        .bridge
        .on_shop(|shop, now, random| shop.add_own_product(&gift, now, random));
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("GIFT", 5, now));
    counter.buy(&[("GIFT", 1)]).await;
    let other = another(counter).await;
    counter.fault(Rule {
        path: Some("/products".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.later().await;
    assert_eq!(counter.stage(&other).await, Stage::Delivered);
}
