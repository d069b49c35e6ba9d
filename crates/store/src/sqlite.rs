//! SQLite: one file, one writer, some readers.
//!
//! - Every transaction that may write begins with BEGIN IMMEDIATE: a read that becomes a write
//!   later would fail at once instead of waiting for its turn.
//! - Two writers wait for one another: in one process for the only writing connection, between
//!   processes for [`BUSY`].
//! - A commit is on the disk when it returns (WAL with synchronous=FULL).
//! - A reading connection cannot write (`query_only`).
//! - A new file can be read by its owner only: it holds personal data and sealed keys.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::{
    ConnectOptions, Pool,
    pool::PoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::{Result, Store, Tx, gauge::Gauge};

type Db = sqlx::Sqlite;
type Row = sqlx::sqlite::SqliteRow;

/// SQLite locks the whole file when a writing transaction begins: no row needs a lock.
const FOR_UPDATE: &str = "";
const SKIP_LOCKED: &str = "";
/// A migrating transaction already excludes every other.
const MIGRATION_LOCK: Option<&str> = None;
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (
        1,
        "first",
        include_str!("../migrations/sqlite/0001_first.sql"),
    ),
    (
        2,
        "jobs",
        include_str!("../migrations/sqlite/0002_jobs.sql"),
    ),
    (
        3,
        "orders",
        include_str!("../migrations/sqlite/0003_orders.sql"),
    ),
    (
        4,
        "stock",
        include_str!("../migrations/sqlite/0004_stock.sql"),
    ),
    (
        5,
        "people",
        include_str!("../migrations/sqlite/0005_people.sql"),
    ),
    (
        6,
        "install",
        include_str!("../migrations/sqlite/0006_install.sql"),
    ),
    (
        7,
        "pairings",
        include_str!("../migrations/sqlite/0007_pairings.sql"),
    ),
    (
        8,
        "products page",
        include_str!("../migrations/sqlite/0008_products_page.sql"),
    ),
    (9, "log", include_str!("../migrations/sqlite/0009_log.sql")),
    (
        10,
        "days",
        include_str!("../migrations/sqlite/0010_days.sql"),
    ),
    (
        11,
        "letters told",
        include_str!("../migrations/sqlite/0011_letters_told.sql"),
    ),
    (
        12,
        "buyers forgotten",
        include_str!("../migrations/sqlite/0012_buyers_forgotten.sql"),
    ),
    (
        13,
        "order search",
        include_str!("../migrations/sqlite/0013_order_search.sql"),
    ),
];

const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";
const BEGIN_READ: &str = "BEGIN DEFERRED";

/// How long a process waits for another one that writes.
pub(crate) const BUSY: Duration = Duration::from_secs(10);
/// How long a task waits for a free connection.
const ACQUIRE: Duration = Duration::from_secs(30);
const READERS: u32 = 4;

/// A database in one file.
pub(crate) struct Database {
    writer: Pool<Db>,
    readers: Pool<Db>,
    gauge: Gauge,
}

impl Database {
    /// Opens the file at `path`; a writer waits `busy` for another process that writes.
    pub(crate) async fn open(path: &str, busy: Duration) -> Result<Self> {
        keep_private(path).map_err(sqlx::Error::Io)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(busy)
            .foreign_keys(true)
            .disable_statement_logging();
        let writing = options
            .clone()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let reading = options.pragma("query_only", "1");
        // A connection of a file does not age: it is never given up for its time.
        let pool = || {
            PoolOptions::<Db>::new()
                .acquire_timeout(ACQUIRE)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
        };
        let writer = pool().max_connections(1).connect_with(writing).await?;
        migrate::migrate(&writer).await?;
        let readers = pool()
            .max_connections(READERS)
            .connect_with(reading)
            .await?;
        Ok(Self {
            writer,
            readers,
            gauge: Gauge::default(),
        })
    }
}

/// Makes the file where it is missing; SQLite gives its side files the same permissions.
fn keep_private(path: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[async_trait]
impl Store for Database {
    async fn write(&self) -> Result<Box<dyn Tx>> {
        let under_way = self.gauge.one_more();
        let inner = self.writer.begin_with(BEGIN_WRITE).await?;
        Ok(Box::new(Transaction { inner, under_way }))
    }

    async fn read(&self) -> Result<Box<dyn Tx>> {
        let under_way = self.gauge.one_more();
        let inner = self.readers.begin_with(BEGIN_READ).await?;
        Ok(Box::new(Transaction { inner, under_way }))
    }

    fn backend(&self) -> &'static str {
        "sqlite"
    }

    fn under_way(&self) -> usize {
        self.gauge.count()
    }

    fn statements(&self) -> usize {
        self.gauge.statements()
    }
}

