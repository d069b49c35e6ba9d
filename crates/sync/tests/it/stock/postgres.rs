//! The same on PostgreSQL: a sample of the deaths and faults.

use ponte_sandbox::faults::{Kind, Rule};

use super::{
    deaths::die_and_go_on,
    scene::{Scene, goods},
};
use crate::{bridge::Bridge, wire::Death};

/// Every so many calls of a pass one is looked at.
const STEP: usize = 3;

async fn scene() -> Scene {
    Scene::over(Bridge::on_postgres(goods()).await, 0).await
}

#[tokio::test]
async fn on_postgresql_a_killed_process_is_followed_by_one_that_writes_nothing_twice() {
    let calls = scene().await.calls().await;
    for (place, k) in (2..=calls).step_by(STEP).enumerate() {
        let scene = scene().await;
        let wire = scene.shelf.bridge().wire.clone();
        wire.die_at(k, [Death::Before, Death::After][place % 2]);
        die_and_go_on(&scene, &wire.died, &format!("call {k}")).await;
    }
}

#[tokio::test]
async fn on_postgresql_from_any_call_on_every_answer_may_get_lost_for_the_pass_over_the_stock() {
    let calls = Scene::set().await.calls().await;
    for k in (1..calls).step_by(STEP) {
        let scene = scene().await;
        scene.shelf.counter.fault(Rule {
            after: k,
            effect: Some(true),
            ..Rule::new(None, Kind::Drop)
        });
        scene.shelf.pass().await;
        scene.shelf.counter.mend();
        let engine = scene.shelf.bridge().engine.clone();
        scene.go_on(&engine, &format!("call {k}")).await;
    }
}
