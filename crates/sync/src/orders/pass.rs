//! A pass under way: its row, its clients, what it found out so far.
//!
//! Guarantees: every write checks the lease in the same transaction; a part that was on its way when
//! its process died is of unknown outcome from here on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, civil::Date};
use ponte_domain::{
    orders::free::SETTLING,
    orders::order::Next,
    orders::part::{Event, Part, PartState, after},
    settings::{Held, OrderSettings},
    till::VariantId,
};
use ponte_store::{
    StoreError, Tx,
    orders::{PartRow, Whole},
    points::SalesPoint,
    runs::{Outcome, Run, RunKind},
    shops::Shop,
};

use super::{STREAM, lookup::Named, memory::Memory, standing, whole_second};
use crate::{
    Engine,
    lease::Lease,
    remotes::{Lane, Remotes},
    trouble::{Cause, Trouble},
};

/// Rows of ended passes that are kept: about a day's.
const KEPT_RUNS: i64 = 300;

/// Orders in a row whose step met trouble with a service, after which the step is given up.
const IN_A_ROW: u32 = 3;

/// How long ago a part may have been closed and still count at its point: readings older than this
/// are not used to plan.
const CLOSED_LATELY: SignedDuration = SignedDuration::from_hours(24);

/// See the module.
pub(super) struct Pass<'a> {
    pub engine: &'a Engine,
    pub shop: Shop,
    pub remotes: Remotes,
    /// All points, in the merchant's order, gone ones too.
    pub points: Vec<SalesPoint>,
    pub memory: Memory,
    pub run: Run,
    /// Parts that count at their points, of all orders, by (order, number); read once planning begins.
    pub counting: Option<BTreeMap<(String, u32), PartRow>>,
    /// Variants whose parts are asked for in any case.
    pub urgent: BTreeSet<VariantId>,
    /// When the till was asked for each part in this pass.
    pub asked: BTreeMap<(String, u32), Timestamp>,
    /// Orders that were looked for on the till in this pass.
    pub looked_for: BTreeSet<String>,
    /// Days of the till that were looked through for orders that this pass had not sent anything of.
    pub looked_through: BTreeSet<Date>,
    /// What was found there.
    pub found: Named,
    /// Attempts of unknown outcome in a row.
    pub silences: u32,
    /// Why the till gets nothing more in this pass.
    pub till_shut: Option<Trouble>,
    pub figures: Figures,
    lease: &'a Lease,
    first_trouble: Option<Trouble>,
}

/// What a pass did, for the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Orders seen for the first time.
    pub new: u64,
    /// Parts that reached the till.
    pub delivered: u64,
    /// Orders that wait.
    pub waiting: u64,
    /// Orders that a person must look at.
    pub attention: u64,
}

impl<'a> Pass<'a> {
    /// A pass over the orders of `shop`; `None` where there is no such shop or a key is missing. It
    /// goes on with the open run, where there is one.
    pub async fn open(
        engine: &'a Engine,
        shop: &str,
        lease: &'a Lease,
    ) -> Result<Option<Self>, StoreError> {
        let mut tx = engine.store.write().await?;
        tx.lease_check(shop, STREAM, &lease.token).await?;
        let Some(mut row) = tx.shop(shop).await? else {
            return Ok(None);
        };
        let now = engine.clock.now();
        let remotes = match engine.remotes(&row, Lane::Orders, lease) {
            Ok(remotes) => remotes,
            Err(trouble) => {
                // A run that a person asked for gets its answer.
                if let Some(mut run) = tx.run_open(shop, STREAM).await? {
                    let cause = Cause::NoKeys.name().to_owned();
                    let text = trouble.to_string();
                    run.outcome = Some(Outcome::Failed { cause, text });
                    (run.ended_at, run.updated_at) = (Some(now), now);
                    tx.run_put(shop, &run).await?;
                    crate::log::ended(&mut *tx, shop, &run).await?;
                    tx.commit().await?;
                }
                return Ok(None);
            }
        };
        if row.settings.orders.from.is_none() {
            // Connected by a Ponte that did not know orders: they count from now.
            row.settings.orders.from = Some(whole_second(now));
            tx.shop_set_settings(shop, &row.settings).await?;
        }
        let run = match tx.run_open(shop, STREAM).await? {
            Some(run) => run,
            None => {
                let mut run = crate::engine::new_run(STREAM, RunKind::Incremental, "ponte", now);
                run.id = tx.run_add(shop, &run).await?;
                run
            }
        };
        let points = tx.points(shop).await?;
        let memory = Memory::recall_all(&mut *tx, shop).await?;
        tx.commit().await?;
        Ok(Some(Self::new(
            engine, row, remotes, points, memory, run, lease,
        )))
    }

