//! The house's routines: `cargo xtask NAME`, the same words on a laptop and in CI.
//!
//! One file a routine. They start the binary as a user would, and read what the sandbox counted. Of
//! Ponte's rooms they know one rule, which is pure and which `bench stock-plan` plays.

mod axe;
mod bench;
mod check;
mod demo;
mod packages;
mod places;
mod ponte;
mod sandbox;
mod screenshots;
mod shell;
mod simulate;
mod switches;
mod test;
mod timings;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Ponte's routines.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    routine: Routine,
}

#[derive(Subcommand)]
enum Routine {
    /// Formatting, lints and (where cargo-deny is installed) licences and sources.
    Check,
    /// All tests; installs the Debian packages that they need where it may.
    Test,
    /// Brings axe-core, by which the tests look at the pages.
    Axe,
    /// Measures what was promised; fails below it.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// `cargo run --release -- demo`, with the arguments passed on.
    Demo {
        /// Passed on.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Plays days of trade from seeds; fails where anything happens that must not.
    Simulate {
        #[command(flatten)]
        days: simulate::Days,
    },
    /// Writes docs/switches.md anew from the sandbox's code.
    Switches,
    /// Takes the pictures of the demo's pages in docs/pictures with a headless Chromium.
    Screenshots {
        #[command(flatten)]
        build: ponte::Build,
    },
}

/// How a routine ended, where nothing broke on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As it should.
    Well,
    /// Something is wrong with the code.
    Badly,
    /// Something is missing on this machine.
    Missing,
}

fn main() -> ExitCode {
    let ended = match Arguments::parse().routine {
        Routine::Check => check::run(),
        Routine::Test => test::run(),
        Routine::Axe => axe::run(),
        Routine::Bench(bench) => bench::run(&bench),
        Routine::Demo { arguments } => demo::run(&arguments),
        Routine::Simulate { days } => simulate::run(&days),
        Routine::Switches => switches::run(),
        Routine::Screenshots { build } => screenshots::run(&build),
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::Badly) => ExitCode::FAILURE,
        Ok(Ended::Missing) => ExitCode::from(2),
        Err(error) => {
            shell::say(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
