//! A pass under way: its row, its clients, what it found out so far.
//!
//! Guarantees: every write checks the lease in the same transaction; a pass that somebody asked for is
//! *forced*; one that comes a whole period after the last regular one is regular, others were woken;
//! what the merchant holds or lets go meanwhile stops the pass, and the next one obeys.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    settings::{Held, Meanwhile},
    till::{ProductId, SalesPointId, VariantId},
};
use ponte_store::{
    StoreError, Tx,
    points::SalesPoint,
    runs::{Outcome, Run, RunKind},
    shops::Shop,
};
use serde::{Deserialize, Serialize};

use super::{STREAM, memory::Memory};
use crate::{
    Engine, StartTrouble,
    lease::Lease,
    orders::{self, Refreshed},
    remotes::{Lane, Remotes},
    trouble::{Cause, Trouble},
    worker,
};

/// Rows of ended passes that are kept: about a day's.
const KEPT_RUNS: i64 = 300;

/// A little less than the timer's period: it must not find its pass a moment too early.
const REGULAR: SignedDuration = SignedDuration::from_secs(270);

/// No pass asks for another one sooner.
const BETWEEN: SignedDuration = SignedDuration::from_secs(5);

/// Looks at whether the orders stream is free, and the pause between them.
const LOOKS: u32 = 120;
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);

/// See the module.
pub(super) struct Pass<'a> {
    pub engine: &'a Engine,
    pub shop: Shop,
    pub remotes: Remotes,
    /// All points, in the merchant's order, gone ones too.
    pub points: Vec<SalesPoint>,
    pub memory: Memory,
    pub run: Run,
    /// Whether all of the catalogue is looked at.
    pub regular: bool,
    /// Products whose levels were read in this pass.
    pub touched: BTreeSet<ProductId>,
    pub figures: Figures,
    /// Variants whose parts this pass asked for in any case.
    pub asked_for: BTreeSet<VariantId>,
    /// The shop refused a negative difference in this pass.
    pub refused_negative: bool,
    /// What the shop shows where the stream is held: as the pass found it.
    meanwhile: Option<Meanwhile>,
    /// When the next pass is wanted, where that is before the timer's.
    wanted: Option<Timestamp>,
    lease: &'a Lease,
    first_trouble: Option<Trouble>,
}

/// What a pass did, for the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// SKUs that were looked at.
    pub looked_at: u64,
    /// SKUs whose figure was lowered on the shop.
    pub lowered: u64,
    /// SKUs whose figure was raised there.
    pub raised: u64,
    /// SKUs that are raised later.
    pub waiting: u64,
    /// SKUs that wait for a yes.
    pub held: u64,
    /// SKUs that cannot be written.
    pub attention: u64,
}

