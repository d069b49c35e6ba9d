//! Who sees each write to the shop's stock in the moment in which it is carried out, and says whether it
//! raised the figure above the truth.
//!
//! A figure that is set goes over what was bought since the orders were read, and may raise by no more
//! than that: the windows of figures, counted apart.

use std::{
    collections::BTreeMap,
    future::{Future, poll_fn},
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use ponte_sandbox::{
    shop::stock::Moved,
    world::{State, Witness},
};
use ponte_transport::Clock;

use super::{
    decision::Decision,
    shelves::Shelves,
    story::Story,
    truth::{Look, Truth},
};
use crate::{clock::SimClock, town::Good};

/// What the writes of one call were decided from, by code.
pub type Decisions = BTreeMap<String, Decision>;

/// How long after it was decided a write counts as late: its writer gave it up.
const LATE: SignedDuration = SignedDuration::from_secs(30);

/// What came of the writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Writes that changed a figure.
    pub writes: u64,
    /// Of these, writes that raised it.
    pub raised: u64,
    /// Of these, figures that went over what was bought meanwhile.
    pub windows: u64,
    /// Of these, raised above the truth.
    pub above: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.writes += other.writes;
        self.raised += other.raised;
        self.windows += other.windows;
        self.above += other.above;
    }
}

/// A figure that was raised above the truth.
#[derive(Clone, Debug)]
pub struct Above {
    /// The code.
    pub sku: String,
    /// When.
    pub at: Timestamp,
    /// What is wrong.
    pub what: String,
    /// What happened before.
    pub lines: Vec<String>,
}

/// See the module.
#[derive(Debug)]
pub struct Judge {
    clock: Arc<SimClock>,
    goods: Vec<Good>,
    shelves: Arc<Shelves>,
    story: Arc<Story>,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// What is being carried out now.
    now: Option<Arc<Decisions>>,
    counts: Counts,
    above: Vec<Above>,
    /// When a figure last went over sales.
    windows: BTreeMap<String, Timestamp>,
    /// Pieces that a figure stands above the truth, by our own writes.
    excess: BTreeMap<String, i64>,
}

impl Judge {
    /// One who has seen nothing.
    #[must_use]
    pub fn new(
        clock: Arc<SimClock>,
        goods: Vec<Good>,
        shelves: Arc<Shelves>,
        story: Arc<Story>,
    ) -> Self {
        Self {
            clock,
            goods,
            shelves,
            story,
            seen: Mutex::default(),
        }
    }

    /// Carries out a call whose writes were decided so.
    pub async fn under<T>(
        &self,
        decisions: Option<Arc<Decisions>>,
        call: impl Future<Output = T>,
    ) -> T {
        let mut call = pin!(call);
        poll_fn(|context| {
            self.seen().now.clone_from(&decisions);
            let polled = call.as_mut().poll(context);
            self.seen().now = None;
            polled
        })
        .await
    }

    /// What came of all writes so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.seen().counts
    }

    /// What was raised above the truth so far.
    #[must_use]
    pub fn above(&self) -> Vec<Above> {
        self.seen().above.clone()
    }

    /// Takes away up to so many pieces that stood above the truth by our own writes: they were sold.
    pub fn sold(&self, sku: &str, pieces: i64) -> i64 {
        let mut seen = self.seen();
        let Some(excess) = seen.excess.get_mut(sku) else {
            return 0;
        };
        let ours = pieces.min(*excess);
        *excess -= ours;
        ours
    }

    fn judge(&self, state: &State, tenant: usize, path: &str, moved: &Moved) {
        let (before, after) = (moved.before.unwrap_or(0), moved.after.unwrap_or(0));
        let (now, sku) = (self.clock.now(), moved.sku.as_str());
        let mut seen = self.seen();
        seen.counts.writes += 1;
        let told = format!("{path}: the figure {before} becomes {after}");
        self.story.tell(sku, now, &told);
        if after <= before {
            if let Some(excess) = seen.excess.get_mut(sku) {
                *excess = (*excess - (before - after)).max(0);
            }
            return;
        }
        seen.counts.raised += 1;
        let decision = seen.now.as_ref().and_then(|now| now.get(sku).cloned());
        let good = self.goods.iter().find(|good| good.sku == sku);
        let (Some(decision), Some(good)) = (decision, good.filter(|good| good.managed)) else {
            return;
        };
        let lag = i64::from(state.switches.shop_inventory_lag) * 1000;
        let look = Look::at(&state.tenants[tenant], good);
        let truth = look.truth(&decision, &self.shelves, lag, now);
        if after <= truth.pieces {
            return;
        }
        let figure = !path.ends_with("patchInventory.json");
        let window = seen.windows.get(sku);
        let after_window = window.is_some_and(|window| *window >= decision.at);
        if (figure && is_window(before, after, truth, &decision, now)) || (!figure && after_window)
        {
            seen.windows.insert(sku.to_owned(), now);
            seen.counts.windows += 1;
            return;
        }
        seen.counts.above += 1;
        seen.excess
            .insert(sku.to_owned(), after - truth.pieces.max(before));
        let mut lines = self.story.of(sku);
        lines.push(format!("decided from {decision:?}"));
        seen.above.push(Above {
            sku: sku.to_owned(),
            at: now,
            what: format!("{sku} was raised from {before} to {after}, and {truth:?} is the truth"),
            lines,
        });
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a figure raised by no more than what was bought and its writer could not know.
fn is_window(before: i64, after: i64, truth: Truth, decision: &Decision, now: Timestamp) -> bool {
    let late = now.duration_since(decision.at) > LATE;
    let over_figure = before > 0;
    after <= truth.pieces + truth.not_known
        || (over_figure && (late || after - before <= truth.not_listed))
}

impl Witness for Judge {
    fn stock_moved(&self, state: &State, tenant: usize, path: &str, moved: &[Moved]) {
        if path.starts_with("/inventory/") {
            for moved in moved {
                self.judge(state, tenant, path, moved);
            }
        }
    }
}
