//! All writes of one pass: in which order, and which of them wait for a yes.
//!
//! Guarantees (each a test):
//! - lowerings go before raisings;
//! - figures go in batches of 250, differences one by one;
//! - a pass that would set more than 10 and more than 10 % of what is offered to 0 holds those, and
//!   the rest goes on; what orders cause or the merchant confirmed goes on too, and is not counted;
//! - whatever overwrote a figure above 0 makes the pass repeat at once.

use serde::{Deserialize, Serialize};

use super::write::{BATCH, Decision, Listed, Over, Sku, Write};
use crate::brake;

/// One SKU's decision, with what the order of writes and the brake need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The shop's SKU.
    pub sku: String,
    /// What is to be done.
    pub decision: Decision,
    /// Pieces that the shop offers now.
    pub offers: Offers,
    /// It is lowered to 0 because the shop's own orders took it, or the merchant said yes.
    pub excused: bool,
}

/// What the shop offers of a SKU before the pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offers {
    /// Nothing: 0, less, or not listed.
    Nothing,
    /// This many.
    Pieces(i64),
    /// As many as anybody wants.
    WithoutStock,
}

/// What a pass writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    /// One call each, in this order; none waits for another to be read back.
    pub calls: Vec<Call>,
    /// SKUs that would be set to 0 and wait for a yes.
    pub held: Vec<String>,
    /// Of how many that offer something.
    pub held_of: usize,
    /// Whether the pass repeats at once, because figures went over figures.
    pub repeats: bool,
}

/// One call to the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// A difference.
    Add {
        /// The SKU.
        sku: String,
        /// The difference.
        pieces: i64,
    },
    /// Up to 250 figures.
    Set(Vec<(String, i64)>),
    /// One SKU is sold without stock from now on; or no longer, and stands at this figure.
    Stock {
        /// The SKU.
        sku: String,
        /// `None`: without stock.
        pieces: Option<i64>,
    },
}

impl Decided {
    /// A decision about a SKU. `confirmed`: the merchant said yes to its 0.
    #[must_use]
    pub fn new(name: &str, sku: &Sku<'_>, decision: Decision, confirmed: bool) -> Self {
        let offers = match sku.listed {
            Listed::Stock {
                unlimited: true, ..
            } => Offers::WithoutStock,
            Listed::Stock {
                quantity: Some(pieces),
                ..
            } if pieces > 0 => Offers::Pieces(pieces),
            _ => Offers::Nothing,
        };
        Self {
            sku: name.to_owned(),
            decision,
            offers,
            excused: confirmed || sku.sum.is_taken_by_orders(),
        }
    }

    fn write(&self) -> Option<Write> {
        match self.decision {
            Decision::Write { write } => Some(write),
            _ => None,
        }
    }

    /// The figure after its write, as far as the pass knows; `None`: without limit, or no write.
    fn becomes(&self) -> Option<i64> {
        match (self.write()?, self.offers) {
            (Write::Set { pieces, .. }, _) => Some(pieces),
            (Write::Add { pieces }, Offers::Pieces(listed)) => Some(listed.saturating_add(pieces)),
            (Write::Add { pieces }, _) => Some(pieces),
            (Write::WithoutStock, _) => None,
        }
    }

    fn goes_to_nothing(&self) -> bool {
        self.offers != Offers::Nothing && self.becomes().is_some_and(|pieces| pieces <= 0)
    }

    fn lowers(&self) -> bool {
        match self.offers {
            Offers::WithoutStock => true,
            Offers::Pieces(listed) => self.becomes().is_some_and(|pieces| pieces < listed),
            // A 0 where nothing was counted.
            Offers::Nothing => self.becomes() == Some(0),
        }
    }
}

/// The writes of a pass. `offering`: how many SKUs of ours the shop offers something of, those of which
/// nothing is to be decided too.
#[must_use]
pub fn writes(decided: &[Decided], offering: usize) -> Writes {
    let to_nothing = |one: &&Decided| one.goes_to_nothing() && !one.excused;
    let count = decided.iter().filter(to_nothing).count();
    let of = offering;
    let holds = brake::holds(count as u64, of as u64);
    let (held, go): (Vec<&Decided>, Vec<&Decided>) = decided
        .iter()
        .filter(|one| one.write().is_some())
        .partition(|one| holds && to_nothing(one));
    let mut calls = Vec::new();
    for lowers in [true, false] {
        add(&mut calls, go.iter().filter(|one| one.lowers() == lowers));
    }
    let over_figures = |one: &&&Decided| {
        matches!(
            one.write(),
            Some(Write::Set {
                over: Over::Plentiful | Over::Higher | Over::WithoutStock,
                ..
            })
        )
    };
    Writes {
        calls,
        held: held.iter().map(|one| one.sku.clone()).collect(),
        held_of: of,
        repeats: go.iter().any(|one| over_figures(&one)),
    }
}

/// Differences first, since shoppers buy from those SKUs now; then figures, by batches.
fn add<'a>(calls: &mut Vec<Call>, decided: impl Iterator<Item = &'a &'a Decided>) {
    let mut figures = Vec::new();
    for one in decided {
        let sku = one.sku.clone();
        match one.write() {
            Some(Write::Add { pieces }) => calls.push(Call::Add { sku, pieces }),
            Some(Write::WithoutStock) => calls.push(Call::Stock { sku, pieces: None }),
            Some(Write::Set {
                pieces,
                over: Over::WithoutStock,
            }) => calls.push(Call::Stock {
                sku,
                pieces: Some(pieces),
            }),
            Some(Write::Set { pieces, .. }) => figures.push((sku, pieces)),
            None => {}
        }
    }
    calls.extend(figures.chunks(BATCH).map(|batch| Call::Set(batch.to_vec())));
}

#[cfg(test)]
mod tests;
