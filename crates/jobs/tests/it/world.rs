//! A database, and a file in which all its processes note what they do.

use std::{path::PathBuf, sync::Arc};

use ponte_jobs::{Jobs, Settings};
use ponte_store::{SharedStore, jobs::Job, test_cluster::Cluster};
use ponte_transport::{SystemClock, SystemRandom};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::child::KIND;

/// A world of its own for one test.
pub struct World {
    folder: TempDir,
    address: String,
    pub runtime: Runtime,
    pub store: SharedStore,
    pub jobs: Jobs,
}

impl World {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
        Self::open(folder, address)
    }

    pub fn postgresql(cluster: &Arc<Cluster>) -> Self {
        Self::open(tempfile::tempdir().expect("a folder"), cluster.database())
    }

    fn open(folder: TempDir, address: String) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let store = runtime
            .block_on(ponte_store::connect(&address))
            .expect("a store");
        let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
        let jobs = Jobs::new(store.clone(), clock, random, Settings::default());
        let world = Self {
            folder,
            address,
            runtime,
            store,
            jobs,
        };
        std::fs::write(world.log_file(), "").expect("a file");
        world
    }

    /// Where a process finds the database: its address, or the bare file of SQLite.
    pub fn database(&self, bare: bool) -> &str {
        let file = self.address.strip_prefix("sqlite:");
        if bare {
            file.expect("only SQLite is a file")
        } else {
            &self.address
        }
    }

    pub fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// Asks for the shop's job.
    pub fn ask(&self, shop: &str) {
        let asked = self.runtime.block_on(self.jobs.ask(shop, KIND));
        asked.expect("asked");
    }

    /// The shop's job, if there is one.
    pub fn job(&self, shop: &str) -> Option<Job> {
        let jobs = self.runtime.block_on(async {
            let mut tx = self.store.read().await.expect("a transaction");
            tx.jobs(shop).await.expect("read")
        });
        jobs.into_iter().next()
    }

    /// What was noted: who, the how manieth of its claims, what, and whose job.
    pub fn log(&self) -> Vec<String> {
        let log = std::fs::read_to_string(self.log_file()).expect("the log");
        log.lines().map(str::to_owned).collect()
    }
}
