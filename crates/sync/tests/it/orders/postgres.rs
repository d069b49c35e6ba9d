//! The same on PostgreSQL: a sample of the faults and deaths.

use ponte_sandbox::faults::{Kind, Rule};

use super::{
    deaths::die_and_go_on,
    twelve::{Twelve, goods},
};
use crate::{bridge::Bridge, wire::Death};

/// Every so many calls of a delivery one is looked at.
const STEP: usize = 4;

async fn bought() -> Twelve {
    Twelve::over(Bridge::on_postgres(goods()).await).await
}

#[tokio::test]
async fn on_postgresql_an_order_arrives_and_a_killed_process_is_followed_by_one_that_goes_on() {
    let calls = bought().await.calls().await;
    for (place, k) in (2..=calls).step_by(STEP).enumerate() {
        let twelve = bought().await;
        let wire = twelve.counter.bridge.wire.clone();
        wire.die_at(k, [Death::Before, Death::After][place % 2]);
        die_and_go_on(&twelve, &wire.died, &format!("call {k}")).await;
    }
}

#[tokio::test]
async fn on_postgresql_from_any_call_on_every_answer_may_get_lost_for_the_pass() {
    let calls = Twelve::bought().await.calls().await;
    for k in (1..calls).step_by(STEP) {
        let twelve = bought().await;
        twelve.counter.fault(Rule {
            after: k,
            effect: Some(true),
            ..Rule::new(None, Kind::Drop)
        });
        twelve.counter.pass().await;
        twelve.counter.mend();
        let engine = twelve.counter.bridge.engine.clone();
        twelve.go_on(&engine, &format!("call {k}")).await;
    }
}
