//! Leases.

use std::time::Duration;

use ponte_store::StoreError;

use crate::{
    fixture::Fixture,
    samples::{at, shop},
};

async fn take(db: &Fixture, token: &str, now: i64, until: i64) -> bool {
    let mut tx = db.write().await;
    let taken = tx
        .lease_take("s", "products", token, at(now), at(until))
        .await;
    tx.commit().await.expect("committed");
    taken.expect("an answer")
}

pub async fn a_lease_that_has_not_ended_is_given_to_nobody_else(db: &Fixture) {
    assert!(take(db, "a", 0, 60).await);
    assert!(!take(db, "b", 59, 120).await);
    let mut tx = db.write().await;
    tx.lease_check("s", "products", "a")
        .await
        .expect("still ours");
    let other = tx.lease_take("s", "stock", "b", at(0), at(60)).await;
    assert!(other.expect("an answer"), "another stream is free");
    let held = tx.lease_held("s", "products", at(59)).await.expect("read");
    assert_eq!(held, Some(at(60)));
}

pub async fn an_ended_lease_goes_to_the_next(db: &Fixture) {
    assert!(take(db, "a", 0, 60).await);
    let held = db.read().await.lease_held("s", "products", at(60)).await;
    assert_eq!(held.expect("read"), None);
    assert!(take(db, "b", 60, 120).await);
    let mut tx = db.write().await;
    tx.lease_check("s", "products", "b").await.expect("theirs");
    tx.lease_release("s", "products", "b")
        .await
        .expect("given back");
    tx.commit().await.expect("committed");
    assert!(take(db, "c", 61, 120).await);
}

pub async fn of_many_who_ask_at_once_one_gets_the_lease(db: &Fixture) {
    let mut asking = Vec::new();
    for store in [db.store(), db.another_process().await] {
        for n in 0..4 {
            let (store, backend) = (store.clone(), format!("{:p}", &store));
            asking.push(tokio::spawn(async move {
                let token = format!("{backend} {n}");
                let mut tx = store.write().await.expect("a transaction");
                let taken = tx.lease_take("s", "products", &token, at(0), at(60)).await;
                tx.commit().await.expect("committed");
                taken.expect("an answer")
            }));
        }
    }
    let mut granted = 0;
    for ask in asking {
        granted += i32::from(ask.await.expect("an answer"));
    }
    assert_eq!(granted, 1);
}

pub async fn a_process_whose_lease_was_lost_writes_nothing(db: &Fixture) {
    assert!(take(db, "a", 0, 60).await);
    assert!(take(db, "b", 60, 120).await);
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    let checked = tx.lease_check("s", "products", "a").await;
    assert!(matches!(checked, Err(StoreError::LeaseLost)));
    drop(tx);
    assert_eq!(db.read().await.shop("s").await.expect("read"), None);
}

pub async fn a_lost_lease_is_neither_renewed_nor_given_back(db: &Fixture) {
    assert!(take(db, "a", 0, 60).await);
    assert!(take(db, "b", 60, 120).await);
    let mut tx = db.write().await;
    let renewed = tx.lease_renew("s", "products", "a", at(999)).await;
    assert!(matches!(renewed, Err(StoreError::LeaseLost)));
    tx.lease_release("s", "products", "a")
        .await
        .expect("no error");
    let held = tx.lease_held("s", "products", at(61)).await.expect("read");
    assert_eq!(held, Some(at(120)));
    let never = tx.lease_check("s", "orders", "a").await;
    assert!(matches!(never, Err(StoreError::LeaseLost)));
}

pub async fn a_renewed_lease_lasts_longer(db: &Fixture) {
    assert!(take(db, "a", 0, 60).await);
    let mut tx = db.write().await;
    tx.lease_renew("s", "products", "a", at(200))
        .await
        .expect("renewed");
    tx.commit().await.expect("committed");
    assert!(!take(db, "b", 199, 300).await);
}

pub async fn a_checked_lease_is_nobody_elses_until_the_transaction_ends(db: &Fixture) {
    assert!(take(db, "a", 0, 60).await);
    let other = db.another_process().await;
    let mut ours = db.write().await;
    ours.lease_check("s", "products", "a").await.expect("ours");
    let taking = tokio::spawn(async move {
        let mut tx = other.write().await.expect("a transaction");
        let taken = tx.lease_take("s", "products", "b", at(61), at(120)).await;
        tx.commit().await.expect("committed");
        taken.expect("an answer")
    });
    tokio::pin!(taking);
    let early = tokio::time::timeout(Duration::from_millis(300), &mut taking).await;
    assert!(early.is_err(), "it has to wait for us");
    ours.shop_add(&shop("s")).await.expect("added");
    ours.commit().await.expect("committed");
    assert!(taking.await.expect("an answer"));
}
