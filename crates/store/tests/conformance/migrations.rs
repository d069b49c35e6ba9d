//! Tables are brought up to date once, whoever starts first.

use std::{collections::BTreeMap, fs, path::Path};

use ponte_domain::stock::level::Known;
use ponte_store::{StoreError, levels::Level};
use sqlx::migrate::MigrateError;

use crate::{
    fixture::Fixture,
    samples::{at, known, level, listing, order, point, reading, shop},
};

/// The migrations of a database by file name, without what differs between the two.
fn migrations(database: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = fs::read_dir(folder.join(database)).expect("the migrations");
    let read = |file: std::io::Result<fs::DirEntry>| {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("a migration");
        let lines = text.lines().filter(|line| !line.starts_with("--"));
        let mut text = lines.collect::<Vec<_>>().join("\n");
        for (here, there) in [
            (" COLLATE \"C\"", ""),
            ("BIGINT", "INTEGER"),
            ("BYTEA", "BLOB"),
            (") STRICT, WITHOUT ROWID;", ");"),
            (") STRICT;", ");"),
        ] {
            text = text.replace(here, there);
        }
        (name.into_owned(), text)
    };
    files.map(read).collect()
}

#[test]
fn both_databases_have_the_same_tables() {
    let (sqlite, postgres) = (migrations("sqlite"), migrations("postgres"));
    assert!(sqlite.keys().eq(postgres.keys()));
    for (name, text) in sqlite {
        assert_eq!(text, postgres[&name], "{name}");
    }
}

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

pub async fn a_database_of_the_first_version_keeps_what_was_there(db: &Fixture) {
    let address = db.first_version().await;
    let store = ponte_store::connect(&address).await.expect("a store");
    let mut tx = store.write().await.expect("a transaction");
    let kept = tx.tax_links("s").await.expect("read");
    assert_eq!(kept.len(), 1);
    assert_eq!((&*kept[0].till, &*kept[0].rate), ("t", "22"));
    tx.listing_put("s", &listing("p", 1, &["X"]))
        .await
        .expect("put");
    tx.order_put("s", &order("o", 1)).await.expect("put");
    tx.commit().await.expect("committed");
}

/// Whatever the till does not manage had figures too, which meant nothing.
pub async fn levels_and_points_of_the_third_version_stay_what_they_were(db: &Fixture) {
    let long = "x".repeat(201);
    let rows = format!(
        "INSERT INTO levels (shop, variant, point, managed, quantity, outgoing, began_at) VALUES
             ('s', 'v', 1, 1, '-3.250', '7', 1760000005000),
             ('s', 'v', 2, 0, '9', '9', 1760000006000),
             ('s', '{long}', 1, 1, '1', '0', 1760000005000),
             ('t', 'v', 1, 1, '1', '0', 1760000005000);
         INSERT INTO points (shop, id, name, place, position, enabled, gone) VALUES
             ('s', 1, 'Negozio 1', '', 1, 1, 0);"
    );
    let address = db.version(3, &rows).await;
    let store = ponte_store::connect(&address).await.expect("a store");
    let mut tx = store.write().await.expect("a transaction");
    let kept = |point, known_so| Level {
        level: known(known_so),
        ..level("v", point, "0", 0)
    };
    let expected = [
        kept(1, Known::Managed(reading("-3.250", "7", 5))),
        kept(2, Known::Unmanaged { began: at(6) }),
    ];
    let variants = ["v".to_owned(), long];
    assert_eq!(tx.levels("s", &variants).await.expect("read"), expected);
    assert_eq!(tx.points("s").await.expect("read"), [point(1, 1)]);
    tx.levels_put("s", &[level("v", 2, "4", 7)])
        .await
        .expect("put");
    tx.commit().await.expect("committed");
}

/// Findings of an older version go by their kind, and each order is looked at once for its buyer.
pub async fn findings_and_orders_of_the_first_versions_are_read(db: &Fixture) {
    let rows = r#"INSERT INTO findings (shop, id, kind, subject_key, subject, content, pass, opened_at,
             confirmed) VALUES
             ('s', 1, 'shipping_unmapped', 'k', 'x', '{"kind":"shipping_unmapped"}', 1,
              1760000001000, 0);
         INSERT INTO orders (shop, id, state, ordered_at, total, seen_at, resolved, stage, stage_word,
             stage_at, memory, set_aside, is_open) VALUES
             ('s', 'o', 1, 1760000001000, 0, 1760000001000, '{"known":[],"unknown":[]}',
              '{"stage":"delivered"}', 'delivered', 1760000001000, '{}', 0, 0);"#;
    let address = db.version(4, rows).await;
    let store = ponte_store::connect(&address).await.expect("a store");
    let mut tx = store.write().await.expect("a transaction");
    let topics = tx.findings_by_topic("s", 1).await.expect("read");
    assert_eq!(topics[0].topic, "shipping_unmapped");
    assert_eq!(topics[0].newest[0].subject, "x");
    let orders = tx.orders_to_forget("s", at(9), 9).await.expect("read");
    assert_eq!(orders, ["o"]);
}
