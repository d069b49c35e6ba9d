//! Cancelled on the shop: before delivery, after it, and while nobody knows.

use ponte_domain::orders::order::{Attention, Stage};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_sync::orders::{Goods, Remedy};
use serde_json::json;

use super::{
    counter::{Counter, FIRST},
    twelve::Twelve,
};

fn batch(kind: Kind, effect: Option<bool>) -> Rule {
    Rule {
        method: Some("POST".to_owned()),
        path: Some("/documents/orders/batch".to_owned()),
        effect,
        ..Rule::new(Service::Till, kind)
    }
}

#[tokio::test]
async fn cancelled_before_anything_was_sent_it_is_dropped() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.cancel(&twelve.id).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
    assert_eq!(counter.on_till().await, []);
    assert_eq!(counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn cancelled_while_it_waits_or_is_refused_it_is_dropped_and_its_parts_are_taken_back() {
    for status in [400, 429] {
        let twelve = Twelve::bought().await;
        let counter = &twelve.counter;
        counter.fault(Rule {
            status: Some(status),
            ..batch(Kind::Status, None)
        });
        counter.passes(2).await;
        counter.mend();
        assert_eq!(counter.order(&twelve.id).await.parts.len(), 2);
        counter.cancel(&twelve.id).await;
        counter.passes(3).await;
        let whole = counter.order(&twelve.id).await;
        assert_eq!(whole.order.stage, Stage::Dropped);
        let kept = |row: &ponte_store::orders::PartRow| row.part.is_loose() || row.part.is_bound();
        assert!(!whole.parts.iter().any(kept), "{:?}", whole.parts);
        assert_eq!(counter.on_till().await, []);
        assert_eq!(counter.kinds().await, [""; 0]);
    }
}

#[tokio::test]
async fn cancelled_between_planning_and_sending_nothing_is_sent() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    // The buyer cannot be told: planned, not sent.
    counter.fault(Rule {
        path: Some("/customers".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.pass().await;
    counter.mend();
    assert_eq!(counter.order(&twelve.id).await.parts.len(), 2);
    // The list still shows it as it was; its details do not.
    counter.bridge.wire.rewrite(|path, body| {
        path.ends_with("/orders/list.json")
            .then(|| body.replace("\"status\":7", "\"status\":1"))
    });
    counter.cancel(&twelve.id).await;
    counter.passes(2).await;
    assert_eq!(counter.on_till().await, []);
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
}

#[tokio::test]
async fn cancelled_after_delivery_is_a_finding_that_closes_once_the_till_shows_it_cancelled() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    counter.cancel(&twelve.id).await;
    counter.later().await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::CancelOnTill);
    let (first, second) = (
        counter.till_id(&twelve.id, 1).await,
        counter.till_id(&twelve.id, 2).await,
    );
    counter.step(&first, json!({"step": "cancel"})).await;
    counter.later().await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::CancelOnTill);
    counter
        .step(&second, json!({"step": "reject", "reason": "annullato"}))
        .await;
    counter.later().await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
    assert_eq!(counter.finding("order", &twelve.id).await, None);
}

#[tokio::test]
async fn cancelled_after_the_first_of_two_parts_nothing_more_is_sent() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        status: Some(400),
        after: 1,
        ..batch(Kind::Status, None)
    });
    counter.pass().await;
    counter.mend();
    counter.cancel(&twelve.id).await;
    counter.passes(3).await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::CancelOnTill);
    assert_eq!(counter.on_till().await.len(), 1);
    let first = counter.till_id(&twelve.id, 1).await;
    counter.step(&first, json!({"step": "cancel"})).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
    let whole = counter.order(&twelve.id).await;
    assert!(!whole.parts.iter().any(|row| row.part.is_loose()));
}

/// Attempts of requests that reach the till.
fn attempts(counter: &Counter) -> u64 {
    let calls = counter.calls(Service::Till);
    let batches = calls.iter().filter(|(what, _)| what.contains("batch"));
    batches.map(|(_, calls)| calls).sum()
}

#[tokio::test]
async fn cancelled_while_the_outcome_is_unknown_it_is_only_looked_up_and_dropped_after_the_second()
{
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(batch(Kind::Timeout, Some(false)));
    counter.pass().await;
    counter.mend();
    counter.cancel(&twelve.id).await;
    counter.forget_calls();
    counter.later().await;
    assert_ne!(counter.stage(&twelve.id).await, Stage::Dropped);
    counter.later().await;
    assert_ne!(
        counter.stage(&twelve.id).await,
        Stage::Dropped,
        "five minutes apart only"
    );
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
    assert_eq!(attempts(counter), 0);
    assert_eq!(counter.on_till().await, []);
}

