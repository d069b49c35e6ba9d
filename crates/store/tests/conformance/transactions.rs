//! One transaction: all or nothing, one snapshot, no waiting for the dropped.

use std::{future, task::Poll, time::Duration};

use crate::{
    fixture::Fixture,
    samples::{at, run, shop},
};

pub async fn a_dropped_transaction_leaves_nothing_behind(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    assert!(tx.shop("s").await.expect("read").is_some());
    drop(tx);
    assert_eq!(db.write().await.shop("s").await.expect("read"), None);
    assert_eq!(db.read().await.shop("s").await.expect("read"), None);
}

pub async fn a_dropped_transaction_keeps_nobody_waiting(db: &Fixture) {
    let other = db.another_process().await;
    let soon = Duration::from_secs(5);
    for _ in 0..20 {
        let mut tx = db.write().await;
        tx.run_add("s", &run("products")).await.expect("added");
        drop(tx);
        let next = async {
            let mut tx = other.write().await.expect("a transaction");
            tx.run_add("s", &run("products")).await.expect("added");
        };
        tokio::time::timeout(soon, next).await.expect("no waiting");
    }
}

pub async fn a_reading_transaction_sees_one_snapshot(db: &Fixture) {
    let mut reading = db.read().await;
    assert_eq!(reading.shops().await.expect("read"), []);
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    tx.commit().await.expect("committed");
    assert_eq!(reading.shops().await.expect("read"), []);
    drop(reading);
    assert_eq!(db.read().await.shops().await.expect("read").len(), 1);
}

pub async fn a_reading_transaction_cannot_write(db: &Fixture) {
    let mut tx = db.read().await;
    assert!(tx.shop_add(&shop("s")).await.is_err());
}

pub async fn two_writers_wait_for_one_another_rather_than_fail(db: &Fixture) {
    let mut tx = db.write().await;
    let id = tx.run_add("s", &run("products")).await.expect("added");
    tx.commit().await.expect("committed");
    let mut writers = Vec::new();
    for store in [db.store(), db.another_process().await] {
        for _ in 0..4 {
            let store = store.clone();
            writers.push(tokio::spawn(async move {
                for _ in 0..10 {
                    let mut tx = store.write().await.expect("a transaction");
                    // A read first: one that became a write only later could not wait.
                    tx.run("s", id).await.expect("read");
                    tx.run_step("s", id, 1, "x", at(1)).await.expect("a step");
                    tx.commit().await.expect("committed");
                }
            }));
        }
    }
    for writer in writers {
        writer.await.expect("a writer");
    }
    let run = db.read().await.run("s", id).await.expect("read");
    assert_eq!(run.expect("the run").done, 1 + 80);
}

pub async fn a_committed_write_is_seen_by_another_process(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    tx.commit().await.expect("committed");
    let other = db.another_process().await;
    let mut tx = other.read().await.expect("a transaction");
    assert_eq!(tx.shop("s").await.expect("read"), Some(shop("s")));
}

/// Whoever loses a lease drops what it was doing, wherever that is.
pub async fn a_beginning_that_is_given_up_leaves_no_transaction_behind(db: &Fixture) {
    let store = db.store();
    for polls in (1..60).step_by(4) {
        let mut begun = store.read();
        for _ in 0..polls {
            let once =
                |cx: &mut std::task::Context<'_>| Poll::Ready(begun.as_mut().poll(cx).is_ready());
            if std::future::poll_fn(once).await {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(begun);
        for _ in 0..9 {
            let mut tx = db.write().await;
            tx.journal_before("s", at(0), "till", "POST /x", "")
                .await
                .expect("a transaction that may write");
            tx.commit().await.expect("committed");
        }
    }
}

pub async fn a_transaction_counts_from_the_moment_it_is_asked_for_until_it_is_committed_or_dropped(
    db: &Fixture,
) {
    let (store, other) = (db.store(), db.another_process().await);
    assert_eq!(store.under_way(), 0);
    let writing = db.write().await;
    let reading = db.read().await;
    assert_eq!(store.under_way(), 2);
    assert_eq!(other.under_way(), 0, "a store counts its own alone");
    drop(reading);
    assert_eq!(store.under_way(), 1);
    // The second one is asked for and perhaps not there yet: on SQLite it waits for the first.
    let mut asked = Box::pin(store.write());
    let begun = future::poll_fn(|task| Poll::Ready(asked.as_mut().poll(task))).await;
    assert_eq!(store.under_way(), 2);
    drop(begun);
    drop(asked);
    assert_eq!(store.under_way(), 1, "who gives up does not count");
    writing.commit().await.expect("committed");
    assert_eq!(store.under_way(), 0);
    let mut broken = db.read().await;
    assert!(broken.shop_add(&shop("s")).await.is_err());
    assert_eq!(store.under_way(), 1, "a failed statement ends nothing");
    drop(broken);
    assert_eq!(store.under_way(), 0);
}

pub async fn every_statement_counts_once(db: &Fixture) {
    let store = db.store();
    let before = store.statements();
    let mut tx = db.write().await;
    assert_eq!(store.statements() - before, 1, "it begins");
    tx.shop_add(&shop("s")).await.expect("added");
    tx.shop("s").await.expect("read");
    assert_eq!(store.statements() - before, 3);
    tx.commit().await.expect("committed");
    assert_eq!(
        db.another_process().await.statements(),
        0,
        "a store counts its own alone"
    );
}
