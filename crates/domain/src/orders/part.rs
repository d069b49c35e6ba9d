//! A part: what one sales point gets of an order, and how far it has come. It becomes one order on
//! the till.
//!
//! Guarantees (each a test here or in [`crate::orders::ledger`]):
//! - a part that was refused after an attempt of unknown outcome is looked up before anything else;
//! - what the till says it has already is looked up, never sent again;
//! - a part leaves the ledger only because its every attempt was refused, or the till shows it
//!   rejected or cancelled and a person chose to send it again, or a person says that the till lacks
//!   it after a look-up that found nothing.

mod event;
mod external_id;
mod found;
mod windows;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    orders::free::{OwnPart, Seen},
    orders::order::{LineKey, Pieces},
    till::{SalesPointId, VariantId},
};

pub use event::{Event, Impossible, after};
pub use external_id::{ExternalId, look_up_prefix};
pub use found::{Found, differs};
pub use windows::{Window, windows};

/// How far apart two look-ups must be to let go of a part of a cancelled order.
pub const APART: SignedDuration = SignedDuration::from_mins(10);

/// One part. Number, point, lines and date never change (design: frozen); the rest of what the till
/// is told is made anew at each attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its number in the order, from 1, never reused.
    pub number: u32,
    /// The point that gets it.
    pub point: SalesPointId,
    /// What it gets.
    pub lines: Vec<PartLine>,
    /// The till's `date`.
    pub date: Timestamp,
    /// Whether a request for it may ever have left.
    pub attempted: bool,
    /// How far it has come.
    pub state: PartState,
}

/// Pieces of one line in a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartLine {
    /// The shop's line.
    pub line: LineKey,
    /// The till's variant.
    pub variant: VariantId,
    /// Pieces.
    pub pieces: Pieces,
}

/// How far a part has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PartState {
    /// Nothing was attempted.
    Planned,
    /// A request is leaving or under way.
    Sending {
        /// What earlier attempts left open.
        doubt: Option<Doubt>,
    },
    /// Every attempt was refused. It may be tried again, or withdrawn.
    Refused,
    /// It may or may not be on the till.
    Unknown {
        /// Why.
        doubt: Doubt,
        /// Look-ups since the last attempt that found nothing: the first and the last one.
        not_found: Option<(Timestamp, Timestamp)>,
    },
    /// Confirmed there.
    Delivered {
        /// When that was seen.
        confirmed: Timestamp,
        /// Where it stands there.
        till: TillState,
        /// When it was seen closed.
        closed: Option<Timestamp>,
    },
    /// It left the ledger after it had been on the till, or may have been: a person chose so.
    Released {
        /// When it was seen closed, if it was.
        closed: Option<Timestamp>,
    },
    /// Taken back before the till ever had it.
    Withdrawn,
}

/// Why nobody knows whether a part is on the till.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Time-out, 5xx, broken answer, crash while sending: repeat.
    NoAnswer,
    /// No answer, and then a refusal: look it up first.
    RefusedAfterNoAnswer,
    /// `ConflictValue`: it exists. Look it up.
    Conflict,
}

/// Where a part stands on the till (Cassa in Cloud sheet §16.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TillState {
    /// `REQUESTED`: nobody has looked.
    Requested,
    /// `ACCEPTED`, and any state that we do not know.
    Accepted,
    /// `PROCESSING`.
    Processing,
    /// `READY`.
    Ready,
    /// `SHIPPING`, `DELIVERING`.
    OnItsWay,
    /// `SHIPPED`.
    Shipped,
    /// `COMPLETED`.
    Completed,
    /// `status` is `PROCESSED`: turned into a document.
    Processed,
    /// `REJECTED`.
    Rejected,
    /// `CANCELED`.
    Cancelled,
    /// 404.
    Gone,
}

impl TillState {
    /// Nothing more comes of it there.
    #[must_use]
    pub fn is_closed(self) -> bool {
        self.is_fulfilled() || self.is_off() || self == Self::Gone
    }

    /// The goods have left.
    #[must_use]
    pub fn is_fulfilled(self) -> bool {
        matches!(self, Self::Shipped | Self::Completed | Self::Processed)
    }

    /// Rejected or cancelled there.
    #[must_use]
    pub fn is_off(self) -> bool {
        matches!(self, Self::Rejected | Self::Cancelled)
    }
}

impl Part {
    /// Delivered, in flight or unknown: its pieces may not be planned again.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        match self.state {
            PartState::Sending { .. } | PartState::Unknown { .. } | PartState::Delivered { .. } => {
                true
            }
            PartState::Planned
            | PartState::Refused
            | PartState::Released { .. }
            | PartState::Withdrawn => false,
        }
    }

    /// Still to be sent, nothing of it on the till: may be withdrawn and planned anew.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        matches!(self.state, PartState::Planned | PartState::Refused)
    }

    /// Whether the till shows it rejected or cancelled, and nobody has chosen yet.
    #[must_use]
    pub fn is_off(&self) -> bool {
        matches!(self.state, PartState::Delivered { till, .. } if till.is_off())
    }

    /// Whether it must be looked up before it is attempted again.
    #[must_use]
    pub fn needs_look_up(&self) -> bool {
        matches!(
            self.state,
            PartState::Unknown {
                doubt: Doubt::RefusedAfterNoAnswer | Doubt::Conflict,
                not_found: None,
            }
        )
    }

    /// Whether it may be attempted now.
    #[must_use]
    pub fn may_attempt(&self) -> bool {
        match self.state {
            PartState::Planned | PartState::Refused => true,
            PartState::Unknown { doubt, not_found } => match doubt {
                Doubt::NoAnswer => true,
                Doubt::RefusedAfterNoAnswer => not_found.is_some(),
                Doubt::Conflict => false,
            },
            _ => false,
        }
    }

    /// Whether two look-ups, far enough apart, found nothing since the last attempt.
    #[must_use]
    pub fn is_surely_absent(&self) -> bool {
        matches!(
            self.state,
            PartState::Unknown { not_found: Some((first, last)), .. }
                if last.duration_since(first) >= APART
        )
    }

    /// How its pieces count in free(point); `None`: not at all.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        match self.state {
            PartState::Planned
            | PartState::Refused
            | PartState::Sending { .. }
            | PartState::Unknown { .. } => Some(Seen::Unconfirmed),
            PartState::Delivered {
                closed: Some(at), ..
            }
            | PartState::Released { closed: Some(at) } => Some(Seen::Closed(at)),
            PartState::Delivered { confirmed, .. } => Some(Seen::Confirmed(confirmed)),
            PartState::Released { closed: None } | PartState::Withdrawn => None,
        }
    }

    /// Its pieces of one variant, as free(point) counts them at its point; `None`: not at all.
    #[must_use]
    pub fn own(&self, variant: &str) -> Option<OwnPart> {
        let lines = self.lines.iter().filter(|line| line.variant == variant);
        let pieces = lines.fold(0, |sum: Pieces, line| sum.saturating_add(line.pieces));
        let seen = self.seen().filter(|_| pieces > 0)?;
        let confirmed = match self.state {
            PartState::Delivered { confirmed, .. } => Some(confirmed),
            _ => None,
        };
        Some(OwnPart {
            pieces,
            seen,
            confirmed,
        })
    }

    /// Pieces of one line in it.
    #[must_use]
    pub fn pieces_of(&self, line: &str) -> Pieces {
        self.lines
            .iter()
            .filter(|in_part| in_part.line == line)
            .fold(0, |sum: Pieces, in_part| sum.saturating_add(in_part.pieces))
    }
}
