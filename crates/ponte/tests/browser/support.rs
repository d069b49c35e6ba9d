//! A demo with somebody before it; and the end-to-end tests' own processes.

#[path = "../e2e/support/dump.rs"]
pub mod dump;
#[path = "../e2e/support/http.rs"]
pub mod http;
#[path = "../e2e/support/journal.rs"]
pub mod journal;
#[path = "../e2e/support/orders.rs"]
pub mod orders;
#[path = "../e2e/support/ponte.rs"]
pub mod ponte;
#[path = "../e2e/support/process.rs"]
pub mod process;
#[path = "../e2e/support/sandbox.rs"]
pub mod sandbox;

use ponte_browser::{Browser, Demo, Merchant};
use tempfile::TempDir;

/// A demo, and somebody who sits before it.
pub struct Scene {
    pub merchant: Merchant,
    pub demo: Demo,
    _folder: TempDir,
}

impl Scene {
    /// Fifteen products, nobody has logged in yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let few = ["--products", "15", "--seed", "3"];
        let demo = Demo::start(process::ponte(&[]), folder.path(), &few);
        let merchant = Merchant::at(Browser::open(), &demo.ready.web);
        Self {
            merchant,
            demo,
            _folder: folder,
        }
    }
}
