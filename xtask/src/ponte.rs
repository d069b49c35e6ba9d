//! The binary, started as a user starts it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde::Deserialize;

use crate::{places, sandbox::Sandbox, shell};

/// How often the syncing process' memory is looked at. The kernel keeps the peak itself: only what
/// happens in the last interval before the end could be missed.
const LOOK: Duration = Duration::from_millis(20);

/// A build of Ponte.
#[derive(Clone, Debug)]
pub struct Ponte {
    binary: PathBuf,
}

/// Which build to start; the one of the demo unless something else is said.
#[derive(Args, Clone, Debug)]
pub struct Build {
    /// The unoptimised build, which the tests have made already
    #[arg(long)]
    dev: bool,
    /// This binary, as it is
    #[arg(long, value_name = "FILE", conflicts_with = "dev")]
    binary: Option<PathBuf>,
}

/// What `ponte sync products --json` prints.
#[derive(Debug, Deserialize)]
pub struct Synced {
    /// Word for the outcome.
    pub outcome: String,
    /// When the run began, in ms.
    pub started_ms: i64,
    /// When it ended, in ms.
    pub ended_ms: i64,
}

/// A sync, and what it took.
#[derive(Debug)]
pub struct Measured {
    /// What it printed.
    pub synced: Synced,
    /// Peak of the resident memory, in KiB.
    pub peak_kib: u64,
}

impl Build {
    /// What kind of build it is, for people.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self {
                binary: Some(_), ..
            } => "the build that was given",
            Self { dev: true, .. } => "the unoptimised build",
            Self { .. } => "the optimised build",
        }
    }
}

impl Ponte {
    /// The build that was asked for.
    ///
    /// # Errors
    /// Where it does not build.
    pub fn build(build: &Build) -> Result<Self> {
        match &build.binary {
            Some(binary) => Ok(Self {
                binary: binary.clone(),
            }),
            None if build.dev => Self::dev(),
            None => Self::release(),
        }
    }

    /// Builds it as the demo is built.
    fn release() -> Result<Self> {
        let built = shell::succeeds(&mut shell::cargo(&["build", "--release", "-p", "ponte"]))?;
        ensure!(built, "ponte does not build");
        Ok(Self {
            binary: places::target().join("release/ponte"),
        })
    }

    /// Builds it as the tests build it, so that nothing is compiled again after them.
    fn dev() -> Result<Self> {
        let built = shell::succeeds(&mut shell::cargo(&["build", "--workspace", "--bins"]))?;
        ensure!(built, "ponte does not build");
        Ok(Self {
            binary: places::target().join("debug/ponte"),
        })
    }

    /// The binary with `arguments`, without the settings that this shell may have for Ponte.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PONTE_") {
                command.env_remove(name);
            }
        }
        command.args(arguments).stdin(Stdio::null());
        command
    }

    /// Makes a shop in `folder` that is connected to the sandbox's only account.
    ///
    /// # Errors
    /// Where a step fails.
    pub fn connect(&self, folder: &Path, sandbox: &Sandbox, settings: &[&str]) -> Result<()> {
        let account = sandbox.account()?;
        let mut add = self.command(&["shop", "add", "--name", "Bench"]);
        add.args(["--till-api", &sandbox.till, "--shop-api", &sandbox.shop])
            .arg("--data-dir")
            .arg(folder)
            .env("PONTE_TILL_KEY", &account.till_key)
            .env("PONTE_SHOP_KEY", &account.shop_key)
            .env("PONTE_SHOP_EXCHANGE", &account.shop_exchange)
            .args(settings);
        done(&mut add)
    }

    /// Runs a first sync in a process of its own and measures it.
    ///
    /// # Errors
    /// Where it does not end with `done`.
    pub fn first_sync(&self, folder: &Path, config: &Path) -> Result<Measured> {
        let mut child = self
            .command(&["sync", "products", "--first", "--json", "--data-dir"])
            .arg(folder)
            .arg("--config")
            .arg(config)
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start ponte")?;
        let mut peak_kib = 0;
        while child.try_wait().context("cannot wait for ponte")?.is_none() {
            peak_kib = peak(child.id()).unwrap_or(0).max(peak_kib);
            thread::sleep(LOOK);
        }
        let output = child
            .wait_with_output()
            .context("cannot read what ponte printed")?;
        let line = String::from_utf8_lossy(&output.stdout);
        let synced: Synced = serde_json::from_str(line.trim())
            .with_context(|| format!("ponte sync printed no result: {line}"))?;
        ensure!(
            synced.outcome == "done",
            "the sync ended with {}",
            synced.outcome
        );
        Ok(Measured { synced, peak_kib })
    }
}

/// The kernel's high-water mark of a process' resident memory, in KiB.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn done(command: &mut Command) -> Result<()> {
    let output = command.output().context("cannot start ponte")?;
    ensure!(
        output.status.success(),
        "ponte ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}
