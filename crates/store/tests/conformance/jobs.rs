//! Jobs.

use ponte_store::{
    Result, StoreError, Tx,
    jobs::{Claimed, Job},
};

use crate::{fixture::Fixture, samples::at};

const KINDS: &[&str] = &["orders", "products"];
/// Five minutes, one of them past; `at(0)` lies at a minute of its own.
const EVERY: i64 = 300_000;
const OFFSET: i64 = 60_000;

/// A waiting job that was asked for at `at(0)`.
fn waiting(kind: &str, due: i64) -> Job {
    Job {
        kind: kind.to_owned(),
        due_at: at(due),
        held: false,
        again_at: None,
        every_ms: None,
        failures: 0,
        last_error: None,
        asked_at: Some(at(0)),
    }
}

async fn ask(tx: &mut Box<dyn Tx>, shop: &str, from: i64) {
    tx.job_enqueue(shop, "orders", at(from), at(0))
        .await
        .expect("asked");
}

async fn schedule(tx: &mut Box<dyn Tx>, every: i64, now: i64) {
    tx.job_schedule("s", "orders", every, OFFSET, at(now))
        .await
        .expect("scheduled");
}

/// Takes a job for a minute: gives whose.
async fn claim(tx: &mut Box<dyn Tx>, token: &str, now: i64) -> Option<String> {
    let claimed = tx.job_claim(KINDS, token, at(now), at(now + 60)).await;
    claimed.expect("an answer").map(|claimed| claimed.shop)
}

async fn claims(tx: &mut Box<dyn Tx>, token: &str, now: i64) {
    assert_eq!(claim(tx, token, now).await.as_deref(), Some("s"));
}

async fn finish(tx: &mut Box<dyn Tx>, token: &str, now: i64) {
    tx.job_finish("s", "orders", token, at(now))
        .await
        .expect("finished");
}

/// The only job of the shop.
async fn only(tx: &mut Box<dyn Tx>) -> Job {
    let mut jobs = tx.jobs("s").await.expect("read");
    assert_eq!(jobs.len(), 1, "{jobs:?}");
    jobs.remove(0)
}

/// Seconds from `at(0)` to the next slot after `now`.
fn slot(now: i64) -> i64 {
    let start = at(0).as_second();
    let (every, offset) = (EVERY / 1000, OFFSET / 1000);
    ((start + now - offset) / every + 1) * every + offset - start
}

fn lost(result: &Result<()>) -> bool {
    matches!(result, Err(StoreError::LeaseLost))
}

pub async fn a_shop_has_one_job_of_a_kind_and_it_is_due_as_soon_as_anybody_asked(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.job_next_due(KINDS).await.expect("read"), None);
    for from in [30, 20, 40] {
        ask(&mut tx, "s", from).await;
    }
    assert_eq!(only(&mut tx).await, waiting("orders", 20));
    tx.job_enqueue("s", "products", at(50), at(9))
        .await
        .expect("asked");
    let products = Job {
        asked_at: Some(at(9)),
        ..waiting("products", 50)
    };
    let jobs = tx.jobs("s").await.expect("read");
    assert_eq!(jobs, [waiting("orders", 20), products]);
    assert_eq!(tx.job_next_due(KINDS).await.expect("read"), Some(at(20)));
    let next = tx.job_next_due(&["products"]).await.expect("read");
    assert_eq!(next, Some(at(50)));
}

pub async fn the_job_that_was_due_for_longest_is_taken_first(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "third", 30).await;
    ask(&mut tx, "first", 10).await;
    tx.job_enqueue("second", "products", at(20), at(0))
        .await
        .expect("asked");
    tx.job_enqueue("other", "stock", at(0), at(0))
        .await
        .expect("asked");
    let first = tx.job_claim(KINDS, "a", at(30), at(60)).await;
    let expected = Claimed {
        shop: "first".to_owned(),
        kind: "orders".to_owned(),
        failures: 0,
    };
    assert_eq!(first.expect("an answer"), Some(expected));
    assert_eq!(claim(&mut tx, "b", 30).await.as_deref(), Some("second"));
    assert_eq!(claim(&mut tx, "c", 29).await, None, "not due");
    assert_eq!(claim(&mut tx, "c", 30).await.as_deref(), Some("third"));
    assert_eq!(claim(&mut tx, "d", 30).await, None, "not of these kinds");
}

pub async fn a_held_job_is_given_to_nobody_else_until_its_lease_has_ended(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    claims(&mut tx, "a", 0).await;
    let held = Job {
        held: true,
        ..waiting("orders", 60)
    };
    assert_eq!(only(&mut tx).await, held);
    assert_eq!(claim(&mut tx, "b", 59).await, None);
    assert_eq!(tx.job_next_due(KINDS).await.expect("read"), Some(at(60)));
    tx.job_check("s", "orders", "a").await.expect("ours");
    tx.job_renew("s", "orders", "a", at(100))
        .await
        .expect("renewed");
    assert_eq!(claim(&mut tx, "b", 99).await, None);
    claims(&mut tx, "b", 100).await;
}

