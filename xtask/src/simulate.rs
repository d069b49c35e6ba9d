//! `cargo xtask simulate`: days of trade from seeds; fails where anything happened that must not.

use anyhow::Result;
use clap::Args;

use crate::{Ended, shell};

/// Which days.
#[derive(Args, Clone, Debug)]
pub struct Days {
    /// How many seeds
    #[arg(long, default_value_t = 20)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 1)]
    first_seed: u64,
    /// Days a seed
    #[arg(long, default_value_t = 1)]
    days: u32,
    /// Days as short as in the tests: a seed gives the same history there
    #[arg(long)]
    small: bool,
    /// Days on which two points and the shop sell the same last pieces, with both kinds of till, next to
    /// what one would have oversold on them who copies the till's sum
    #[arg(long)]
    stock: bool,
    /// The unoptimised build, which the tests have made already
    #[arg(long)]
    dev: bool,
}

/// Plays them.
///
/// # Errors
/// Where cargo cannot be started.
pub fn run(days: &Days) -> Result<Ended> {
    let mut words = vec!["run", "--quiet", "-p", "ponte-sim"];
    if !days.dev {
        words.push("--release");
    }
    words.push("--");
    let mut simulation = shell::cargo(&words);
    for (word, number) in [
        ("--seeds", days.seeds),
        ("--first-seed", days.first_seed),
        ("--days", u64::from(days.days)),
    ] {
        simulation.args([word, &number.to_string()]);
    }
    if days.small {
        simulation.arg("--small");
    }
    if days.stock {
        simulation.arg("--stock");
    }
    Ok(if shell::succeeds(&mut simulation)? {
        Ended::Well
    } else {
        Ended::Badly
    })
}
