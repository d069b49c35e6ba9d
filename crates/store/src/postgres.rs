//! PostgreSQL: any number of processes on one database.
//!
//! - A writing transaction is READ COMMITTED; where two could decide on the same row, the row is
//!   locked first, so that they wait for one another rather than fail.
//! - A reading transaction sees one snapshot and cannot write (REPEATABLE READ READ ONLY).
//! - A beginning that is given up leaves no transaction behind.

use std::{str::FromStr, time::Duration};

use async_trait::async_trait;
use sqlx::{ConnectOptions, Pool, pool::PoolOptions, postgres::PgConnectOptions};

use crate::{Result, Store, Tx, gauge::Gauge};

type Db = sqlx::Postgres;
type Row = sqlx::postgres::PgRow;

const FOR_UPDATE: &str = " FOR UPDATE";
const SKIP_LOCKED: &str = " SKIP LOCKED";
/// The key is a number of our own ("ponte" in ASCII): processes that start together queue up.
const MIGRATION_LOCK: Option<&str> = Some("SELECT pg_advisory_xact_lock(482905846885)");
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (
        1,
        "first",
        include_str!("../migrations/postgres/0001_first.sql"),
    ),
    (
        2,
        "jobs",
        include_str!("../migrations/postgres/0002_jobs.sql"),
    ),
    (
        3,
        "orders",
        include_str!("../migrations/postgres/0003_orders.sql"),
    ),
    (
        4,
        "stock",
        include_str!("../migrations/postgres/0004_stock.sql"),
    ),
    (
        5,
        "people",
        include_str!("../migrations/postgres/0005_people.sql"),
    ),
    (
        6,
        "install",
        include_str!("../migrations/postgres/0006_install.sql"),
    ),
    (
        7,
        "pairings",
        include_str!("../migrations/postgres/0007_pairings.sql"),
    ),
    (
        8,
        "products page",
        include_str!("../migrations/postgres/0008_products_page.sql"),
    ),
    (
        9,
        "log",
        include_str!("../migrations/postgres/0009_log.sql"),
    ),
    (
        10,
        "days",
        include_str!("../migrations/postgres/0010_days.sql"),
    ),
    (
        11,
        "letters told",
        include_str!("../migrations/postgres/0011_letters_told.sql"),
    ),
    (
        12,
        "buyers forgotten",
        include_str!("../migrations/postgres/0012_buyers_forgotten.sql"),
    ),
    (
        13,
        "order search",
        include_str!("../migrations/postgres/0013_order_search.sql"),
    ),
];

const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// How long a task waits for a free connection.
const ACQUIRE: Duration = Duration::from_secs(30);
const CONNECTIONS: u32 = 8;

/// A database on a server.
pub(crate) struct Database {
    pool: Pool<Db>,
    gauge: Gauge,
}

impl Database {
    pub(crate) async fn open(address: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(address)?
            .application_name("ponte")
            .disable_statement_logging();
        let pool = PoolOptions::<Db>::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            .connect_with(options)
            .await?;
        migrate::migrate(&pool).await?;
        Ok(Self {
            pool,
            gauge: Gauge::default(),
        })
    }
}

impl Database {
    /// Begins a transaction, in a task of its own: a beginning that is dropped half way would leave its
    /// connection inside a transaction that nobody knows of. So it is seen through, and dropped then.
    async fn begin(&self, statement: &'static str) -> Result<Box<dyn Tx>> {
        let under_way = self.gauge.one_more();
        let pool = self.pool.clone();
        let begun = tokio::spawn(async move { pool.begin_with(statement).await });
        let inner = begun.await.map_err(|_| sqlx::Error::WorkerCrashed)??;
        Ok(Box::new(Transaction { inner, under_way }))
    }
}

#[async_trait]
impl Store for Database {
    async fn write(&self) -> Result<Box<dyn Tx>> {
        self.begin(BEGIN_WRITE).await
    }

    async fn read(&self) -> Result<Box<dyn Tx>> {
        self.begin(BEGIN_READ).await
    }

    fn backend(&self) -> &'static str {
        "postgresql"
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
