//! The bar on a terminal; nothing where nobody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use ponte_store::runs::Run;

use crate::columns::tame;

/// A bar that shows a run's row.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar on standard error. It draws nothing where that is no terminal.
    #[must_use]
    pub fn new() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) =
            ProgressStyle::with_template("{prefix:<10} {bar:30} {pos:>6}/{len:<6} {msg}")
        {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Shows a row as it is at `now`.
    pub fn show(&self, run: &Run, now: Timestamp) {
        self.bar.set_length(run.total.max(run.done).unsigned_abs());
        self.bar.set_position(run.done.unsigned_abs());
        self.bar.set_prefix(run.phase.clone());
        self.bar.set_message(message(run, now));
    }

    /// Takes the bar away.
    pub fn close(&self) {
        self.bar.finish_and_clear();
    }
}

/// Rate, time left and subject; or what the run waits for.
fn message(run: &Run, now: Timestamp) -> String {
    if let Some(until) = run.waits_until.filter(|until| *until > now) {
        let left = seconds(now, until);
        return format!("waiting for the remote, {left:.0} s");
    }
    let passed = seconds(run.phase_at, now);
    let subject = tame(&run.subject, 40);
    if run.done == 0 || passed < 1.0 {
        return subject;
    }
    let rate = float(run.done) / passed;
    let left = float((run.total - run.done).max(0)) / rate;
    let left = Duration::from_secs_f64(left.min(1e6));
    format!("{rate:.1}/s, {} s left  {subject}", left.as_secs())
}

fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    float(to.as_millisecond() - from.as_millisecond()) / 1_000.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts and times are far below 2^52"
)]
fn float(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use ponte_store::runs::RunKind;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a second of this century")
    }

    fn run() -> Run {
        Run {
            id: 1,
            stream: "products".into(),
            kind: RunKind::First,
            phase: "products".into(),
            cursor: serde_json::Value::Null,
            done: 20,
            total: 50,
            phase_at: at(100),
            figures: serde_json::Value::Null,
            subject: "Stivaletto Bora".into(),
            waits_until: None,
            asked_by: "marta".into(),
            stop: false,
            started_at: at(90),
            updated_at: at(110),
            ended_at: None,
            outcome: None,
        }
    }

    #[test]
    fn the_rate_is_of_this_phase_and_the_time_left_follows_from_it() {
        assert_eq!(
            message(&run(), at(110)),
            "2.0/s, 15 s left  Stivaletto Bora"
        );
    }

    #[test]
    fn a_run_that_waits_says_for_how_long() {
        let waiting = Run {
            waits_until: Some(at(140)),
            ..run()
        };
        assert_eq!(message(&waiting, at(110)), "waiting for the remote, 30 s");
    }

    #[test]
    fn nothing_done_has_no_rate() {
        assert_eq!(
            message(&Run { done: 0, ..run() }, at(110)),
            "Stivaletto Bora"
        );
    }
}
