//! What a pass writes of orders.
//!
//! Guarantees: an order, its parts and what happened are kept together; what a person decides meanwhile
//! stands, and nothing is planned or attempted that was decided otherwise, or from the moment on at which
//! the stream is held.

use ponte_domain::{orders::part::PartState, settings::Held};
use ponte_store::{
    StoreError, Tx,
    offers::Moved,
    orders::{OrderEvent, OrderRow, PartRow, Whole},
    shops::Shop,
};

use super::pass::{Pass, counts};
use crate::{stock, tally};

impl Pass<'_> {
    /// Keeps an order with these parts of it, in one transaction.
    pub async fn keep(&mut self, order: &OrderRow, parts: &[PartRow]) -> Result<(), StoreError> {
        self.keep_telling(order, parts, &[]).await
    }

    /// Keeps an order with these parts of it, and what happened, in one transaction. What a person
    /// decided for it since it was read stands.
    pub async fn keep_telling(
        &mut self,
        order: &OrderRow,
        parts: &[PartRow],
        told: &[(&str, String)],
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let stored = tx.order(self.id(), &order.id).await?;
        let mut order = order.clone();
        let mut before = Vec::new();
        if let Some(Whole {
            order: stored,
            parts,
        }) = stored
        {
            before = parts;
            let decided = order.ignored != stored.ignored
                || order.set_aside != stored.set_aside
                || order.wishes != stored.wishes;
            order.open |= decided;
            (order.ignored, order.wishes) = (stored.ignored, stored.wishes);
            order.set_aside = stored.set_aside;
        }
        self.put(tx, &order, (&before, parts), told).await
    }

    /// Keeps an order with these parts of it, unless a person decided something for it since it was
    /// as `before`, or holds the stream: then nothing is kept, and a later pass sees to it.
    pub async fn keep_undecided(
        &mut self,
        before: &Whole,
        order: &OrderRow,
        parts: &[PartRow],
        told: &[(&str, String)],
    ) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let row = tx.shop(self.id()).await?;
        let held = |row: Shop| row.settings.pauses.until(Held::Orders, self.now());
        if row.and_then(held).is_some() {
            return Ok(false);
        }
        let stored = tx.order(self.id(), &order.id).await?;
        let stored = stored.filter(|stored| is_as_decided(stored, before));
        let Some(stored) = stored else {
            return Ok(false);
        };
        self.put(tx, order, (&stored.parts, parts), told).await?;
        Ok(true)
    }

    /// Stock of what these parts hold moved, or is told otherwise now: the stock stream is to look at
    /// once.
    pub async fn tell_stock(&self, order: &OrderRow, parts: &[PartRow]) -> Result<(), StoreError> {
        if self.note_for_stock(order, parts).await? {
            let now = self.now();
            let mut tx = self.write().await?;
            tx.job_enqueue(self.id(), stock::STREAM, now, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The stock stream is to read what these parts hold in its next pass; whether there is anything.
    pub async fn note_for_stock(
        &self,
        order: &OrderRow,
        parts: &[PartRow],
    ) -> Result<bool, StoreError> {
        let at = self.now();
        let lines = parts.iter().flat_map(|row| {
            let point = row.part.point;
            row.part
                .lines
                .iter()
                .map(move |line| (point, &line.variant))
        });
        let moved: Vec<Moved> = lines
            .filter_map(|(point, variant)| {
                let product = order.products.get(variant)?.clone();
                Some(Moved { point, product, at })
            })
            .collect();
        if moved.is_empty() {
            return Ok(false);
        }
        let mut tx = self.write().await?;
        tx.moved_add(self.id(), &moved).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn put(
        &mut self,
        mut tx: Box<dyn Tx>,
        order: &OrderRow,
        (before, parts): (&[PartRow], &[PartRow]),
        told: &[(&str, String)],
    ) -> Result<(), StoreError> {
        let now = self.now();
        tx.order_put(self.id(), order).await?;
        for part in parts {
            tx.part_put(self.id(), &order.id, part).await?;
        }
        tally::parts(&mut *tx, self.id(), order.ordered_at, before, parts).await?;
        for (what, detail) in told {
            let event = OrderEvent {
                at: now,
                what: (*what).to_owned(),
                detail: detail.clone(),
            };
            tx.order_event(self.id(), &order.id, &event).await?;
        }
        tx.commit().await?;
        if let Some(counting) = &mut self.counting {
            for part in parts {
                let key = (order.id.clone(), part.part.number);
                if counts(part) {
                    counting.insert(key, part.clone());
                } else {
                    counting.remove(&key);
                }
            }
        }
        Ok(())
    }
}

/// Whether nobody but this pass changed anything that a person can decide.
fn is_as_decided(stored: &Whole, before: &Whole) -> bool {
    let states = |whole: &Whole| -> Vec<(u32, PartState)> {
        let parts = whole.parts.iter().map(|row| &row.part);
        parts
            .map(|part| (part.number, part.state.clone()))
            .collect()
    };
    let (one, other) = (&stored.order, &before.order);
    one.ignored == other.ignored
        && one.wishes == other.wishes
        && one.basis == other.basis
        && states(stored) == states(before)
}
