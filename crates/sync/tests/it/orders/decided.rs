//! A person decides while a pass is under way: the decision stands.

use std::sync::Arc;

use ponte_domain::orders::order::{Attention, Stage};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_sync::{
    orders::{GiveTo, Goods, Remedy},
    worker::{Worked, pass_orders},
};
use serde_json::json;

use super::{
    counter::{Counter, FIRST, FIRST_NAME, SECOND, SECOND_NAME},
    twelve::Twelve,
};
use crate::goods::simple;

/// Passes up to the first call of this path, lets `decide` happen, and goes on to the end.
async fn meanwhile(counter: &Counter, method: &str, path: &str, decide: impl Future<Output = ()>) {
    let bridge = &counter.bridge;
    bridge.clock.hold();
    let rule = Rule {
        method: Some(method.to_owned()),
        path: Some(path.to_owned()),
        times: Some(1),
        ..Rule::new(Service::Till, Kind::Hold)
    };
    let fault = bridge.world.lock().faults.add(rule).expect("a rule");
    let (engine, shop) = (bridge.engine.clone(), bridge.shop.clone());
    let pass = tokio::spawn(async move { pass_orders(&engine, &shop).await });
    let world = Arc::new(bridge.world.clone());
    loop {
        assert!(!pass.is_finished(), "nobody calls {path}");
        let held = world.lock().faults.get(fault).expect("it is there");
        if held.gate().holding() == 1 {
            break;
        }
        tokio::task::yield_now().await;
    }
    decide.await;
    counter.mend();
    let worked = pass.await.expect("no panic").expect("a database");
    assert!(matches!(worked, Worked::Ended(_)), "{worked:?}");
}

#[tokio::test]
async fn ignored_while_its_buyer_is_looked_up_it_is_not_sent() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    meanwhile(counter, "GET", "/customers", async {
        let reason = "a mano".to_owned();
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
    })
    .await;
    assert_eq!(counter.on_till().await, []);
    counter.passes(2).await;
    assert_eq!(counter.on_till().await, []);
    let order = counter.order(&twelve.id).await.order;
    assert_eq!(order.stage, Stage::Dropped);
    assert_eq!(order.ignored.as_deref(), Some("a mano"));
}

#[tokio::test]
async fn ignored_while_its_first_part_is_under_way_the_second_is_not_sent() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    meanwhile(counter, "POST", "/documents/orders/batch", async {
        let reason = String::new();
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
    })
    .await;
    counter.passes(2).await;
    let mugs = (FIRST_NAME.to_owned(), 10);
    assert_eq!(counter.pieces().await, [mugs]);
    let order = counter.order(&twelve.id).await.order;
    assert!(order.ignored.is_some());
    assert_eq!(order.stage, Stage::Delivered);
}

#[tokio::test]
async fn sent_again_while_a_pass_looks_at_the_till_it_is_sent_again_once() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 5).await;
    counter.stock(SECOND, "MUG", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.pass().await;
    let till = counter.till_id(&id, 1).await;
    counter
        .step(&till, json!({"step": "reject", "reason": "rotte"}))
        .await;
    counter.later().await;
    // Another order keeps the next pass busy at the till.
    counter.buy(&[("MUG", 1)]).await;
    meanwhile(&counter, "GET", "/stocks", async {
        assert!(counter.decide(&id, Remedy::SendAgain { number: 1 }).await);
    })
    .await;
    counter.passes(3).await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
    let sent = counter.on_till().await.into_iter();
    let again: Vec<_> = sent
        .filter(|part| part.external_id == format!("ponte-{id}-2"))
        .map(|part| part.point)
        .collect();
    assert_eq!(again, [SECOND_NAME]);
}

#[tokio::test]
async fn differing_and_cancelled_it_is_not_dropped_in_silence() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        path: Some("/documents/orders/batch".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.pass().await;
    counter.mend();
    let name = format!("ponte-{}-1", twelve.id);
    counter.place(&name, FIRST, "MUG", 3).await;
    counter.cancel(&twelve.id).await;
    counter.passes(5).await;
    let attention = counter.attention(&twelve.id).await;
    assert_eq!(attention, Attention::Differs { number: 1 });
    // A person has looked.
    assert!(
        counter
            .decide(&twelve.id, Remedy::TillLacksIt { number: 1 })
            .await
    );
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
}

#[tokio::test]
async fn an_order_that_cannot_be_read_and_is_ignored_is_no_finding_any_more() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        path: Some("/orders/order.json".to_owned()),
        status: Some(200),
        ..Rule::new(Service::Shop, Kind::Html)
    });
    counter.pass().await;
    assert!(counter.kinds().await.contains(&"order_unreadable"));
    let reason = String::new();
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
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
    assert_eq!(counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn ignored_while_its_outcome_is_unknown_it_is_looked_up_and_never_sent() {
    for (effect, there) in [(false, 0), (true, 1)] {
        let twelve = Twelve::bought().await;
        let counter = &twelve.counter;
        counter.fault(Rule {
            method: Some("POST".to_owned()),
            path: Some("/documents/orders/batch".to_owned()),
            effect: Some(effect),
            ..Rule::new(Service::Till, Kind::Timeout)
        });
        counter.pass().await;
        counter.mend();
        let reason = String::new();
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
        counter.passes(5).await;
        assert_eq!(counter.on_till().await.len(), there, "{effect}");
        let whole = counter.order(&twelve.id).await;
        let stage = if effect {
            Stage::Delivered
        } else {
            Stage::Dropped
        };
        assert_eq!(whole.order.stage, stage);
        assert!(!whole.parts.iter().any(|row| row.part.is_loose()));
        // Taken back, what is missing goes, and nothing twice.
        assert!(counter.decide(&twelve.id, Remedy::TakeBack).await);
        counter.passes(3).await;
        assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
        let pieces = [(FIRST_NAME.to_owned(), 10), (SECOND_NAME.to_owned(), 3)];
        assert_eq!(counter.pieces().await, pieces, "{effect}");
    }
}

#[tokio::test]
async fn given_to_the_first_point_and_rejected_there_it_goes_elsewhere() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 1).await;
    counter.stock(SECOND, "MUG", 9).await;
    counter.fill_shop().await;
    counter.bridge.enable_point(FIRST_NAME, false).await;
    let id = counter.buy(&[("MUG", 3)]).await;
    counter.fault(Rule {
        path: Some("/documents/orders/batch".to_owned()),
        status: Some(400),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.pass().await;
    counter.mend();
    counter.bridge.enable_point(FIRST_NAME, true).await;
    let to = GiveTo::FirstPoint;
    assert!(counter.decide(&id, Remedy::GiveTo { number: 1, to }).await);
    counter.later().await;
    assert_eq!(counter.pieces().await, [(FIRST_NAME.to_owned(), 3)]);
    let till = counter.till_id(&id, 2).await;
    counter
        .step(&till, json!({"step": "reject", "reason": "finite"}))
        .await;
    counter.later().await;
    assert!(counter.decide(&id, Remedy::SendAgain { number: 2 }).await);
    counter.passes(2).await;
    let pieces = [(FIRST_NAME.to_owned(), 3), (SECOND_NAME.to_owned(), 3)];
    assert_eq!(counter.pieces().await, pieces);
}
