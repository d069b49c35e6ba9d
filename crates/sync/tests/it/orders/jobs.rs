//! Timers and jobs: when passes begin, and never two at once.

use std::{future::Future, time::Duration};

use futures::{FutureExt, future::LocalBoxFuture};
use jiff::{SignedDuration, Timestamp};
use ponte_domain::settings::PaymentRule;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::runs::{Run, RunKind};
use ponte_sync::{
    Engine, orders, products, stale,
    worker::{ORDERS_EVERY, PRODUCTS_EVERY, serve},
};
use serde_json::json;

use super::{
    counter::{Counter, FIRST},
    twelve::Twelve,
};
use crate::{bridge::Bridge, goods::simple};

/// More passes than may be wanted at one moment.
const MANY: i64 = 20;

/// Looks at jobs that are still under way after which time goes on for those who sleep.
const ASLEEP: u32 = 500;

/// Runs of a stream, oldest first.
pub async fn runs(bridge: &Bridge, stream: &str) -> Vec<Run> {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let mut runs = tx
        .runs(&bridge.shop, stream, 1000)
        .await
        .expect("a database");
    runs.reverse();
    runs
}

/// Time goes on until then, but only while nobody works.
pub async fn until(bridge: &Bridge, end: Timestamp) {
    let (mut first, mut looks) = (None, 0_u32);
    while bridge.now() < end {
        let mut tx = bridge.engine.store().read().await.expect("a database");
        let jobs = tx.jobs(&bridge.shop).await.expect("a database");
        drop(tx);
        let now = bridge.now();
        let busy = jobs.iter().any(|job| job.held || job.due_at <= now);
        if busy {
            let last = bridge.engine.last_orders(&bridge.shop).await;
            let last = last.expect("a database").map_or(0, |run| run.id);
            let first = *first.get_or_insert(last);
            assert!(
                last - first <= MANY,
                "one pass after the other, without a pause"
            );
            tokio::task::yield_now().await;
            // Who works may sleep: one stream waits for another one's lock.
            looks += 1;
            if looks % ASLEEP == 0
                && let Some(wakes) = bridge.clock.next_to_wake()
            {
                let pause = Duration::try_from(wakes.duration_since(now)).unwrap_or_default();
                bridge.clock.advance(pause);
            }
            continue;
        }
        (first, looks) = (None, 0);
        let due = jobs.iter().map(|job| job.due_at).min();
        let next = due.map_or(end, |due| due.min(end));
        let pause = Duration::try_from(next.duration_since(now)).unwrap_or_default();
        bridge.clock.advance(pause.max(Duration::from_millis(1)));
        tokio::task::yield_now().await;
    }
}

/// What these engines make of their jobs while `act` goes on.
pub fn served<'a, T: 'a>(
    bridge: &'a Bridge,
    engines: &'a [Engine],
    act: impl Future<Output = T> + 'a,
) -> LocalBoxFuture<'a, T> {
    async move {
        bridge.clock.hold();
        let (stop, stopped) = tokio::sync::watch::channel(());
        let serving = engines.iter().map(|engine| {
            let mut stopped = stopped.clone();
            let stopped = async move { stopped.changed().await }.map(|_| ());
            serve(engine.clone(), stopped).boxed_local()
        });
        let serving = futures::future::join_all(serving);
        let act = async {
            let done = act.await;
            stop.send_replace(());
            done
        };
        tokio::join!(serving, act).1
    }
    .boxed_local()
}

pub async fn serve_for(bridge: &Bridge, how_long: Duration) {
    let end = bridge.now() + SignedDuration::try_from(how_long).expect("not so long");
    served(
        bridge,
        std::slice::from_ref(&bridge.engine),
        until(bridge, end),
    )
    .await;
}

#[tokio::test]
async fn orders_are_looked_for_every_five_minutes_at_a_place_that_is_the_shops_own() {
    let counter = Counter::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    let before = runs(&counter.bridge, orders::STREAM).await.len();
    serve_for(&counter.bridge, Duration::from_secs(3600)).await;
    let passes = runs(&counter.bridge, orders::STREAM)
        .await
        .split_off(before);
    assert!((12..=14).contains(&passes.len()), "{}", passes.len());
    let place = ponte_jobs::offset(&counter.bridge.shop, ORDERS_EVERY).as_millis();
    let every = ORDERS_EVERY.as_millis();
    // What was open when the process began was looked at on the spot.
    for pass in passes.iter().skip(1) {
        let at = u128::try_from(pass.started_at.as_millisecond()).expect("after 1970");
        assert_eq!(at % every, place % every);
    }
}

