//! The truth of a write, as [`crate::stock`] defines it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::orders::part::{Part, PartState};
use ponte_sandbox::{
    shop::order::Order as ShopOrder,
    till::orders::record::{Order as TillOrder, OrderStatus, Workflow},
    world::Tenant,
};

use super::{
    decision::{Decision, Rests},
    shelves::{self, Shelves},
};
use crate::town::Good;

/// Our orders on the till that hold a variant, by name.
type OnTill<'a> = BTreeMap<(String, u32), &'a TillOrder>;

/// Pieces of our parts that were handed over, by part.
type HandedOver = BTreeMap<(String, u32), (i64, i64)>;

/// One article of a merchant, at one moment.
pub struct Look<'a> {
    tenant: &'a Tenant,
    good: &'a Good,
    on_till: OnTill<'a>,
    /// Point and pieces.
    handed: HandedOver,
}

/// The truth, with what it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Truth {
    /// Above this nothing may be raised.
    pub pieces: i64,
    /// Bought, and not known when the write was decided.
    pub not_known: i64,
    /// Bought since the moment that the list showed.
    pub not_listed: i64,
}

/// Pieces of an article in an order of the shop.
#[must_use]
pub fn bought(order: &ShopOrder, sku: &str) -> i64 {
    let lines = order.lines.iter().filter(|line| line.sku == sku);
    lines.map(|line| line.count).sum()
}

fn is_fulfilled(order: &TillOrder) -> bool {
    order.status == OrderStatus::Processed
        || matches!(
            order.workflow,
            Some(Workflow::Shipped | Workflow::Completed)
        )
}

impl<'a> Look<'a> {
    /// At the article as it is now.
    #[must_use]
    pub fn at(tenant: &'a Tenant, good: &'a Good) -> Self {
        let orders = tenant.till.orders();
        let on_till = orders.filter_map(|order| {
            let name = shelves::ours(order.sent.external_id.as_deref())?;
            Some(((name.order, name.number), order))
        });
        let handed = shelves::handed_over(&tenant.till).into_iter();
        let handed = handed.filter(|((_, _, (_, variant)), _)| *variant == good.variant);
        Self {
            tenant,
            good,
            on_till: on_till.collect(),
            handed: handed
                .map(|((order, number, (point, _)), pieces)| ((order, number), (point, pieces)))
                .collect(),
        }
    }

    /// The shop's orders that hold it, with the pieces of each.
    pub fn orders(&self) -> impl Iterator<Item = (&'a ShopOrder, i64)> {
        let (orders, sku) = (&self.tenant.shop.orders, &self.good.sku);
        let orders = orders.newest_first();
        let held = orders.map(move |order| (order, bought(order, sku)));
        held.filter(|(_, pieces)| *pieces > 0)
    }

    /// The truth of a write that was decided so.
    #[must_use]
    pub fn truth(&self, decision: &Decision, shelves: &Shelves, lag: i64, now: Timestamp) -> Truth {
        let mut at_points: BTreeMap<i64, i64> = BTreeMap::new();
        let (mut outside, mut forgiven) = (0, 0);
        let (mut not_known, mut not_listed) = (0, 0);
        let shown = decision.listed.as_millisecond() - lag;
        for (order, pieces) in self.orders() {
            let live = order.status.is_live();
            let known = decision.orders.get(&order.id);
            let known = known.filter(|known| known.seen <= decision.at);
            if order.placed.as_millisecond() >= shown {
                not_listed += pieces;
            }
            let Some(known) = known else {
                outside += if live { pieces } else { 0 };
                not_known += pieces;
                continue;
            };
            let mut in_parts = 0;
            for part in known.counting(decision.at) {
                let there = pieces_of(part, &self.good.variant);
                if self.counts(&order.id, part, decision.at) {
                    *at_points.entry(part.point).or_default() += there;
                    in_parts += there;
                }
            }
            let in_hand = self.in_hand(&order.id);
            if live && known.holds {
                outside += (pieces - in_parts - in_hand).max(0);
            } else if !live && known.ended.is_none_or(|ended| ended > decision.at) {
                forgiven += in_parts + in_hand;
            }
        }
        let given = decision.points.iter().map(|(point, rests)| {
            let place = (*point, self.good.variant.clone());
            let own = match rests {
                Rests::Reading(own) => *own,
                Rests::Unread => shelves.at(&place, now.as_millisecond()),
            };
            let here = self.handed.values().filter(|(at, _)| at == point);
            let handed: i64 = here.map(|(_, pieces)| pieces).sum();
            (own - handed - at_points.get(point).copied().unwrap_or(0)).max(0)
        });
        Truth {
            pieces: given.sum::<i64>() - outside + forgiven,
            not_known,
            not_listed,
        }
    }