// The statements of each repository, compiled here against this database. All but these few lines
// is written once.
#[path = "sql/accounts.rs"]
mod accounts;
#[path = "sql/attempts.rs"]
mod attempts;
#[path = "sql/budgets.rs"]
mod budgets;
#[path = "sql/bulk.rs"]
mod bulk;
#[path = "sql/buyers.rs"]
mod buyers;
#[path = "sql/changes.rs"]
mod changes;
#[path = "sql/counters.rs"]
mod counters;
#[path = "sql/entries.rs"]
mod entries;
#[path = "sql/findings.rs"]
mod findings;
#[path = "sql/inlets.rs"]
mod inlets;
#[path = "sql/invitations.rs"]
mod invitations;
#[path = "sql/jobs.rs"]
mod jobs;
#[path = "sql/journal.rs"]
mod journal;
#[path = "sql/leases.rs"]
mod leases;
#[path = "sql/letter_wishes.rs"]
mod letter_wishes;
#[path = "sql/level_rows.rs"]
mod level_rows;
#[path = "sql/levels.rs"]
mod levels;
#[path = "sql/links.rs"]
mod links;
#[path = "sql/listing_past.rs"]
mod listing_past;
#[path = "sql/listing_rows.rs"]
mod listing_rows;
#[path = "sql/listings.rs"]
mod listings;
#[path = "sql/log.rs"]
mod log;
#[path = "sql/migrate.rs"]
mod migrate;
#[path = "sql/mirror.rs"]
mod mirror;
#[path = "sql/mirror_put.rs"]
mod mirror_put;
#[path = "sql/offer_events.rs"]
mod offer_events;
#[path = "sql/offer_rows.rs"]
mod offer_rows;
#[path = "sql/offers.rs"]
mod offers;
#[path = "sql/order_parts.rs"]
mod order_parts;
#[path = "sql/order_search.rs"]
mod order_search;
#[path = "sql/orders.rs"]
mod orders;
#[path = "sql/outbox.rs"]
mod outbox;
#[path = "sql/overview.rs"]
mod overview;
#[path = "sql/pictures.rs"]
mod pictures;
#[path = "sql/points.rs"]
mod points;
#[path = "sql/privacy.rs"]
mod privacy;
#[path = "sql/products.rs"]
mod products;
#[path = "sql/runs.rs"]
mod runs;
#[path = "sql/shop_skus.rs"]
mod shop_skus;
#[path = "sql/shops.rs"]
mod shops;
#[path = "sql/stock_choices.rs"]
mod stock_choices;
#[path = "sql/stock_moved.rs"]
mod stock_moved;
#[path = "sql/streams.rs"]
mod streams;
#[path = "sql/tickets.rs"]
mod tickets;
#[path = "sql/transaction.rs"]
mod transaction;

pub(crate) use transaction::Transaction;

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: (i64, &str, &str) = (1, "first", "CREATE TABLE earliest (id INTEGER) STRICT");
    const INTERIM: (i64, &str, &str) = (2, "interim", "CREATE TABLE interim (id INTEGER) STRICT");
    const LAST: (i64, &str, &str) = (3, "last", "CREATE TABLE latest (id INTEGER) STRICT");

    #[tokio::test]
    async fn a_migration_that_arrives_after_a_later_one_is_done_and_the_rest_stays() {
        let pool = PoolOptions::<Db>::new()
            .max_connections(1)
            .connect("sqlite::memory:")
            .await
            .expect("a database");
        let apply = async |migrations: &[_]| migrate::apply(&pool, migrations).await;
        apply(&[FIRST, LAST]).await.expect("up to date");
        let kept = "INSERT INTO latest (id) VALUES (7)";
        sqlx::query(kept).execute(&pool).await.expect("kept");
        for _ in 0..2 {
            let all = apply(&[FIRST, INTERIM, LAST]).await;
            all.expect("up to date");
        }
        let found: (i64, i64) =
            sqlx::query_as("SELECT id, (SELECT COUNT(*) FROM interim) FROM latest")
                .fetch_one(&pool)
                .await
                .expect("both tables");
        assert_eq!(found, (7, 0));
        let older = apply(&[FIRST, LAST]).await;
        assert!(older.is_err(), "an older Ponte stays out");
    }
}
