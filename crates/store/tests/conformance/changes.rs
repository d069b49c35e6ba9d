//! Changes of a run.

use ponte_store::{
    Tx,
    changes::{Change, ChangeKind, ChangeState},
};

use crate::{fixture::Fixture, samples::change};

use ChangeKind::{Adopt, Create, Hide, Link, Update};
use ChangeState::{Attempting, Done, Held, Pending, Refused};

async fn all(tx: &mut Box<dyn Tx>, run: i64) -> Vec<Change> {
    tx.changes_page("s", run, &[], 0, 10_000)
        .await
        .expect("read")
}

fn seqs(changes: &[Change]) -> Vec<i64> {
    changes.iter().map(|change| change.seq).collect()
}

pub async fn changes_come_back_in_the_order_they_were_added(db: &Fixture) {
    let mut tx = db.write().await;
    let first = [change("b", Create, Pending), change("a", Adopt, Held)];
    tx.changes_add("s", 1, &first).await.expect("added");
    tx.changes_add("s", 1, &[change("c", Link, Pending)])
        .await
        .expect("added");
    tx.changes_add("s", 2, &[change("z", Hide, Pending)])
        .await
        .expect("added");
    tx.changes_add("s", 2, &[]).await.expect("nothing to add");
    let kept = all(&mut tx, 1).await;
    assert_eq!(seqs(&kept), [1, 2, 3]);
    assert_eq!(
        kept[1],
        Change {
            seq: 2,
            ..first[1].clone()
        }
    );
    assert_eq!(seqs(&all(&mut tx, 2).await), [1]);
}

pub async fn pages_of_some_states_are_complete(db: &Fixture) {
    let mut tx = db.write().await;
    let states = [Pending, Done, Attempting, Refused, Held];
    let changes: Vec<Change> = (0..100)
        .map(|n| change(&n.to_string(), Update, states[n % 5]))
        .collect();
    tx.changes_add("s", 1, &changes).await.expect("added");
    let mut found = Vec::new();
    let mut after = 0;
    loop {
        let wanted = [Attempting, Pending, Pending];
        let page = tx
            .changes_page("s", 1, &wanted, after, 7)
            .await
            .expect("read");
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 7);
        after = last.seq;
        found.extend(seqs(&page));
    }
    let expected: Vec<i64> = (0..100)
        .filter(|n| n % 5 == 0 || n % 5 == 2)
        .map(|n| n + 1)
        .collect();
    assert_eq!(found, expected);
}

pub async fn changes_move_from_state_to_state(db: &Fixture) {
    let mut tx = db.write().await;
    let changes: Vec<Change> = ["a", "b", "c"]
        .map(|id| change(id, Create, Pending))
        .to_vec();
    tx.changes_add("s", 1, &changes).await.expect("added");
    tx.changes_set("s", 1, &[1, 3, 99], Attempting)
        .await
        .expect("set");
    tx.changes_set("s", 1, &[], Refused)
        .await
        .expect("nothing to set");
    let mut put = all(&mut tx, 1).await.remove(1);
    put.kind = Hide;
    put.groups.clear();
    put.why = "gone".to_owned();
    put.state = Done;
    tx.change_put("s", 1, &put).await.expect("put");
    let kept = all(&mut tx, 1).await;
    assert_eq!(kept[1], put);
    let states: Vec<ChangeState> = kept.iter().map(|change| change.state).collect();
    assert_eq!(states, [Attempting, Done, Attempting]);
}

pub async fn a_products_changes_of_one_kind_are_forgotten_and_no_others(db: &Fixture) {
    let mut tx = db.write().await;
    let changes = [
        change("a", Hide, Pending),
        change("a", Update, Pending),
        change("b", Hide, Pending),
    ];
    for run in [1, 2] {
        tx.changes_add("s", run, &changes).await.expect("added");
    }
    tx.changes_forget("s", 1, "a", Hide)
        .await
        .expect("forgotten");
    assert_eq!(seqs(&all(&mut tx, 1).await), [2, 3]);
    assert_eq!(seqs(&all(&mut tx, 2).await), [1, 2, 3]);
}

pub async fn changes_are_counted_by_kind_and_state(db: &Fixture) {
    let mut tx = db.write().await;
    let changes = [
        change("a", Update, Pending),
        change("b", Create, Pending),
        change("c", Create, Done),
        change("d", Create, Done),
    ];
    tx.changes_add("s", 1, &changes).await.expect("added");
    let counts = tx.change_counts("s", 1).await.expect("counted");
    assert_eq!(
        counts,
        [
            (Create, Done, 2),
            (Create, Pending, 1),
            (Update, Pending, 1)
        ]
    );
}

pub async fn a_plan_made_anew_begins_at_one(db: &Fixture) {
    let mut tx = db.write().await;
    let changes = [change("a", Update, Pending), change("b", Create, Pending)];
    tx.changes_add("s", 1, &changes).await.expect("added");
    tx.changes_clear("s", 1).await.expect("cleared");
    tx.changes_add("s", 1, &changes[1..]).await.expect("added");
    assert_eq!(seqs(&all(&mut tx, 1).await), [1]);
}

pub async fn created_products_are_those_done(db: &Fixture) {
    let mut tx = db.write().await;
    let changes = [
        change("done", Create, Done),
        change("pending", Create, Pending),
        change("updated", Update, Done),
        change("unasked", Create, Done),
    ];
    tx.changes_add("s", 1, &changes).await.expect("added");
    let asked = ["done", "pending", "updated", "unknown"].map(str::to_owned);
    let created = tx.changes_created("s", 1, &asked).await.expect("read");
    assert_eq!(created, ["done"]);
    let none = tx.changes_created("s", 2, &asked).await.expect("read");
    assert_eq!(none, [""; 0]);
}

pub async fn changes_of_older_runs_are_forgotten(db: &Fixture) {
    let mut tx = db.write().await;
    for run in 1..=3 {
        tx.changes_add("s", run, &[change("a", Create, Done)])
            .await
            .expect("added");
    }
    tx.changes_prune("s", 3).await.expect("pruned");
    assert_eq!(all(&mut tx, 1).await, []);
    assert_eq!(all(&mut tx, 2).await, []);
    assert_eq!(all(&mut tx, 3).await.len(), 1);
}

pub async fn thousands_of_changes_go_in_at_once(db: &Fixture) {
    let mut tx = db.write().await;
    let changes: Vec<Change> = (0..5_000)
        .map(|n| change(&n.to_string(), Create, Pending))
        .collect();
    tx.changes_add("s", 1, &changes).await.expect("added");
    let everyone: Vec<i64> = (1..=5_000).collect();
    tx.changes_set("s", 1, &everyone, Done).await.expect("set");
    let counts = tx.change_counts("s", 1).await.expect("counted");
    assert_eq!(counts, [(Create, Done, 5_000)]);
    assert_eq!(all(&mut tx, 1).await[4_999].product, "4999");
}

pub async fn a_products_changes_are_found_among_all(db: &Fixture) {
    let mut tx = db.write().await;
    let changes = [
        change("a", Update, Pending),
        change("b", Update, Pending),
        change("a", Hide, Held),
    ];
    for run in [1, 2] {
        tx.changes_add("s", run, &changes).await.expect("added");
    }
    let found = tx.changes_of("s", 2, "a").await.expect("read");
    assert_eq!(seqs(&found), [1, 3]);
    assert!(found.iter().all(|change| change.product == "a"));
    assert!(tx.changes_of("s", 3, "a").await.expect("read").is_empty());
}
