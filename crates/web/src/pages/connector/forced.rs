//! *Forza Sincronizzazione Prodotti*: only after the first one.

use ponte_store::{
    jobs::Job,
    runs::{Outcome, Run},
};
use ponte_sync::products::STREAM;

use super::{
    dry_run::{self, DrySum},
    facts::Facts,
    outcome::{self, Failure},
    running::{Running, figures},
};
use crate::words::{Wall, Words};

/// The section.
pub(super) enum ForcedView {
    /// Not before the first one is done.
    Locked,
    /// Under way.
    Running(Box<Running>),
    /// Can be started.
    Ready(Box<Ready>),
}

/// Can be started.
pub(super) struct Ready {
    /// The last pass, in words.
    pub(super) last: Option<String>,
    /// When the next one comes by itself.
    pub(super) next: Option<String>,
    pub(super) failure: Option<Failure>,
    pub(super) dry: Option<DrySum>,
}

impl ForcedView {
    pub(super) fn new(facts: &Facts, wall: &Wall, t: Words) -> Self {
        if facts.shop.first_sync_at.is_none() {
            return Self::Locked;
        }
        if let Some(run) = &facts.open {
            return Self::Running(Box::new(Running::new(run, wall, t)));
        }
        let done = facts
            .last
            .as_ref()
            .filter(|run| run.outcome == Some(Outcome::Done));
        let ended = facts.dry_failed.as_ref().or(facts.last.as_ref());
        Self::Ready(Box::new(Ready {
            last: done.map(|run| in_words(run, wall, t)),
            next: next(&facts.jobs, wall, t),
            failure: ended.and_then(|run| outcome::failure(run, t)),
            dry: facts.dry.as_ref().map(|run| DrySum {
                elsewhere: figures(run).blocked > 0,
                ..dry_run::sum(run, wall, t)
            }),
        }))
    }
}

/// "Il prossimo è alle 18:00."
fn next(jobs: &[Job], wall: &Wall, t: Words) -> Option<String> {
    let job = jobs.iter().find(|job| job.kind == STREAM && !job.held)?;
    let at = job.due_at.max(wall.now);
    Some(t.with("forced-next", &[("when", wall.time(at).into())]))
}

/// "Ultimo giro oggi alle 6:00: 212 modifiche, 852 prodotti in pari."
fn in_words(run: &Run, wall: &Wall, t: Words) -> String {
    let figures = figures(run);
    let changed =
        figures.created + figures.adopted + figures.linked + figures.updated + figures.hidden;
    let when = wall.when(run.ended_at.unwrap_or(run.updated_at), t);
    let args = [
        ("when", when.into()),
        ("changed", changed.into()),
        ("listed", figures.listed.into()),
    ];
    t.with("forced-last", &args)
}