pub async fn whoever_lost_the_lease_changes_nothing(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    claims(&mut tx, "a", 0).await;
    claims(&mut tx, "b", 60).await;
    let before = only(&mut tx).await;
    assert!(lost(&tx.job_check("s", "orders", "a").await));
    assert!(lost(&tx.job_renew("s", "orders", "a", at(999)).await));
    assert!(lost(&tx.job_finish("s", "orders", "a", at(61)).await));
    let failed = tx.job_failed("s", "orders", "a", at(61), "x").await;
    assert!(lost(&failed));
    assert!(lost(&tx.job_put_down("s", "orders", "a", at(61)).await));
    assert_eq!(only(&mut tx).await, before);
    finish(&mut tx, "b", 61).await;
    assert!(lost(&tx.job_finish("s", "orders", "b", at(62)).await));
    assert_eq!(tx.jobs("s").await.expect("read"), []);
}

pub async fn a_late_finish_counts_where_nobody_took_the_job_over(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    claims(&mut tx, "a", 0).await;
    ask(&mut tx, "s", 70).await;
    finish(&mut tx, "a", 80).await;
    let asked_when_it_had_ended = waiting("orders", 70);
    assert_eq!(only(&mut tx).await, asked_when_it_had_ended);
}

pub async fn a_finished_job_is_gone_unless_it_was_asked_for_meanwhile(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    claims(&mut tx, "a", 0).await;
    finish(&mut tx, "a", 1).await;
    assert_eq!(tx.jobs("s").await.expect("read"), []);
    ask(&mut tx, "s", 2).await;
    claims(&mut tx, "b", 2).await;
    for from in [9, 5, 7] {
        ask(&mut tx, "s", from).await;
    }
    let held = Job {
        held: true,
        again_at: Some(at(5)),
        ..waiting("orders", 62)
    };
    assert_eq!(only(&mut tx).await, held);
    finish(&mut tx, "b", 3).await;
    assert_eq!(only(&mut tx).await, waiting("orders", 5));
    assert_eq!(
        claim(&mut tx, "c", 4).await,
        None,
        "not before it was asked"
    );
    claims(&mut tx, "c", 5).await;
    finish(&mut tx, "c", 6).await;
    assert_eq!(
        tx.jobs("s").await.expect("read"),
        [],
        "once more, not thrice"
    );
}

pub async fn a_job_taken_over_covers_what_was_asked_until_then(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    claims(&mut tx, "a", 0).await;
    ask(&mut tx, "s", 10).await;
    claims(&mut tx, "b", 60).await;
    assert_eq!(only(&mut tx).await.again_at, None);
    ask(&mut tx, "s", 150).await;
    claims(&mut tx, "c", 120).await;
    assert_eq!(only(&mut tx).await.again_at, Some(at(150)), "still to come");
}

pub async fn a_timer_goes_on_whoever_schedules_it_and_however_often(db: &Fixture) {
    let mut tx = db.write().await;
    schedule(&mut tx, EVERY, 0).await;
    let first = slot(0);
    let timed = Job {
        every_ms: Some(EVERY),
        asked_at: None,
        ..waiting("orders", first)
    };
    assert_eq!(only(&mut tx).await, timed);
    schedule(&mut tx, EVERY, first + 1).await;
    assert_eq!(only(&mut tx).await, timed, "a slot that nobody took stays");
    claims(&mut tx, "a", first).await;
    schedule(&mut tx, EVERY, first + 1).await;
    finish(&mut tx, "a", first + 2).await;
    let next = Job {
        due_at: at(first + EVERY / 1000),
        ..timed
    };
    assert_eq!(only(&mut tx).await, next);
    // Work that took longer than its period does not hurry after the slots that it missed.
    claims(&mut tx, "b", first + 300).await;
    finish(&mut tx, "b", first + 1000).await;
    assert_eq!(only(&mut tx).await.due_at, at(first + 1200));
}

pub async fn another_period_holds_at_once(db: &Fixture) {
    let mut tx = db.write().await;
    schedule(&mut tx, 100 * EVERY, 0).await;
    schedule(&mut tx, EVERY, 0).await;
    assert_eq!(only(&mut tx).await.due_at, at(slot(0)));
    claims(&mut tx, "a", slot(0)).await;
    schedule(&mut tx, 2 * EVERY, 0).await;
    assert!(only(&mut tx).await.held, "whoever holds it goes on");
    assert_eq!(only(&mut tx).await.every_ms, Some(2 * EVERY));
}

