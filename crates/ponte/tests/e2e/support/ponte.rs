//! A Ponte: a data folder, a database, and the commands that are given to it.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use super::{
    process::{Process, ponte},
    sandbox::Sandbox,
};

/// How long a killed process keeps its work from the next one: long enough that a slow machine
/// renews it in time.
const LEASE_SECONDS: u32 = 2;

/// A Ponte.
#[derive(Debug)]
pub struct Ponte {
    folder: TempDir,
    database: Option<String>,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    /// Exit code; -1 where a signal ended it.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it said besides.
    pub err: String,
}

impl Ponte {
    /// A fresh one that lets pictures come from `sandbox`; over SQLite, or over `database`.
    pub fn new(sandbox: &Sandbox, database: Option<String>) -> Self {
        let folder = TempDir::new().expect("a folder");
        let config = format!(
            "picture_hosts = ['{}']\nlease_seconds = {LEASE_SECONDS}\npatience_seconds = 0\n",
            sandbox.pictures_host()
        );
        fs::write(folder.path().join("ponte.toml"), config).expect("a file");
        Self { folder, database }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command over its data.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = ponte(arguments);
        command
            .env("PONTE_CONFIG", self.folder().join("ponte.toml"))
            .env("PONTE_DATA_DIR", self.folder().join("data"));
        if let Some(database) = &self.database {
            command.env("PONTE_DATABASE", database);
        }
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments))
    }

    /// Connects the tenant of `sandbox`, unlimited in pace; gives how it ended.
    pub fn connect(&self, sandbox: &Sandbox, settings: &[&str]) -> Ended {
        let mut command = self.command(&["shop", "add", "--rate", "0", "--in-flight", "8"]);
        command
            .args(["--till-api", &sandbox.at.till])
            .args(["--shop-api", &sandbox.at.shop])
            .env("PONTE_TILL_KEY", &sandbox.account.till_key)
            .env("PONTE_SHOP_KEY", &sandbox.account.shop_key)
            .env("PONTE_SHOP_EXCHANGE", &sandbox.account.shop_exchange)
            .args(settings);
        Ended::of(command)
    }

    /// Runs one pass of the products stream to its end.
    pub fn sync(&self, arguments: &[&str]) -> Ended {
        let all: Vec<&str> = ["sync", "products", "--json"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        self.run(&all)
    }

    /// Runs one pass of the orders stream to its end.
    pub fn sync_orders(&self) -> Ended {
        self.run(&["sync", "orders", "--json"])
    }

    /// Starts `ponte serve` on a free port; gives its address once it answers.
    pub fn serve(&self) -> (Process, String) {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = free.local_addr().expect("it listens");
        drop(free);
        let mut command = self.command(&["serve", "--listen", &address.to_string()]);
        let mut process = Process::start(&mut command);
        while TcpStream::connect(address).is_err() {
            assert!(process.ended().is_none(), "the server has ended");
            std::thread::yield_now();
        }
        (process, format!("http://{address}/"))
    }

    /// Starts one pass of the products stream.
    pub fn start_sync(&self) -> Process {
        let mut command = self.command(&["sync", "products"]);
        Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()))
    }
}

impl Ended {
    /// Runs `command` to its end.
    pub fn of(mut command: Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().expect("the process starts");
        let text = |bytes| String::from_utf8(bytes).expect("a text");
        Self {
            code: status.code().unwrap_or(-1),
            out: text(stdout),
            err: text(stderr),
        }
    }

    /// Panics unless it ended with `code`.
    #[track_caller]
    pub fn with(self, code: i32) -> Self {
        let Self { out, err, .. } = &self;
        assert_eq!(self.code, code, "printed: {out}\nsaid: {err}");
        self
    }

    /// Panics unless it was done, be it that something was left out of the shop.
    #[track_caller]
    pub fn done(self) -> Self {
        let Self { code, out, err } = &self;
        assert!(matches!(code, 0 | 3), "{code}, printed: {out}\nsaid: {err}");
        self
    }

    /// The last line of what it printed, as JSON.
    pub fn json(&self) -> Value {
        let line = self.out.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}
