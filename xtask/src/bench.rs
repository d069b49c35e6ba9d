//! `cargo xtask bench`: what was promised, measured from outside.
//!
//! Sandbox and Ponte run as two processes, started as a user starts them. Calls are counted by the
//! sandbox, memory by the kernel, time by the run's own row. `stock-plan` needs neither: a rule
//! that is a pure function is played here, through more days than anybody would wait for; and `pages`
//! asks in one process, where statements can be counted.

mod calls;
mod first_sync;
mod memory;
mod orders;
mod pages;
mod scene;
mod share;
mod stock;
mod stock_plan;

use clap::Subcommand;

use crate::{Ended, ponte::Build};

/// What to measure.
#[derive(Subcommand)]
pub enum Bench {
    /// The first sync against its bound: at least 90 % of it.
    FirstSync {
        #[command(flatten)]
        build: Build,
    },
    /// From an online order to the till, by webhook and by polling: the calls are no more than can be
    /// justified.
    Orders {
        #[command(flatten)]
        build: Build,
    },
    /// What a page costs with 10,000 products: as many statements as with sixty. Prints the median time.
    Pages {
        /// The unoptimised build, which the tests have made already
        #[arg(long)]
        dev: bool,
    },
    /// From a sale at the till to the shop's figure, by webhook, by receipts and by a reading alone: the
    /// calls are no more than can be justified.
    Stock {
        #[command(flatten)]
        build: Build,
    },
    /// Peak memory of the syncing process: ten times the variants, at most 1.3 times the memory.
    Memory {
        /// 3,000 against 30,000 variants in place of 10,000 against 100,000.
        #[arg(long)]
        small: bool,
        #[command(flatten)]
        build: Build,
    },
    /// Calls for stock a cycle, and the age of levels, from 100 to 100,000 variants at 1, 3 and 10 points.
    StockPlan {
        #[command(flatten)]
        game: stock_plan::Game,
    },
}

/// Measures.
///
/// # Errors
/// Where nothing could be measured.
pub fn run(bench: &Bench) -> anyhow::Result<Ended> {
    match bench {
        Bench::FirstSync { build } => first_sync::run(build),
        Bench::Orders { build } => orders::run(build),
        Bench::Pages { dev } => pages::run(*dev),
        Bench::Stock { build } => stock::run(build),
        Bench::Memory { small, build } => memory::run(*small, build),
        Bench::StockPlan { game } => stock_plan::run(game),
    }
}
