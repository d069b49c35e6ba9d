//! An allocation with its reasons: what the page shows of each line, point by point.

use serde::{Deserialize, Serialize};

use super::{Allocation, Available, Point, Share, Standing, Wanted, walk::Given};
use crate::{
    orders::order::{LineKey, Pieces},
    settings::Shortage,
    till::SalesPointId,
};

/// What one point had of one line, gave, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The line.
    pub line: LineKey,
    /// The point.
    pub point: SalesPointId,
    /// What was left there when the line came; `None`: the point does not know the variant.
    pub had: Option<Available>,
    /// What it gave.
    pub gave: Pieces,
    /// Why that much.
    pub why: Why,
}

/// Why a point gave what it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It gave all that was still missing.
    HadEnough,
    /// It gave all it had; the rest goes on.
    HadSome,
    /// It had nothing left.
    HadNothing,
    /// It does not know the article.
    NotKnownThere,
    /// Points before it had given everything.
    NothingMissing,
    /// It was given what nobody has: the merchant's choice for the first point.
    TookTheRest,
    /// It is switched off.
    Off,
    /// It rejected a part of this order.
    Rejected,
    /// The buyer collects elsewhere.
    CollectedElsewhere,
    /// The order goes to other points, to make fewer parts.
    OthersDoItAll,
}

/// How the points were chosen.
pub(super) enum Chosen<'a> {
    /// The buyer's point alone.
    Bound(&'a [bool]),
    /// By the merchant's rule.
    ByRule(&'a [bool]),
}

/// The allocation that `given` amounts to.
pub(super) fn told(
    wanted: &[Wanted],
    points: &[Point],
    given: &Given,
    shortage: Shortage,
    chosen: Chosen<'_>,
) -> Allocation {
    let waits = !given.is_complete() && shortage == Shortage::Wait;
    let parts = if waits {
        Vec::new()
    } else {
        parts(wanted, points, given)
    };
    let missing = wanted.iter().zip(&given.missing);
    Allocation {
        parts,
        missing: with_pieces(missing),
        steps: steps(wanted, points, given, &chosen),
    }
}

fn parts(wanted: &[Wanted], points: &[Point], given: &Given) -> Vec<Share> {
    let shares = points.iter().zip(&given.gave).map(|(point, gave)| Share {
        point: point.id,
        lines: with_pieces(wanted.iter().zip(gave)),
    });
    shares.filter(|share| !share.lines.is_empty()).collect()
}

/// Lines with these pieces instead of their own; those with none are left out.
fn with_pieces<'a>(lines: impl Iterator<Item = (&'a Wanted, &'a Pieces)>) -> Vec<Wanted> {
    lines
        .filter(|(_, pieces)| **pieces > 0)
        .map(|(line, pieces)| Wanted {
            pieces: *pieces,
            ..line.clone()
        })
        .collect()
}

fn steps(wanted: &[Wanted], points: &[Point], given: &Given, chosen: &Chosen<'_>) -> Vec<Step> {
    let mut steps = Vec::with_capacity(wanted.len() * points.len());
    for (column, line) in wanted.iter().enumerate() {
        let mut missing = line.pieces;
        for (row, point) in points.iter().enumerate() {
            let (had, gave) = (given.had[row][column], given.gave[row][column]);
            let why = not_asked(point, row, chosen)
                .unwrap_or_else(|| asked(had, gave, missing, given.rest[column]));
            missing -= gave;
            steps.push(Step {
                line: line.line.clone(),
                point: point.id,
                had,
                gave,
                why,
            });
        }
    }
    steps
}

/// Why a point was not asked at all; `None` if it was.
fn not_asked(point: &Point, row: usize, chosen: &Chosen<'_>) -> Option<Why> {
    match (point.standing, chosen) {
        (Standing::Off, _) => Some(Why::Off),
        (Standing::Rejected, _) => Some(Why::Rejected),
        (Standing::Receives, Chosen::Bound(chosen)) => {
            (!chosen[row]).then_some(Why::CollectedElsewhere)
        }
        (Standing::Receives, Chosen::ByRule(chosen)) => {
            (!chosen[row]).then_some(Why::OthersDoItAll)
        }
    }
}

fn asked(had: Option<Available>, gave: Pieces, missing: Pieces, rest: Pieces) -> Why {
    let holds = match had {
        None => 0,
        Some(Available::Pieces(pieces)) => pieces,
        Some(Available::Unmanaged) => Pieces::MAX,
    };
    if missing == 0 {
        Why::NothingMissing
    } else if rest > 0 && gave > holds {
        Why::TookTheRest
    } else if gave == missing {
        Why::HadEnough
    } else if had.is_none() {
        Why::NotKnownThere
    } else if gave == 0 {
        Why::HadNothing
    } else {
        Why::HadSome
    }
}