pub async fn a_job_with_a_timer_can_be_asked_for_and_keeps_it(db: &Fixture) {
    let mut tx = db.write().await;
    schedule(&mut tx, EVERY, 0).await;
    ask(&mut tx, "s", 0).await;
    claims(&mut tx, "a", 0).await;
    ask(&mut tx, "s", 1).await;
    finish(&mut tx, "a", 2).await;
    assert_eq!(only(&mut tx).await.due_at, at(1));
    claims(&mut tx, "b", 2).await;
    finish(&mut tx, "b", 3).await;
    assert_eq!(only(&mut tx).await.due_at, at(slot(3)));
    assert_eq!(only(&mut tx).await.asked_at, None);
}

pub async fn without_its_timer_a_job_is_gone_unless_somebody_asked(db: &Fixture) {
    let mut tx = db.write().await;
    schedule(&mut tx, EVERY, 0).await;
    tx.job_unschedule("s", "orders").await.expect("taken away");
    assert_eq!(tx.jobs("s").await.expect("read"), []);
    schedule(&mut tx, EVERY, 0).await;
    ask(&mut tx, "s", 1).await;
    tx.job_unschedule("s", "orders").await.expect("taken away");
    assert_eq!(only(&mut tx).await, waiting("orders", 1));
    claims(&mut tx, "a", 1).await;
    schedule(&mut tx, EVERY, 1).await;
    tx.job_unschedule("s", "orders").await.expect("taken away");
    assert!(only(&mut tx).await.held, "whoever holds it goes on");
    finish(&mut tx, "a", 2).await;
    assert_eq!(tx.jobs("s").await.expect("read"), []);
}

pub async fn a_failed_job_waits_for_its_retry_or_for_somebody_who_asks(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    for (time, error) in [(0, "one"), (100, "t\0o")] {
        claims(&mut tx, "a", time).await;
        tx.job_failed("s", "orders", "a", at(time + 100), error)
            .await
            .expect("noted");
    }
    let failed = Job {
        failures: 2,
        last_error: Some("t\u{fffd}o".to_owned()),
        ..waiting("orders", 200)
    };
    assert_eq!(only(&mut tx).await, failed);
    ask(&mut tx, "s", 150).await;
    let claimed = tx.job_claim(KINDS, "b", at(150), at(210)).await;
    assert_eq!(claimed.expect("an answer").expect("a job").failures, 2);
    ask(&mut tx, "s", 160).await;
    tx.job_failed("s", "orders", "b", at(999), "three")
        .await
        .expect("noted");
    assert_eq!(only(&mut tx).await.due_at, at(160));
    claims(&mut tx, "c", 160).await;
    ask(&mut tx, "s", 161).await;
    finish(&mut tx, "c", 161).await;
    assert_eq!(only(&mut tx).await, waiting("orders", 161), "forgotten");
}

pub async fn a_job_put_down_is_due_when_its_holder_said(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    claims(&mut tx, "a", 0).await;
    tx.job_put_down("s", "orders", "a", at(5))
        .await
        .expect("put down");
    assert_eq!(only(&mut tx).await, waiting("orders", 5));
    claims(&mut tx, "b", 5).await;
    ask(&mut tx, "s", 7).await;
    tx.job_put_down("s", "orders", "b", at(20))
        .await
        .expect("put down");
    assert_eq!(only(&mut tx).await, waiting("orders", 7));
}

pub async fn an_asking_is_part_of_its_transaction(db: &Fixture) {
    let mut tx = db.write().await;
    ask(&mut tx, "s", 0).await;
    drop(tx);
    assert_eq!(claim(&mut db.write().await, "a", 1).await, None);
}

pub async fn of_many_who_claim_at_once_each_gets_a_job_of_its_own(db: &Fixture) {
    let mut tx = db.write().await;
    for shop in 0..20 {
        ask(&mut tx, &shop.to_string(), 0).await;
    }
    tx.commit().await.expect("committed");
    let mut asking = Vec::new();
    for (process, store) in [db.store(), db.another_process().await].iter().enumerate() {
        for n in 0..4 {
            let store = store.clone();
            asking.push(tokio::spawn(async move {
                let mut got = Vec::new();
                for turn in 0..5 {
                    let mut tx = store.write().await.expect("a transaction");
                    let token = format!("{process} {n} {turn}");
                    got.extend(claim(&mut tx, &token, 1).await);
                    tx.commit().await.expect("committed");
                }
                got
            }));
        }
    }
    let mut got = Vec::new();
    for ask in asking {
        got.extend(ask.await.expect("an answer"));
    }
    got.sort();
    let mut all: Vec<String> = (0..20).map(|shop| shop.to_string()).collect();
    all.sort();
    assert_eq!(got, all);
}
