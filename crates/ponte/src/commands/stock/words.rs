//! Stock in plain English: what the shop shows, what it should show, and why it waits.

use ponte_domain::{
    stock::{
        change::Change,
        offer::{Doubt, Standing, Sum, Term},
        write::{Cannot, Decision, Listed, Waits, Write},
    },
    till::SalesPointId,
};
use ponte_store::{
    offers::{Answer, ChoiceKind, OfferRow, StockChoice},
    points::SalesPoint,
};

use crate::commands::orders::words::point;

/// What the shop's list shows.
#[must_use]
pub fn shown(listed: Listed) -> String {
    match listed {
        Listed::Missing => "missing".to_owned(),
        Listed::Twice => "twice".to_owned(),
        Listed::Stock {
            unlimited: true, ..
        } => "always".to_owned(),
        Listed::Stock {
            quantity: Some(pieces),
            ..
        } => pieces.to_string(),
        Listed::Stock { quantity: None, .. } => "not counted".to_owned(),
    }
}

/// What the shop should show; `-`: nobody knows.
#[must_use]
pub fn should(row: &OfferRow, choices: &[StockChoice]) -> String {
    let no_figure = Decision::Cannot {
        reason: Cannot::NoFigure,
    };
    if row.sum.is_unmanaged() {
        let of = |choice: &&StockChoice| {
            choice.kind == ChoiceKind::Figure && choice.subject == row.variant
        };
        return match choices.iter().find(of) {
            Some(choice) => choice.pieces.to_string(),
            None if row.decision == no_figure => "-".to_owned(),
            None => "always".to_owned(),
        };
    }
    if row.sum.lacks_a_reading() {
        return "-".to_owned();
    }
    row.sum.offer().to_string()
}

/// Why it stands as it does; empty where the standing says it all.
#[must_use]
pub fn why(row: &OfferRow, points: &[SalesPoint]) -> String {
    if row.held {
        return "it would go to zero with many others: waits for --confirm-held".to_owned();
    }
    match row.decision {
        Decision::Nothing => String::new(),
        Decision::Write { write } => {
            let sent = row.written.is_some_and(|own| own.answered);
            let how = if sent { "sent" } else { "no answer yet" };
            format!("{} ({how})", written(write))
        }
        Decision::Cannot { reason } => match reason {
            Cannot::NotListed => "the shop's list does not know it",
            Cannot::ListedTwice => "the shop's list has it more than once",
            Cannot::NoFigure => "the till does not manage its stock: see `ponte stock figure`",
        }
        .to_owned(),
        Decision::Waits { reason } => waits(reason, &row.sum, points),
    }
}

fn waits(reason: Waits, sum: &Sum, points: &[SalesPoint]) -> String {
    match reason {
        Waits::Orders => "the orders were not read after the shop's list".to_owned(),
        Waits::OwnWrite => "the list may not show our last write yet".to_owned(),
        Waits::UnknownOutcome => "the outcome of our last write is unknown".to_owned(),
        Waits::OrderEnded => "the list may not show yet what an ended order gave back".to_owned(),
        Waits::NeverRead => "a point was not read yet".to_owned(),
        Waits::Levels => {
            let doubts = sum.terms.iter().filter_map(|term| {
                let name = point(term.point, points);
                doubt(term).map(|doubt| format!("{name} {doubt}"))
            });
            doubts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// What keeps a point from raising anything.
#[must_use]
pub fn doubt(term: &Term) -> Option<String> {
    Some(match term.doubt? {
        Doubt::Unread { since } => format!("could not be read since {since}"),
        Doubt::Old => "was read too long ago".to_owned(),
        Doubt::NotFollowed => "has parts of ours that were not followed since".to_owned(),
    })
}

/// The till's figure at a point, or what there is in place of one.
#[must_use]
pub fn quantity(term: &Term) -> String {
    match term.standing {
        Standing::Managed => term.quantity.normalize().to_string(),
        standing => standing_word(standing).to_owned(),
    }
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Managed => "managed",
        Standing::Unmanaged => "not managed",
        Standing::NoRecord => "no record",
        Standing::NeverRead => "never read",
    }
}

/// The whole sum in a line: `6 Via dei Tigli + 5 Piazza Mercato - 1 margin = 10`.
#[must_use]
pub fn sum(sum: &Sum, points: &[SalesPoint]) -> String {
    let terms = sum.terms.iter();
    let terms: Vec<String> = terms
        .map(|term| format!("{} {}", term.gives(), point(term.point, points)))
        .collect();
    let mut line = if terms.is_empty() {
        "0".to_owned()
    } else {
        terms.join(" + ")
    };
    for (pieces, name) in [(sum.margin, "margin"), (sum.unplaced, "awaited by buyers")] {
        if pieces > 0 {
            line.push_str(&format!(" - {pieces} {name}"));
        }
    }
    format!("{line} = {}", sum.target())
}

/// What was written.
#[must_use]
pub fn written(write: Write) -> String {
    match write {
        Write::Add { pieces } => format!("{pieces:+}"),
        Write::Set { pieces, .. } => format!("set to {pieces}"),
        Write::WithoutStock => "sold without stock".to_owned(),
    }
}

/// How that went.
#[must_use]
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Done => "done",
        Answer::Refused => "refused",
        Answer::Unknown => "no answer",
    }
}

/// What changed a figure.
#[must_use]
pub fn change(change: &Change, points: &[SalesPoint]) -> String {
    let at = |id: SalesPointId| point(id, points);
    match change {
        Change::Counts { point } => format!("{} counts", at(*point)),
        Change::CountsNoLonger { point } => format!("{} counts no longer", at(*point)),
        Change::Standing { point, was, is } => {
            let (was, is) = (standing_word(*was), standing_word(*is));
            format!("{}: {was} -> {is}", at(*point))
        }
        Change::Quantity { point, was, is } => {
            let (was, is) = (was.normalize(), is.normalize());
            format!("{}: quantity {was} -> {is}", at(*point))
        }
        Change::Promised { point, was, is } => {
            let (was, is) = (was.normalize(), is.normalize());
            format!("{}: promised {was} -> {is}", at(*point))
        }
        Change::Withheld { point, was, is } => {
            format!("{}: withheld {was} -> {is}", at(*point))
        }
        Change::Reserve { point, was, is } => format!("{}: reserve {was} -> {is}", at(*point)),
        Change::Doubt { point, is } => {
            let word = match is {
                None => "sure again",
                Some(Doubt::Unread { .. }) => "unread",
                Some(Doubt::Old) => "old",
                Some(Doubt::NotFollowed) => "not followed",
            };
            format!("{}: {word}", at(*point))
        }
        Change::Margin { was, is } => format!("margin {was} -> {is}"),
        Change::Unplaced { was, is } => format!("awaited by buyers {was} -> {is}"),
    }
}
