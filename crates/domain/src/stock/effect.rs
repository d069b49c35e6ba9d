//! What a figure would be under other choices of the merchant, before they are kept.
//!
//! A stored [`Sum`] holds what each point gives before its reserve, so the sum under fewer points,
//! other reserves and another margin follows from it without reading anything. A point that begins to
//! count is not in it and gives nothing: choices that only raise need no answer from here.
//!
//! Guarantees (each a test):
//! - the sum under other choices is the sum that a pass would make under them;
//! - the same choices change nothing;
//! - what the shop does not show cannot be lowered;
//! - a level that was never read lowers nothing.

use std::collections::BTreeMap;

use super::{offer::Sum, write::Listed};
use crate::{orders::order::Pieces, till::SalesPointId};

/// What the merchant chose for one SKU's figure, or is about to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Points that count and receive, with their reserve.
    pub points: BTreeMap<SalesPointId, Pieces>,
    /// The margin of the SKU's product.
    pub margin: Pieces,
}

/// Pieces that the shop shows; without stock there is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shows {
    /// So many.
    Pieces(i64),
    /// As many as anybody wants.
    WithoutLimit,
}

impl Shows {
    /// Nothing can be bought.
    pub const NOTHING: Self = Self::Pieces(0);
}

impl Sum {
    /// The sum under `choices`.
    #[must_use]
    pub fn under(&self, choices: &Choices) -> Self {
        let terms = self.terms.iter().filter_map(|term| {
            let reserve = *choices.points.get(&term.point)?;
            let mut term = term.clone();
            term.reserve = reserve;
            Some(term)
        });
        Self {
            terms: terms.collect(),
            margin: choices.margin,
            unplaced: self.unplaced,
        }
    }

    /// Whether nothing is left because the merchant chose so: with reserves, margin and points as they
    /// were in `was` something would be.
    #[must_use]
    pub fn is_taken_by_choice(&self, was: &Self) -> bool {
        if self.target() > 0 || self.is_unmanaged() {
            return false;
        }
        let mut undone = self.clone();
        undone.margin = was.margin;
        for before in &was.terms {
            let there = undone
                .terms
                .iter_mut()
                .find(|term| term.point == before.point);
            match there {
                Some(term) => term.reserve = before.reserve,
                None => undone.terms.push(before.clone()),
            }
        }
        undone.target() > 0 || undone.is_unmanaged()
    }
}

/// What the shop shows of a SKU under `sum`, as far as it shows it at all. `figure`: what the merchant
/// set where the till does not manage the stock.
#[must_use]
pub fn shows(sum: &Sum, listed: Listed, figure: Option<Pieces>) -> Shows {
    let now = match listed {
        Listed::Stock {
            unlimited: true, ..
        } => Shows::WithoutLimit,
        Listed::Stock {
            quantity: Some(pieces),
            ..
        } if pieces > 0 => Shows::Pieces(pieces),
        _ => Shows::NOTHING,
    };
    let should = match (sum.is_unmanaged(), figure) {
        (true, Some(pieces)) => Shows::Pieces(pieces.into()),
        (true, None) => Shows::WithoutLimit,
        (false, _) if sum.lacks_a_reading() => now,
        (false, _) => Shows::Pieces(sum.offer()),
    };
    now.min(should)
}

#[cfg(test)]
mod tests;
