//! The offer: the one quantity of a SKU that the shop may show, with the sum behind it.
//!
//! target = Σ max(0, free(point) − reserve of the point), over the points that count their stock and
//! receive orders, − margin − unplaced; offer = max(0, target).
//!
//! What could not be read goes on counting with its last value, and never raises: besides the target
//! there is the *sure* target, to which points that could not be read, or not lately, give nothing.
//! The shop is lowered to the target, and raised to the sure one: one point
//! that cannot be read keeps no other point's goods out of the shop.
//!
//! Guarantees (each a test):
//! - each point gives whole pieces, and one below zero takes nothing from one with stock;
//! - reserve, margin and unplaced only lower, and the offer is never negative;
//! - never a record there is 0; only stock that the till does not manage is without limit;
//! - an unread level keeps its value in the target, and gives nothing to the sure one; neither does
//!   one that was read too long ago;
//! - a level younger than what is known of our own parts there gives nothing to the sure target;
//! - the sum tells each figure it was made of.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::level::{Known, Level};
use crate::{
    orders::free::{self, OwnPart, Seen},
    orders::order::Pieces,
    till::SalesPointId,
};

/// How old a level may be to raise an offer. The till's receipts name what it sold, but goods that
/// were moved by hand may be told by nobody.
pub const RAISES_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// A variant at a point that counts its stock and receives orders.
#[derive(Clone, Copy, Debug)]
pub struct AtPoint<'a> {
    /// The point.
    pub point: SalesPointId,
    /// Its level there.
    pub level: &'a Level,
    /// Our own parts of it there.
    pub own: &'a [OwnPart],
    /// When the till was last asked for the state of all of them; `None`: not yet.
    pub followed: Option<Timestamp>,
    /// Pieces that the point rejected.
    pub withheld: Pieces,
    /// Pieces that stay there.
    pub reserve: Pieces,
}

/// What a SKU's figure is made of, all from one snapshot of the database.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The points that count and receive. A SKU that is to be held at 0 has none.
    pub points: &'a [AtPoint<'a>],
    /// The shop's margin, or the product's own.
    pub margin: Pieces,
    /// Pieces that the shop's buyers wait for ([`super::unplaced`]).
    pub unplaced: Pieces,
    /// Whether the till is known to count our orders ([`crate::orders::free::counts`]).
    pub till_counts: bool,
    /// The settling time.
    pub settling: SignedDuration,
    /// Now.
    pub now: Timestamp,
}

/// The sum behind a figure, as the page shows it and the SKU's history keeps it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    /// What each point gives, in the merchant's order.
    pub terms: Vec<Term>,
    /// The margin.
    pub margin: Pieces,
    /// Pieces that the shop's buyers wait for.
    pub unplaced: Pieces,
}

/// What one point gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The point.
    pub point: SalesPointId,
    /// `quantity`; 0 where there is no record.
    pub quantity: Decimal,
    /// Promised there, to anybody.
    pub promised: Decimal,
    /// Of that, pieces in our own parts (at most: a part seen closed a moment ago is still in it).
    pub own: Pieces,
    /// Pieces that the point rejected.
    pub withheld: Pieces,
    /// Pieces that stay there.
    pub reserve: Pieces,
    /// free(point).
    pub free: Pieces,
    /// When the reading of the level began; `None`: never.
    pub read: Option<Timestamp>,
    /// What kind of level that is.
    pub standing: Standing,
    /// What keeps it from raising anything.
    pub doubt: Option<Doubt>,
}

/// What kind of level a term rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Figures of the till.
    Managed,
    /// The till does not manage its stock there.
    Unmanaged,
    /// The till has no record of it there.
    NoRecord,
    /// It was never read.
    NeverRead,
}

/// Why a term raises nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum Doubt {
    /// It could not be read since then.
    Unread {
        /// The first try that failed.
        since: Timestamp,
    },
    /// It was read too long ago ([`RAISES_WITHIN`]).
    Old,
    /// Our own parts there were not followed since it was read: one that the point rejected meanwhile
    /// has left the till's promise and is not seen rejected yet.
    NotFollowed,
}

/// Adds up.
#[must_use]
pub fn sum(basis: &Basis<'_>) -> Sum {
    Sum {
        terms: basis.points.iter().map(|at| term(at, basis)).collect(),
        margin: basis.margin,
        unplaced: basis.unplaced,
    }
}

