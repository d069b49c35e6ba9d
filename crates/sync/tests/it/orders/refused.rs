//! The till refuses a part: tried again with growing pauses, and the remedies where it is for good.

use std::time::Duration;

use ponte_domain::orders::order::{Stage, Waiting};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_sync::orders::{GiveTo, Goods, Remedy};

use super::{
    counter::{FIRST, FIRST_NAME, SECOND_NAME},
    twelve::Twelve,
};

fn refuses(after: u64) -> Rule {
    Rule {
        method: Some("POST".to_owned()),
        path: Some("/documents/orders/batch".to_owned()),
        status: Some(400),
        after,
        ..Rule::new(Service::Till, Kind::Status)
    }
}

/// The first part is there, the second is refused again and again.
async fn second_refused() -> Twelve {
    let twelve = Twelve::bought().await;
    twelve.counter.fault(refuses(1));
    twelve.counter.passes(2).await;
    twelve.counter.mend();
    let pieces = twelve.counter.pieces().await;
    assert_eq!(pieces, [(FIRST_NAME.to_owned(), 10)]);
    let waits = twelve.counter.waits(&twelve.id).await;
    assert!(matches!(waits, Waiting::Refused { .. }), "{waits:?}");
    let told = twelve.counter.finding("order_refused", &twelve.id).await;
    assert!(told.is_some());
    twelve
}

#[tokio::test]
async fn what_was_refused_is_tried_again_at_growing_distances() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(refuses(0));
    let mut tries = Vec::new();
    counter.forget_calls();
    for minute in 0..120_u32 {
        let before = attempts(&twelve);
        counter.pass().await;
        if attempts(&twelve) > before {
            tries.push(minute);
        }
        counter.bridge.clock.advance(Duration::from_secs(60));
    }
    assert_eq!(tries, [0, 1, 3, 7, 15, 31, 61, 91]);
    counter.mend();
    // By button at once.
    assert!(counter.decide(&twelve.id, Remedy::TryNow).await);
    counter.pass().await;
    twelve.arrived("by button").await;
}

fn attempts(twelve: &Twelve) -> u64 {
    let calls = twelve.counter.calls(Service::Till);
    let batches = calls.iter().filter(|(what, _)| what.contains("batch"));
    batches.map(|(_, calls)| calls).sum()
}

#[tokio::test]
async fn a_second_part_that_was_refused_goes_by_itself_once_the_till_takes_it() {
    let twelve = second_refused().await;
    let engine = twelve.counter.bridge.engine.clone();
    twelve.go_on(&engine, "taken").await;
}

#[tokio::test]
async fn a_forced_pass_tries_at_once_what_was_refused() {
    let twelve = second_refused().await;
    let counter = &twelve.counter;
    counter.pass().await;
    assert_eq!(counter.on_till().await.len(), 1);
    let bridge = &counter.bridge;
    bridge
        .engine
        .start_orders(&bridge.shop, "test")
        .await
        .expect("a run begins");
    counter.pass().await;
    twelve.arrived("forced").await;
}

#[tokio::test]
async fn a_refused_part_given_to_the_next_point_goes_there() {
    let twelve = second_refused().await;
    let counter = &twelve.counter;
    let third = counter.add_point("Outlet").await;
    for sku in ["MUG", "PEN"] {
        counter.stock(third, sku, 9).await;
    }
    let to = GiveTo::NextPoint;
    assert!(
        counter
            .decide(&twelve.id, Remedy::GiveTo { number: 2, to })
            .await
    );
    assert!(
        !counter
            .decide(&twelve.id, Remedy::GiveTo { number: 2, to })
            .await
    );
    counter.passes(2).await;
    let pieces = [(FIRST_NAME.to_owned(), 10), ("Outlet".to_owned(), 3)];
    assert_eq!(counter.pieces().await, pieces);
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    assert!(counter.finding("order_refused", &twelve.id).await.is_none());
    let total: rust_decimal::Decimal = counter.on_till().await.iter().map(|part| part.amount).sum();
    assert_eq!(total, crate::goods::dec("96.90"));
}

