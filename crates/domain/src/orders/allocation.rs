//! How an order is spread over the points of sale.
//!
//! The merchant's promise (plug-in-today row 7): walk the points in order; each gives each line what
//! it has, up to what is still missing; the rest goes on to the next. Lines of one point form one
//! part. Two lines of one article draw on one figure.
//!
//! Guarantees (each a test):
//! - nothing is invented and nothing is lost;
//! - a point that does not receive gives nothing, and none gives more than it has;
//! - by priority the first point gives all it can;
//! - the same question gets the same answer, and points that nobody needs change nothing in it;
//! - an order that cannot be covered sends nothing and names what is missing, unless the merchant
//!   chose otherwise;
//! - a bound order goes whole to its point, or waits, or falls back;
//! - an article whose stock the till does not manage comes from the first point that knows it.

mod choose;
mod explain;
mod walk;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    orders::order::{LineKey, Pieces},
    settings::{Shortage, Strategy},
    till::{SalesPointId, VariantId},
};

pub use explain::{Step, Why};

/// A line, or what is left of one, that wants to be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The shop's line.
    pub line: LineKey,
    /// The till's variant.
    pub variant: VariantId,
    /// Pieces still to be placed.
    pub pieces: Pieces,
}

/// A sales point, in the merchant's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Id.
    pub id: SalesPointId,
    /// Whether it may get a part of this order.
    pub standing: Standing,
    /// What it has of the order's variants; one that it does not know is missing.
    pub has: BTreeMap<VariantId, Available>,
}

/// Whether a point may get a part of this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Yes.
    Receives,
    /// The merchant switched it off, or it does not receive orders.
    Off,
    /// It rejected a part of this order.
    Rejected,
}

/// What a point has of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Available {
    /// free(point).
    Pieces(Pieces),
    /// The till does not manage its stock (`manageStock: false`).
    Unmanaged,
}

/// What the merchant chose, and the buyer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Which points are asked.
    pub strategy: Strategy,
    /// What happens when not everything is there.
    pub shortage: Shortage,
    /// The point that the buyer chose to collect at.
    pub bound: Option<Bound>,
}

/// *Ritiro presso*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The point.
    pub point: SalesPointId,
    /// Whether the usual rule applies when the point cannot do it all; else the order waits.
    pub falls_back: bool,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allocation {
    /// What each point gets, in the points' order. Empty: the order waits.
    pub parts: Vec<Share>,
    /// Pieces that no part holds, of lines that lack some.
    pub missing: Vec<Wanted>,
    /// For every line, point by point: what it had, what it gave (or would have given, had the order
    /// not to wait) and why.
    pub steps: Vec<Step>,
}

/// What one point gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The point.
    pub point: SalesPointId,
    /// Its lines, in the order's order, none with 0 pieces.
    pub lines: Vec<Wanted>,
}

/// Spreads `wanted` over `points`.
#[must_use]
pub fn allocate(wanted: &[Wanted], points: &[Point], rules: Rules) -> Allocation {
    if let Some(bound) = rules.bound {
        let there = |point: &Point| point.id == bound.point && point.standing == Standing::Receives;
        let chosen: Vec<bool> = points.iter().map(there).collect();
        let given = walk::walk(wanted, points, &chosen);
        if given.is_complete() || !bound.falls_back {
            let rest = Shortage::Wait;
            return explain::told(
                wanted,
                points,
                &given,
                rest,
                explain::Chosen::Bound(&chosen),
            );
        }
    }
    let receiving: Vec<bool> = points
        .iter()
        .map(|point| point.standing == Standing::Receives)
        .collect();
    let chosen = match rules.strategy {
        Strategy::Priority => None,
        Strategy::WholeFirst => choose::whole_first(wanted, points, &receiving),
        Strategy::FewestParts => choose::fewest(wanted, points, &receiving),
    };
    let chosen = chosen.unwrap_or(receiving);
    let mut given = walk::walk(wanted, points, &chosen);
    if rules.shortage == Shortage::RestOnFirst {
        given.rest_on_first(&chosen);
    }
    let chosen = explain::Chosen::ByRule(&chosen);
    explain::told(wanted, points, &given, rules.shortage, chosen)
}

#[cfg(test)]
mod tests;