impl<'a> Pass<'a> {
    /// A pass over the stock of `shop`; `None` where there is no such shop, a key is missing, the stream
    /// is held, or nothing is listed yet. It goes on with the open run, where there is one.
    pub async fn open(
        engine: &'a Engine,
        shop: &str,
        lease: &'a Lease,
    ) -> Result<Option<Self>, StoreError> {
        let mut tx = engine.store.write().await?;
        tx.lease_check(shop, STREAM, &lease.token).await?;
        let Some(row) = tx.shop(shop).await? else {
            return Ok(None);
        };
        let now = engine.clock.now();
        if row.settings.pauses.rests_until(Held::Stock, now).is_some() {
            // It was held just now.
            return Ok(None);
        }
        let open = tx.run_open(shop, STREAM).await?;
        let remotes = match engine.remotes(&row, Lane::Stock, lease) {
            Ok(remotes) => remotes,
            Err(trouble) => {
                // A run that a person asked for gets its answer.
                if let Some(mut run) = open {
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
        if open.is_none() && tx.listing_counts(shop).await?.0 == 0 {
            return Ok(None);
        }
        let whole = crate::stale::taken(&mut *tx, shop, STREAM).await?;
        let mut memory = Memory::recall(&mut *tx, shop).await?;
        let meanwhile = row.settings.pauses.meanwhile(now);
        let at_nothing = meanwhile == Some(Meanwhile::Nothing);
        // Whoever comes first after a pause, or into one, looks at all of the catalogue.
        let whole = whole || memory.at_nothing != at_nothing;
        memory.at_nothing = at_nothing;
        let forced = open.as_ref().is_some_and(|run| run.kind == RunKind::Forced);
        let due = memory
            .regular
            .is_none_or(|last| now.duration_since(last) >= REGULAR);
        let regular = forced || whole || due;
        if regular {
            memory.regular = Some(now);
        }
        if forced {
            // What the shop refused once it may take now.
            memory.refuses_negative = false;
        }
        let run = match open {
            Some(run) => run,
            None => {
                let kind = if regular {
                    RunKind::Full
                } else {
                    RunKind::Incremental
                };
                let mut run = crate::engine::new_run(STREAM, kind, "ponte", now);
                run.id = tx.run_add(shop, &run).await?;
                run
            }
        };
        let points = tx.points(shop).await?;
        tx.commit().await?;
        Ok(Some(Self {
            engine,
            shop: row,
            remotes,
            points,
            memory,
            run,
            regular,
            touched: BTreeSet::new(),
            figures: Figures::default(),
            asked_for: BTreeSet::new(),
            refused_negative: false,
            meanwhile,
            wanted: None,
            lease,
            first_trouble: None,
        }))
    }

    pub fn id(&self) -> &str {
        &self.shop.id
    }

    pub fn now(&self) -> Timestamp {
        self.engine.clock.now()
    }

    /// Whether a person asked for it.
    pub fn is_forced(&self) -> bool {
        self.run.kind == RunKind::Forced
    }

    /// Whether the stream is held with everything at 0.
    pub fn is_at_nothing(&self) -> bool {
        self.meanwhile == Some(Meanwhile::Nothing)
    }

    /// Stops the pass where what the merchant holds is no longer as it found it.
    pub async fn look_at_pause(&self) -> Result<(), Trouble> {
        let row = self.read().await?.shop(self.id()).await?;
        let meanwhile = row.and_then(|row| row.settings.pauses.meanwhile(self.now()));
        if meanwhile == self.meanwhile {
            return Ok(());
        }
        Err(Trouble::Stopped)
    }

    /// Points whose stock is read.
    pub fn read_points(&self) -> Vec<SalesPointId> {
        let read = |point: &&SalesPoint| point.is_offered() && !point.gone;
        self.points
            .iter()
            .filter(read)
            .map(|point| point.id)
            .collect()
    }

    /// A point's name; its number where it has none.
    pub fn point_name(&self, point: SalesPointId) -> String {
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
                tracing::warn!(shop = self.id(), %trouble, "stock: a step was cut short");
                if let Trouble::Wait {
                    until: Some(until), ..
                } = &trouble
                {
                    self.want(*until);
                }
                self.first_trouble.get_or_insert(trouble);
                Ok(())
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// The next pass is wanted by then.
    pub fn want(&mut self, at: Timestamp) {
        self.wanted = Some(self.wanted.map_or(at, |wanted| wanted.min(at)));
    }

    /// How the pass ended, as far as the services go.
    pub fn outcome(&self) -> Outcome {
        match &self.first_trouble {
            Some(trouble) => trouble.outcome(),
            None => Outcome::Done,
        }
    }

    /// Reads the shop's orders and what became of parts, under the lock of their stream. Where they
    /// could not be read nothing is raised.
    pub async fn read_orders(&mut self) -> Result<Refreshed, Trouble> {
        self.asked_for = std::mem::take(&mut self.memory.urgent);
        let urgent = &self.asked_for;
        let (engine, shop) = (self.engine, self.shop.id.as_str());
        for _ in 0..LOOKS {
            self.look_around()?;
            let refreshed = worker::leased(engine, shop, orders::STREAM, |lease| async move {
                Ok(orders::refresh(engine, shop, &lease, urgent).await)
            });
            match refreshed.await? {
                Some(refreshed) => return refreshed,
                None => engine.clock.sleep(LOOK).await,
            }
        }
        Ok(Refreshed::default())
    }

    /// Tells the orders stream, which learns it, that the till does not count our orders.
    pub async fn tell_counting(&self) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        orders::till_does_not_count(&mut *tx, self.id()).await?;
        tx.commit().await
    }

    /// Ends the run, asks for the next pass where one is wanted early, and forgets the oldest runs.
    pub async fn end(mut self, outcome: Outcome) -> Result<(), StoreError> {
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
        let held = row.and_then(|row| row.settings.pauses.until(Held::Stock, now));
        if let Some(until) = held {
            tx.job_enqueue(self.id(), STREAM, until, now).await?;
        }
        if let Some(wanted) = self.wanted {
            let soonest = now.checked_add(BETWEEN).unwrap_or(now);
            tx.job_enqueue(self.id(), STREAM, wanted.max(soonest), now)
                .await?;
        }
        tx.commit().await
    }
}

impl Engine {
    /// Asks for a forced pass of the stock stream. Gives the run's id.
    ///
    /// # Errors
    /// [`StartTrouble`]: nothing was started.
    pub async fn start_stock(&self, shop: &str, asked_by: &str) -> Result<i64, StartTrouble> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let row = tx.shop(shop).await?.ok_or(StartTrouble::NoShop)?;
        if row.till_key.is_none() {
            return Err(StartTrouble::NoTillKey);
        }
        if row.shop_key.is_none() || row.shop_exchange.is_none() {
            return Err(StartTrouble::NoShopKeys);
        }
        if row.first_sync_at.is_none() {
            return Err(StartTrouble::FirstComesFirst);
        }
        if let Some(until) = row.settings.pauses.until(Held::Stock, now) {
            return Err(StartTrouble::Held(until));
        }
        if let Some(open) = tx.run_open(shop, STREAM).await? {
            return Err(StartTrouble::Running(open.id));
        }
        let run = crate::engine::new_run(STREAM, RunKind::Forced, asked_by, now);
        let id = tx.run_add(shop, &run).await?;
        tx.job_enqueue(shop, STREAM, now, now).await?;
        tx.commit().await?;
        self.wake();
        Ok(id)
    }

    /// The newest pass of the stock stream.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last_stock(&self, shop: &str) -> Result<Option<Run>, StoreError> {
        self.store.read().await?.run_last(shop, STREAM).await
    }
}
