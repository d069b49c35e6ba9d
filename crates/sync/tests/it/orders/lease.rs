//! One process at a time, and one that was stopped sends nothing more.

use std::{sync::Arc, time::Duration};

use ponte_store::StoreError;
use ponte_sync::worker::{Worked, pass_orders};

use super::twelve::Twelve;
use crate::{bridge::LEASE, clock::JumpClock, wire::Death};

#[tokio::test]
async fn a_process_that_slept_over_its_lease_sends_no_order_and_writes_nothing() {
    let calls = Twelve::bought().await.calls().await;
    for k in 2..=calls {
        let twelve = Twelve::bought().await;
        let bridge = &twelve.counter.bridge;
        // Its answer is on the way while its clock stands still, and with it the renewal.
        bridge.wire.sleep_from(k);
        let (engine, shop) = (bridge.engine.clone(), bridge.shop.clone());
        let sleeper = tokio::spawn(async move { pass_orders(&engine, &shop).await });
        let sent = bridge.wire.asleep(1).await;
        let clock = Arc::new(JumpClock::new());
        clock.advance(LEASE + Duration::from_secs(2 * 3600));
        let next = bridge.another_process(&clock);
        for _ in 0..3 {
            clock.advance(Duration::from_secs(300));
            twelve.counter.pass_of(&next).await;
        }
        let before = twelve.counter.on_till().await;
        bridge.clock.advance(LEASE + Duration::from_secs(3 * 3600));
        bridge.wire.wake();
        let lost = sleeper.await.expect("no panic");
        assert!(
            matches!(lost, Err(StoreError::LeaseLost)),
            "call {k}: {lost:?}"
        );
        assert_eq!(twelve.counter.on_till().await, before, "call {k}");
        // Reads may still leave, never more than the one that was under way needs.
        assert!(bridge.wire.calls() <= sent + 6, "call {k}");
        twelve.arrived(&format!("call {k}")).await;
    }
}

#[tokio::test]
async fn two_processes_never_pass_over_a_shops_orders_at_once() {
    let twelve = Twelve::bought().await;
    let bridge = &twelve.counter.bridge;
    bridge.wire.die_at(5, Death::Before);
    let (engine, shop) = (bridge.engine.clone(), bridge.shop.clone());
    let first = tokio::spawn(async move { pass_orders(&engine, &shop).await });
    bridge.wire.died.notified().await;
    let next = bridge.another_engine(7);
    let held = twelve.counter.pass_of(&next).await;
    assert!(matches!(held, Worked::Held), "{held:?}");
    bridge.wire.revive();
    first.await.expect("no panic").expect("a database");
    twelve.go_on(&next, "one after the other").await;
}
