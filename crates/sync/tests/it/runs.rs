//! Runs: one process at a time, stopped, put down and taken over.

use std::{sync::Arc, time::Duration};

use futures::FutureExt;
use jiff::Timestamp;
use ponte_store::{
    StoreError,
    runs::{Outcome, RunKind},
};
use ponte_sync::{
    StartTrouble,
    products::STREAM,
    worker::{Worked, run_open},
};

use tokio::task::JoinHandle;

use crate::{
    bridge::{Bridge, LEASE},
    clock::JumpClock,
    goods::many,
    shelf::Shelf,
    wire::Death,
};

/// A call in the middle of the products, as the shop counts them.
const MIDDLE: u64 = 20;

/// A process at work, until it reaches the call to die at; it goes on when it is revived.
async fn work_until_death(bridge: &Bridge) -> JoinHandle<Result<Worked, StoreError>> {
    let (engine, shop) = (bridge.engine.clone(), bridge.shop.clone());
    let work = tokio::spawn(async move { run_open(&engine, &shop).await });
    bridge.wire.died.notified().await;
    work
}

async fn lease_ends(bridge: &Bridge) -> Timestamp {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let held = tx.lease_held(&bridge.shop, STREAM, bridge.now()).await;
    held.expect("a database").expect("somebody holds it")
}

#[tokio::test]
async fn while_one_process_works_another_is_told_that_it_is_held() {
    let bridge = Bridge::with(many(30)).await;
    bridge.start(RunKind::First).await;
    bridge.wire.die_at(MIDDLE, Death::Before);
    let first = work_until_death(&bridge).await;
    let next = bridge.another_engine(7);
    let worked = run_open(&next, &bridge.shop).await.expect("a database");
    assert!(matches!(worked, Worked::Held), "{worked:?}");
    bridge.wire.revive();
    let worked = first.await.expect("no panic").expect("a database");
    assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
    let worked = run_open(&next, &bridge.shop).await.expect("a database");
    assert!(matches!(worked, Worked::Nothing), "{worked:?}");
    assert_eq!(bridge.shelf().products.len(), 30);
}

#[tokio::test]
async fn a_process_that_slept_over_its_lease_sends_and_writes_nothing_more() {
    let bridge = Bridge::with(many(40)).await;
    bridge.start(RunKind::First).await;
    // It falls asleep with answers on the way: its clock stands still, and with it the renewal.
    bridge.wire.sleep_from(MIDDLE);
    let sleeper = work_until_death(&bridge).await;
    // As many as there are in flight at once.
    let calls = bridge.wire.asleep(4).await;
    let clock = Arc::new(JumpClock::new());
    clock.advance(LEASE + Duration::from_secs(2 * 3600));
    let next = bridge.another_process(&clock);
    let worked = run_open(&next, &bridge.shop).await.expect("a database");
    assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
    let (shelf, last) = (Shelf::of(&bridge), bridge.last().await);
    bridge.clock.advance(LEASE + Duration::from_secs(2 * 3600));
    bridge.wire.wake();
    let lost = sleeper.await.expect("no panic");
    assert!(matches!(lost, Err(StoreError::LeaseLost)), "{lost:?}");
    assert_eq!(Shelf::of(&bridge), shelf);
    assert_eq!(bridge.last().await, last);
    assert_eq!(bridge.wire.calls(), calls);
}

#[tokio::test]
async fn a_lease_is_renewed_as_long_as_the_work_lasts() {
    let bridge = Bridge::with(many(30)).await;
    let bridge = bridge.with_engine(|settings| settings.lease = Duration::from_secs(30));
    bridge.start(RunKind::First).await;
    bridge.clock.hold();
    bridge.wire.die_at(MIDDLE, Death::Before);
    let first = work_until_death(&bridge).await;
    let next = bridge.another_engine(7);
    for _ in 0..20 {
        bridge.clock.advance(Duration::from_secs(10));
        // The renewal goes first: its time has come.
        while lease_ends(&bridge).await < bridge.now() + Duration::from_secs(30) {
            tokio::task::yield_now().await;
        }
        let worked = run_open(&next, &bridge.shop).await.expect("a database");
        assert!(matches!(worked, Worked::Held), "{worked:?}");
    }
    bridge.wire.revive();
    let worked = first.await.expect("no panic").expect("a database");
    assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
}

