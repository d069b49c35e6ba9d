//! What one pass writes of a SKU: nothing, a difference, or a figure.
//!
//! A difference commutes with what the shop sells while it is on its way, a figure does not. So what
//! stands above 0 is changed by its difference. Where the design leaves two readings, the one that
//! overwrites less is taken: over a figure above 0 goes a figure only in first fill and forced sync,
//! there only for plentiful SKUs and only when more than 250 differ; or downwards, where the shop
//! refuses negative differences. What is raised at all is raised to the *sure* target
//! ([`crate::stock::offer`]).
//!
//! A list counts as later than an event only if it began the settling time after it. Before that,
//! nobody knows whether it shows the event, so nothing is raised from it.
//!
//! Guarantees (each a test):
//! - above 0 the difference is written, at or below 0 the figure, and what is right costs no write;
//! - a target of 0 or less only ever lowers, to 0, and a negative figure stays;
//! - a figure goes over a figure above 0 only where it may;
//! - nothing is raised from a list that began within the settling time of our own write, or of an
//!   order seen ended, nor before the orders were read after that list;
//! - a difference with unknown outcome is never repeated: nothing is raised for 60 s;
//! - what is in doubt lowers as always and raises nothing, neither by a figure that is meant to lower
//!   from a list that may be stale, nor by one that a difference of ours may still be added to;
//! - what the till does not manage is sold without stock, or stands at the merchant's figure;
//! - a SKU that the shop's list does not know, or knows twice, is not written; nor is one of which a
//!   level was never read;
//! - while the merchant holds the stream with everything at 0, whatever is above 0 is set to 0, levels
//!   read or not, and nothing is raised.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::offer::Sum;
use crate::{orders::free::settled, orders::order::Pieces};

/// From this target on, a SKU is plentiful.
const PLENTIFUL: i64 = 20;

/// SKUs that one batch takes (TS Commerce sheet §13.4). When no more than these differ, each is
/// written by its difference.
pub const BATCH: usize = 250;

/// How long a write with unknown outcome keeps its SKU from being raised.
const UNKNOWN_SETTLES: SignedDuration = SignedDuration::from_secs(60);

/// A SKU in the shop's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "listed", rename_all = "snake_case")]
pub enum Listed {
    /// The list does not know it.
    Missing,
    /// More than one entry has this SKU: nobody knows which of them a write would change.
    Twice,
    /// As listed.
    Stock {
        /// `null`: never counted.
        quantity: Option<i64>,
        /// Sold without stock.
        unlimited: bool,
    },
}

/// Our own last write of a SKU's stock, by whatever stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWrite {
    /// When its answer came, or when it was given up.
    pub at: Timestamp,
    /// Whether the shop answered; else it may have been carried out, or still be.
    pub answered: bool,
    /// The difference; 0 where it was a figure.
    pub added: i64,
}

/// What there is no figure for on the till: `manageStock` is false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unmanaged {
    /// Sold without stock. The shop can do that for a main product only (TS Commerce sheet §13.2).
    WithoutStock,
    /// The figure that the merchant set.
    Figure(Pieces),
    /// A variant without such a figure: somebody must set one.
    NoFigure,
}

/// A SKU as a pass finds it.
#[derive(Clone, Copy, Debug)]
pub struct Sku<'a> {
    /// In the shop's list.
    pub listed: Listed,
    /// What it should be.
    pub sum: &'a Sum,
    /// What to do where the till does not manage it.
    pub unmanaged: Unmanaged,
    /// Our own last write; `None`: the offer is written for the first time (first fill).
    pub written: Option<OwnWrite>,
    /// When an order with this SKU was last seen ended (cancelled, archived or changed), even one
    /// that was never seen alive.
    pub order_ended: Option<Timestamp>,
}

/// What a pass knows besides.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// When the reading of the shop's list began.
    pub list_began: Timestamp,
    /// When the reading of the shop's orders, new and open ones, began; `None`: it failed, or was over
    /// before the list was read.
    pub orders_began: Option<Timestamp>,
    /// Asked for by a person: *forced*.
    pub forced: bool,
    /// How many SKUs differ ([`differs`]).
    pub differing: usize,
    /// The shop refuses negative differences (TS Commerce sheet §28.10).
    pub refuses_negative: bool,
    /// The settling time.
    pub settling: SignedDuration,
    /// The merchant holds the stream, and wants everything at 0 meanwhile.
    pub at_nothing: bool,
}

