//! `cargo xtask check`: formatting, lints, licences and sources.

use anyhow::Result;

use crate::{Ended, shell, timings::Timings};

/// Checks without running a test.
///
/// # Errors
/// Where cargo cannot be started.
pub fn run() -> Result<Ended> {
    let mut timings = Timings::default();
    timings.step("rustfmt", || {
        shell::succeeds(&mut shell::cargo(&["fmt", "--all", "--check"]))
    })?;
    timings.step("clippy", || {
        shell::succeeds(&mut shell::cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    if shell::quietly(&mut shell::cargo(&["deny", "--version"])) {
        timings.step("cargo-deny", || {
            shell::succeeds(&mut shell::cargo(&[
                "deny", "check", "bans", "licenses", "sources",
            ]))
        })?;
    } else {
        timings.skip("cargo-deny");
    }
    Ok(timings.close())
}
