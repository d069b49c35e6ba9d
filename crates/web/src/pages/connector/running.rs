//! A run under way, in words: what is done, how fast, how long still.

use std::time::Duration;

use ponte_store::runs::{Run, RunKind};
use ponte_sync::products::{Figures, Phase};
use ponte_transport::clock::between;
use serde::Serialize;

use crate::words::{Wall, Words, duration};

/// Before that a rate says nothing.
const TELLING: Duration = Duration::from_secs(5);

/// What changes while a run is under way: sent to the page as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Progress {
    pub(super) run: i64,
    pub(super) done: u64,
    /// 0 = not known yet.
    pub(super) total: u64,
    pub(super) count: String,
    pub(super) rate: String,
    pub(super) left: String,
    pub(super) subject: String,
    /// The present step, from 0.
    pub(super) step: usize,
}

/// A run under way, as the page shows it.
pub(super) struct Running {
    pub(super) title: String,
    /// `bad` until the first synchronisation has ended; else plain.
    pub(super) tone: &'static str,
    pub(super) progress: Progress,
    pub(super) steps: Vec<String>,
    pub(super) started: String,
    /// A stop was asked for.
    pub(super) stopping: bool,
}

impl Running {
    pub(super) fn new(run: &Run, wall: &Wall, t: Words) -> Self {
        let title = match run.kind {
            RunKind::First => "running-first",
            RunKind::DryRun => "running-dry",
            RunKind::Full | RunKind::Incremental | RunKind::Forced | RunKind::One => {
                "running-forced"
            }
        };
        let (at, who) = (wall.when(run.started_at, t), run.asked_by.as_str());
        let steps = steps(run.kind).iter().enumerate().map(|(place, phases)| {
            let name = t.say(&format!("step-{}", phases[0].name()));
            format!("{}. {name}", place + 1)
        });
        Self {
            title: t.say(title),
            tone: if run.kind == RunKind::First {
                "bad"
            } else {
                ""
            },
            progress: Progress::of(run, wall, t),
            steps: steps.collect(),
            started: t.with("running-started", &[("at", at.into()), ("who", who.into())]),
            stopping: run.stop,
        }
    }
}

impl Progress {
    /// What `run`'s row tells; the same row gives the same progress at any time.
    pub(super) fn of(run: &Run, wall: &Wall, t: Words) -> Self {
        let phase = Phase::of(&run.phase);
        let (done, total) = (whole(run.done), whole(run.total));
        let busy = between(run.phase_at, run.updated_at);
        let key = if total > 0 { "count-of" } else { "count" };
        let args = [("done", done.into()), ("total", total.into())];
        let (rate, left) = match run.waits_until {
            Some(until) => (
                t.with("waits", &[("time", wall.time(until).into())]),
                String::new(),
            ),
            None => (rate(done, busy, t), left(done, total, busy, t)),
        };
        let about = &run.subject;
        let subject = if about.is_empty() {
            String::new()
        } else {
            t.with("running-subject", &[("subject", about.as_str().into())])
        };
        let step = steps(run.kind)
            .iter()
            .position(|phases| phases.contains(&phase))
            .unwrap_or(0);
        let count = t.with(&format!("{key}-{}", phase.name()), &args);
        Self {
            run: run.id,
            done,
            total,
            count,
            rate,
            left,
            subject,
            step,
        }
    }
}

/// The steps that people are told of, each with its phases.
fn steps(kind: RunKind) -> &'static [&'static [Phase]] {
    const READ: &[Phase] = &[Phase::Reading];
    const COMPARE: &[Phase] = &[Phase::Comparing, Phase::Drift];
    match kind {
        RunKind::DryRun => &[READ, COMPARE],
        RunKind::First | RunKind::Full | RunKind::Incremental | RunKind::Forced | RunKind::One => {
            &[
                READ,
                COMPARE,
                &[Phase::Categories],
                &[Phase::Products],
                &[Phase::Pictures],
                &[Phase::Finishing],
            ]
        }
    }
}

fn rate(done: u64, busy: Duration, t: Words) -> String {
    if done == 0 || busy < TELLING {
        return String::new();
    }
    t.count("rate", done.saturating_mul(60_000) / millis(busy))
}

fn left(done: u64, total: u64, busy: Duration, t: Words) -> String {
    if done == 0 || total <= done || busy < TELLING {
        return String::new();
    }
    let left = Duration::from_millis(millis(busy).saturating_mul(total - done) / done);
    if left < Duration::from_secs(60) {
        return t.say("left-little");
    }
    t.with("left", &[("time", duration(left, t).into())])
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX).max(1)
}

fn whole(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// The figures of a run.
pub(super) fn figures(run: &Run) -> Figures {
    serde_json::from_value(run.figures.clone()).unwrap_or_default()
}
