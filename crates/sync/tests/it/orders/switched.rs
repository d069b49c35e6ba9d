//! The merchant switches points, or moves the starting moment, while orders are on their way.

use std::time::Duration;

use ponte_domain::orders::order::{Attention, Stage};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use serde_json::json;

use super::{
    counter::{Counter, FIRST, FIRST_NAME, SECOND, SECOND_NAME},
    twelve::Twelve,
};
use crate::goods::simple;

fn batch(kind: Kind, status: Option<u16>) -> Rule {
    Rule {
        method: Some("POST".to_owned()),
        path: Some("/documents/orders/batch".to_owned()),
        status,
        ..Rule::new(Service::Till, kind)
    }
}

/// The starting moment is now.
async fn starts_now(counter: &Counter) {
    counter.bridge.clock.advance(Duration::from_secs(3600));
    let now = counter.bridge.now();
    counter.choose(|orders| orders.from = Some(now)).await;
}

#[tokio::test]
async fn a_part_that_was_refused_goes_elsewhere_once_its_point_is_switched_off() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.stock(SECOND, "MUG", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.fault(batch(Kind::Status, Some(400)));
    counter.pass().await;
    counter.mend();
    counter.bridge.enable_point(FIRST_NAME, false).await;
    counter.passes(2).await;
    assert_eq!(counter.pieces().await, [(SECOND_NAME.to_owned(), 3)]);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn a_part_of_unknown_outcome_is_repeated_at_its_point_although_that_is_switched_off() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(batch(Kind::Timeout, None));
    counter.pass().await;
    counter.mend();
    counter.bridge.enable_point(FIRST_NAME, false).await;
    counter.stock(SECOND, "MUG", 50).await;
    counter.passes(3).await;
    // The second part was only planned: it is where it was.
    twelve.arrived("switched off").await;
}

#[tokio::test]
async fn what_reached_the_till_stays_an_order_when_the_starting_moment_moves_on() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    starts_now(counter).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    counter.cancel(&twelve.id).await;
    counter.later().await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::CancelOnTill);
}

#[tokio::test]
async fn what_may_have_reached_the_till_is_cleared_up_when_the_starting_moment_moves_on() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        effect: Some(true),
        ..batch(Kind::Timeout, None)
    });
    counter.pass().await;
    counter.mend();
    starts_now(counter).await;
    let engine = counter.bridge.engine.clone();
    twelve.go_on(&engine, "the moment moved on").await;
}

#[tokio::test]
async fn what_was_only_planned_holds_no_stock_when_the_starting_moment_moves_on() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.fill_shop().await;
    let old = counter.buy(&[("MUG", 3)]).await;
    counter.fault(batch(Kind::Status, Some(400)));
    counter.pass().await;
    counter.mend();
    starts_now(&counter).await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("MUG", 5, now));
    let new = counter.buy(&[("MUG", 5)]).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&old).await, Stage::BeforePonte);
    assert_eq!(counter.stage(&new).await, Stage::Delivered);
}

#[tokio::test]
async fn a_point_that_rejected_and_is_switched_off_and_on_again_changes_nothing_of_what_is_there() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    for enabled in [false, true] {
        counter.bridge.enable_point(FIRST_NAME, enabled).await;
        counter.passes(2).await;
        twelve.arrived("switched").await;
    }
    let till = counter.till_id(&twelve.id, 1).await;
    counter
        .step(&till, json!({"step": "reject", "reason": "finite"}))
        .await;
    counter.later().await;
    assert_eq!(
        counter.attention(&twelve.id).await,
        Attention::Rejected { number: 1 }
    );
}
