//! What a page costs on a large catalogue: its statements are held to, its time is told.

use anyhow::Result;

use crate::{Ended, shell};

/// Measures; `dev`: in the unoptimised build, which the tests have made already.
///
/// # Errors
/// Where cargo cannot be started.
pub fn run(dev: bool) -> Result<Ended> {
    let mut words = vec!["bench", "--quiet", "-p", "ponte-web", "--bench", "pages"];
    if dev {
        words.extend(["--profile", "dev"]);
    }
    Ok(if shell::succeeds(&mut shell::cargo(&words))? {
        Ended::Well
    } else {
        Ended::Badly
    })
}
