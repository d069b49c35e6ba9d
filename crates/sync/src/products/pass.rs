//! A run under way: its row, its clients, and how it waits, stops and ends.
//!
//! Guarantees: every write checks the lease in the same transaction; a service that stays away is
//! tried again with growing pauses, and what is done stays done.

use std::time::Duration;

use jiff::Timestamp;
use ponte_domain::{
    desired::Catalogue,
    settings::{Held, Settings},
    till::{ProductId, SalesPointId, Surroundings},
};
use ponte_store::{
    StoreError, Tx,
    runs::{Outcome, Run, RunKind},
    shops::Shop,
};
use ponte_transport::clock::{between, later};

use super::{
    Ended, Figures, Phase, STREAM, surroundings,
    trouble::{Cause, Trouble},
};
use crate::{
    Engine,
    lease::Lease,
    remotes::{Lane, Remotes},
};

/// The first pause when a service stays away; each further one is longer, up to [`LONGEST`].
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(300);

/// See the module.
pub(crate) struct Pass<'a> {
    pub engine: &'a Engine,
    pub shop: Shop,
    pub run: Run,
    pub remotes: Remotes,
    pub points: Vec<SalesPointId>,
    lease: &'a Lease,
    surroundings: Option<Surroundings>,
    away_since: Option<Timestamp>,
    waits: u32,
}

/// The whole-catalogue facts that a look at one product needs.
pub(crate) struct Facts {
    pub surroundings: Surroundings,
    pub settings: Settings,
    pub duplicates: std::collections::BTreeSet<String>,
    pub clashing: std::collections::BTreeSet<String>,
    pub left_out: std::collections::BTreeSet<ProductId>,
}

impl Facts {
    pub fn catalogue(&self) -> Catalogue<'_> {
        Catalogue {
            surroundings: &self.surroundings,
            settings: &self.settings,
            duplicate_codes: &self.duplicates,
            clashing_parents: &self.clashing,
            left_out: &self.left_out,
        }
    }
}

impl<'a> Pass<'a> {
    /// The open run of `shop`, if there is one. A run whose keys cannot be used ends at once.
    pub async fn open(
        engine: &'a Engine,
        shop: &str,
        lease: &'a Lease,
    ) -> Result<Option<Self>, StoreError> {
        let mut tx = engine.store.write().await?;
        let (Some(row), Some(mut run)) = (tx.shop(shop).await?, tx.run_open(shop, STREAM).await?)
        else {
            return Ok(None);
        };
        let points = tx.points(shop).await?;
        let points = points
            .iter()
            .filter(|point| point.enabled && !point.gone)
            .map(|p| p.id)
            .collect();
        let remotes = match engine.remotes(&row, Lane::Products, lease) {
            Ok(remotes) => remotes,
            Err(trouble) => {
                let now = engine.clock.now();
                let cause = Cause::NoKeys.name().to_owned();
                run.outcome = Some(Outcome::Failed {
                    cause,
                    text: trouble.to_string(),
                });
                (run.ended_at, run.updated_at) = (Some(now), now);
                tx.run_put(shop, &run).await?;
                crate::log::ended(&mut *tx, shop, &run).await?;
                tx.commit().await?;
                return Ok(None);
            }
        };
        Ok(Some(Self {
            engine,
            shop: row,
            run,
            remotes,
            points,
            lease,
            surroundings: None,
            away_since: None,
            waits: 0,
        }))
    }

    pub fn id(&self) -> &str {
        &self.shop.id
    }

    pub fn kind(&self) -> RunKind {
        self.run.kind
    }

    pub fn phase(&self) -> Phase {
        Phase::of(&self.run.phase)
    }

    pub fn now(&self) -> Timestamp {
        self.engine.clock.now()
    }

    /// The only product that the run is about; none where it is about all of them.
    pub fn one(&self) -> Option<ProductId> {
        super::product_of(&self.run).map(str::to_owned)
    }

