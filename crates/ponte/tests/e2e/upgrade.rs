//! A database of a Ponte that did not know orders yet.

use std::time::SystemTime;

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::support::{orders::awaited, ponte::Ponte, stall::Stall};

/// The tables as that Ponte made them.
const FIRST: &str = include_str!("../../../store/migrations/sqlite/0001_first.sql");

/// Makes the database of `ponte` anew as the first Ponte would have left it: its tables alone, with
/// what they held, and settings that say nothing of orders.
fn as_the_first_ponte_left_it(ponte: &Ponte) {
    let data = ponte.folder().join("data");
    let (now, before) = (data.join("ponte.db"), data.join("before.db"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let options = SqliteConnectOptions::new()
            .filename(&before)
            .create_if_missing(true);
        let mut db = SqliteConnection::connect_with(&options)
            .await
            .expect("a file");
        run(&mut db, FIRST.to_owned()).await;
        run(&mut db, format!("ATTACH '{}' AS now", now.display())).await;
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        )
        .fetch_all(&mut db)
        .await
        .expect("names");
        for table in tables {
            // A later Ponte's tables have more columns.
            let columns: String =
                sqlx::query_scalar("SELECT group_concat(name) FROM pragma_table_info($1, 'main')")
                    .bind(&table)
                    .fetch_one(&mut db)
                    .await
                    .expect("names");
            let copy = format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM now.{table}");
            run(&mut db, copy).await;
        }
        let past = "CREATE TABLE ponte_migrations (version BIGINT PRIMARY KEY, checksum TEXT);
            INSERT INTO ponte_migrations SELECT * FROM now.ponte_migrations WHERE version = 1;
            UPDATE shops SET settings = json_remove(settings, '$.orders');";
        run(&mut db, past.to_owned()).await;
        db.close().await.expect("closed");
    });
    for gone in ["ponte.db", "ponte.db-wal", "ponte.db-shm"] {
        // The last process may have cleared up.
        let _there = std::fs::remove_file(data.join(gone));
    }
    std::fs::rename(before, now).expect("in its place");
}

async fn run(db: &mut SqliteConnection, sql: String) {
    let ran = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(db).await;
    ran.expect("the statements are right");
}

/// Whole seconds of the machine's clock.
fn second() -> u64 {
    let now = SystemTime::UNIX_EPOCH.elapsed().expect("after 1970");
    now.as_secs()
}

#[test]
fn with_a_database_that_knows_no_orders_they_count_from_the_first_pass_on() {
    let stall = Stall::new(None, 10);
    let (sandbox, ponte) = (&stall.sandbox, &stall.ponte);
    let sku = stall.skus[0].as_str();
    let before = sandbox.buy(&[(sku, 1)]);
    as_the_first_ponte_left_it(ponte);
    // The dates of the shop's orders know whole seconds: one of the first pass's own second counts.
    let bought = second();
    awaited("the next second", || (second() > bought).then_some(()));
    ponte.sync_orders().with(0);
    let list = ponte.run(&["orders", "list", "--json"]).with(0);
    assert_eq!(
        list.json()["order"]["stage"],
        "before_ponte",
        "{}",
        list.out
    );
    let after = sandbox.buy(&[(sku, 1)]);
    ponte.sync_orders().with(0);
    assert_eq!(sandbox.parts_of(&before), []);
    assert_eq!(sandbox.parts_of(&after).len(), 1);
    // Products go on from what that database holds.
    sandbox.forget_calls();
    ponte.sync(&["--full"]).with(0);
    assert_eq!(sandbox.calls().to_the_shop(), 0);
}
