//! `ponte-sim`: days of trade from seeds, as a table; the violations behind it.

use std::{collections::BTreeMap, io::Write, process::ExitCode};

use clap::Parser;
use ponte_sim::{Report, Scale, simulate};

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
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let scale = if arguments.small {
        Scale::SMALL
    } else {
        Scale::FULL
    };
    say("  seed  orders  parts   calls  webhooks  crashes  faults  window  violations  s/day");
    let mut violations = 0;
    let mut happened: BTreeMap<String, u64> = BTreeMap::new();
    for seed in arguments.first_seed..arguments.first_seed + arguments.seeds {
        let report = simulate(seed, arguments.days, scale);
        say(&row(&report));
        violations += report.violations.len();
        for (what, times) in &report.happened {
            *happened.entry(what.clone()).or_default() += times;
        }
        for violation in &report.violations {
            say(&violation.to_string());
        }
        if !report.violations.is_empty() {
            let days = arguments.days;
            let small = if arguments.small { " --small" } else { "" };
            say(&format!(
                "again: cargo xtask simulate --seeds 1 --first-seed {seed} --days {days}{small}"
            ));
        }
    }
    say(&format!("all in all: {}", words(&happened)));
    if violations > 0 {
        say(&format!("{violations} violations"));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn row(report: &Report) -> String {
    format!(
        "{:>6}  {:>6}  {:>5}  {:>6}  {:>8}  {:>7}  {:>6}  {:>6}  {:>10}  {:>5.1}  {}",
        report.seed,
        report.orders,
        report.parts,
        report.calls,
        report.webhooks,
        report.crashes(),
        report.faults,
        report.in_the_window,
        report.violations.len(),
        report.a_day.as_secs_f64(),
        words(&report.stages),
    )
}

/// Figures by their words.
fn words<Figure: std::fmt::Display>(figures: &BTreeMap<String, Figure>) -> String {
    let figures = figures.iter();
    let words: Vec<String> = figures
        .map(|(word, figure)| format!("{word} {figure}"))
        .collect();
    words.join(", ")
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}