/// The products' runs of some hours, without orders.
async fn products_for(bridge: &Bridge, hours: i64) -> Vec<Run> {
    served(bridge, std::slice::from_ref(&bridge.engine), async {
        // The timers are set by now.
        until(bridge, bridge.now() + SignedDuration::from_secs(1)).await;
        let mut tx = bridge.engine.store().write().await.expect("a database");
        let unscheduled = tx.job_unschedule(&bridge.shop, orders::STREAM).await;
        unscheduled.expect("a database");
        tx.commit().await.expect("a database");
        until(bridge, bridge.now() + SignedDuration::from_hours(hours)).await;
    })
    .await;
    runs(bridge, products::STREAM).await
}

#[tokio::test]
async fn products_are_compared_in_full_twice_a_day_once_the_first_synchronisation_is_done() {
    let bridge = Bridge::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    assert_eq!(products_for(&bridge, 14).await, []);
    let bridge = Bridge::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    bridge.first().await;
    let all = products_for(&bridge, 50).await;
    let full: Vec<&Run> = all.iter().filter(|run| run.kind == RunKind::Full).collect();
    assert!((3..=4).contains(&full.len()), "{}", full.len());
    let every = SignedDuration::try_from(PRODUCTS_EVERY).expect("not so long");
    for pair in full.windows(2) {
        assert_eq!(pair[1].started_at.duration_since(pair[0].started_at), every);
    }
}

#[tokio::test]
async fn a_pass_that_a_person_asks_for_is_taken_up_at_once() {
    let twelve = Twelve::bought().await;
    let bridge = &twelve.counter.bridge;
    served(bridge, std::slice::from_ref(&bridge.engine), async {
        // What is due anyway first.
        until(bridge, bridge.now() + SignedDuration::from_mins(6)).await;
        let id = twelve.counter.buy(&[("PEN", 1)]).await;
        let now = bridge.now();
        let run = bridge.engine.start_orders(&bridge.shop, "test").await;
        let run = run.expect("a run begins");
        loop {
            let last = bridge.engine.last_orders(&bridge.shop).await;
            let last = last.expect("a database").expect("a run");
            if last.id == run && last.ended_at.is_some() {
                break;
            }
            tokio::task::yield_now().await;
        }
        assert_eq!(bridge.now(), now, "without a moment's wait");
        let stage = twelve.counter.stage(&id).await;
        assert_eq!(stage, ponte_domain::orders::order::Stage::Delivered);
    })
    .await;
}

#[tokio::test]
async fn a_run_asked_for_while_nobody_serves_is_taken_up_by_the_next_process() {
    let twelve = Twelve::bought().await;
    let bridge = &twelve.counter.bridge;
    let started = bridge.engine.start_orders(&bridge.shop, "test").await;
    started.expect("a run begins");
    let again = bridge.engine.start_orders(&bridge.shop, "test").await;
    assert!(matches!(again, Err(ponte_sync::StartTrouble::Running(_))));
    let next = bridge.another_engine(7);
    // Long enough for whoever sleeps meanwhile: time goes on where a machine is slow.
    let end = bridge.now() + SignedDuration::from_secs(120);
    served(bridge, &[next], until(bridge, end)).await;
    twelve.arrived("by the next process").await;
}

/// The shop's list is held: whoever passes, stays there.
fn hold_the_list(counter: &Counter) -> u64 {
    let rule = Rule {
        path: Some("/orders/list.json".to_owned()),
        ..Rule::new(Service::Shop, Kind::Hold)
    };
    let mut world = counter.bridge.world.lock();
    world.faults.add(rule).expect("a rule")
}

/// Passes that stay at the shop's list now.
fn holding(counter: &Counter, fault: u64) -> u64 {
    let world = counter.bridge.world.lock();
    let faults = world.faults.list();
    let fault = faults.into_iter().find(|known| known.id == fault);
    fault.expect("it is there").holding
}

