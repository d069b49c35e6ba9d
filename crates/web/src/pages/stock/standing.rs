//! How a variant's figure stands, in words: a badge, and why.

use ponte_domain::stock::{
    offer::{Doubt, Term},
    write::{Cannot, Decision, Waits},
};
use ponte_store::offers::OfferRow;

use super::{About, figures::taken, point};

/// How a figure stands.
pub(crate) struct Told {
    /// `ok`, `warn`, `bad`, `info`, or nothing.
    pub(crate) tone: &'static str,
    /// In a few words.
    pub(crate) label: String,
    /// Why, and what to do; none where the label says it all.
    pub(crate) reason: Option<String>,
}

/// How `row` stands.
pub(crate) fn told(row: &OfferRow, about: &About<'_>) -> Told {
    let t = about.t;
    let told = |tone, label: &str, reason: Option<String>| Told {
        tone,
        label: t.say(label),
        reason,
    };
    if row.held {
        return told("bad", "standing-held", Some(t.say("standing-held-reason")));
    }
    // What the shop took is done; a figure may have been refused, which the row does not tell.
    let decision = match taken(row) {
        Some(_) => Decision::Nothing,
        None => row.decision,
    };
    match decision {
        Decision::Cannot { reason } => {
            let (label, said) = cannot(reason);
            told("bad", label, Some(t.say(said)))
        }
        Decision::Waits { reason } => {
            let label = match reason {
                Waits::NeverRead => "standing-first-reading",
                _ => "standing-waits",
            };
            told("warn", label, Some(waits(reason, row, about)))
        }
        Decision::Write { .. } => {
            let sent = row.written.filter(|own| own.answered);
            let said = sent.map(|own| {
                let when = about.wall.when(own.at, t);
                t.with("standing-sent-reason", &[("when", when.into())])
            });
            let said = said.unwrap_or_else(|| t.say("standing-leaving-reason"));
            told("info", "standing-sent", Some(said))
        }
        Decision::Nothing if row.sum.is_unmanaged() => told("ok", "standing-always", None),
        Decision::Nothing if row.sum.target() > 0 => told("ok", "standing-offered", None),
        Decision::Nothing => {
            let taken = row.sum.is_taken_by_orders();
            let said = taken.then(|| t.say("standing-taken-reason"));
            told("", "standing-sold-out", said)
        }
    }
}

fn cannot(reason: Cannot) -> (&'static str, &'static str) {
    match reason {
        Cannot::NotListed => ("standing-not-listed", "standing-not-listed-reason"),
        Cannot::ListedTwice => ("standing-twice", "standing-twice-reason"),
        Cannot::NoFigure => ("standing-no-figure", "standing-no-figure-reason"),
    }
}

fn waits(reason: Waits, row: &OfferRow, about: &About<'_>) -> String {
    let t = about.t;
    match reason {
        Waits::Orders => t.say("waits-orders-read"),
        Waits::OwnWrite => t.say("waits-own-write"),
        Waits::UnknownOutcome => t.say("waits-unknown-outcome"),
        Waits::OrderEnded => t.say("waits-order-ended"),
        Waits::NeverRead => t.say("waits-never-read"),
        Waits::Levels => {
            let doubts = row.sum.terms.iter().filter_map(|term| doubt(term, about));
            let all: Vec<String> = std::iter::once(t.say("waits-levels"))
                .chain(doubts)
                .collect();
            all.join(" ")
        }
    }
}

/// What keeps a point from raising anything.
pub(super) fn doubt(term: &Term, about: &About<'_>) -> Option<String> {
    let t = about.t;
    let named = ("point", point(term.point, about.points).into());
    Some(match term.doubt? {
        Doubt::Unread { since } => {
            let when = about.wall.when(since, t);
            t.with("doubt-unread", &[named, ("when", when.into())])
        }
        Doubt::Old => t.with("doubt-old", &[named]),
        Doubt::NotFollowed => t.with("doubt-not-followed", &[named]),
    })
}
