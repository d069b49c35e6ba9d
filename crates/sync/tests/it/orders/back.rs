//! Back to the shop: a setting, never backwards, and what the shop refuses is told.

use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use serde_json::json;

use super::twelve::Twelve;

const UPDATE: &str = "PUT /v1.1/orders/order.json";

/// An order of two parts on the till; the setting is on.
async fn delivered() -> Twelve {
    let twelve = Twelve::bought().await;
    twelve
        .counter
        .choose(|orders| orders.tell_shop = true)
        .await;
    twelve.counter.pass().await;
    twelve
}

/// Both parts do these steps; the state that the shop's order has after the next pass.
async fn after(twelve: &Twelve, numbers: &[u32], steps: &[serde_json::Value]) -> i64 {
    for number in numbers {
        let till = twelve.counter.till_id(&twelve.id, *number).await;
        for step in steps {
            twelve.counter.step(&till, step.clone()).await;
        }
    }
    twelve.counter.later().await;
    twelve.counter.status(&twelve.id).await
}

#[tokio::test]
async fn by_default_the_shop_is_told_nothing() {
    let twelve = Twelve::bought().await;
    twelve.counter.pass().await;
    let accept = json!({"step": "accept"});
    let complete = json!({"step": "complete"});
    assert_eq!(after(&twelve, &[1, 2], &[accept, complete]).await, 1);
    assert_eq!(twelve.counter.bridge.writes(), [].into());
}

#[tokio::test]
async fn with_the_setting_ready_shipped_and_completed_are_told_as_far_as_the_slowest_part() {
    let twelve = delivered().await;
    let accept = json!({"step": "accept"});
    let ready = json!({"step": "ready"});
    let ship = json!({"step": "ship", "document": "receipt"});
    let complete = json!({"step": "complete", "document": "receipt"});
    assert_eq!(
        after(&twelve, &[1], &[accept.clone(), ready.clone()]).await,
        1
    );
    assert_eq!(after(&twelve, &[2], &[accept, ready]).await, 2);
    assert_eq!(after(&twelve, &[1], std::slice::from_ref(&ship)).await, 2);
    assert_eq!(after(&twelve, &[2], &[ship]).await, 3);
    assert_eq!(after(&twelve, &[1, 2], &[complete]).await, 4);
    twelve.counter.passes(2).await;
    assert_eq!(twelve.counter.status(&twelve.id).await, 4);
}

#[tokio::test]
async fn the_shops_order_never_goes_backwards() {
    let twelve = delivered().await;
    twelve.counter.set_status(&twelve.id, 4).await;
    let accept = json!({"step": "accept"});
    let ready = json!({"step": "ready"});
    assert_eq!(after(&twelve, &[1, 2], &[accept, ready]).await, 4);
    twelve.counter.set_status(&twelve.id, 7).await;
    twelve.counter.passes(2).await;
    assert_eq!(twelve.counter.status(&twelve.id).await, 7);
}

#[tokio::test]
async fn a_state_that_the_shop_refuses_is_a_finding_and_is_asked_for_again_within_the_hour_only() {
    let twelve = delivered().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        method: Some("PUT".to_owned()),
        path: Some("/orders/order.json".to_owned()),
        status: Some(400),
        ..Rule::new(Service::Shop, Kind::Status)
    });
    let accept = json!({"step": "accept"});
    let ready = json!({"step": "ready"});
    counter.forget_calls();
    assert_eq!(after(&twelve, &[1, 2], &[accept, ready]).await, 1);
    assert!(
        counter
            .finding("order_state_refused", &twelve.id)
            .await
            .is_some()
    );
    counter.passes(8).await;
    assert_eq!(
        counter.calls(Service::Shop).get(UPDATE),
        Some(&1),
        "{:?}",
        counter.calls(Service::Shop)
    );
    counter.mend();
    counter.passes(5).await;
    assert_eq!(counter.status(&twelve.id).await, 2);
    assert!(
        counter
            .finding("order_state_refused", &twelve.id)
            .await
            .is_none()
    );
}

#[tokio::test]
async fn a_state_whose_answer_was_lost_is_asked_for_again_even_where_the_shop_refuses_the_same_one()
{
    let twelve = delivered().await;
    let counter = &twelve.counter;
    counter.bridge.switch("shop.same_status_refused", "true");
    counter.fault(Rule {
        method: Some("PUT".to_owned()),
        path: Some("/orders/order.json".to_owned()),
        ..Rule::new(Service::Shop, Kind::Drop)
    });
    let accept = json!({"step": "accept"});
    let ready = json!({"step": "ready"});
    after(&twelve, &[1, 2], &[accept, ready]).await;
    counter.mend();
    counter.passes(3).await;
    assert_eq!(counter.status(&twelve.id).await, 2);
    assert!(
        counter
            .finding("order_state_refused", &twelve.id)
            .await
            .is_none()
    );
}

#[tokio::test]
async fn a_state_that_nobody_asks_for_any_more_is_no_finding() {
    for by_hand in [2, 7] {
        let twelve = delivered().await;
        let counter = &twelve.counter;
        counter.fault(Rule {
            method: Some("PUT".to_owned()),
            path: Some("/orders/order.json".to_owned()),
            status: Some(400),
            ..Rule::new(Service::Shop, Kind::Status)
        });
        let accept = json!({"step": "accept"});
        let ready = json!({"step": "ready"});
        assert_eq!(after(&twelve, &[1, 2], &[accept, ready]).await, 1);
        let told = counter.finding("order_state_refused", &twelve.id).await;
        assert!(told.is_some());
        // The merchant does it by hand, or ends the order.
        counter.set_status(&twelve.id, by_hand).await;
        counter.passes(2).await;
        let told = counter.finding("order_state_refused", &twelve.id).await;
        assert_eq!(told, None, "{by_hand}");
    }
}