fn term(at: &AtPoint<'_>, basis: &Basis<'_>) -> Term {
    let read = at.level.known.began();
    let mut term = Term {
        point: at.point,
        quantity: Decimal::ZERO,
        promised: Decimal::ZERO,
        own: 0,
        withheld: at.withheld,
        reserve: at.reserve,
        free: 0,
        read,
        standing: match at.level.known {
            Known::Never => Standing::NeverRead,
            Known::NoRecord { .. } => Standing::NoRecord,
            Known::Unmanaged { .. } => Standing::Unmanaged,
            Known::Managed(_) => Standing::Managed,
        },
        doubt: doubt(at, basis.now),
    };
    if let Known::Managed(reading) = &at.level.known {
        let (counts, settling) = (basis.till_counts, basis.settling);
        term.quantity = reading.quantity;
        term.promised = free::promised(reading, at.own, counts, settling);
        term.own = at.own.iter().fold(0, |sum: Pieces, part| {
            let open = part.is_open_for(reading.began, settling);
            sum.saturating_add(if open { part.pieces } else { 0 })
        });
        term.free = free::free(reading, at.own, at.withheld, counts, settling);
    }
    term
}

fn doubt(at: &AtPoint<'_>, now: Timestamp) -> Option<Doubt> {
    if let Some(since) = at.level.unread {
        return Some(Doubt::Unread { since });
    }
    let read = at.level.known.began()?;
    let on_till = |part: &OwnPart| matches!(part.seen, Seen::Confirmed(_));
    let is_old = now.duration_since(read) > RAISES_WITHIN;
    let followed = at.followed.is_some_and(|followed| followed >= read);
    if is_old {
        Some(Doubt::Old)
    } else if at.own.iter().any(on_till) && !followed {
        Some(Doubt::NotFollowed)
    } else {
        None
    }
}

impl Term {
    /// Pieces that it gives to the offer.
    #[must_use]
    pub fn gives(&self) -> Pieces {
        self.free.saturating_sub(self.reserve)
    }
}

impl Sum {
    /// The target. May be negative: more is promised than there is.
    #[must_use]
    pub fn target(&self) -> i64 {
        self.over(|_| true)
    }

    /// The target, had every point in doubt nothing: the shop is raised no higher. Never more than
    /// the target.
    #[must_use]
    pub fn sure(&self) -> i64 {
        self.over(|term| term.doubt.is_none())
    }

    /// The offer: what the shop should show, unless the till does not manage the stock.
    #[must_use]
    pub fn offer(&self) -> i64 {
        self.target().max(0)
    }

    /// Whether one of its levels was never read, so that nobody knows anything.
    #[must_use]
    pub fn lacks_a_reading(&self) -> bool {
        let never = |term: &Term| term.standing == Standing::NeverRead;
        self.terms.iter().any(never)
    }

    /// Whether a point has it without limit (`manageStock: false`).
    #[must_use]
    pub fn is_unmanaged(&self) -> bool {
        self.terms.iter().any(Term::is_unmanaged)
    }

    /// Whether that was read without doubt.
    #[must_use]
    pub fn is_surely_unmanaged(&self) -> bool {
        let sure = |term: &Term| term.is_unmanaged() && term.doubt.is_none();
        self.terms.iter().any(sure)
    }

    /// Whether nothing is left because the shop's own orders took it.
    #[must_use]
    pub fn is_taken_by_orders(&self) -> bool {
        let own: i64 = self.terms.iter().map(|term| i64::from(term.own)).sum();
        self.target() <= 0 && self.target() + own + i64::from(self.unplaced) > 0
    }

    /// The oldest reading that it rests on; `None`: one of its levels was never read, or there are
    /// none.
    #[must_use]
    pub fn oldest(&self) -> Option<Timestamp> {
        let read: Option<Vec<Timestamp>> = self.terms.iter().map(|term| term.read).collect();
        read?.into_iter().min()
    }

    fn over(&self, which: impl Fn(&Term) -> bool) -> i64 {
        let terms = self.terms.iter().filter(|term| which(term));
        let given: i64 = terms.map(|term| i64::from(term.gives())).sum();
        given - i64::from(self.margin) - i64::from(self.unplaced)
    }
}

impl Term {
    fn is_unmanaged(&self) -> bool {
        self.standing == Standing::Unmanaged
    }
}

#[cfg(test)]
mod tests;