    /// Pieces that nobody has for those who bought them since `from`; below nothing: so many are left.
    #[must_use]
    pub fn lacking(&self, points: &[i64], from: Timestamp) -> i64 {
        let outside: i64 = self
            .orders()
            .filter(|(order, _)| order.status.is_live() && order.placed >= from)
            .map(|(order, pieces)| (pieces - self.of_order(&order.id)).max(0))
            .sum();
        let there = points
            .iter()
            .map(|point| self.left(*point) - self.open_at(*point));
        outside - there.sum::<i64>()
    }

    /// What lies at a point, less what others were promised there.
    #[must_use]
    pub fn left(&self, point: i64) -> i64 {
        let Some(level) = self.good.level(self.tenant, point) else {
            return 0;
        };
        let ours: i64 = self
            .on_till
            .values()
            .filter(|order| order.sales_point() == point)
            .flat_map(|order| &order.rows)
            .filter(|row| row.variant.as_deref() == Some(&self.good.variant))
            .map(|row| shelves::pieces(row.promised))
            .sum();
        shelves::pieces(level.quantity) - shelves::pieces(level.outgoing) + ours
    }

    /// Our parts that stand open, with their pieces.
    fn open(&self) -> impl Iterator<Item = (&(String, u32), i64)> {
        let open = self.on_till.iter().filter(|(_, order)| {
            let off = matches!(
                order.workflow,
                Some(Workflow::Rejected | Workflow::Canceled)
            );
            !off && !is_fulfilled(order)
        });
        open.map(|(name, order)| (name, shelves::ordered(order, &self.good.variant)))
    }

    /// Our pieces that stand open at a point of the till.
    #[must_use]
    pub fn open_at(&self, point: i64) -> i64 {
        let here = |name: &(String, u32)| {
            let order = self.on_till.get(name);
            order.is_some_and(|order| order.sales_point() == point)
        };
        let open = self.open().filter(|(name, _)| here(name));
        open.map(|(_, pieces)| pieces).sum()
    }

    /// Pieces of an order that stand open on the till, or were handed over.
    #[must_use]
    pub fn of_order(&self, order: &str) -> i64 {
        let open = self.open().filter(|((of, _), _)| of == order);
        open.map(|(_, pieces)| pieces).sum::<i64>() + self.in_hand(order)
    }

    /// Pieces of an order that were handed over.
    #[must_use]
    pub fn in_hand(&self, order: &str) -> i64 {
        let range = (order.to_owned(), 0)..=(order.to_owned(), u32::MAX);
        let handed = self.handed.range(range);
        handed.map(|(_, (_, pieces))| pieces).sum()
    }

    /// Whether a part's pieces still count at its point: it may come to be open there, or stands open,
    /// or was closed without the goods and nobody has seen it.
    fn counts(&self, order: &str, part: &Part, decided: Timestamp) -> bool {
        let name = (order.to_owned(), part.number);
        let seen_closed = |closed: &Option<Timestamp>| closed.is_some_and(|at| at <= decided);
        let unseen = match &part.state {
            PartState::Delivered { closed, .. } => !seen_closed(closed),
            PartState::Released { .. } => false,
            _ => true,
        };
        if let Some(there) = self.on_till.get(&name) {
            let off = matches!(
                there.workflow,
                Some(Workflow::Rejected | Workflow::Canceled)
            );
            return !is_fulfilled(there) && (!off || unseen);
        }
        if self.handed.contains_key(&name) {
            return false;
        }
        match &part.state {
            // It was there once: deleted, and nobody has seen it.
            PartState::Delivered { .. } => unseen,
            _ => part.is_bound() || part.is_loose(),
        }
    }
}

fn pieces_of(part: &Part, variant: &str) -> i64 {
    let lines = part.lines.iter().filter(|line| line.variant == variant);
    lines.map(|line| i64::from(line.pieces)).sum()
}
