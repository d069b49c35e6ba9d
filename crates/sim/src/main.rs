//! `ponte-sim`: days of trade from seeds, as a table; the violations behind it.

use std::{io::Write, process::ExitCode};

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
    for seed in arguments.first_seed..arguments.first_seed + arguments.seeds {
        let report = simulate(seed, arguments.days, scale);
        say(&row(&report));
        violations += report.violations.len();
        for violation in &report.violations {
            say(&violation.to_string());
        }
    }
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
        stages(report),
    )
}

fn stages(report: &Report) -> String {
    let stages = report.stages.iter();
    let words: Vec<String> = stages
        .map(|(word, count)| format!("{word} {count}"))
        .collect();
    words.join(", ")
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}
