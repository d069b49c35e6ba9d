//! The walk: point after point, each gives each line what it has.

use std::collections::BTreeMap;

use super::{Available, Point, Wanted};
use crate::orders::order::Pieces;

/// What the walk met, and what came of it. Rows are points, columns are lines.
pub(super) struct Given {
    /// What was left at the point when the line came; `None`: the point does not know the variant.
    pub(super) had: Vec<Vec<Option<Available>>>,
    /// What it gave.
    pub(super) gave: Vec<Vec<Pieces>>,
    /// What the first point took besides, though it has not got it.
    pub(super) rest: Vec<Pieces>,
    /// What each line lacks in the end.
    pub(super) missing: Vec<Pieces>,
}

impl Given {
    /// Whether every line is covered.
    pub(super) fn is_complete(&self) -> bool {
        self.missing.iter().all(|missing| *missing == 0)
    }

    /// Puts what is missing on the first of the points `chosen`, if there is one.
    pub(super) fn rest_on_first(&mut self, chosen: &[bool]) {
        if let Some(first) = chosen.iter().position(|chosen| *chosen) {
            self.rest = std::mem::take(&mut self.missing);
            self.missing = vec![0; self.rest.len()];
            for (gave, rest) in self.gave[first].iter_mut().zip(&self.rest) {
                *gave += rest;
            }
        }
    }
}

/// Walks over the points marked in `chosen`. Two lines of one article draw on one figure.
pub(super) fn walk(wanted: &[Wanted], points: &[Point], chosen: &[bool]) -> Given {
    let mut missing: Vec<Pieces> = wanted.iter().map(|wanted| wanted.pieces).collect();
    let mut had = Vec::with_capacity(points.len());
    let mut gave = Vec::with_capacity(points.len());
    for (point, chosen) in points.iter().zip(chosen) {
        let mut left: BTreeMap<&str, Available> = point
            .has
            .iter()
            .map(|(variant, available)| (variant.as_str(), *available))
            .collect();
        let mut had_here = Vec::with_capacity(wanted.len());
        let mut gave_here = Vec::with_capacity(wanted.len());
        for (line, missing) in wanted.iter().zip(&mut missing) {
            let left = left.get_mut(line.variant.as_str());
            had_here.push(left.as_deref().copied());
            let gives = match left {
                Some(left) if *chosen => take(left, *missing),
                _ => 0,
            };
            *missing -= gives;
            gave_here.push(gives);
        }
        had.push(had_here);
        gave.push(gave_here);
    }
    Given {
        had,
        gave,
        rest: vec![0; wanted.len()],
        missing,
    }
}

/// Takes up to `wanted` from what is left.
fn take(left: &mut Available, wanted: Pieces) -> Pieces {
    match left {
        Available::Unmanaged => wanted,
        Available::Pieces(pieces) => {
            let gives = wanted.min(*pieces);
            *pieces -= gives;
            gives
        }
    }
}
