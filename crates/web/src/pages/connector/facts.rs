//! What the page tells, as one snapshot of the database shows it.

use std::collections::BTreeMap;

use ponte_store::{
    findings::FindingRow,
    inlets::Caller,
    jobs::Job,
    points::SalesPoint,
    runs::{Outcome, Run, RunKind},
    shops::Shop,
};
use ponte_sync::{
    inlets::Shown,
    products::{Example, STREAM, examples, sales_modes},
};

use super::inlets;
use crate::{app::App, auth::member::Member, trouble::Trouble};

/// Runs looked back at: enough for the first one to be found for some weeks.
const RUNS: i64 = 50;
/// Findings shown on this page.
pub(super) const FINDINGS: i64 = 50;
/// Products shown as examples.
const EXAMPLES: usize = 3;

/// What the page tells.
pub(super) struct Facts {
    pub(super) shop: Shop,
    pub(super) points: Vec<SalesPoint>,
    /// The run under way.
    pub(super) open: Option<Run>,
    /// The newest run that wrote and has ended, however it did.
    pub(super) last: Option<Run>,
    /// The newest dry run that ended well, unless something was written since.
    pub(super) dry: Option<Run>,
    /// The newest dry run, if it failed and nothing was tried since.
    pub(super) dry_failed: Option<Run>,
    /// The first synchronisation, if it ended well not too many runs ago.
    pub(super) first: Option<Run>,
    /// The newest passes over the orders, newest first: one that has ended is among them.
    pub(super) orders: Vec<Run>,
    /// The newest passes over the stock, likewise.
    pub(super) stock: Vec<Run>,
    /// What wakes the streams.
    pub(super) jobs: Vec<Job>,
    /// The till's sales modes: names by id.
    pub(super) modes: BTreeMap<String, String>,
    /// Where the services call us back.
    pub(super) inlets: Vec<(Caller, Option<Shown>)>,
    /// Open findings, newest first; the rest is only counted.
    pub(super) findings: Vec<FindingRow>,
    pub(super) finding_count: i64,
    pub(super) examples: Vec<Example>,
}

impl Facts {
    pub(super) async fn load(app: &App, member: &Member) -> Result<Self, Trouble> {
        let id = &member.shop.id;
        let mut tx = app.read().await?;
        // The member's copy was read before the key was tried.
        let shop = tx.shop(id).await?.ok_or(Trouble::NotFound)?;
        let points = tx.points(id).await?;
        let runs = tx.runs(id, STREAM, RUNS).await?;
        let orders = tx.runs(id, ponte_sync::orders::STREAM, 2).await?;
        let stock = tx.runs(id, ponte_sync::stock::STREAM, 2).await?;
        let jobs = tx.jobs(id).await?;
        let modes = sales_modes(&mut *tx, id).await?;
        let findings = tx.findings_open(id, FINDINGS).await?;
        let finding_count = tx.findings_count(id).await?;
        drop(tx);
        let inlets = inlets::load(app, id).await?;
        let examples = if shop.first_sync_at.is_some() {
            examples(&app.engine, id, EXAMPLES).await?
        } else {
            Vec::new()
        };
        let find = |wanted: &dyn Fn(&Run) -> bool| runs.iter().find(|run| wanted(run)).cloned();
        // A run for one product says nothing of the others.
        let aside = [RunKind::DryRun, RunKind::One];
        let last = find(&|run| run.ended_at.is_some() && !aside.contains(&run.kind));
        let dry = find(&|run| run.ended_at.is_some() && run.kind == RunKind::DryRun)
            .filter(|dry| last.as_ref().is_none_or(|last| last.id < dry.id));
        let (dry, dry_failed) = match dry {
            Some(dry) if dry.outcome == Some(Outcome::Done) => (Some(dry), None),
            other => (None, other),
        };
        Ok(Self {
            open: find(&|run| run.ended_at.is_none()),
            first: find(&|run| run.kind == RunKind::First && run.outcome == Some(Outcome::Done)),
            last,
            dry,
            dry_failed,
            shop,
            points,
            orders,
            stock,
            jobs,
            modes,
            inlets,
            findings,
            finding_count,
            examples,
        })
    }

    /// Whether a key of the till is kept.
    pub(super) fn connected(&self) -> bool {
        self.shop.till_key.is_some()
    }

    /// Why the newest run failed, if it did after the key was last checked.
    pub(super) fn failure(&self) -> Option<&str> {
        let last = self.last.as_ref()?;
        let since_check = self
            .shop
            .checked_at
            .is_none_or(|checked| last.ended_at > Some(checked));
        match &last.outcome {
            Some(Outcome::Failed { cause, .. }) if since_check => Some(cause),
            _ => None,
        }
    }
}
