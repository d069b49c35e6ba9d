//! What the shop shows of a variant, and what it should show, in a word.

use ponte_domain::stock::write::{Cannot, Decision, Listed, Write};
use ponte_store::offers::{ChoiceKind, OfferRow, StockChoice};

use crate::words::Words;

/// What the shop's list shows.
pub(crate) fn shown(listed: Listed, t: Words) -> String {
    match listed {
        Listed::Missing => t.say("figure-missing"),
        Listed::Twice => t.say("figure-twice"),
        Listed::Stock {
            unlimited: true, ..
        } => t.say("figure-always"),
        Listed::Stock {
            quantity: Some(pieces),
            ..
        } => t.pieces(pieces),
        Listed::Stock { quantity: None, .. } => t.say("figure-not-counted"),
    }
}

/// The difference that the shop took after that list was read.
pub(crate) fn taken(row: &OfferRow) -> Option<i64> {
    let Decision::Write {
        write: Write::Add { pieces },
    } = row.decision
    else {
        return None;
    };
    // A refused difference is kept as 0, one of an earlier pass is older than the row.
    let own = row.written?;
    let took = own.answered && own.added == pieces && own.at >= row.changed_at;
    took.then_some(pieces)
}

/// What the shop shows, as far as is known: as listed, with the difference that it took since.
pub(crate) fn shown_now(row: &OfferRow, t: Words) -> String {
    match (row.listed, taken(row)) {
        (
            Listed::Stock {
                quantity: Some(listed),
                unlimited: false,
            },
            Some(added),
        ) => t.pieces(listed.saturating_add(added)),
        (listed, _) => shown(listed, t),
    }
}

/// What the shop should show.
pub(crate) fn wanted(row: &OfferRow, choices: &[StockChoice], t: Words) -> String {
    let no_figure = Decision::Cannot {
        reason: Cannot::NoFigure,
    };
    if row.sum.is_unmanaged() {
        return match choice(choices, ChoiceKind::Figure, &row.variant) {
            Some(pieces) => t.pieces(pieces),
            None if row.decision == no_figure => "–".to_owned(),
            None => t.say("figure-always"),
        };
    }
    if row.sum.lacks_a_reading() {
        return "–".to_owned();
    }
    t.pieces(row.sum.offer())
}

/// What the merchant chose for it.
pub(crate) fn choice(choices: &[StockChoice], kind: ChoiceKind, subject: &str) -> Option<u32> {
    let of = |choice: &&StockChoice| choice.kind == kind && choice.subject == subject;
    choices.iter().find(of).map(|choice| choice.pieces)
}