    /// What is needed to read orders beside the passes of this stream, without a run of its own; `None`
    /// where there is no such shop or a key is missing.
    pub async fn beside(
        engine: &'a Engine,
        shop: &str,
        lease: &'a Lease,
    ) -> Result<Option<Self>, StoreError> {
        let mut tx = engine.store.write().await?;
        tx.lease_check(shop, STREAM, &lease.token).await?;
        let Some(row) = tx.shop(shop).await? else {
            return Ok(None);
        };
        let Ok(remotes) = engine.remotes(&row, Lane::Orders, lease) else {
            return Ok(None);
        };
        let points = tx.points(shop).await?;
        let memory = Memory::recall_all(&mut *tx, shop).await?;
        tx.commit().await?;
        let run = crate::engine::new_run(STREAM, RunKind::Incremental, "ponte", engine.clock.now());
        Ok(Some(Self::new(
            engine, row, remotes, points, memory, run, lease,
        )))
    }

    fn new(
        engine: &'a Engine,
        shop: Shop,
        remotes: Remotes,
        points: Vec<SalesPoint>,
        memory: Memory,
        run: Run,
        lease: &'a Lease,
    ) -> Self {
        Self {
            engine,
            shop,
            remotes,
            points,
            memory,
            run,
            counting: None,
            urgent: BTreeSet::new(),
            asked: BTreeMap::new(),
            looked_for: BTreeSet::new(),
            looked_through: BTreeSet::new(),
            found: Named::new(),
            silences: 0,
            till_shut: None,
            figures: Figures::default(),
            lease,
            first_trouble: None,
        }
    }

    pub fn id(&self) -> &str {
        &self.shop.id
    }

    pub fn settings(&self) -> &OrderSettings {
        &self.shop.settings.orders
    }

    pub fn now(&self) -> Timestamp {
        self.engine.clock.now()
    }

    /// Whether the merchant holds the stream: nothing is planned or sent then.
    pub fn is_held(&self) -> bool {
        let pauses = &self.shop.settings.pauses;
        pauses.until(Held::Orders, self.now()).is_some()
    }

    /// A point's name; its number where it has none.
    pub fn point_name(&self, point: i64) -> String {
        let known = self.points.iter().find(|known| known.id == point);
        known
            .map(|known| known.name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| point.to_string())
    }

    /// A transaction that is sure of the lease.
    pub async fn write(&self) -> Result<Box<dyn Tx>, StoreError> {
        let mut tx = self.engine.store.write().await?;
        tx.lease_check(self.id(), STREAM, &self.lease.token).await?;
        Ok(tx)
    }

    /// A transaction that only reads.
    pub async fn read(&self) -> Result<Box<dyn Tx>, StoreError> {
        self.engine.store.read().await
    }

    /// Whether somebody asked for a stop.
    pub fn look_around(&self) -> Result<(), Trouble> {
        if self.engine.is_putting_down() {
            return Err(Trouble::PutDown);
        }
        Ok(())
    }

