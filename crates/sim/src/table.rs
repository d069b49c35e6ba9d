//! What is printed of days of trade.

use std::{collections::BTreeMap, io::Write};

use ponte_sim::{
    Report,
    stock::{judge::Counts, oversold::Beyond},
};

/// The table's head.
pub const HEAD: &str = "  seed  till    orders  sales  parts   calls  webhooks  crashes  faults  window  \
    raised  beyond  violations  s/day";

/// A day's row.
pub fn row(report: &Report) -> String {
    let till = if report.till_counts { "counts" } else { "not" };
    format!(
        "{:>6}  {:<6}  {:>6}  {:>5}  {:>5}  {:>6}  {:>8}  {:>7}  {:>6}  {:>6}  {:>6}  {:>6}  {:>10}  {:>5.1}  {}",
        report.seed,
        till,
        report.orders,
        report.sales,
        report.parts,
        report.calls,
        report.webhooks,
        report.crashes(),
        report.faults,
        report.in_the_window,
        report.writes.raised,
        report.beyond.all(),
        report.violations.len(),
        report.a_day.as_secs_f64(),
        words(&report.stages),
    )
}

/// What all days gave.
#[derive(Default)]
pub struct Totals {
    /// What must not be.
    pub violations: usize,
    happened: BTreeMap<String, u64>,
    ours: Stock,
    copied: Stock,
}

#[derive(Default)]
struct Stock {
    days: u64,
    writes: Counts,
    beyond: Beyond,
}

impl Stock {
    fn add(&mut self, report: &Report) {
        self.days += 1;
        self.writes += report.writes;
        self.beyond += report.beyond;
    }

    fn tell(&self, who: &str) {
        let (writes, beyond) = (self.writes, self.beyond);
        say(&format!(
            "{who}, {} days: {} writes to the shop's stock, {} raised it, {} above the truth, \
             {} figures over sales",
            self.days, writes.writes, writes.raised, writes.above, writes.windows,
        ));
        say(&format!(
            "{who}: {} pieces sold beyond stock: {} on both sides before any message could arrive, \
             {} within a cycle, {} later, {} over the counter while the order waited, {} by its own writes",
            beyond.all(),
            beyond.at_once,
            beyond.in_a_cycle,
            beyond.later,
            beyond.waited,
            beyond.ours,
        ));
    }
}

impl Totals {
    /// Adds a day.
    pub fn add(&mut self, report: &Report) {
        self.violations += report.violations.len();
        for (what, times) in &report.happened {
            *self.happened.entry(what.clone()).or_default() += times;
        }
        self.ours.add(report);
    }

    /// Adds the same day as one played it who copies the till's sum.
    pub fn add_copied(&mut self, report: &Report) {
        self.copied.add(report);
    }

    /// Prints them.
    pub fn tell(&self) {
        say(&format!("all in all: {}", words(&self.happened)));
        self.ours.tell("Ponte");
        if self.copied.days > 0 {
            self.copied.tell("copying the sum every 5 minutes");
        }
    }
}

/// Figures by their words.
fn words<Figure: std::fmt::Display>(figures: &BTreeMap<String, Figure>) -> String {
    let figures = figures.iter();
    let words: Vec<String> = figures
        .map(|(word, figure)| format!("{word} {figure}"))
        .collect();
    words.join(", ")
}

/// Prints a line.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}
