//! Runs: one pass of a stream, as a row.
//!
//! The row is what the page shows and what a resumed run goes on from.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Result;

/// What a run was asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// The first product synchronisation.
    First,
    /// Everything the till has.
    Full,
    /// What changed on the till since the last pass.
    Incremental,
    /// Everything, compared with the shop as it is.
    Forced,
    /// One product, compared with the shop as it is: its id stands among the run's figures.
    One,
    /// As `Full` (or `Forced`), without a single write: what would change, and why.
    DryRun,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that could be done was done.
    Done,
    /// It could not go on: a cause (a word the pages translate) and the remote's text, if any.
    Failed {
        /// `wrong_till_key`, `wrong_shop_key`, `missing_permission`, `till_unreachable` …
        cause: String,
        /// Fit to be shown.
        text: String,
    },
    /// Somebody stopped it.
    Stopped,
}

/// A run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Grows by one a run, in one shop; also the pass number of the mirror.
    pub id: i64,
    /// `products`, `stock` or `orders`.
    pub stream: String,
    /// What it was asked to do.
    pub kind: RunKind,
    /// What it is doing: a word the stream defines and the pages translate.
    pub phase: String,
    /// Where it goes on from: the stream's own.
    pub cursor: Value,
    /// Done in this phase.
    pub done: i64,
    /// To do in this phase; 0 = not known yet.
    pub total: i64,
    /// When this phase began.
    pub phase_at: Timestamp,
    /// Figures for the page: the stream's own (created, updated, pictures …).
    pub figures: Value,
    /// What it is at (a product's name), for the page.
    pub subject: String,
    /// It waits for the remote until then.
    pub waits_until: Option<Timestamp>,
    /// Who asked for it (a name, or `ponte`).
    pub asked_by: String,
    /// Somebody asked it to stop.
    pub stop: bool,
    /// When it began.
    pub started_at: Timestamp,
    /// When its row was last written.
    pub updated_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// Runs.
#[async_trait]
pub trait Runs {
    /// Begins a run: gives it the next id of the shop (`run.id` is ignored).
    async fn run_add(&mut self, shop: &str, run: &Run) -> Result<i64>;
    /// Writes everything of a run that can change (all but id, stream, kind, asked_by, started_at,
    /// stop).
    async fn run_put(&mut self, shop: &str, run: &Run) -> Result<()>;
    /// Adds to `done` and notes the subject and the time: cheap, once an item.
    async fn run_step(
        &mut self,
        shop: &str,
        run: i64,
        by: i64,
        subject: &str,
        at: Timestamp,
    ) -> Result<()>;
    /// One run.
    async fn run(&mut self, shop: &str, run: i64) -> Result<Option<Run>>;
    /// The newest run of a stream (dry runs too).
    async fn run_last(&mut self, shop: &str, stream: &str) -> Result<Option<Run>>;
    /// The run of a stream that has not ended, if any (there is one at most).
    async fn run_open(&mut self, shop: &str, stream: &str) -> Result<Option<Run>>;
    /// The newest `limit` runs of a stream, newest first.
    async fn runs(&mut self, shop: &str, stream: &str, limit: i64) -> Result<Vec<Run>>;
    /// Asks the open run of a stream to stop; `false` where there is none.
    async fn run_stop(&mut self, shop: &str, stream: &str) -> Result<bool>;
    /// Forgets the ended runs of a stream but the newest `keep`, with what hangs on them.
    async fn runs_prune(&mut self, shop: &str, stream: &str, keep: i64) -> Result<()>;
    /// Every (shop, stream) with a run that has not ended: what to take up after a restart.
    async fn runs_open(&mut self) -> Result<Vec<(String, String)>>;
}
