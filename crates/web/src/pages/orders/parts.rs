//! Parts of an order in words: which point, how many pieces, how far.

use ponte_domain::orders::part::{Doubt, PartState, TillState};
use ponte_store::{orders::PartRow, points::SalesPoint};

use crate::words::Words;

/// A part as the list shows it.
pub(super) struct Short {
    pub(super) point: String,
    /// "10 pezzi, accettata"
    pub(super) about: String,
}

/// Parts that still mean something: neither taken back nor let go.
pub(super) fn standing(parts: &[PartRow]) -> impl Iterator<Item = &PartRow> {
    parts.iter().filter(|row| {
        let state = &row.part.state;
        !matches!(state, PartState::Withdrawn | PartState::Released { .. })
    })
}

/// The standing parts, for the list.
pub(super) fn short(parts: &[PartRow], points: &[SalesPoint], t: Words) -> Vec<Short> {
    let one = |row: &PartRow| {
        let (_, state) = state(row);
        let said = t.say(state);
        let args = [("n", pieces(row).into()), ("state", said.into())];
        Short {
            point: point(row.part.point, points),
            about: t.with("part-short", &args),
        }
    };
    standing(parts).map(one).collect()
}

/// Pieces in a part.
pub(super) fn pieces(row: &PartRow) -> u64 {
    let lines = row.part.lines.iter();
    lines.map(|line| u64::from(line.pieces)).sum()
}

/// A point's name; its number where it has none.
pub(crate) fn point(id: i64, points: &[SalesPoint]) -> String {
    let known = points.iter().find(|point| point.id == id);
    let name = known.map(|point| point.name.clone());
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| id.to_string())
}

/// How far a part is: the badge's tone and the sentence's key.
pub(super) fn state(row: &PartRow) -> (&'static str, &'static str) {
    if row.differs {
        return ("bad", "part-differs");
    }
    match &row.part.state {
        PartState::Planned => ("info", "part-planned"),
        PartState::Sending { .. } => ("info", "part-sending"),
        PartState::Refused => ("warn", "part-refused"),
        PartState::Unknown {
            doubt: Doubt::Conflict,
            not_found: Some(_),
        } => ("bad", "part-not-found"),
        PartState::Unknown {
            doubt: Doubt::NoAnswer,
            ..
        } => ("warn", "part-no-answer"),
        PartState::Unknown { .. } => ("warn", "part-look-up"),
        PartState::Delivered { till, .. } => on_till(*till),
        PartState::Released { .. } => ("", "part-released"),
        PartState::Withdrawn => ("", "part-withdrawn"),
    }
}

/// Where a part stands on the till, likewise.
pub(super) fn on_till(till: TillState) -> (&'static str, &'static str) {
    match till {
        TillState::Requested => ("info", "part-requested"),
        TillState::Accepted => ("ok", "part-accepted"),
        TillState::Processing => ("ok", "part-processing"),
        TillState::Ready => ("ok", "part-ready"),
        TillState::OnItsWay => ("ok", "part-on-its-way"),
        TillState::Shipped => ("ok", "part-shipped"),
        TillState::Completed => ("ok", "part-completed"),
        TillState::Processed => ("ok", "part-processed"),
        TillState::Rejected => ("bad", "part-rejected"),
        TillState::Cancelled => ("bad", "part-cancelled"),
        TillState::Gone => ("bad", "part-gone"),
    }
}
