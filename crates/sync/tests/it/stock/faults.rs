//! Whatever goes wrong with whichever call of a pass, nothing is written twice, or raised above what
//! there is, and in the end the shop shows the rule's figure.
//!
//! For every call of a pass and every kind of fault: generated, not picked.

use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};

use super::scene::{Scene, goods};
use crate::bridge::Bridge;

fn rule(kind: Kind, status: Option<u16>, effect: Option<bool>) -> Rule {
    Rule {
        status,
        effect,
        ..Rule::new(None, kind)
    }
}

/// Every call in turn goes wrong as `rule` says, `times` in a row (for ever in that pass, where none).
async fn each_call(rule: Rule, times: Option<u64>) {
    let calls = Scene::set().await.calls().await;
    assert!(calls >= 8, "{calls}");
    for k in 0..calls {
        let scene = Scene::set().await;
        scene.shelf.counter.fault(Rule {
            after: k,
            times,
            ..rule.clone()
        });
        scene.shelf.pass().await;
        scene.shelf.counter.mend();
        let engine = scene.shelf.bridge().engine.clone();
        scene.go_on(&engine, &format!("call {}", k + 1)).await;
    }
}

#[tokio::test]
async fn any_call_of_a_pass_may_fail_with_500() {
    each_call(rule(Kind::Status, Some(500), None), Some(1)).await;
}

#[tokio::test]
async fn any_call_of_a_pass_may_fail_with_500_although_it_took_effect() {
    each_call(rule(Kind::Status, Some(500), Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_call_of_a_pass_may_time_out_before_its_effect() {
    each_call(rule(Kind::Timeout, None, Some(false)), Some(1)).await;
}

#[tokio::test]
async fn a_difference_that_timed_out_after_its_effect_is_never_repeated() {
    each_call(rule(Kind::Timeout, None, Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_answer_of_a_pass_may_be_dropped_after_the_effect() {
    each_call(rule(Kind::Drop, None, Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_answer_of_a_pass_may_be_cut() {
    each_call(rule(Kind::Cut, None, None), Some(1)).await;
}

#[tokio::test]
async fn any_answer_of_a_pass_may_be_half_of_itself() {
    each_call(rule(Kind::Truncated, None, None), Some(1)).await;
}

#[tokio::test]
async fn any_answer_of_a_pass_may_be_a_page_of_html_that_says_200() {
    each_call(rule(Kind::Html, Some(200), Some(true)), Some(1)).await;
}

#[tokio::test]
async fn any_call_of_a_pass_may_be_one_too_many() {
    each_call(rule(Kind::Status, Some(429), None), Some(1)).await;
}

#[tokio::test]
async fn any_list_of_a_pass_may_lack_half_of_its_rows_or_all_of_them() {
    for kind in [Kind::Short, Kind::Empty] {
        each_call(rule(kind, None, None), Some(1)).await;
    }
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
async fn a_write_that_got_lost_is_not_sent_again_while_the_shops_list_is_late() {
    let lost = Rule {
        path: Some("/inventory/".to_owned()),
        method: Some("PATCH".to_owned()),
        ..Rule::new(Service::Shop, Kind::Drop)
    };
    let scene = Scene::over(Bridge::with(goods()).await, 20).await;
    scene.shelf.after(60).await;
    scene.shelf.counter.fault(lost);
    scene.shelf.after(300).await;
    scene.shelf.counter.mend();
    let engine = scene.shelf.bridge().engine.clone();
    scene.go_on(&engine, "its answer got lost").await;
}
