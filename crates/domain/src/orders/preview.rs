//! What the orders of the last days would have become under other choices: they are replayed through
//! the real allocation.
//!
//! The assumption: each order meets, at each point, what that point had when the order was planned (its
//! [`Explanation`] keeps that), whatever other orders of the replay took. A point of which nothing was
//! known then has nothing.
//!
//! Guarantees (each a test):
//! - under unchanged choices nothing differs;
//! - an order replayed under the choices that planned it gets the parts it got;
//! - a point that does not receive gets no part;
//! - an order of which a line is no longer known is left out, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    allocation::{Available, Bound, Point, Rules, Standing, Wanted, allocate},
    explanation::Explanation,
    order::{LineKey, Pieces},
    wishes::Wishes,
};
use crate::{
    settings::{Shortage, Strategy},
    till::{SalesPointId, VariantId},
};

/// An order as it was when it was planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    wanted: Vec<Wanted>,
    has: BTreeMap<SalesPointId, BTreeMap<VariantId, Available>>,
    without: BTreeSet<SalesPointId>,
    bound: Option<SalesPointId>,
}

/// What the merchant chose, or is about to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The points in order, with whether they receive.
    pub points: Vec<(SalesPointId, bool)>,
    /// Which points are asked.
    pub strategy: Strategy,
    /// What happens when not everything is there.
    pub shortage: Shortage,
    /// Whether the usual rule applies when the point that the buyer chose cannot do it all.
    pub bound_falls_back: bool,
}

/// What became of the orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Orders that were replayed.
    pub orders: u64,
    /// Of these, such as wait.
    pub wait: u64,
    /// Of these, such as go to more than one point.
    pub split: u64,
    /// Parts: one parcel each.
    pub parcels: u64,
    /// Orders of which a point gets a part.
    pub at: BTreeMap<SalesPointId, u64>,
}

impl Past {
    /// The order behind a plan; `None`: nothing was planned, or a line's variant is not known.
    #[must_use]
    pub fn of(plan: &Explanation, known: &[(LineKey, VariantId)], wishes: &Wishes) -> Option<Self> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut has: BTreeMap<SalesPointId, BTreeMap<VariantId, Available>> = BTreeMap::new();
        for step in &plan.steps {
            let (_, variant) = known.iter().find(|(line, _)| *line == step.line)?;
            match wanted.iter_mut().find(|line| line.line == step.line) {
                Some(line) => line.pieces = line.pieces.saturating_add(step.gave),
                None => wanted.push(Wanted {
                    line: step.line.clone(),
                    variant: variant.clone(),
                    pieces: step.gave,
                }),
            }
            if let Some(had) = step.had {
                let there = has.entry(step.point).or_default();
                let kept = there.entry(variant.clone()).or_insert(had);
                *kept = more(*kept, had);
            }
        }
        for missing in &plan.missing {
            match wanted.iter_mut().find(|line| line.line == missing.line) {
                Some(line) => line.pieces = line.pieces.saturating_add(missing.pieces),
                None => wanted.push(missing.clone()),
            }
        }
        wanted.retain(|line| line.pieces > 0);
        (!wanted.is_empty()).then(|| Self {
            wanted,
            has,
            without: wishes.without.clone(),
            bound: plan.bound,
        })
    }
}

/// Two lines of one article draw on one figure: the first of them met all of it.
fn more(one: Available, other: Available) -> Available {
    match (one, other) {
        (Available::Pieces(one), Available::Pieces(other)) => Available::Pieces(one.max(other)),
        _ => Available::Unmanaged,
    }
}

/// Replays `past` under `choices`.
#[must_use]
pub fn replay(past: &[Past], choices: &Choices) -> Tally {
    let mut tally = Tally::default();
    for order in past {
        let rules = Rules {
            strategy: choices.strategy,
            shortage: choices.shortage,
            bound: order.bound.map(|point| Bound {
                point,
                falls_back: choices.bound_falls_back,
            }),
        };
        let parts = allocate(&order.wanted, &points(order, choices), rules).parts;
        tally.orders += 1;
        tally.wait += u64::from(parts.is_empty());
        tally.split += u64::from(parts.len() > 1);
        for share in parts {
            tally.parcels += 1;
            *tally.at.entry(share.point).or_default() += 1;
        }
    }
    tally
}

fn points(order: &Past, choices: &Choices) -> Vec<Point> {
    let standing = |point: SalesPointId, receives: bool| match receives {
        false => Standing::Off,
        true if order.without.contains(&point) => Standing::Rejected,
        true => Standing::Receives,
    };
    // A point that the plan did not look at has nothing that anybody knows of.
    let nothing = || -> BTreeMap<VariantId, Available> {
        let none = |line: &Wanted| (line.variant.clone(), Available::Pieces(Pieces::MIN));
        order.wanted.iter().map(none).collect()
    };
    let points = choices.points.iter();
    points
        .map(|(id, receives)| Point {
            id: *id,
            standing: standing(*id, *receives),
            has: order.has.get(id).cloned().unwrap_or_else(nothing),
        })
        .collect()
}

#[cfg(test)]
mod tests;
