//! `cargo xtask switches`: docs/switches.md from the sandbox's code.

use anyhow::{Context, Result, ensure};

use crate::{Ended, places, shell};

/// Writes the list anew.
///
/// # Errors
/// Where the binary cannot be built, or the file not be written.
pub fn run() -> Result<Ended> {
    let output = shell::cargo(&[
        "run",
        "--quiet",
        "-p",
        "ponte",
        "--",
        "sandbox",
        "--switches",
    ])
    .output()
    .context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let file = places::workspace().join("docs/switches.md");
    std::fs::write(&file, output.stdout)
        .with_context(|| format!("cannot write {}", file.display()))?;
    shell::say("docs/switches.md written");
    Ok(Ended::Well)
}
