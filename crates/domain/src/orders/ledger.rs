//! Exactly once: which pieces of an order may be planned.
//!
//! Invariant: per line, pieces in parts that are delivered, in flight or unknown never exceed the
//! pieces ordered. Only pieces outside them may be planned.
//!
//! Guarantees (each a test):
//! - whatever happens, in whatever order, the invariant holds;
//! - the goods on the till never exceed what was ordered, even where answers are lost;
//! - a number is never reused;
//! - what is planned anew takes back what was planned before.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    orders::allocation::{Share, Wanted},
    orders::order::{LineKey, Pieces},
    orders::part::{Event, Found, Part, PartLine, PartState, TillState, after, differs},
};

/// Pieces ordered of each line.
pub type Ordered = BTreeMap<LineKey, Pieces>;

/// A broken rule of the ledger: a fault of ours, or an order that shrank on the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "invalid", rename_all = "snake_case")]
pub enum Invalid {
    /// More pieces of a line than were ordered.
    #[error("{pieces} pieces of line {line:?} in parts, {ordered} ordered")]
    TooMany {
        /// The line.
        line: LineKey,
        /// Pieces in parts.
        pieces: Pieces,
        /// Pieces ordered.
        ordered: Pieces,
    },
    /// Two parts with one number.
    #[error("part {number} stands twice in the ledger")]
    NumberTwice {
        /// The number.
        number: u32,
    },
}

/// Pieces of a line in parts that are delivered, in flight or unknown.
#[must_use]
pub fn pieces_bound(parts: &[Part], line: &str) -> Pieces {
    pieces(parts, line, Part::is_bound)
}

/// Pieces of each line that may be planned: all that no such part holds. Parts that are planned or
/// refused do not count, since planning takes them back.
#[must_use]
pub fn may_plan(ordered: &Ordered, parts: &[Part]) -> Ordered {
    left(ordered, parts, Part::is_bound)
}

/// Pieces of each line that no part holds at all, planned ones included: what a plan still lacks.
#[must_use]
pub fn not_in_parts(ordered: &Ordered, parts: &[Part]) -> Ordered {
    left(ordered, parts, |part| part.is_bound() || part.is_loose())
}

/// Pieces of each line outside parts that are not seen rejected or cancelled: they count as unplaced
/// in the offer as long as the order is live.
#[must_use]
pub fn unplaced(ordered: &Ordered, parts: &[Part]) -> Ordered {
    left(ordered, parts, |part| {
        part.is_loose() || (part.is_bound() && !part.is_off())
    })
}

/// The number of the next part. Withdrawn and released parts stay in `parts`, so none comes twice.
#[must_use]
pub fn next_number(parts: &[Part]) -> u32 {
    let last = parts.iter().map(|part| part.number).max();
    last.unwrap_or(0).saturating_add(1)
}

/// The ledger after planning: parts that are planned or refused are withdrawn, and each share
/// becomes a part with a new number and this `date`.
///
/// # Errors
///
/// [`Invalid::TooMany`]: the shares hold more than [`may_plan`] allows. Nothing changes then.
pub fn plan(
    ordered: &Ordered,
    parts: &[Part],
    shares: &[Share],
    date: Timestamp,
) -> Result<Vec<Part>, Invalid> {
    let mut planned: Vec<Part> = parts
        .iter()
        .map(|part| after(part, Event::Withdraw).unwrap_or_else(|_| part.clone()))
        .collect();
    for share in shares {
        planned.push(Part {
            number: next_number(&planned),
            point: share.point,
            lines: share.lines.iter().map(part_line).collect(),
            date,
            attempted: false,
            state: PartState::Planned,
        });
    }
    check(ordered, &planned)?;
    Ok(planned)
}

fn part_line(wanted: &Wanted) -> PartLine {
    PartLine {
        line: wanted.line.clone(),
        variant: wanted.variant.clone(),
        pieces: wanted.pieces,
    }
}

