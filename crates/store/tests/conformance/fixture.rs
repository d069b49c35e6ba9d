//! A fresh database for one guarantee.

use std::{fs, path::Path, str::FromStr, sync::Arc};

use ponte_store::{SharedStore, Tx, test_cluster::Cluster};
use sha2::{Digest, Sha384};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqlSafeStr,
    sqlite::SqliteConnectOptions,
};
use tempfile::TempDir;

/// A database that is gone with the test.
pub struct Fixture {
    address: String,
    store: SharedStore,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Server(Arc<Cluster>),
}

pub async fn sqlite() -> Fixture {
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
    Fixture::open(address, Place::Folder(folder)).await
}

pub async fn postgresql(cluster: &Arc<Cluster>) -> Fixture {
    Fixture::open(cluster.database(), Place::Server(cluster.clone())).await
}

impl Fixture {
    async fn open(address: String, place: Place) -> Self {
        let store = ponte_store::connect(&address).await.expect("a store");
        Self {
            address,
            store,
            place,
        }
    }

    /// The store, as another process would open it.
    pub async fn another_process(&self) -> SharedStore {
        self.connect().await.expect("a store")
    }

    pub async fn connect(&self) -> ponte_store::Result<SharedStore> {
        ponte_store::connect(&self.address).await
    }

    /// The address of another database, in which there is nothing yet.
    pub fn fresh(&self) -> String {
        match &self.place {
            Place::Folder(folder) => format!("sqlite:{}", folder.path().join("new.db").display()),
            Place::Server(cluster) => cluster.database(),
        }
    }

    /// The address of another database, as Ponte's first version left it, with one row.
    pub async fn first_version(&self) -> String {
        let row = "INSERT INTO tax_links (shop, till, profile, rate) VALUES ('s', 't', '1', '22')";
        self.version(1, row).await
    }

    /// The address of another database, as that version of Ponte left it, with these rows.
    pub async fn version(&self, version: usize, rows: &str) -> String {
        let database = if self.is_sqlite() {
            "sqlite"
        } else {
            "postgres"
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let files = fs::read_dir(folder.join(database)).expect("the migrations");
        let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        files.sort();
        let mut statements = String::from(
            "CREATE TABLE ponte_migrations (version BIGINT PRIMARY KEY, checksum TEXT);",
        );
        for (version, file) in (1..=version).zip(files) {
            let sql = fs::read_to_string(file).expect("a migration");
            let checksum: String = Sha384::digest(&sql)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            statements += &format!(
                "{sql};
                 INSERT INTO ponte_migrations (version, checksum) VALUES ({version}, '{checksum}');"
            );
        }
        statements += rows;
        let address = self.fresh();
        self.run(&address, AssertSqlSafe(statements)).await;
        address
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn store(&self) -> SharedStore {
        self.store.clone()
    }

    pub async fn write(&self) -> Box<dyn Tx> {
        self.store.write().await.expect("a transaction")
    }

    pub async fn read(&self) -> Box<dyn Tx> {
        self.store.read().await.expect("a transaction")
    }

    pub fn is_sqlite(&self) -> bool {
        self.store.backend() == "sqlite"
    }

    /// Runs a statement behind the store's back.
    pub async fn raw(&self, sql: &'static str) {
        self.run(&self.address, sql).await;
    }

    async fn run(&self, address: &str, sql: impl SqlSafeStr) {
        if self.is_sqlite() {
            let options = SqliteConnectOptions::from_str(address).expect("an address");
            let options = options.create_if_missing(true);
            let mut db = options.connect().await.expect("a connection");
            sqlx::raw_sql(sql)
                .execute(&mut db)
                .await
                .expect("a statement");
        } else {
            let mut db = PgConnection::connect(address).await.expect("a connection");
            sqlx::raw_sql(sql)
                .execute(&mut db)
                .await
                .expect("a statement");
        }
    }
}
