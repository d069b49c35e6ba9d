//! `cargo xtask bench`: what was promised, measured from outside.
//!
//! Sandbox and Ponte run as two processes, started as a user starts them. Calls are counted by the
//! sandbox, memory by the kernel, time by the run's own row.

mod first_sync;
mod memory;
mod share;

use clap::Subcommand;

use crate::Ended;

/// What to measure.
#[derive(Subcommand)]
pub enum Bench {
    /// The first sync against its bound: at least 90 % of it.
    FirstSync,
    /// Peak memory of the syncing process: ten times the variants, at most 1.3 times the memory.
    Memory {
        /// 3,000 against 30,000 variants in place of 10,000 against 100,000.
        #[arg(long)]
        small: bool,
        /// Use the unoptimised build, which the tests have built already.
        #[arg(long)]
        dev: bool,
    },
}

/// Measures.
///
/// # Errors
/// Where nothing could be measured.
pub fn run(bench: &Bench) -> anyhow::Result<Ended> {
    match bench {
        Bench::FirstSync => first_sync::run(),
        Bench::Memory { small, dev } => memory::run(*small, *dev),
    }
}