    /// A step's end: trouble with a service is noted and the next step goes on; our own ends the pass.
    pub fn note(&mut self, step: Result<(), Trouble>) -> Result<(), Trouble> {
        match step {
            Ok(()) => Ok(()),
            Err(trouble @ (Trouble::Wait { .. } | Trouble::Fail { .. })) => {
                tracing::warn!(shop = self.id(), %trouble, "orders: a step was cut short");
                self.first_trouble.get_or_insert(trouble);
                Ok(())
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// One order's end of a step: trouble with a service is noted and the next order goes on, until
    /// so many in a row met some that it is the service's and not theirs. A spent allowance is
    /// everybody's.
    pub fn bear(&mut self, in_a_row: &mut u32, done: Result<(), Trouble>) -> Result<(), Trouble> {
        let spent = |cause: &Cause| matches!(cause, Cause::TillQuota | Cause::ShopQuota);
        match done {
            Ok(()) => *in_a_row = 0,
            Err(Trouble::Wait { cause, .. }) if spent(&cause) => return done,
            Err(_) => *in_a_row += 1,
        }
        if *in_a_row >= IN_A_ROW {
            return done;
        }
        self.note(done)
    }

    /// How the pass ended, as far as the services go.
    pub fn outcome(&self) -> Outcome {
        match self.first_trouble.as_ref().or(self.till_shut.as_ref()) {
            Some(trouble) => trouble.outcome(),
            None => Outcome::Done,
        }
    }

    /// Every open order with its parts, oldest first.
    pub async fn open_orders(&self) -> Result<Vec<Whole>, StoreError> {
        self.read().await?.orders_open_whole(self.id()).await
    }

    /// One order with its parts.
    pub async fn order(&self, order: &str) -> Result<Option<Whole>, StoreError> {
        self.read().await?.order(self.id(), order).await
    }

    /// Reads the parts that count at their points, where that was not done yet.
    pub async fn count(&mut self) -> Result<(), StoreError> {
        if self.counting.is_none() {
            let now = self.now();
            let since = now.checked_sub(CLOSED_LATELY + SETTLING).unwrap_or(now);
            let rows = self.read().await?.parts_counting(self.id(), since).await?;
            let by_key = rows
                .into_iter()
                .filter(|(_, part)| counts(part))
                .map(|(order, part)| ((order, part.part.number), part));
            self.counting = Some(by_key.collect());
        }
        Ok(())
    }

    /// Parts that count at their points.
    pub async fn counting(&mut self) -> Result<&BTreeMap<(String, u32), PartRow>, StoreError> {
        self.count().await?;
        Ok(self.counting.get_or_insert_default())
    }

    /// Keeps what the stream remembers.
    pub async fn keep_memory(&self) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        self.memory.keep(&mut *tx, self.id()).await?;
        tx.commit().await
    }

    /// Parts that were on their way when a process died: nobody knows what became of them.
    pub async fn recover(&mut self) -> Result<(), Trouble> {
        let left_open = |part: &Part| matches!(part.state, PartState::Sending { .. });
        for whole in self.open_orders().await? {
            let mut parts = Vec::new();
            for row in &whole.parts {
                if left_open(&row.part) {
                    let mut row = row.clone();
                    if let Ok(part) = after(&row.part, Event::NoAnswer) {
                        row.part = part;
                    }
                    parts.push(row);
                }
            }
            if !parts.is_empty() {
                let mut order = whole.order.clone();
                let all = standing::with(&whole.parts, &parts);
                standing::set(&mut order, &all, self.settings(), self.now());
                self.keep(&order, &parts).await?;
            }
        }
        Ok(())
    }

    /// When the next pass is wanted, where that is before the timer's: a part to be tried again, or
    /// one that may teach us whether the till counts. What was due by now and did not happen waits for
    /// the timer, or one pass would follow the other.
    async fn next_wanted(&self) -> Result<Option<Timestamp>, StoreError> {
        let now = self.now();
        let mut wanted = Vec::new();
        if let Some(Trouble::Wait { until, .. }) = &self.till_shut {
            wanted.extend(*until);
        }
        for whole in self.open_orders().await? {
            let next = standing::look(&whole.order, &whole.parts, self.settings(), now);
            let Next::Deliver(numbers) = next else {
                continue;
            };
            let parts = whole.parts.iter();
            let tried = parts.filter(|row| numbers.contains(&row.part.number));
            wanted.extend(tried.filter_map(|row| row.next_at));
        }
        if !self.memory.counts.is_known() {
            for row in self.counting.iter().flatten().map(|(_, row)| row) {
                if let (PartState::Delivered { confirmed, .. }, false) =
                    (&row.part.state, row.before.is_empty())
                {
                    wanted.extend(confirmed.checked_add(SETTLING));
                }
            }
        }
        Ok(wanted.into_iter().filter(|at| *at > now).min())
    }

    /// Ends the run, asks for the next pass where one is wanted early, and forgets the oldest runs.
    pub async fn end(mut self, outcome: Outcome) -> Result<(), StoreError> {
        let next = self.next_wanted().await?;
        let now = self.now();
        (self.run.ended_at, self.run.updated_at) = (Some(now), now);
        self.run.waits_until = None;
        self.run.outcome = Some(outcome);
        self.run.figures = serde_json::to_value(self.figures).unwrap_or_default();
        let mut tx = self.write().await?;
        tx.run_put(self.id(), &self.run).await?;
        crate::log::ended(&mut *tx, self.id(), &self.run).await?;
        crate::tally::ended(&mut *tx, self.id(), &self.run).await?;
        tx.runs_prune(self.id(), STREAM, KEPT_RUNS).await?;
        self.memory.keep(&mut *tx, self.id()).await?;
        let row = tx.shop(self.id()).await?;
        let held = row.and_then(|row| row.settings.pauses.until(Held::Orders, now));
        for at in next.into_iter().chain(held) {
            tx.job_enqueue(self.id(), STREAM, at, now).await?;
        }
        tx.commit().await
    }
}

/// Whether a part's pieces count at its point. What two look-ups did not find is not there: its order
/// has ended, or a person sees to it.
pub(super) fn counts(row: &PartRow) -> bool {
    row.part.seen().is_some() && !row.part.is_surely_absent()
}
