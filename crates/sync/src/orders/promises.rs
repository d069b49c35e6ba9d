//! What the orders hold of each variant, from one snapshot of the database: for the stock stream.
//!
//! A piece is counted in one place: in a part, at its point, or outside parts, for the whole shop.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::{
    orders::{free::OwnPart, ledger::Ordered, order::Facts, order::Next, order::holds_pieces},
    settings::{OrderSettings, PaymentRule},
    stock::unplaced::{Holding, outside_parts},
    till::{SalesPointId, VariantId},
};
use ponte_store::{
    StoreError, Tx,
    orders::{OrderRow, Whole},
};

use super::{pass::counts, standing};

/// A part of ours, with its name.
#[derive(Clone, Debug)]
pub(crate) struct Promise {
    /// The order and the part's number.
    pub part: (String, u32),
    /// Its pieces of the variant.
    pub own: OwnPart,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Promises {
    /// Own parts at their points.
    pub own: BTreeMap<(SalesPointId, VariantId), Vec<Promise>>,
    /// Pieces outside parts.
    pub holdings: BTreeMap<VariantId, Vec<Holding>>,
    /// When an order with this variant was last seen ended or changed.
    pub ended: BTreeMap<VariantId, Timestamp>,
}

impl Promises {
    /// Everything that counts; parts that were closed before `since` do not.
    pub async fn read(
        tx: &mut dyn Tx,
        shop: &str,
        settings: &OrderSettings,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut promises = Self::default();
        for (order, row) in tx.parts_counting(shop, since).await? {
            if !counts(&row) {
                continue;
            }
            let mut variants: Vec<&VariantId> =
                row.part.lines.iter().map(|line| &line.variant).collect();
            variants.sort();
            variants.dedup();
            for variant in variants {
                if let Some(own) = row.part.own(variant) {
                    let there = (row.part.point, variant.clone());
                    let part = (order.clone(), row.part.number);
                    let own = Promise { part, own };
                    promises.own.entry(there).or_default().push(own);
                }
            }
        }
        for whole in tx.orders_open_whole(shop).await? {
            promises.hold(&whole, settings, now);
        }
        Ok(promises)
    }

    fn hold(&mut self, whole: &Whole, settings: &OrderSettings, now: Timestamp) {
        let order = &whole.order;
        if let Some((at, variants)) = &order.lines_changed {
            for variant in variants {
                self.ended_at(variant, *at);
            }
        }
        if let Some(at) = order.ended_at {
            for (_, variant) in &order.resolved.known {
                self.ended_at(variant, at);
            }
        }
        if !holds(whole, settings, now) {
            return;
        }
        let parts = standing::parts(&whole.parts);
        for (line, pieces) in outside_parts(&standing::ordered(order), &parts) {
            let variant = order
                .resolved
                .known
                .iter()
                .find(|(known, _)| *known == line);
            if let (Some((_, variant)), true) = (variant, pieces > 0) {
                let left = order.ended_at;
                let holding = Holding { pieces, left };
                self.holdings
                    .entry(variant.clone())
                    .or_default()
                    .push(holding);
            }
        }
    }

    fn ended_at(&mut self, variant: &VariantId, at: Timestamp) {
        let known = self.ended.entry(variant.clone()).or_insert(at);
        *known = (*known).max(at);
    }
}

/// Whether an order holds pieces outside its parts, or held them until it ended.
pub(super) fn holds(whole: &Whole, settings: &OrderSettings, now: Timestamp) -> bool {
    let order = &whole.order;
    let alive = if order.state.is_live() {
        order.clone()
    } else {
        // As it was.
        OrderRow {
            state: ponte_domain::orders::order::ShopState(0),
            ended_at: None,
            ..order.clone()
        }
    };
    let next = standing::look(&alive, &whole.parts, settings, now);
    holds_so(&alive, &next)
}

fn holds_so(order: &OrderRow, next: &Next) -> bool {
    let nothing = Ordered::new();
    let facts = Facts {
        state: order.state,
        ordered_at: order.ordered_at,
        payment: PaymentRule::default(),
        ordered: &nothing,
        unknown: &[],
        parts: &[],
        changed: false,
        ignored: order.ignored.is_some(),
    };
    holds_pieces(&facts, next, order.set_aside)
}
