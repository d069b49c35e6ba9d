//! Whatever goes wrong with whichever call, the shop ends as if nothing had.
//!
//! For every call of a small first synchronisation and every kind of fault: generated, not picked.

use ponte_sandbox::{
    catalogue::Product,
    faults::{Kind, Rule},
};
use ponte_store::runs::{Outcome, RunKind};

use crate::{bridge::Bridge, goods::assortment, shelf::Shelf};

/// Six products, both sides set up by `prepare`; how many calls the first sync takes, and the shop
/// after it.
async fn without_faults(products: Vec<Product>, prepare: &impl Fn(&Bridge)) -> (u64, Shelf) {
    let bridge = Bridge::with(products).await;
    prepare(&bridge);
    let before = bridge.wire.calls();
    bridge.first().await;
    (bridge.wire.calls() - before, Shelf::of(&bridge))
}

/// Every call in turn goes wrong as `rule` says.
async fn each_call(rule: Rule, prepare: impl Fn(&Bridge)) {
    let (calls, expected) = without_faults(assortment(), &prepare).await;
    assert!(calls >= 25, "{calls}");
    for k in 0..calls {
        let bridge = Bridge::with(assortment()).await;
        prepare(&bridge);
        let rule = Rule {
            after: k,
            times: Some(1),
            ..rule.clone()
        };
        bridge.world.lock().faults.add(rule).expect("a rule");
        let run = bridge.sync(RunKind::First).await;
        assert_eq!(run.outcome, Some(Outcome::Done), "call {k}: {run:?}");
        Shelf::of(&bridge).assert_same(&expected, &format!("call {k}"));
        assert_eq!(bridge.full().await.unchanged, 6, "call {k}");
        assert_eq!(bridge.writes(), [].into(), "call {k}");
    }
}

fn rule(kind: Kind, status: Option<u16>, effect: Option<bool>) -> Rule {
    Rule {
        status,
        effect,
        ..Rule::new(None, kind)
    }
}

fn nothing(_: &Bridge) {}

#[tokio::test]
async fn any_call_may_fail_with_500() {
    each_call(rule(Kind::Status, Some(500), None), nothing).await;
}

#[tokio::test]
async fn any_call_may_fail_with_500_although_it_took_effect() {
    each_call(rule(Kind::Status, Some(500), Some(true)), nothing).await;
}

#[tokio::test]
async fn any_call_may_time_out_before_its_effect() {
    each_call(rule(Kind::Timeout, None, Some(false)), nothing).await;
}

#[tokio::test]
async fn any_call_may_time_out_after_its_effect() {
    each_call(rule(Kind::Timeout, None, Some(true)), nothing).await;
}

#[tokio::test]
async fn any_answer_may_be_dropped_after_the_effect() {
    each_call(rule(Kind::Drop, None, Some(true)), nothing).await;
}

#[tokio::test]
async fn any_answer_may_be_cut() {
    each_call(rule(Kind::Cut, None, None), nothing).await;
}

#[tokio::test]
async fn any_answer_may_be_half_of_itself() {
    each_call(rule(Kind::Truncated, None, None), nothing).await;
}

#[tokio::test]
async fn any_answer_may_be_a_page_of_html() {
    each_call(rule(Kind::Html, Some(502), None), nothing).await;
}

#[tokio::test]
async fn any_answer_may_be_a_page_of_html_that_says_200() {
    each_call(rule(Kind::Html, Some(200), Some(true)), nothing).await;
}

#[tokio::test]
async fn any_call_may_be_one_too_many() {
    each_call(rule(Kind::Status, Some(429), None), nothing).await;
}

#[tokio::test]
async fn any_answer_may_be_dropped_where_the_shop_tells_no_picture_ids() {
    let prepare = |bridge: &Bridge| bridge.switch("shop.image_answer", "ok");
    each_call(rule(Kind::Drop, None, Some(true)), prepare).await;
}
