//! A job in the hands of whoever works on it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use ponte_store::{Result, Tx, jobs::Claimed};
use ponte_transport::clock::between;
use tokio::sync::watch;

/// A job that is ours for the time being.
#[derive(Clone, Debug)]
pub struct Claim {
    shop: String,
    kind: String,
    failures: i64,
    token: String,
    until: Arc<Mutex<Timestamp>>,
    stopping: watch::Receiver<bool>,
}

impl Claim {
    pub(crate) fn new(
        claimed: Claimed,
        token: String,
        until: Timestamp,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            shop: claimed.shop,
            kind: claimed.kind,
            failures: claimed.failures,
            token,
            until: Arc::new(Mutex::new(until)),
            stopping,
        }
    }

    /// Whose job it is.
    #[must_use]
    pub fn shop(&self) -> &str {
        &self.shop
    }

    /// Which work it is.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// How often it failed since it last succeeded.
    #[must_use]
    pub fn failures(&self) -> i64 {
        self.failures
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// Makes sure, inside the transaction of a write, that the job is still ours: nobody else can
    /// take it before that transaction ends.
    ///
    /// # Errors
    /// [`ponte_store::StoreError::LeaseLost`]: write nothing.
    pub async fn check(&self, tx: &mut dyn Tx) -> Result<()> {
        tx.job_check(&self.shop, &self.kind, &self.token).await
    }

    /// How long the job is ours from `now` on, unless its lease is renewed. No call that changes
    /// something outside may take longer.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> Duration {
        let until = *self.until.lock().unwrap_or_else(PoisonError::into_inner);
        between(now, until)
    }

    /// The lease was renewed.
    pub(crate) fn renewed(&self, until: Timestamp) {
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }

    /// Whether this process wants to end: put the work down after what is in flight.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    /// Waits until this process wants to end.
    pub async fn stopping(&self) {
        let mut stopping = self.stopping.clone();
        if stopping.wait_for(|asked| *asked).await.is_err() {
            // The worker is gone, and so is whoever would have waited for an answer.
            std::future::pending().await
        }
    }
}
