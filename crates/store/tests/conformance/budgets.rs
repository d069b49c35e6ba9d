//! Budgets.

use ponte_store::SharedStore;

use crate::{fixture::Fixture, samples::at};

const WINDOW: i64 = 600_000;

async fn take(store: &SharedStore, want: i64, now: i64) -> (i64, i64) {
    let mut tx = store.write().await.expect("a transaction");
    let (granted, ends) = tx
        .budget_take("s", "till", want, 360, WINDOW, at(now))
        .await
        .expect("an answer");
    tx.commit().await.expect("committed");
    (granted, ends.as_second() - at(0).as_second())
}

pub async fn a_budget_grants_what_is_left_and_no_more(db: &Fixture) {
    let store = db.store();
    assert_eq!(take(&store, 100, 0).await, (100, 600));
    assert_eq!(take(&store, 250, 10).await, (250, 600));
    assert_eq!(take(&store, 20, 599).await, (10, 600));
    assert_eq!(take(&store, 20, 599).await, (0, 600));
    let mut tx = db.write().await;
    let other = tx.budget_take("s", "shop", 5, 5, WINDOW, at(0)).await;
    assert_eq!(other.expect("an answer").0, 5, "another service's is apart");
}

pub async fn a_new_window_begins_where_the_last_has_ended(db: &Fixture) {
    let store = db.store();
    assert_eq!(take(&store, 360, 0).await, (360, 600));
    assert_eq!(take(&store, 1, 600).await, (1, 1200));
    assert_eq!(take(&store, 360, 1300).await, (360, 1900));
}

pub async fn a_budget_never_exceeds_its_limit_when_two_processes_take(db: &Fixture) {
    let mut takers = Vec::new();
    for store in [db.store(), db.another_process().await] {
        for _ in 0..4 {
            let store = store.clone();
            takers.push(tokio::spawn(async move {
                let mut granted = 0;
                for _ in 0..10 {
                    granted += take(&store, 7, 0).await.0;
                }
                granted
            }));
        }
    }
    let mut granted = 0;
    for taker in takers {
        granted += taker.await.expect("a taker");
    }
    assert_eq!(
        granted, 360,
        "80 wanted 7 each, and all of it was given away"
    );
}

pub async fn a_spent_budget_grants_nothing_until_then(db: &Fixture) {
    let store = db.store();
    assert_eq!(take(&store, 1, 0).await, (1, 600));
    let mut tx = db.write().await;
    tx.budget_spent("s", "till", at(900)).await.expect("noted");
    tx.commit().await.expect("committed");
    assert_eq!(take(&store, 1, 1).await, (0, 900));
    assert_eq!(take(&store, 1, 899).await, (0, 900));
    assert_eq!(take(&store, 1, 900).await, (1, 1500));
}

pub async fn of_two_spent_notes_the_later_holds(db: &Fixture) {
    let mut tx = db.write().await;
    tx.budget_spent("s", "till", at(900)).await.expect("noted");
    tx.budget_spent("s", "till", at(700)).await.expect("noted");
    tx.commit().await.expect("committed");
    assert_eq!(take(&db.store(), 1, 800).await, (0, 900));
}