#[tokio::test]
async fn a_refused_part_given_to_the_first_point_goes_there_whatever_it_has() {
    let twelve = second_refused().await;
    let counter = &twelve.counter;
    counter.stock(FIRST, "MUG", 0).await;
    let to = GiveTo::FirstPoint;
    assert!(
        counter
            .decide(&twelve.id, Remedy::GiveTo { number: 2, to })
            .await
    );
    counter.passes(2).await;
    let pieces = [(FIRST_NAME.to_owned(), 10), (FIRST_NAME.to_owned(), 3)];
    assert_eq!(counter.pieces().await, pieces);
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
}

#[tokio::test]
async fn a_refused_part_marked_as_handled_is_sent_no_more_and_the_finding_closes() {
    let twelve = second_refused().await;
    let counter = &twelve.counter;
    let reason = "portata a mano".to_owned();
    assert!(
        counter
            .decide(
                &twelve.id,
                Remedy::Ignore {
                    reason,
                    goods: Goods::Free,
                }
            )
            .await
    );
    counter.passes(4).await;
    assert_eq!(counter.on_till().await.len(), 1);
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    assert!(counter.finding("order_refused", &twelve.id).await.is_none());
    let whole = counter.order(&twelve.id).await;
    assert!(!whole.parts.iter().any(|row| row.part.is_loose()));
}

#[tokio::test]
async fn what_the_till_has_cannot_be_given_away() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    for to in [GiveTo::NextPoint, GiveTo::FirstPoint] {
        for number in [1, 2, 3] {
            assert!(
                !counter
                    .decide(&twelve.id, Remedy::GiveTo { number, to })
                    .await
            );
        }
    }
    counter.later().await;
    twelve.arrived("nothing was given away").await;
}

#[tokio::test]
async fn a_buyer_that_the_till_does_not_take_makes_the_order_wait_and_stops_nobody_else() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        method: Some("POST".to_owned()),
        path: Some("/customers".to_owned()),
        status: Some(400),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Status)
    });
    let more = serde_json::json!({"paid": true,
        "billing": {"fullname": "Ugo Bianchi", "email": "ugo@example.test"}});
    let other = counter.buy_as(&[("PEN", 1)], more).await;
    counter.pass().await;
    let waits = counter.waits(&twelve.id).await;
    assert!(matches!(waits, Waiting::Refused { .. }), "{waits:?}");
    assert_eq!(counter.stage(&other).await, Stage::Delivered);
    assert_eq!(counter.pieces().await, [(SECOND_NAME.to_owned(), 1)]);
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
}

#[tokio::test]
async fn a_buyer_that_the_till_never_takes_is_tried_at_growing_distances_too() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        method: Some("POST".to_owned()),
        path: Some("/customers".to_owned()),
        status: Some(400),
        ..Rule::new(Service::Till, Kind::Status)
    });
    let mut tries = Vec::new();
    counter.forget_calls();
    let made = |twelve: &Twelve| {
        let calls = twelve.counter.calls(Service::Till);
        calls.get("POST /customers").copied().unwrap_or(0)
    };
    for minute in 0..60_u32 {
        let before = made(&twelve);
        counter.pass().await;
        if made(&twelve) > before {
            tries.push(minute);
        }
        counter.bridge.clock.advance(Duration::from_secs(60));
    }
    assert_eq!(tries, [0, 1, 3, 7, 15, 31]);
}

#[tokio::test]
async fn a_buyer_whose_look_up_fails_again_and_again_stops_nobody_else() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    // What the till says of this buyer cannot be read; of others it can.
    counter.bridge.wire.rewrite(|path, body| {
        (path.ends_with("/customers") && body.contains("\"totalCount\":0") && body.len() < 60)
            .then(|| String::from("<oops>"))
    });
    counter.pass().await;
    counter.bridge.wire.rewrite(|_, _| None);
    assert_eq!(counter.on_till().await, []);
    let engine = counter.bridge.engine.clone();
    twelve.go_on(&engine, "readable again").await;
}
