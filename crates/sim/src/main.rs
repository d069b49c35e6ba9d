//! `ponte-sim`: days of trade from seeds, as a table; the violations behind it.

mod table;

use std::process::ExitCode;

use clap::Parser;
use ponte_sim::{Days, Keeper, Scale, Till, simulate};
use table::{Totals, say};

/// Plays days of trade from seeds.
#[derive(Parser)]
struct Arguments {
    /// How many seeds
    #[arg(long, default_value_t = 20)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 1)]
    first_seed: u64,
    /// Days a seed
    #[arg(long, default_value_t = 1)]
    days: u32,
    /// Days as short as in the tests
    #[arg(long)]
    small: bool,
    /// Two points and the shop sell the same last pieces, with both kinds of till; each day once more
    /// with one who copies the till's sum in Ponte's place
    #[arg(long)]
    stock: bool,
}

impl Arguments {
    fn scale(&self) -> Scale {
        match (self.stock, self.small) {
            (false, false) => Scale::FULL,
            (false, true) => Scale::SMALL,
            (true, false) => Scale::STOCK,
            (true, true) => Scale::STOCK_SMALL,
        }
    }

    fn tills(&self) -> &'static [Till] {
        if self.stock {
            &[Till::Counts, Till::CountsNot]
        } else {
            &[Till::Drawn]
        }
    }

    /// The words that play a seed again.
    fn again(&self, seed: u64) -> String {
        let days = self.days;
        let small = if self.small { " --small" } else { "" };
        let stock = if self.stock { " --stock" } else { "" };
        format!(
            "again: cargo xtask simulate --seeds 1 --first-seed {seed} --days {days}{small}{stock}"
        )
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let days = Days {
        days: arguments.days,
        ..Days::one(arguments.scale())
    };
    let mut totals = Totals::default();
    say(table::HEAD);
    for seed in arguments.first_seed..arguments.first_seed + arguments.seeds {
        for till in arguments.tills() {
            let days = Days {
                till: *till,
                ..days
            };
            let report = simulate(seed, days);
            say(&table::row(&report));
            totals.add(&report);
            for violation in &report.violations {
                say(&violation.to_string());
            }
            if !report.violations.is_empty() {
                say(&arguments.again(seed));
            }
            if arguments.stock {
                let keeper = Keeper::Copier;
                totals.add_copied(&simulate(seed, Days { keeper, ..days }));
            }
        }
    }
    totals.tell();
    if totals.violations > 0 {
        say(&format!("{} violations", totals.violations));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