/// What an order on the till with one of our names means for the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// The ledger holds it as delivered, or has let go of it knowingly.
    Known,
    /// It is entered as delivered (an older database was restored, or an answer was lost).
    Delivered(Vec<Part>),
    /// It is not what we hold under that number, or more than was ordered: a person must look.
    Differs,
}

/// Enters what a look-up found at `now`. Its pieces are given to the order's lines, of which
/// `lines` tells variant and pieces in the order's order.
#[must_use]
pub fn enter(
    ordered: &Ordered,
    parts: &[Part],
    lines: &[Wanted],
    found: &Found,
    now: Timestamp,
) -> Entered {
    let delivered = PartState::Delivered {
        confirmed: now,
        till: TillState::Requested,
        closed: None,
    };
    let mut entered = parts.to_vec();
    match entered.iter_mut().find(|part| part.number == found.number) {
        Some(part) if differs(part, found) => return Entered::Differs,
        Some(part)
            if matches!(
                part.state,
                PartState::Delivered { .. } | PartState::Released { .. }
            ) =>
        {
            return Entered::Known;
        }
        Some(part) => {
            let counted = part.is_bound();
            part.state = delivered;
            part.attempted = true;
            // Its pieces counted before, whatever the order has become since it was sent.
            if counted {
                return Entered::Delivered(entered);
            }
        }
        None => {
            let free = may_plan(ordered, parts);
            let Some(lines) = spread(found, lines, &free) else {
                return Entered::Differs;
            };
            // What was planned without knowing of it is planned anew.
            for part in &mut entered {
                if let Ok(withdrawn) = after(part, Event::Withdraw) {
                    *part = withdrawn;
                }
            }
            entered.push(Part {
                number: found.number,
                point: found.point,
                lines,
                date: found.date.unwrap_or(now),
                attempted: true,
                state: delivered,
            });
        }
    }
    match check(ordered, &entered) {
        Ok(()) => Entered::Delivered(entered),
        Err(_) => Entered::Differs,
    }
}

/// Lines of a part that holds what was found, out of what is `free`; `None` where it is more.
fn spread(found: &Found, lines: &[Wanted], free: &Ordered) -> Option<Vec<PartLine>> {
    let mut rest = found.pieces.clone();
    let mut spread = Vec::new();
    for line in lines {
        let free = free.get(&line.line).copied().unwrap_or(0);
        if let Some(rest) = rest.get_mut(&line.variant) {
            let pieces = free.min(*rest);
            *rest -= pieces;
            if pieces > 0 {
                spread.push(PartLine {
                    pieces,
                    ..part_line(line)
                });
            }
        }
    }
    rest.values().all(|rest| *rest == 0).then_some(spread)
}

/// Checks the invariant, planned parts included, and that no number stands twice.
///
/// # Errors
///
/// [`Invalid`]: the first broken rule.
pub fn check(ordered: &Ordered, parts: &[Part]) -> Result<(), Invalid> {
    let mut numbers = std::collections::BTreeSet::new();
    for part in parts {
        let number = part.number;
        if !numbers.insert(number) {
            return Err(Invalid::NumberTwice { number });
        }
    }
    let lines = parts.iter().flat_map(|part| &part.lines);
    for line in lines.map(|line| &line.line) {
        let pieces = pieces(parts, line, |part| part.is_bound() || part.is_loose());
        let ordered = ordered.get(line).copied().unwrap_or(0);
        if pieces > ordered {
            let line = line.clone();
            return Err(Invalid::TooMany {
                line,
                pieces,
                ordered,
            });
        }
    }
    Ok(())
}

fn pieces(parts: &[Part], line: &str, which: impl Fn(&Part) -> bool) -> Pieces {
    let parts = parts.iter().filter(|part| which(part));
    parts.fold(0, |sum: Pieces, part| {
        sum.saturating_add(part.pieces_of(line))
    })
}

fn left(ordered: &Ordered, parts: &[Part], taken: impl Fn(&Part) -> bool) -> Ordered {
    ordered
        .iter()
        .map(|(line, ordered)| {
            (
                line.clone(),
                ordered.saturating_sub(pieces(parts, line, &taken)),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests;