    /// Writes in flight at the same time, at most.
    pub fn in_flight(&self) -> usize {
        usize::try_from(self.shop.settings.pace.in_flight.max(1)).unwrap_or(1)
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

    /// The till's categories, departments, taxes, sales modes and points, read once a process.
    pub async fn surroundings(&mut self) -> Result<Surroundings, Trouble> {
        if self.surroundings.is_none() {
            let read = surroundings::read(&self.remotes.till, &self.points).await?;
            let mut tx = self.write().await?;
            tx.surroundings_put(self.id(), &read, self.now()).await?;
            tx.commit().await?;
            self.surroundings = Some(read);
        }
        Ok(self.surroundings.clone().unwrap_or_default())
    }

    /// What a look at one product needs to know of all.
    pub async fn facts(&mut self) -> Result<Facts, Trouble> {
        let surroundings = self.surroundings().await?;
        let mut tx = self.read().await?;
        let duplicates = tx.duplicate_codes(self.id()).await?;
        let clashing = tx.clashing_parents(self.id()).await?;
        let left_out = tx.products_left_out(self.id()).await?.into_iter();
        let settings = self.shop.settings.clone();
        Ok(Facts {
            surroundings,
            settings,
            duplicates,
            clashing,
            left_out: left_out.map(|left| left.product).collect(),
        })
    }

    /// Whether somebody asked for a stop, or holds the stream.
    pub async fn look_around(&self) -> Result<(), Trouble> {
        if self.engine.is_putting_down() {
            return Err(Trouble::PutDown);
        }
        let mut tx = self.read().await?;
        let row = tx.run(self.id(), self.run.id).await?;
        if row.is_none_or(|row| row.stop) {
            return Err(Trouble::Stopped);
        }
        let shop = tx.shop(self.id()).await?;
        let held = |shop: Shop| shop.settings.pauses.until(Held::Products, self.now());
        // The run stays open, and goes on when the pause ends.
        if shop.and_then(held).is_some() {
            return Err(Trouble::PutDown);
        }
        Ok(())
    }

    /// Enters a phase and keeps that; the cursor begins anew.
    pub async fn enter(&mut self, phase: Phase, total: i64) -> Result<(), Trouble> {
        let now = self.now();
        phase.name().clone_into(&mut self.run.phase);
        self.run.cursor = serde_json::Value::Null;
        (self.run.done, self.run.total) = (0, total);
        (self.run.phase_at, self.run.updated_at) = (now, now);
        self.run.subject.clear();
        self.keep().await
    }

    /// Keeps the run's row as it is in memory.
    pub async fn keep(&self) -> Result<(), Trouble> {
        let mut tx = self.write().await?;
        tx.run_put(self.id(), &self.run).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps the figures alone: what is done was counted in the row by other transactions.
    pub async fn keep_figures(&mut self) -> Result<(), Trouble> {
        if let Some(row) = self.read().await?.run(self.id(), self.run.id).await? {
            let figures = std::mem::take(&mut self.run.figures);
            self.run = row;
            self.run.figures = figures;
        }
        self.keep().await
    }

    /// The run's figures.
    pub fn figures(&self) -> Figures {
        serde_json::from_value(self.run.figures.clone()).unwrap_or_default()
    }

    /// Sets the run's figures; what else stands beside them stays.
    pub fn set_figures(&mut self, figures: Figures) {
        let Ok(serde_json::Value::Object(figures)) = serde_json::to_value(figures) else {
            return;
        };
        match self.run.figures.as_object_mut() {
            Some(kept) => kept.extend(figures),
            None => self.run.figures = figures.into(),
        }
    }

    /// Something went well: the next trouble is a new one.
    pub fn came_on(&mut self) {
        self.away_since = None;
        self.waits = 0;
    }

    /// [`Pass::came_on`], where `well`.
    pub fn came_on_if(&mut self, well: bool) {
        if well {
            self.came_on();
        }
    }

    /// Waits until a service may be there again.
    pub async fn wait(
        &mut self,
        until: Option<Timestamp>,
        cause: Cause,
        text: &str,
    ) -> Result<(), Trouble> {
        let now = self.now();
        let since = *self.away_since.get_or_insert(now);
        if between(since, now) >= self.engine.settings.patience {
            return Err(Trouble::Fail {
                cause,
                text: text.to_owned(),
            });
        }
        let grown = FIRST
            .saturating_mul(2_u32.saturating_pow(self.waits))
            .min(LONGEST);
        self.waits = self.waits.saturating_add(1);
        let until = until
            .filter(|until| *until > now)
            .unwrap_or_else(|| later(now, grown));
        tracing::info!(shop = self.id(), cause = cause.name(), %until, text, "products: waiting");
        // Done items were counted in the row by their own transactions.
        if let Some(row) = self.read().await?.run(self.id(), self.run.id).await? {
            self.run = row;
        }
        self.run.waits_until = Some(until);
        self.run.updated_at = now;
        self.keep().await?;
        while self.now() < until {
            self.look_around().await?;
            let left = between(self.now(), until);
            self.engine
                .clock
                .sleep(left.min(Duration::from_secs(2)))
                .await;
        }
        self.run.waits_until = None;
        self.keep().await
    }

    /// Ends the run.
    pub async fn end(mut self, outcome: Outcome) -> Result<Ended, StoreError> {
        let now = self.now();
        if let Some(row) = self.read().await?.run(self.id(), self.run.id).await? {
            let figures = std::mem::take(&mut self.run.figures);
            self.run = row;
            self.run.figures = figures;
        }
        (self.run.ended_at, self.run.updated_at) = (Some(now), now);
        self.run.waits_until = None;
        self.run.outcome = Some(outcome.clone());
        let mut tx = self.write().await?;
        tx.run_put(self.id(), &self.run).await?;
        crate::log::ended(&mut *tx, self.id(), &self.run).await?;
        crate::tally::ended(&mut *tx, self.id(), &self.run).await?;
        if outcome == Outcome::Done && self.kind() != RunKind::DryRun {
            if self.shop.first_sync_at.is_none() && self.kind() == RunKind::First {
                tx.shop_first_sync_done(self.id(), now).await?;
            }
            if let Some(newest) = super::reading::newest(&self.run) {
                tx.shop_set_watermark(self.id(), newest).await?;
            }
        }
        if self.kind() != RunKind::DryRun {
            // New listings stand at 0, and a written variant's figure is to be looked at.
            crate::stale::mark(&mut *tx, self.id(), crate::stock::STREAM, now).await?;
        }
        tx.commit().await?;
        Ok(Ended::With(outcome))
    }
}
