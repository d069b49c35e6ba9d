//! What pages, command line and worker ask for.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use crate::{budget::Budgets, seal::Sealer};
use jiff::Timestamp;
use ponte_domain::settings::Held;
use ponte_store::{
    SharedStore, StoreError,
    runs::{Run, RunKind},
};
use ponte_transport::{SharedClock, SharedRandom, SharedTransport};

/// What an engine needs to be told once.
#[derive(Clone, Debug)]
pub struct EngineSettings {
    /// How long a lease lasts without being renewed (it is, at a third). No write may take longer than
    /// what is left of it.
    pub lease: Duration,
    /// How long to wait for the outcome of a request that got no answer before looking it up.
    pub settle: Duration,
    /// How long a service may stay away before a run gives up.
    pub patience: Duration,
    /// Calls to the till in ten minutes (Cassa in Cloud sheet §8).
    pub till_calls: i64,
    /// Of these, how many products never touch.
    pub till_reserve: i64,
    /// Whether the shop leaves the stock of a variant alone that is written without `quantity`.
    pub variant_keeps_stock: bool,
    /// How often jobs are looked for that another process asked for: one look is one reading
    /// transaction.
    pub look: Duration,
    /// Where Cassa in Cloud's API answers, for shops that come by themselves.
    pub till_api: String,
    /// Where TS Commerce's API answers, for shops that come by themselves.
    pub shop_api: String,
}

impl Default for EngineSettings {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(60),
            settle: Duration::from_secs(5),
            patience: Duration::from_secs(6 * 3600),
            till_calls: 360,
            till_reserve: 60,
            variant_keeps_stock: ts_commerce::unconfirmed::VARIANT_WITHOUT_QUANTITY_KEEPS_STOCK,
            look: ponte_jobs::Settings::default().look,
            till_api: cassa_in_cloud::BASE_URL.to_owned(),
            shop_api: ts_commerce::BASE_URL.to_owned(),
        }
    }
}

/// How the outside is reached.
#[derive(Clone)]
pub struct Outside {
    /// The two services, on the hosts that the operator configured.
    pub services: SharedTransport,
    /// Pictures, on any public host: this transport refuses private addresses.
    pub pictures: SharedTransport,
    /// Letters.
    pub post: ponte_mail::SharedPost,
}

/// The streams of all shops over one store.
#[derive(Clone)]
pub struct Engine {
    pub(crate) store: SharedStore,
    pub(crate) clock: SharedClock,
    pub(crate) random: SharedRandom,
    pub(crate) transport: SharedTransport,
    pub(crate) pictures: SharedTransport,
    pub(crate) post: ponte_mail::SharedPost,
    pub(crate) sealer: Sealer,
    pub(crate) settings: EngineSettings,
    pub(crate) jobs: ponte_jobs::Jobs,
    pub(crate) budgets: Budgets,
    /// When this process began: orders older than it may have been sent by another one.
    pub(crate) began: Timestamp,
    /// Who finds the words of letters about findings.
    pub(crate) desk: crate::telling::Desk,
    putting_down: Arc<AtomicBool>,
}

