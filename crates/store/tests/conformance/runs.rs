//! Runs.

use ponte_store::{
    StoreError, Tx,
    changes::{ChangeKind, ChangeState},
    runs::{Outcome, Run, RunKind},
};
use serde_json::json;

use crate::{
    fixture::Fixture,
    samples::{at, change, run},
};

fn ended(stream: &str) -> Run {
    Run {
        ended_at: Some(at(50)),
        outcome: Some(Outcome::Done),
        ..run(stream)
    }
}

async fn add(tx: &mut Box<dyn Tx>, shop: &str, run: &Run) -> i64 {
    tx.run_add(shop, run).await.expect("added")
}

pub async fn ids_grow_by_one_in_each_shop(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(add(&mut tx, "s", &ended("products")).await, 1);
    assert_eq!(add(&mut tx, "s", &run("products")).await, 2);
    assert_eq!(add(&mut tx, "t", &run("products")).await, 1);
    assert_eq!(add(&mut tx, "s", &run("stock")).await, 3);
}

pub async fn a_run_comes_back_as_it_was_put(db: &Fixture) {
    let mut tx = db.write().await;
    let id = add(&mut tx, "s", &run("products")).await;
    let added = Run {
        id,
        ..run("products")
    };
    assert_eq!(tx.run("s", id).await.expect("read"), Some(added.clone()));
    let put = Run {
        phase: "writing".to_owned(),
        cursor: json!(["a", null, 1.5]),
        done: 7,
        total: 70,
        phase_at: at(3),
        figures: json!({"created": 4}),
        subject: "Scarpa \0 rossa".to_owned(),
        waits_until: Some(at(4)),
        updated_at: at(5),
        ended_at: Some(at(6)),
        outcome: Some(Outcome::Failed {
            cause: "wrong_till_key".to_owned(),
            text: "401".to_owned(),
        }),
        ..added
    };
    let attempted = Run {
        stream: "stock".to_owned(),
        kind: RunKind::DryRun,
        asked_by: "nobody".to_owned(),
        started_at: at(99),
        ..put.clone()
    };
    tx.run_put("s", &attempted).await.expect("put");
    let expected = Run {
        subject: "Scarpa \u{fffd} rossa".to_owned(),
        ..put
    };
    assert_eq!(tx.run("s", id).await.expect("read"), Some(expected));
}

pub async fn a_stream_has_one_open_run_at_most(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.run_open("s", "products").await.expect("read"), None);
    add(&mut tx, "s", &run("products")).await;
    add(&mut tx, "s", &run("stock")).await;
    add(&mut tx, "t", &run("products")).await;
    let open = tx.run_open("s", "products").await.expect("read");
    assert_eq!(open.expect("a run").id, 1);
    let refused = tx.run_add("s", &run("products")).await;
    assert!(matches!(refused, Err(StoreError::Exists("open run"))));
}

pub async fn a_step_adds_to_what_is_done(db: &Fixture) {
    let mut tx = db.write().await;
    let id = add(&mut tx, "s", &run("products")).await;
    tx.run_step("s", id, 2, "a", at(1)).await.expect("a step");
    tx.run_step("s", id, 1, "b", at(2)).await.expect("a step");
    let expected = Run {
        id,
        done: 4,
        subject: "b".to_owned(),
        updated_at: at(2),
        ..run("products")
    };
    assert_eq!(tx.run("s", id).await.expect("read"), Some(expected));
}

pub async fn a_stop_is_asked_of_the_open_run_and_survives_a_put(db: &Fixture) {
    let mut tx = db.write().await;
    assert!(!tx.run_stop("s", "products").await.expect("an answer"));
    let id = add(&mut tx, "s", &run("products")).await;
    let before = tx.run("s", id).await.expect("read").expect("a run");
    assert!(tx.run_stop("s", "products").await.expect("an answer"));
    tx.run_put("s", &before).await.expect("put");
    let after = tx.run("s", id).await.expect("read").expect("a run");
    assert!(after.stop);
}

pub async fn open_runs_of_all_shops_are_found_after_a_restart(db: &Fixture) {
    let mut tx = db.write().await;
    add(&mut tx, "t", &run("products")).await;
    add(&mut tx, "s", &run("stock")).await;
    add(&mut tx, "s", &run("products")).await;
    add(&mut tx, "s", &ended("orders")).await;
    tx.commit().await.expect("committed");
    let again = db.another_process().await;
    let mut tx = again.read().await.expect("a transaction");
    let open = tx.runs_open().await.expect("read");
    let expected = [("s", "products"), ("s", "stock"), ("t", "products")];
    assert_eq!(open, expected.map(|(s, t)| (s.to_owned(), t.to_owned())));
}

pub async fn runs_come_newest_first(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.run_last("s", "products").await.expect("read"), None);
    for stream in ["products", "stock", "products", "products"] {
        add(&mut tx, "s", &ended(stream)).await;
    }
    let ids = |runs: Vec<Run>| runs.into_iter().map(|run| run.id).collect::<Vec<_>>();
    let two = tx.runs("s", "products", 2).await.expect("read");
    assert_eq!(ids(two), [4, 3]);
    let last = tx.run_last("s", "products").await.expect("read");
    assert_eq!(last.expect("a run").id, 4);
}

pub async fn ended_runs_are_forgotten_but_the_newest(db: &Fixture) {
    let mut tx = db.write().await;
    let opened = add(&mut tx, "s", &run("orders")).await;
    for stream in ["orders", "products", "orders", "orders", "orders"] {
        let open = tx.run_open("s", stream).await.expect("read");
        assert_eq!(open.is_some(), stream == "orders");
        add(&mut tx, "s", &ended(stream)).await;
    }
    for id in 1..=6 {
        let changes = [change("p", ChangeKind::Create, ChangeState::Done)];
        tx.changes_add("s", id, &changes).await.expect("added");
    }
    add(&mut tx, "t", &ended("orders")).await;
    for keep in [9, 4, 2] {
        let pruned = tx.runs_prune("s", "orders", keep).await;
        pruned.expect("pruned");
        let left = tx.runs("s", "orders", 10).await.expect("read");
        let kept = usize::try_from(keep.min(4)).expect("a few");
        assert_eq!(left.len(), kept + 1, "the open one stays");
    }
    let left = tx.runs("s", "orders", 10).await.expect("read");
    let left: Vec<i64> = left.into_iter().map(|run| run.id).collect();
    assert_eq!(left, [6, 5, opened]);
    for (id, count) in [(1, 1), (2, 0), (3, 1), (4, 0), (5, 1), (6, 1)] {
        let changes = tx.changes_page("s", id, &[], 0, 10).await.expect("read");
        assert_eq!(changes.len(), count, "of run {id}");
    }
    assert!(tx.run("s", 3).await.expect("read").is_some());
    assert!(tx.run("t", 1).await.expect("read").is_some());
    tx.runs_prune("s", "orders", 0).await.expect("pruned");
    let left = tx.runs("s", "orders", 10).await.expect("read");
    assert_eq!(left.len(), 1, "the open one alone");
    assert_eq!(add(&mut tx, "s", &ended("orders")).await, 7, "ids grow on");
}