/// What is to be done with a SKU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// The shop shows what it should.
    Nothing,
    /// It shows less, and is not raised yet.
    Waits {
        /// Why.
        reason: Waits,
    },
    /// It is not written, and somebody should know.
    Cannot {
        /// Why.
        reason: Cannot,
    },
    /// This is written.
    Write {
        /// What.
        write: Write,
    },
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "write", rename_all = "snake_case")]
pub enum Write {
    /// The figure is changed by this difference.
    Add {
        /// Not 0.
        pieces: i64,
    },
    /// The figure is set, and with it that stock counts.
    Set {
        /// Not negative.
        pieces: i64,
        /// What it goes over.
        over: Over,
    },
    /// It is sold without stock from now on.
    WithoutStock,
}

/// What a figure goes over. Whatever the shop sells between its list and such a write is lost from
/// the figure until the next pass, so these windows are measured apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// 0, less, or nothing: no shopper can buy it.
    Nothing,
    /// It was sold without stock.
    WithoutStock,
    /// A figure above 0, of a plentiful SKU in first fill or forced sync.
    Plentiful,
    /// A higher figure, in a shop that refuses negative differences.
    Higher,
    /// A figure above 0, while the merchant holds the stream with everything at 0: whatever was sold
    /// meanwhile, 0 is no raising.
    Held,
}

/// Why a SKU is not raised yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// The orders were not read after the list.
    Orders,
    /// The list may not show our own last write.
    OwnWrite,
    /// The outcome of our own last write is unknown.
    UnknownOutcome,
    /// The list may not show what an ended order gave back.
    OrderEnded,
    /// What would raise it is in doubt: the terms of the sum say which and why.
    Levels,
    /// One of its levels was never read: what the shop shows stays as it is.
    NeverRead,
}

/// Why a SKU is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cannot {
    /// The shop's list does not know it.
    NotListed,
    /// The shop's list knows it more than once.
    ListedTwice,
    /// A variant whose stock the till does not manage, and no figure is set.
    NoFigure,
}

/// What the figure should be.
#[derive(Clone, Copy)]
struct Aim {
    /// Above this it is lowered.
    target: i64,
    /// It is raised to this.
    sure: i64,
}

impl Sku<'_> {
    /// `None`: without stock.
    fn aim(&self) -> Result<Option<Aim>, Cannot> {
        if !self.sum.is_unmanaged() {
            return Ok(Some(Aim {
                target: self.sum.target(),
                sure: self.sum.sure(),
            }));
        }
        match self.unmanaged {
            Unmanaged::WithoutStock => Ok(None),
            Unmanaged::Figure(pieces) => Ok(Some(Aim {
                target: pieces.into(),
                sure: if self.sum.is_surely_unmanaged() {
                    pieces.into()
                } else {
                    0
                },
            })),
            Unmanaged::NoFigure => Err(Cannot::NoFigure),
        }
    }
}

/// Whether the shop shows something else than it should, whatever may be written of it now;
/// `at_nothing`: everything should be at 0 ([`Pass::at_nothing`]).
#[must_use]
pub fn differs(sku: &Sku<'_>, at_nothing: bool) -> bool {
    let Listed::Stock {
        quantity,
        unlimited,
    } = sku.listed
    else {
        return false;
    };
    if at_nothing {
        return unlimited || quantity.is_some_and(|listed| listed > 0);
    }
    if sku.sum.lacks_a_reading() {
        return false;
    }
    match sku.aim() {
        Err(_) => false,
        Ok(None) => !unlimited,
        Ok(Some(aim)) => unlimited || quantity.unwrap_or(0).max(0) != aim.target.max(0),
    }
}