/// Why a run was not started.
#[derive(Debug, thiserror::Error)]
pub enum StartTrouble {
    /// No such shop.
    #[error("no such shop")]
    NoShop,
    /// The till's key is missing.
    #[error("the till's key is missing")]
    NoTillKey,
    /// The shop's keys are missing.
    #[error("the shop's keys are missing")]
    NoShopKeys,
    /// A run of this stream is under way already: its id.
    #[error("run {0} is under way")]
    Running(i64),
    /// The merchant holds the stream until then.
    #[error("the stream is held until {0}")]
    Held(Timestamp),
    /// The first synchronisation has to end before this one.
    #[error("the first synchronisation comes first")]
    FirstComesFirst,
    /// The first synchronisation was done already.
    #[error("the first synchronisation is done")]
    FirstIsDone,
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Engine {
    /// An engine over `store`.
    #[must_use]
    pub fn new(
        store: SharedStore,
        clock: SharedClock,
        random: SharedRandom,
        outside: Outside,
        sealer: Sealer,
        settings: EngineSettings,
    ) -> Self {
        let Outside {
            services: transport,
            pictures,
            post,
        } = outside;
        let jobs = ponte_jobs::Jobs::new(
            store.clone(),
            clock.clone(),
            random.clone(),
            ponte_jobs::Settings {
                lease: settings.lease,
                look: settings.look,
                ..ponte_jobs::Settings::default()
            },
        );
        let putting_down = Arc::default();
        let began = clock.now();
        Self {
            store,
            clock,
            random,
            transport,
            pictures,
            post,
            sealer,
            settings,
            jobs,
            budgets: Budgets::default(),
            began,
            desk: crate::telling::Desk::default(),
            putting_down,
        }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &SharedStore {
        &self.store
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &SharedClock {
        &self.clock
    }

    /// Calls to the till in ten minutes, all streams together.
    #[must_use]
    pub fn till_calls(&self) -> i64 {
        self.settings.till_calls
    }

    /// The randomness.
    #[must_use]
    pub fn random(&self) -> &SharedRandom {
        &self.random
    }

    /// Asks the work under way in this process to stop after the calls in flight. Its runs stay
    /// open for the next process.
    pub fn put_down(&self) {
        self.putting_down.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_putting_down(&self) -> bool {
        self.putting_down.load(Ordering::Relaxed)
    }

    /// Asks for a run of the products stream; a worker takes it up at once. Gives the run's id.
    ///
    /// # Errors
    /// [`StartTrouble`]: nothing was started.
    pub async fn start_products(
        &self,
        shop: &str,
        kind: RunKind,
        asked_by: &str,
    ) -> Result<i64, StartTrouble> {
        self.begin_products(shop, kind, serde_json::Value::Null, asked_by)
            .await
    }

    /// A run of the products stream that begins with these figures.
    pub(crate) async fn begin_products(
        &self,
        shop: &str,
        kind: RunKind,
        figures: serde_json::Value,
        asked_by: &str,
    ) -> Result<i64, StartTrouble> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let row = tx.shop(shop).await?.ok_or(StartTrouble::NoShop)?;
        if row.till_key.is_none() {
            return Err(StartTrouble::NoTillKey);
        }
        if row.shop_key.is_none() || row.shop_exchange.is_none() {
            return Err(StartTrouble::NoShopKeys);
        }
        match (kind, row.first_sync_at) {
            (RunKind::First, Some(_)) => return Err(StartTrouble::FirstIsDone),
            (RunKind::Full | RunKind::Incremental | RunKind::Forced | RunKind::One, None) => {
                return Err(StartTrouble::FirstComesFirst);
            }
            _ => {}
        }
        if let Some(until) = row.settings.pauses.until(Held::Products, now) {
            return Err(StartTrouble::Held(until));
        }
        if let Some(open) = tx.run_open(shop, crate::products::STREAM).await? {
            return Err(StartTrouble::Running(open.id));
        }
        let stream = crate::products::STREAM;
        let run = Run {
            figures,
            ..new_run(stream, kind, asked_by, now)
        };
        let id = tx.run_add(shop, &run).await?;
        tx.job_enqueue(shop, stream, now, now).await?;
        tx.commit().await?;
        self.wake();
        Ok(id)
    }

    /// Asks for a pass of the orders stream (*Invia ordini a Cassa in Cloud*), and tries at once what
    /// waits for its next attempt. Gives the run's id.
    ///
    /// # Errors
    /// [`StartTrouble`]: nothing was started.
    pub async fn start_orders(&self, shop: &str, asked_by: &str) -> Result<i64, StartTrouble> {
        let now = self.clock.now();
        let mut tx = self.store.write().await?;
        let row = tx.shop(shop).await?.ok_or(StartTrouble::NoShop)?;
        if row.till_key.is_none() {
            return Err(StartTrouble::NoTillKey);
        }
        if row.shop_key.is_none() || row.shop_exchange.is_none() {
            return Err(StartTrouble::NoShopKeys);
        }
        if let Some(until) = row.settings.pauses.until(Held::Orders, now) {
            return Err(StartTrouble::Held(until));
        }
        let stream = crate::orders::STREAM;
        if let Some(open) = tx.run_open(shop, stream).await? {
            return Err(StartTrouble::Running(open.id));
        }
        for order in tx.orders_open(shop).await? {
            let whole = tx.order(shop, &order.id).await?;
            for mut part in whole.into_iter().flat_map(|whole| whole.parts) {
                if part.part.may_attempt() && part.next_at.take().is_some() {
                    tx.part_put(shop, &order.id, &part).await?;
                }
            }
        }
        let run = new_run(stream, RunKind::Forced, asked_by, now);
        let id = tx.run_add(shop, &run).await?;
        crate::stale::mark(&mut *tx, shop, stream, now).await?;
        tx.commit().await?;
        self.wake();
        Ok(id)
    }

    /// The newest pass of the orders stream.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last_orders(&self, shop: &str) -> Result<Option<Run>, StoreError> {
        let stream = crate::orders::STREAM;
        self.store.read().await?.run_last(shop, stream).await
    }

    /// Wakes this process' worker: something was asked for.
    pub fn wake(&self) {
        self.jobs.wake();
    }

    /// Asks the open run of the products stream to stop after what is in flight; `false` where
    /// there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn stop_products(&self, shop: &str) -> Result<bool, StoreError> {
        let mut tx = self.store.write().await?;
        let stopped = tx.run_stop(shop, crate::products::STREAM).await?;
        tx.commit().await?;
        Ok(stopped)
    }

    /// The merchant says yes to a change that a brake holds (`hide`, `price`, `stock`), and a run begins
    /// that carries it out; `false` where nothing is held under that name.
    ///
    /// # Errors
    /// [`StartTrouble`]: the yes is kept even where no run could begin.
    pub async fn confirm_held(
        &self,
        shop: &str,
        subject: &str,
        asked_by: &str,
    ) -> Result<bool, StartTrouble> {
        let mut tx = self.store.write().await?;
        let confirmed = tx.finding_confirm(shop, "held", subject).await?;
        tx.commit().await?;
        if confirmed && subject == crate::stock::BRAKE {
            self.start_stock(shop, asked_by).await?;
        } else if confirmed {
            self.start_products(shop, RunKind::Full, asked_by).await?;
        }
        Ok(confirmed)
    }

    /// The newest run of the products stream (dry runs too).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn last_products(&self, shop: &str) -> Result<Option<Run>, StoreError> {
        self.store
            .read()
            .await?
            .run_last(shop, crate::products::STREAM)
            .await
    }
}

/// A run that begins now.
pub(crate) fn new_run(stream: &str, kind: RunKind, asked_by: &str, now: Timestamp) -> Run {
    Run {
        id: 0,
        stream: stream.to_owned(),
        kind,
        phase: crate::products::Phase::Reading.name().to_owned(),
        cursor: serde_json::Value::Null,
        done: 0,
        total: 0,
        phase_at: now,
        figures: serde_json::Value::Null,
        subject: String::new(),
        waits_until: None,
        asked_by: asked_by.to_owned(),
        stop: false,
        started_at: now,
        updated_at: now,
        ended_at: None,
        outcome: None,
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Engine(..)")
    }
}
