//! `cargo xtask demo`: the demo, as the README starts it.

use anyhow::Result;

use crate::{Ended, shell};

/// Runs the demo until it is stopped.
///
/// # Errors
/// Where cargo cannot be started.
pub fn run(arguments: &[String]) -> Result<Ended> {
    let mut demo = shell::cargo(&["run", "--release", "--", "demo"]);
    Ok(if shell::succeeds(demo.args(arguments))? {
        Ended::Well
    } else {
        Ended::Badly
    })
}