#[tokio::test]
async fn cancelled_while_the_outcome_is_unknown_and_found_it_is_a_finding() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(batch(Kind::Timeout, Some(true)));
    counter.pass().await;
    counter.mend();
    counter.cancel(&twelve.id).await;
    counter.forget_calls();
    counter.passes(2).await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::CancelOnTill);
    assert_eq!(attempts(counter), 0);
    assert_eq!(counter.on_till().await.len(), 1);
}

#[tokio::test]
async fn a_look_up_that_fails_does_not_count_for_a_cancelled_order() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(batch(Kind::Timeout, Some(true)));
    counter.pass().await;
    counter.mend();
    counter.cancel(&twelve.id).await;
    counter.fault(Rule {
        method: Some("GET".to_owned()),
        path: Some("/documents/orders".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.passes(5).await;
    assert_ne!(counter.stage(&twelve.id).await, Stage::Dropped);
    counter.mend();
    counter.later().await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::CancelOnTill);
}

#[tokio::test]
async fn archived_after_its_parts_were_shipped_is_no_cancellation() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    for number in [1, 2] {
        let part = counter.till_id(&twelve.id, number).await;
        counter.step(&part, json!({"step": "accept"})).await;
        counter
            .step(&part, json!({"step": "ship", "document": "receipt"}))
            .await;
    }
    counter.later().await;
    counter.set_status(&twelve.id, 6).await;
    counter.passes(2).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    assert_eq!(counter.finding("order", &twelve.id).await, None);
}

#[tokio::test]
async fn archived_before_its_parts_were_shipped_is_a_cancellation() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    counter.set_status(&twelve.id, 6).await;
    counter.later().await;
    assert_eq!(counter.attention(&twelve.id).await, Attention::CancelOnTill);
    // Alive again: nothing is sent twice, and the finding closes.
    counter.set_status(&twelve.id, 1).await;
    counter.passes(2).await;
    twelve.arrived("alive again").await;
}

#[tokio::test]
async fn an_ignored_order_is_not_sent_and_taken_back_it_goes() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.stock(FIRST, "MUG", 0).await;
    counter.pass().await;
    let reason = "consegnato a mano".to_owned();
    assert!(
        counter
            .decide(
                &twelve.id,
                Remedy::Ignore {
                    goods: Goods::Free,
                    reason: reason.clone()
                }
            )
            .await
    );
    assert!(
        !counter
            .decide(
                &twelve.id,
                Remedy::Ignore {
                    reason,
                    goods: Goods::Free,
                }
            )
            .await
    );
    counter.stock(FIRST, "MUG", 10).await;
    counter.passes(3).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
    assert_eq!(counter.on_till().await, []);
    assert!(counter.decide(&twelve.id, Remedy::TakeBack).await);
    assert!(!counter.decide(&twelve.id, Remedy::TakeBack).await);
    let engine = counter.bridge.engine.clone();
    twelve.go_on(&engine, "taken back").await;
}

#[tokio::test]
async fn what_was_dropped_holds_no_stock_whether_or_not_it_was_ever_attempted() {
    for kind in [Kind::Timeout, Kind::Status] {
        let twelve = Twelve::bought().await;
        let counter = &twelve.counter;
        counter.fault(Rule {
            status: (kind == Kind::Status).then_some(400),
            ..batch(kind, Some(false))
        });
        counter.pass().await;
        counter.mend();
        counter.cancel(&twelve.id).await;
        counter.passes(4).await;
        assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
        let next = counter.buy(&[("MUG", 15)]).await;
        counter.passes(2).await;
        assert_eq!(counter.stage(&next).await, Stage::Delivered, "{kind:?}");
    }
}

#[tokio::test]
async fn dropped_and_alive_again_it_is_sent_under_the_names_that_it_had() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(batch(Kind::Timeout, Some(false)));
    counter.pass().await;
    counter.mend();
    counter.cancel(&twelve.id).await;
    counter.passes(4).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
    counter.set_status(&twelve.id, 1).await;
    counter.passes(3).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    let sent = counter.parts().await;
    assert_eq!(sent[0].0, format!("ponte-{}-1", twelve.id));
    let pieces: Vec<i64> = counter
        .pieces()
        .await
        .iter()
        .map(|(_, pieces)| *pieces)
        .collect();
    assert_eq!(pieces, [10, 3]);
}

#[tokio::test]
async fn cancelled_by_mistake_and_alive_again_days_later_it_goes() {
    for status in [6, 7] {
        let twelve = Twelve::bought().await;
        let counter = &twelve.counter;
        counter.set_status(&twelve.id, status).await;
        counter.passes(2).await;
        assert_eq!(counter.stage(&twelve.id).await, Stage::Dropped);
        // Newer orders come, so that the lists no longer show it.
        let day = std::time::Duration::from_secs(24 * 3600);
        counter.bridge.clock.advance(day);
        counter.buy(&[("PEN", 1)]).await;
        counter.pass().await;
        counter.bridge.clock.advance(day);
        counter.set_status(&twelve.id, 1).await;
        counter.passes(2).await;
        assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    }
}
