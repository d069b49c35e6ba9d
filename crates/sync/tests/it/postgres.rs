//! The same on PostgreSQL.

use std::time::Duration;

use ponte_sandbox::faults::{Kind, Rule};
use ponte_store::runs::{Outcome, RunKind};
use ponte_sync::worker::{Worked, run_open};

use crate::{
    bridge::{Bridge, LEASE},
    goods::assortment,
    shelf::Shelf,
    wire::Death,
};

/// Every so many calls of the first sync one is looked at.
const STEP: usize = 4;

async fn expected() -> (u64, Shelf) {
    let bridge = Bridge::with(assortment()).await;
    let before = bridge.wire.calls();
    bridge.first().await;
    (bridge.wire.calls() - before, Shelf::of(&bridge))
}

#[tokio::test]
async fn on_postgresql_the_first_sync_makes_the_same_and_the_second_writes_nothing() {
    let bridge = Bridge::on_postgres(assortment()).await;
    assert_eq!(bridge.engine.store().backend(), "postgresql");
    bridge.first().await;
    assert_eq!(Shelf::of(&bridge), expected().await.1);
    for kind in [RunKind::Full, RunKind::Incremental, RunKind::Forced] {
        assert_eq!(bridge.synced(kind).await.unchanged, 6);
        assert_eq!(bridge.writes(), [].into());
    }
}

#[tokio::test]
async fn on_postgresql_a_killed_process_is_followed_by_one_that_goes_on() {
    let (calls, expected) = expected().await;
    for (place, k) in (1..=calls).step_by(STEP).enumerate() {
        let death = [Death::Before, Death::After][place % 2];
        let bridge = Bridge::on_postgres(assortment()).await;
        bridge.wire.die_at(k, death);
        bridge.start(RunKind::First).await;
        tokio::select! {
            biased;
            () = bridge.wire.died.notified() => {}
            worked = run_open(&bridge.engine, &bridge.shop) => panic!("{worked:?}"),
        }
        let next = bridge.another_engine(7);
        let held = run_open(&next, &bridge.shop).await.expect("a database");
        assert!(matches!(held, Worked::Held), "{held:?}");
        bridge.clock.advance(LEASE + Duration::from_secs(1));
        let worked = run_open(&next, &bridge.shop).await.expect("a database");
        assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
        Shelf::of(&bridge).assert_same(&expected, &format!("call {k}"));
    }
}

#[tokio::test]
async fn on_postgresql_any_answer_may_be_dropped_after_the_effect() {
    let (calls, expected) = expected().await;
    for k in (0..calls).step_by(STEP) {
        let bridge = Bridge::on_postgres(assortment()).await;
        let rule = Rule {
            after: k,
            times: Some(1),
            ..Rule::new(None, Kind::Drop)
        };
        bridge.world.lock().faults.add(rule).expect("a rule");
        bridge.first().await;
        Shelf::of(&bridge).assert_same(&expected, &format!("call {k}"));
    }
}
