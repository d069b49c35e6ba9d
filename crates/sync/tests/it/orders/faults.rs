//! Whatever goes wrong with whichever call of a delivery, the till ends with each part once.
//!
//! For every call of the first pass over an order of two parts and every kind of fault: generated, not
//! picked.

use ponte_sandbox::faults::{Kind, Rule};

use super::twelve::Twelve;

fn rule(kind: Kind, status: Option<u16>, effect: Option<bool>) -> Rule {
    Rule {
        status,
        effect,
        ..Rule::new(None, kind)
    }
}

/// Every call in turn goes wrong as `rule` says, `times` in a row (for ever in that pass, where none).
async fn each_call(rule: Rule, times: Option<u64>) {
    let calls = Twelve::bought().await.calls().await;
    assert!(calls >= 12, "{calls}");
    for k in 0..calls {
        let twelve = Twelve::bought().await;
        twelve.counter.fault(Rule {
            after: k,
            times,
            ..rule.clone()
        });
        twelve.counter.pass().await;
        twelve.counter.mend();
        let engine = twelve.counter.bridge.engine.clone();
        twelve.go_on(&engine, &format!("call {k}")).await;
    }
}

#[tokio::test]
async fn any_call_of_a_delivery_may_fail_with_500() {
    each_call(rule(Kind::Status, Some(500), None), Some(1)).await;
}

#[tokio::test]
async fn any_call_of_a_delivery_may_fail_with_500_although_it_took_effect() {
    each_call(rule(Kind::Status, Some(500), Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_call_of_a_delivery_may_time_out_before_its_effect() {
    each_call(rule(Kind::Timeout, None, Some(false)), Some(1)).await;
}

#[tokio::test]
async fn any_call_of_a_delivery_may_time_out_after_its_effect() {
    each_call(rule(Kind::Timeout, None, Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_answer_to_a_delivery_may_be_dropped_after_the_effect() {
    each_call(rule(Kind::Drop, None, Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_answer_to_a_delivery_may_be_cut() {
    each_call(rule(Kind::Cut, None, None), Some(1)).await;
}

#[tokio::test]
async fn any_answer_to_a_delivery_may_be_half_of_itself() {
    each_call(rule(Kind::Truncated, None, None), Some(1)).await;
}

#[tokio::test]
async fn any_answer_to_a_delivery_may_be_a_page_of_html_that_says_200() {
    each_call(rule(Kind::Html, Some(200), Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_call_of_a_delivery_may_be_one_too_many() {
    each_call(rule(Kind::Status, Some(429), None), Some(1)).await;
}

#[tokio::test]
async fn from_any_call_on_both_services_may_stay_away_for_the_pass() {
    each_call(rule(Kind::Status, Some(503), None), None).await;
}

#[tokio::test]
async fn from_any_call_on_every_answer_may_get_lost_for_the_pass() {
    each_call(rule(Kind::Drop, None, Some(true)), None).await;
}

#[tokio::test]
async fn from_any_call_on_the_till_may_call_it_one_too_many_for_the_pass() {
    each_call(rule(Kind::Status, Some(429), None), None).await;
}

#[tokio::test]
async fn any_call_of_a_late_delivery_may_get_lost_after_its_effect() {
    let calls = Twelve::bought().await.later(20).calls().await;
    for k in (0..calls).step_by(2) {
        let twelve = Twelve::bought().await.later(20);
        twelve.counter.fault(Rule {
            after: k,
            ..rule(Kind::Drop, None, Some(true))
        });
        twelve.counter.pass().await;
        twelve.counter.mend();
        let engine = twelve.counter.bridge.engine.clone();
        twelve.go_on(&engine, &format!("call {k}")).await;
    }
}

#[tokio::test]
async fn an_order_whose_every_answer_gets_lost_for_a_while_arrives_once() {
    let twelve = Twelve::bought().await;
    twelve.counter.fault(Rule {
        path: Some("/documents/orders/batch".to_owned()),
        ..rule(Kind::Drop, None, Some(true))
    });
    twelve.counter.pass().await;
    twelve.counter.passes(6).await;
    // The first part is there; what the till says of a repeat never arrives, so nobody goes on.
    assert_eq!(twelve.counter.on_till().await.len(), 1);
    twelve.counter.mend();
    let engine = twelve.counter.bridge.engine.clone();
    twelve.go_on(&engine, "after it was mended").await;
}