/// What a pass writes of a SKU.
#[must_use]
pub fn decide(sku: &Sku<'_>, pass: &Pass) -> Decision {
    let (quantity, unlimited) = match sku.listed {
        Listed::Missing => return cannot(Cannot::NotListed),
        Listed::Twice => return cannot(Cannot::ListedTwice),
        Listed::Stock {
            quantity,
            unlimited,
        } => (quantity, unlimited),
    };
    if pass.at_nothing {
        return match quantity {
            _ if unlimited => written(set(0, Over::WithoutStock)),
            Some(listed) if listed > 0 => written(set(0, Over::Held)),
            _ => Decision::Nothing,
        };
    }
    if sku.sum.lacks_a_reading() {
        return Decision::Waits {
            reason: Waits::NeverRead,
        };
    }
    match sku.aim() {
        Err(reason) => cannot(reason),
        Ok(None) if unlimited => Decision::Nothing,
        Ok(None) => raise(sku, pass, sku.sum.is_surely_unmanaged(), || {
            Write::WithoutStock
        }),
        // Less than without limit, whatever it is.
        Ok(Some(aim)) if unlimited => written(set(aim.sure.max(0), Over::WithoutStock)),
        Ok(Some(aim)) => counted(sku, pass, quantity, aim),
    }
}

fn counted(sku: &Sku<'_>, pass: &Pass, quantity: Option<i64>, aim: Aim) -> Decision {
    let Aim { target, sure } = aim;
    match quantity {
        Some(listed) if listed > 0 => {
            let offer = target.max(0);
            let may_overwrite = overwrites(sku, pass, target);
            let difference = |figure: i64| Write::Add {
                pieces: figure.saturating_sub(listed),
            };
            if offer < listed {
                let lower = lower_figure(sku, pass, aim);
                written(if may_overwrite {
                    set(lower, Over::Plentiful)
                } else if pass.refuses_negative {
                    set(lower, Over::Higher)
                } else {
                    difference(offer)
                })
            } else if offer == listed {
                Decision::Nothing
            } else {
                raise(sku, pass, sure > listed, || {
                    if may_overwrite {
                        set(sure, Over::Plentiful)
                    } else {
                        difference(sure)
                    }
                })
            }
        }
        // Nobody knows whether the shop sells what it never counted.
        None if target <= 0 && sku.written.is_none() => written(set(0, Over::Nothing)),
        _ if target <= 0 => Decision::Nothing,
        _ => raise(sku, pass, sure > 0, || set(sure, Over::Nothing)),
    }
}

/// Whether a figure may go over a figure above 0.
fn overwrites(sku: &Sku<'_>, pass: &Pass, target: i64) -> bool {
    let first_fill = sku.written.is_none();
    (first_fill || pass.forced) && target >= PLENTIFUL && pass.differing > BATCH
}

/// The figure to lower to, where no difference can be written. From a list that may be stale it may
/// raise, so nothing in doubt is in it; nor is what a difference of ours may still add to it.
fn lower_figure(sku: &Sku<'_>, pass: &Pass, aim: Aim) -> i64 {
    let still_adds = sku.written.map_or(0, |own| own.added.max(0));
    let figure = match waits(sku, pass) {
        None => aim.target,
        Some(Waits::UnknownOutcome) => aim.sure.saturating_sub(still_adds),
        Some(_) => aim.sure,
    };
    figure.max(0)
}

/// Raises if nothing speaks against it. `sure`: nothing in doubt is needed for it.
fn raise(sku: &Sku<'_>, pass: &Pass, sure: bool, write: impl FnOnce() -> Write) -> Decision {
    match waits(sku, pass) {
        Some(reason) => Decision::Waits { reason },
        None if !sure => Decision::Waits {
            reason: Waits::Levels,
        },
        None => written(write()),
    }
}

fn waits(sku: &Sku<'_>, pass: &Pass) -> Option<Waits> {
    let later = |event, settling| settled(pass.list_began, event, settling);
    if let Some(own) = sku.written {
        if own.answered && !later(own.at, pass.settling) {
            return Some(Waits::OwnWrite);
        }
        if !own.answered && !later(own.at, UNKNOWN_SETTLES.max(pass.settling)) {
            return Some(Waits::UnknownOutcome);
        }
    }
    let orders_read = pass
        .orders_began
        .is_some_and(|began| began >= pass.list_began);
    if !orders_read {
        return Some(Waits::Orders);
    }
    let shows_end = |ended| later(ended, pass.settling);
    (!sku.order_ended.is_none_or(shows_end)).then_some(Waits::OrderEnded)
}

fn set(pieces: i64, over: Over) -> Write {
    Write::Set { pieces, over }
}

fn written(write: Write) -> Decision {
    Decision::Write { write }
}

fn cannot(reason: Cannot) -> Decision {
    Decision::Cannot { reason }
}

#[cfg(test)]
mod tests;
