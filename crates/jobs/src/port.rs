//! Asking for jobs: at once, at a time, by a timer.
//!
//! Everything is asked for on the caller's transaction: what made the job necessary and the job itself
//! are kept together or not at all.

use std::{fmt, sync::Arc, time::Duration};

use jiff::Timestamp;
use ponte_store::{Result, SharedStore, Tx};
use ponte_transport::{SharedClock, SharedRandom, retry::Backoff};
use tokio::sync::Notify;

use crate::offset;

/// What a worker needs to be told once.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How long a job is ours without a renewal (it is renewed at a third of that). No call that
    /// changes something outside may take longer than what is left of it.
    pub lease: Duration,
    /// How many jobs a worker works on side by side.
    pub side_by_side: usize,
    /// How often jobs are looked for that another process asked for.
    pub look: Duration,
    /// The pause after an error of the database.
    pub patience: Duration,
    /// The pauses of a job that fails again and again.
    pub backoff: Backoff,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(60),
            side_by_side: 8,
            look: Duration::from_secs(1),
            patience: Duration::from_millis(250),
            backoff: Backoff {
                first: Duration::from_secs(10),
                longest: Duration::from_secs(30 * 60),
                tries: u32::MAX,
            },
        }
    }
}

/// The jobs of all shops over one store.
#[derive(Clone)]
pub struct Jobs {
    pub(crate) store: SharedStore,
    pub(crate) clock: SharedClock,
    pub(crate) random: SharedRandom,
    pub(crate) settings: Settings,
    pub(crate) woken: Arc<Notify>,
}

impl Jobs {
    /// The jobs in `store`.
    #[must_use]
    pub fn new(
        store: SharedStore,
        clock: SharedClock,
        random: SharedRandom,
        settings: Settings,
    ) -> Self {
        Self {
            store,
            clock,
            random,
            settings,
            woken: Arc::default(),
        }
    }

    /// The stream `kind` of `shop` may be stale: somebody should look now. Once the transaction is
    /// committed, [`wake`](Self::wake), or [`commit`](Self::commit) does both.
    ///
    /// # Errors
    /// [`ponte_store::StoreError`].
    pub async fn enqueue(&self, tx: &mut dyn Tx, shop: &str, kind: &str) -> Result<()> {
        let now = self.clock.now();
        tx.job_enqueue(shop, kind, now, now).await
    }

    /// As [`enqueue`](Self::enqueue), but nobody has to look before `at`. Of several instants that
    /// were asked for, the earliest counts.
    ///
    /// # Errors
    /// [`ponte_store::StoreError`].
    pub async fn enqueue_at(
        &self,
        tx: &mut dyn Tx,
        shop: &str,
        kind: &str,
        at: Timestamp,
    ) -> Result<()> {
        tx.job_enqueue(shop, kind, at, self.clock.now()).await
    }

    /// The stream is looked after once in each period of `every`, at a place in it that is the
    /// shop's own (see [`fn@offset`]). To be said at every start, by every process: it changes
    /// nothing where it is so already.
    ///
    /// # Errors
    /// [`ponte_store::StoreError`].
    pub async fn schedule(
        &self,
        tx: &mut dyn Tx,
        shop: &str,
        kind: &str,
        every: Duration,
    ) -> Result<()> {
        let (offset, every) = (ms(offset(shop, every)), ms(every));
        tx.job_schedule(shop, kind, every, offset, self.clock.now())
            .await
    }

    /// The stream is no longer looked after by a timer.
    ///
    /// # Errors
    /// [`ponte_store::StoreError`].
    pub async fn unschedule(&self, tx: &mut dyn Tx, shop: &str, kind: &str) -> Result<()> {
        tx.job_unschedule(shop, kind).await
    }

    /// Commits a transaction on which jobs were asked for, and wakes this process' workers.
    ///
    /// # Errors
    /// [`ponte_store::StoreError`].
    pub async fn commit(&self, tx: Box<dyn Tx>) -> Result<()> {
        tx.commit().await?;
        self.wake();
        Ok(())
    }

    /// [`enqueue`](Self::enqueue) in a transaction of its own.
    ///
    /// # Errors
    /// [`ponte_store::StoreError`].
    pub async fn ask(&self, shop: &str, kind: &str) -> Result<()> {
        let mut tx = self.store.write().await?;
        self.enqueue(&mut *tx, shop, kind).await?;
        self.commit(tx).await
    }

    /// Wakes the workers of this process: they look at once. Those of other processes look within
    /// [`Settings::look`].
    pub fn wake(&self) {
        self.woken.notify_waiters();
    }
}

fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jobs(..)")
    }
}
