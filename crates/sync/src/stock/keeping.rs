//! What a pass keeps of figures.
//!
//! Guarantees: a row and its line of history are kept together; a line is written only where the figure,
//! or what it is made of, changed, or where something was written to the shop; the history is thrown
//! away after a while.

use jiff::{SignedDuration, Timestamp};
use ponte_domain::stock::{change::Change, write::Write};
use ponte_store::{
    StoreError, Tx,
    offers::{Answer, OfferEvent, OfferRow},
};

use super::{deciding::Candidate, pass::Pass};

/// How long the history of a figure is kept.
pub(super) const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How often the oldest is thrown away, and how much of it at once.
const PRUNED_EVERY: SignedDuration = SignedDuration::from_hours(6);
const AT_ONCE: i64 = 5_000;

/// How long a level is kept that nobody reads any more: it would make the oldest one look older and older.
const UNLISTED: SignedDuration = SignedDuration::from_hours(24);

/// Rows of one transaction.
pub(super) const CHUNK: usize = 500;

/// The line of history that a candidate leaves; `None`: nothing of interest happened.
pub(super) fn line(
    candidate: &Candidate,
    write: Option<(Write, Answer)>,
    at: Timestamp,
) -> Option<OfferEvent> {
    let is_first = candidate.old.is_none();
    let counts = |change: &Change| !matches!(change, Change::Doubt { .. });
    if write.is_none() && !is_first && !candidate.changes.iter().any(counts) {
        return None;
    }
    let row = &candidate.row;
    Some(OfferEvent {
        sku: row.sku.clone(),
        at,
        listed: row.listed,
        sum: row.sum.clone(),
        changes: candidate.changes.clone(),
        write,
    })
}

/// Keeps rows with their lines.
pub(super) async fn keep(
    tx: &mut dyn Tx,
    shop: &str,
    rows: &[OfferRow],
    lines: &[OfferEvent],
) -> Result<(), StoreError> {
    tx.offers_put(shop, rows).await?;
    tx.offer_events_add(shop, lines).await
}

impl Pass<'_> {
    /// Throws the oldest history away, now and then, and levels of what is no longer listed.
    pub async fn prune_history(&mut self) -> Result<(), StoreError> {
        let now = self.now();
        let due = |last: Timestamp| now.duration_since(last) >= PRUNED_EVERY;
        if !self.memory.pruned.is_none_or(due) {
            return Ok(());
        }
        let before = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
        let mut tx = self.write().await?;
        tx.offer_events_prune(self.id(), before, AT_ONCE).await?;
        let yesterday = now.checked_sub(UNLISTED).unwrap_or(Timestamp::MIN);
        tx.levels_forget(self.id(), yesterday).await?;
        tx.commit().await?;
        self.memory.pruned = Some(now);
        Ok(())
    }
}
