//! How old what is known of the shop's own figures is.
//!
//! A figure's row is kept when something about it changes, so its own time tells when it last differed.
//! A regular pass looks at every code: what it left alone was as it is by then.

use jiff::Timestamp;
use ponte_store::{
    StoreError,
    runs::{Outcome, RunKind},
};

use super::STREAM;
use crate::Engine;

/// Passes that are looked back at: woken ones may lie between two regular ones.
const LOOKED_AT: i64 = 60;

impl Engine {
    /// When the newest pass began that looked at every code of the shop and ended well.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn stock_looked_at(&self, shop: &str) -> Result<Option<Timestamp>, StoreError> {
        let mut tx = self.store.read().await?;
        let runs = tx.runs(shop, STREAM, LOOKED_AT).await?;
        let whole = runs.into_iter().find(|run| {
            let is_whole = matches!(run.kind, RunKind::Full | RunKind::Forced);
            is_whole && run.outcome == Some(Outcome::Done)
        });
        Ok(whole.map(|run| run.started_at))
    }
}
