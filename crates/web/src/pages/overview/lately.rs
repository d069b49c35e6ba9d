//! The last passes, and the calls that are left at both services.

use ponte_store::runs::{Outcome, Run};
use ponte_sync::tally;
use ponte_transport::clock::between;

use super::{banner, facts::Facts};
use crate::words::{Wall, Words};

/// Passes shown.
const SHOWN: usize = 8;

/// A pass.
pub(super) struct RunLine {
    pub(super) what: String,
    pub(super) when: String,
    pub(super) took: String,
    pub(super) changes: String,
    pub(super) tone: &'static str,
    pub(super) outcome: String,
}

/// Calls at a service.
pub(super) struct BudgetLine {
    pub(super) name: String,
    pub(super) said: String,
    /// Used and allowed, where that is known.
    pub(super) gauge: Option<(u64, u64)>,
}

/// The newest passes of all streams, newest first.
pub(super) fn runs(facts: &Facts, wall: &Wall, t: Words) -> Vec<RunLine> {
    let all = [&facts.orders, &facts.stock, &facts.products];
    let mut runs: Vec<&Run> = all.into_iter().flat_map(|passes| &passes.runs).collect();
    runs.sort_by_key(|run| std::cmp::Reverse((run.started_at, run.id)));
    runs.truncate(SHOWN);
    runs.into_iter().map(|run| line(run, wall, t)).collect()
}

fn line(run: &Run, wall: &Wall, t: Words) -> RunLine {
    let (tone, outcome) = outcome(run, t);
    let when = if wall.is_today(run.started_at) {
        wall.time(run.started_at)
    } else {
        wall.when(run.started_at, t)
    };
    let took = run
        .ended_at
        .map(|ended| between(run.started_at, ended).as_secs());
    RunLine {
        what: t.say(&format!("lane-{}", run.stream)),
        when,
        took: match took {
            Some(seconds) if seconds < 120 => t.count("unit-seconds-of", seconds),
            Some(seconds) => t.count("unit-minutes-of", seconds.div_ceil(60)),
            None => "–".to_owned(),
        },
        changes: t.count("number", tally::changes(run)),
        tone,
        outcome,
    }
}

/// How it ended: tone and a few words.
fn outcome(run: &Run, t: Words) -> (&'static str, String) {
    let figure = |name: &str| {
        let figure = run.figures.get(name);
        figure.and_then(serde_json::Value::as_u64).unwrap_or(0)
    };
    match &run.outcome {
        None => ("info", t.say("outcome-running")),
        Some(Outcome::Stopped) => ("warn", t.say("outcome-stopped")),
        Some(Outcome::Failed { cause, .. }) => ("bad", banner::said(cause, t)),
        Some(Outcome::Done) if run.kind == ponte_store::runs::RunKind::DryRun => {
            ("", t.say("outcome-dry"))
        }
        Some(Outcome::Done) => {
            let (attention, waiting) = (
                figure("attention") + figure("blocked") + figure("refused"),
                figure("waiting") + figure("held"),
            );
            match (attention, waiting) {
                (0, 0) => ("ok", t.say("outcome-in-step")),
                (0, n) => ("warn", t.count("outcome-waiting", n)),
                (n, _) => ("warn", t.count("outcome-attention", n)),
            }
        }
    }
}

/// What is known of both services' allowances.
pub(super) fn budgets(facts: &Facts, till_calls: i64, t: Words) -> Vec<BudgetLine> {
    let of = u64::try_from(till_calls).unwrap_or(0);
    // The remote itself may have said that nothing is left.
    let used = facts
        .till_calls
        .map_or(0, |used| u64::try_from(used).unwrap_or(0).min(of));
    let args = [("used", used.into()), ("of", of.into())];
    vec![
        BudgetLine {
            name: t.say("budget-till"),
            said: t.with("budget-used", &args),
            gauge: Some((used, of)),
        },
        BudgetLine {
            name: t.say("budget-shop"),
            said: t.say("budget-shop-said"),
            gauge: None,
        },
    ]
}