#[tokio::test]
async fn a_stopped_run_ends_after_the_calls_in_flight_and_the_next_one_goes_on() {
    let bridge = Bridge::with(many(60)).await;
    bridge.start(RunKind::First).await;
    bridge.wire.die_at(MIDDLE, Death::Before);
    let work = work_until_death(&bridge).await;
    let stopped = bridge.engine.stop_products(&bridge.shop).await;
    assert!(stopped.expect("a database"));
    bridge.wire.revive();
    let worked = work.await.expect("no panic").expect("a database");
    assert!(
        matches!(worked, Worked::Ended(Outcome::Stopped)),
        "{worked:?}"
    );
    let so_far = bridge.shelf().products.len();
    assert!((1..60).contains(&so_far), "{so_far}");
    let figures = bridge.first().await;
    assert_eq!(figures.created, 60 - so_far as u64);
    assert_eq!(bridge.shelf().products.len(), 60);
    let stopped = bridge.engine.stop_products(&bridge.shop).await;
    assert!(!stopped.expect("a database"));
}

#[tokio::test]
async fn a_run_put_down_stays_open_and_the_next_process_goes_on_at_once() {
    let bridge = Bridge::with(many(60)).await;
    let id = bridge.start(RunKind::First).await;
    bridge.wire.die_at(MIDDLE, Death::Before);
    let work = work_until_death(&bridge).await;
    bridge.engine.put_down();
    bridge.wire.revive();
    let worked = work.await.expect("no panic").expect("a database");
    assert!(matches!(worked, Worked::PutDown), "{worked:?}");
    let so_far = bridge.shelf().products.len();
    assert!((1..60).contains(&so_far), "{so_far}");
    let next = bridge.another_engine(7);
    let worked = run_open(&next, &bridge.shop).await.expect("a database");
    assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
    let last = bridge.last().await;
    assert_eq!((last.id, last.outcome), (id, Some(Outcome::Done)));
    assert_eq!(bridge.shelf().products.len(), 60);
}

#[tokio::test]
async fn one_run_at_a_time_and_the_first_one_first() {
    let bridge = Bridge::with(many(1)).await;
    let start = |kind| bridge.engine.start_products(&bridge.shop, kind, "test");
    let early = start(RunKind::Full).await;
    assert!(
        matches!(early, Err(StartTrouble::FirstComesFirst)),
        "{early:?}"
    );
    let id = start(RunKind::First).await.expect("a run begins");
    let second = start(RunKind::DryRun).await;
    assert!(
        matches!(second, Err(StartTrouble::Running(it)) if it == id),
        "{second:?}"
    );
    bridge.work().await;
    let again = start(RunKind::First).await;
    assert!(matches!(again, Err(StartTrouble::FirstIsDone)), "{again:?}");
}

#[tokio::test]
async fn the_worker_takes_up_every_open_run_and_puts_it_down_when_it_stops() {
    let bridge = Bridge::with(many(5)).await;
    bridge.start(RunKind::First).await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = ponte_sync::worker::serve(bridge.engine.clone(), stopped.map(|_| ()));
    let watch = async {
        while bridge.last().await.outcome.is_none() {
            tokio::task::yield_now().await;
        }
        stop.send(()).expect("the worker listens");
    };
    tokio::join!(served, watch);
    assert_eq!(bridge.last().await.outcome, Some(Outcome::Done));
    assert_eq!(bridge.shelf().products.len(), 5);
}
