//! What a sales point can still give of a variant: free(point).
//!
//! free = ⌊max(0, quantity − promised − withheld)⌋. Whether the till's `outgoingQuantity` holds our
//! own orders is not known beforehand (Cassa in Cloud sheet §18, §25.2) and is learnt: see
//! [`counts`].
//!
//! Guarantees (each a test):
//! - a part that the reading cannot contain is promised besides what the till counts, even if it was
//!   seen closed meanwhile;
//! - promised is never less than all own parts not seen closed;
//! - where the till is not known to count orders, its figure and ours add up;
//! - a reading that began within the settling time of a part proves nothing about that part;
//! - free is never negative, and never more than the quantity.

pub mod counts;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::orders::order::Pieces;

/// How long after an event a reading must begin to count as later. Lags up to 20 s are covered.
pub const SETTLING: SignedDuration = SignedDuration::from_secs(30);

/// One variant's stock at one sales point, as the till told it (Cassa in Cloud sheet §15.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// `quantity`: physical stock, in pieces or kilograms; may be negative.
    pub quantity: Decimal,
    /// `outgoingQuantity`: expected out.
    pub outgoing: Decimal,
    /// When the reading began.
    pub began: Timestamp,
}

/// A part of ours that may still take pieces of this variant from this point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPart {
    /// Pieces of the variant.
    pub pieces: Pieces,
    /// What is known of it.
    pub seen: Seen,
    /// When it was confirmed on the till; `None`: not, or nobody remembers.
    pub confirmed: Option<Timestamp>,
}

/// How far a part of ours has come, for stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Planned, sending, or its outcome is unknown.
    Unconfirmed,
    /// Confirmed on the till at that time, not seen closed.
    Confirmed(Timestamp),
    /// Seen closed there at that time. Its pieces stay promised until a reading began later.
    Closed(Timestamp),
}

/// Whether a reading that began at `began` counts as later than `event`.
#[must_use]
pub fn settled(began: Timestamp, event: Timestamp, settling: SignedDuration) -> bool {
    began.duration_since(event) >= settling
}

impl OwnPart {
    /// Whether the reading may have been made before the part existed on the till.
    fn is_too_new_for(&self, began: Timestamp, settling: SignedDuration) -> bool {
        let unsettled = |at| !settled(began, at, settling);
        match self.seen {
            Seen::Unconfirmed => true,
            Seen::Confirmed(at) => unsettled(at),
            // It may have come and gone on the till after the reading was made.
            Seen::Closed(at) => unsettled(at) && self.confirmed.is_none_or(unsettled),
        }
    }

    /// Whether the part counts as not seen closed by the reading.
    pub(crate) fn is_open_for(&self, began: Timestamp, settling: SignedDuration) -> bool {
        match self.seen {
            Seen::Unconfirmed | Seen::Confirmed(_) => true,
            Seen::Closed(at) => !settled(began, at, settling),
        }
    }
}

/// Pieces (or kilograms) that are no longer free though they still lie there.
#[must_use]
pub fn promised(
    reading: &Reading,
    own: &[OwnPart],
    till_counts: bool,
    settling: SignedDuration,
) -> Decimal {
    // A figure below zero would make room for pieces that nobody has.
    let outgoing = reading.outgoing.max(Decimal::ZERO);
    let open = sum(own, |part| part.is_open_for(reading.began, settling));
    if till_counts {
        let too_new = sum(own, |part| part.is_too_new_for(reading.began, settling));
        outgoing.saturating_add(too_new).max(open)
    } else {
        outgoing.saturating_add(open)
    }
}

fn sum(own: &[OwnPart], which: impl Fn(&OwnPart) -> bool) -> Decimal {
    own.iter()
        .filter(|part| which(part))
        .map(|part| Decimal::from(part.pieces))
        .sum()
}

/// Whole pieces that the point can still give. `withheld`: pieces that it rejected before
/// ([`crate::orders::withheld`]).
#[must_use]
pub fn free(
    reading: &Reading,
    own: &[OwnPart],
    withheld: Pieces,
    till_counts: bool,
    settling: SignedDuration,
) -> Pieces {
    reading
        .quantity
        .saturating_sub(promised(reading, own, till_counts, settling))
        .saturating_sub(Decimal::from(withheld))
        .max(Decimal::ZERO)
        .floor()
        .to_u32()
        // Not negative, so it can only be too large.
        .unwrap_or(Pieces::MAX)
}

#[cfg(test)]
mod tests;
