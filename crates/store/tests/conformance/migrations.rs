//! Tables are brought up to date once, whoever starts first.

use ponte_store::StoreError;
use sqlx::migrate::MigrateError;

use crate::{fixture::Fixture, samples::shop};

pub async fn migrations_run_twice_are_harmless(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    tx.commit().await.expect("committed");
    for _ in 0..2 {
        let again = db.connect().await.expect("a store");
        let mut tx = again.read().await.expect("a transaction");
        assert_eq!(tx.shops().await.expect("read"), [shop("s")]);
    }
}

pub async fn processes_that_start_together_all_find_the_tables(db: &Fixture) {
    let address = db.fresh();
    let starts: Vec<_> = (0..6)
        .map(|n| {
            let address = address.clone();
            tokio::spawn(async move {
                let store = ponte_store::connect(&address).await.expect("a store");
                let mut tx = store.write().await.expect("a transaction");
                tx.shop_add(&shop(&n.to_string())).await.expect("added");
                tx.commit().await.expect("committed");
            })
        })
        .collect();
    for start in starts {
        start.await.expect("a start");
    }
    let store = ponte_store::connect(&address).await.expect("a store");
    let mut tx = store.read().await.expect("a transaction");
    assert_eq!(tx.shops().await.expect("read").len(), 6);
}

pub async fn a_database_of_a_newer_ponte_is_refused(db: &Fixture) {
    db.raw("INSERT INTO ponte_migrations (version, checksum) VALUES (9999, 'x')")
        .await;
    let refused = db.connect().await.map(|_| ());
    assert!(matches!(
        refused,
        Err(StoreError::Migration(MigrateError::VersionMissing(9999)))
    ));
}

pub async fn a_database_whose_past_differs_is_refused(db: &Fixture) {
    db.raw("UPDATE ponte_migrations SET checksum = 'x' WHERE version = 1")
        .await;
    let refused = db.connect().await.map(|_| ());
    assert!(matches!(
        refused,
        Err(StoreError::Migration(MigrateError::VersionMismatch(1)))
    ));
}