#[tokio::test]
async fn two_processes_never_reconcile_one_shops_stream_at_once() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    let bridge = &counter.bridge;
    let fault = hold_the_list(counter);
    let engines = [
        bridge.engine.clone(),
        bridge.another_engine(7),
        bridge.another_engine(8),
    ];
    served(bridge, &engines, async {
        let first = bridge.engine.start_orders(&bridge.shop, "test").await;
        first.expect("a run begins");
        while holding(counter, fault) == 0 {
            tokio::task::yield_now().await;
        }
        for round in 0..300 {
            let engine = &engines[round % engines.len()];
            let mut tx = engine.store().write().await.expect("a database");
            let now = bridge.now();
            stale::mark(&mut *tx, &bridge.shop, orders::STREAM, now)
                .await
                .expect("a database");
            tx.commit().await.expect("a database");
            engine.wake();
            bridge.clock.advance(Duration::from_millis(50));
            assert_eq!(holding(counter, fault), 1, "round {round}");
        }
        counter.mend();
        until(bridge, bridge.now() + SignedDuration::from_mins(11)).await;
    })
    .await;
    twelve.arrived("one after the other").await;
}

#[tokio::test]
async fn a_thousand_calls_from_outside_make_one_pass_more() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    let bridge = &counter.bridge;
    let fault = hold_the_list(counter);
    served(bridge, std::slice::from_ref(&bridge.engine), async {
        bridge
            .engine
            .start_orders(&bridge.shop, "test")
            .await
            .expect("a run begins");
        while holding(counter, fault) == 0 {
            tokio::task::yield_now().await;
        }
        let before = runs(bridge, orders::STREAM).await.len();
        for _ in 0..10 {
            let mut tx = bridge.engine.store().write().await.expect("a database");
            for _ in 0..100 {
                let now = bridge.now();
                stale::mark(&mut *tx, &bridge.shop, orders::STREAM, now)
                    .await
                    .expect("a database");
            }
            tx.commit().await.expect("a database");
            bridge.engine.wake();
        }
        counter.mend();
        until(bridge, bridge.now() + SignedDuration::from_secs(20)).await;
        let after = runs(bridge, orders::STREAM).await.len();
        assert_eq!(after, before + 1);
    })
    .await;
}

/// Passes in the next hour.
async fn passes_in_an_hour(counter: &Counter) -> usize {
    let before = runs(&counter.bridge, orders::STREAM).await.len();
    serve_for(&counter.bridge, Duration::from_secs(3600)).await;
    runs(&counter.bridge, orders::STREAM).await.len() - before
}

#[tokio::test]
async fn once_the_till_is_known_to_count_a_delivery_wants_no_pass_after_the_other() {
    let counter = Counter::unsynced(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 100).await;
    counter.fill_shop().await;
    for pieces in [2, 3, 4] {
        counter.buy(&[("MUG", pieces)]).await;
        counter.pass().await;
        counter.bridge.clock.advance(Duration::from_secs(60));
        counter.pass().await;
    }
    counter.buy(&[("MUG", 1)]).await;
    let passes = passes_in_an_hour(&counter).await;
    assert!(passes <= 15, "{passes}");
}

#[tokio::test]
async fn a_refused_part_that_is_no_longer_tried_wants_no_pass_after_the_other() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.order_rules(FIRST, json!({"minimum": "500"})).await;
    counter.pass().await;
    // It is not to be sent before it is paid, the merchant says now.
    let payments = [("paypal".to_owned(), PaymentRule::AwaitPayment)].into();
    counter.choose(|orders| orders.payments = payments).await;
    counter.set_status(&twelve.id, 0).await;
    let passes = passes_in_an_hour(counter).await;
    assert!(passes <= 15, "{passes}");
}

#[tokio::test]
async fn a_refused_part_wants_a_pass_when_its_next_attempt_is_due() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.order_rules(FIRST, json!({"minimum": "500"})).await;
    counter.pass().await;
    counter.forget_calls();
    let passes = passes_in_an_hour(counter).await;
    // Every five minutes, and after 1, 2, 4, 8 and 16 more; the first is an hour old by then.
    assert!((12..=20).contains(&passes), "{passes}");
    let calls = counter.calls(Service::Till);
    let tries = calls.iter().filter(|(what, _)| what.contains("batch"));
    assert_eq!(tries.map(|(_, calls)| calls).sum::<u64>(), 5);
}
