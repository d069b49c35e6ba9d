//! Parts of the order as receipts: what each point gets, what it costs, how far it is.

use ponte_domain::{
    money::Money,
    orders::part::{ExternalId, PartLine},
};
use ponte_store::{
    orders::{PartRow, Whole},
    points::SalesPoint,
};

use crate::{
    pages::orders::parts,
    words::{Wall, Words},
};

/// One part.
pub(super) struct Slip {
    pub(super) point: String,
    /// "parte 1 di 2"
    pub(super) place: String,
    /// Pieces and title, with the amount.
    pub(super) lines: Vec<(String, String)>,
    pub(super) total: String,
    /// Its name on the till.
    pub(super) external_id: String,
    pub(super) tone: &'static str,
    pub(super) state: String,
    /// Attempts, the refusal, the reason of a rejection: a sentence each.
    pub(super) notes: Vec<String>,
}

/// Those that count, and those that no longer do.
pub(super) fn views(
    whole: &Whole,
    points: &[SalesPoint],
    wall: &Wall,
    t: Words,
) -> (Vec<Slip>, Vec<Slip>) {
    let standing: Vec<u32> = parts::standing(&whole.parts)
        .map(|row| row.part.number)
        .collect();
    let (mut counting, mut past) = (Vec::new(), Vec::new());
    for row in &whole.parts {
        let number = row.part.number;
        match standing.iter().position(|known| *known == number) {
            Some(place) => {
                let args = [
                    ("place", whole_number(place + 1).into()),
                    ("of", whole_number(standing.len()).into()),
                ];
                let place = t.with("slip-place", &args);
                counting.push(slip(whole, row, place, points, wall, t));
            }
            None => {
                let place = t.with("slip-past", &[("part", u64::from(number).into())]);
                past.push(slip(whole, row, place, points, wall, t));
            }
        }
    }
    (counting, past)
}

fn slip(
    whole: &Whole,
    row: &PartRow,
    place: String,
    points: &[SalesPoint],
    wall: &Wall,
    t: Words,
) -> Slip {
    let amount = |line: &PartLine| {
        let lines = &row.amounts.lines;
        let found = lines.iter().find(|known| known.line == line.line);
        found.map_or(Money(0), |found| found.amount)
    };
    let line = |line: &PartLine| {
        let args = [
            ("n", u64::from(line.pieces).into()),
            ("title", title(whole, line).into()),
        ];
        (t.with("slip-line", &args), t.money(amount(line)))
    };
    let mut lines: Vec<_> = row.part.lines.iter().map(line).collect();
    for (charge, key) in [
        (row.amounts.shipping, "order-shipping"),
        (row.amounts.fee, "order-fee"),
    ] {
        if charge.0 != 0 {
            lines.push((t.say(key), t.money(charge)));
        }
    }
    let (tone, state) = parts::state(row);
    let id = ExternalId {
        order: whole.order.id.clone(),
        number: row.part.number,
    };
    Slip {
        point: parts::point(row.part.point, points),
        place,
        lines,
        total: t.money(row.amounts.total()),
        external_id: id.to_string(),
        tone,
        state: t.say(state),
        notes: notes(row, wall, t),
    }
}

fn title<'w>(whole: &'w Whole, line: &'w PartLine) -> &'w str {
    let details = whole.order.details.as_ref();
    let lines = details.map_or(&[][..], |details| &details.lines);
    let found = lines.iter().find(|known| known.key == line.line);
    found.map_or(line.line.as_str(), |found| found.title.as_str())
}

fn notes(row: &PartRow, wall: &Wall, t: Words) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(last) = row.attempts.last() {
        let args = [
            ("n", whole_number(row.attempts.len()).into()),
            ("when", wall.when(last.at, t).into()),
        ];
        notes.push(t.with("slip-attempts", &args));
    }
    if !row.refusal.is_empty() {
        let args = [("text", row.refusal.as_str().into())];
        notes.push(t.with("slip-refusal", &args));
    }
    if !row.rejection.is_empty() {
        let args = [("text", row.rejection.as_str().into())];
        notes.push(t.with("slip-rejection", &args));
    }
    if let Some(next) = row.next_at.filter(|_| row.part.may_attempt()) {
        notes.push(t.with("slip-next", &[("when", wall.when(next, t).into())]));
    }
    notes
}

fn whole_number(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
