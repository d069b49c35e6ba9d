//! The arithmetic of a figure: what each point gives, less margin and what buyers wait for.

use ponte_domain::{
    stock::offer::{Standing, Term},
    till::SalesPointId,
};
use ponte_store::{offers::OfferRow, points::SalesPoint};

use crate::{
    pages::stock::{About, Began, point, standing::doubt},
    words::Words,
};

/// The arithmetic.
pub(crate) struct SumView {
    /// What it comes to, in a sentence, where the strip alone does not say it.
    pub(crate) note: Option<String>,
    pub(crate) strip: Vec<Piece>,
    pub(crate) rows: Vec<PointRow>,
    /// Points whose stock does not count.
    pub(crate) left_out: Option<String>,
    /// Columns that hold something.
    pub(crate) any_withheld: bool,
    pub(crate) any_reserve: bool,
}

/// One figure of a sum.
pub(crate) struct Piece {
    /// Key of its sign: `plus`, `minus`, `equals`; empty for the first.
    pub(crate) sign: &'static str,
    pub(crate) number: String,
    pub(crate) label: String,
}

impl Piece {
    fn new(sign: &'static str, number: String, label: String) -> Self {
        Self {
            sign,
            number,
            label,
        }
    }

    /// The sign as it is printed.
    pub(crate) fn mark(&self) -> &'static str {
        match self.sign {
            "minus" => "−",
            "equals" => "=",
            _ => "+",
        }
    }
}

/// What one point gives.
pub(crate) struct PointRow {
    pub(crate) point: String,
    pub(crate) quantity: String,
    pub(crate) promised: String,
    pub(crate) withheld: String,
    pub(crate) reserve: String,
    pub(crate) gives: String,
    pub(crate) read: String,
    pub(crate) doubt: Option<String>,
    /// Its own sum; none where the till has no figures.
    pub(crate) steps: Vec<Piece>,
    /// "Di quelle promesse, 2 sono di ordini del negozio."
    pub(crate) own: Option<String>,
}

impl SumView {
    pub(crate) fn new(row: &OfferRow, began: &Began<'_>, about: &About<'_>) -> Self {
        let t = about.t;
        let terms = &row.sum.terms;
        let of = |term: &Term| {
            let read = began.get(&(row.variant.as_str(), term.point));
            let read = read.copied().flatten().or(term.read);
            let read = read.map_or_else(|| t.say("stock-never-read"), |at| about.wall.ago(at, t));
            point_row(term, read, about)
        };
        Self {
            note: note(row, t),
            strip: if row.sum.is_unmanaged() || terms.is_empty() {
                Vec::new()
            } else {
                strip(row, about)
            },
            rows: terms.iter().map(of).collect(),
            left_out: left_out(terms, about),
            any_withheld: terms.iter().any(|term| term.withheld > 0),
            any_reserve: terms.iter().any(|term| term.reserve > 0),
        }
    }
}

fn strip(row: &OfferRow, about: &About<'_>) -> Vec<Piece> {
    let t = about.t;
    let mut strip: Vec<Piece> = row
        .sum
        .terms
        .iter()
        .enumerate()
        .map(|(place, term)| {
            let sign = if place == 0 { "" } else { "plus" };
            let name = point(term.point, about.points);
            Piece::new(sign, t.pieces(term.gives()), name)
        })
        .collect();
    for (pieces, key) in [
        (row.sum.margin, "sum-margin"),
        (row.sum.unplaced, "sum-unplaced"),
    ] {
        if pieces > 0 {
            strip.push(Piece::new("minus", t.pieces(pieces), t.say(key)));
        }
    }
    let target = row.sum.target();
    let key = if target < 0 { "sum-below" } else { "sum-shop" };
    strip.push(Piece::new("equals", t.pieces(target), t.say(key)));
    strip
}

fn note(row: &OfferRow, t: Words) -> Option<String> {
    let key = if row.sum.terms.is_empty() {
        "sum-nothing-counts"
    } else if row.sum.is_unmanaged() {
        "sum-unmanaged"
    } else if row.sum.lacks_a_reading() {
        "sum-lacks-a-reading"
    } else if row.sum.target() < 0 {
        "sum-never-below"
    } else {
        return None;
    };
    Some(t.say(key))
}

fn point_row(term: &Term, read: String, about: &About<'_>) -> PointRow {
    let t = about.t;
    let number = |known: String| match term.standing {
        Standing::Managed => known,
        Standing::Unmanaged | Standing::NoRecord | Standing::NeverRead => "–".to_owned(),
    };
    let quantity = match term.standing {
        Standing::Managed => t.quantity(term.quantity),
        Standing::Unmanaged => t.say("level-unmanaged"),
        Standing::NoRecord => t.say("level-no-record"),
        Standing::NeverRead => "–".to_owned(),
    };
    let own = u64::from(term.own);
    PointRow {
        point: point(term.point, about.points),
        quantity,
        promised: number(t.quantity(term.promised)),
        withheld: number(t.pieces(term.withheld)),
        reserve: t.pieces(term.reserve),
        gives: number(t.pieces(term.gives())),
        read,
        doubt: doubt(term, about),
        steps: if term.standing == Standing::Managed {
            steps(term, t)
        } else {
            Vec::new()
        },
        own: (own > 0).then(|| t.count("sum-own", own)),
    }
}

/// "12 in giacenza − 3 promesse = 9 liberi − 1 di riserva = 8"; zero terms left out.
fn steps(term: &Term, t: Words) -> Vec<Piece> {
    let piece = |sign, number, key: &str| Piece::new(sign, number, t.say(key));
    let mut steps = vec![piece("", t.quantity(term.quantity), "sum-quantity")];
    if !term.promised.is_zero() {
        let promised = t.quantity(term.promised);
        steps.push(piece("minus", promised, "sum-promised"));
    }
    if term.withheld > 0 {
        steps.push(piece("minus", t.pieces(term.withheld), "sum-withheld"));
    }
    steps.push(piece("equals", t.pieces(term.free), "sum-free"));
    if term.reserve > 0 {
        steps.push(piece("minus", t.pieces(term.reserve), "sum-reserve"));
        steps.push(piece("equals", t.pieces(term.gives()), "sum-gives"));
    }
    steps
}

/// The points whose stock is no part of the sum.
fn left_out(terms: &[Term], about: &About<'_>) -> Option<String> {
    let counts = |id: SalesPointId| terms.iter().any(|term| term.point == id);
    let out = |point: &&SalesPoint| !counts(point.id) && !point.gone && !point.is_offered();
    let names: Vec<String> = about
        .points
        .iter()
        .filter(out)
        .map(|left| point(left.id, about.points))
        .collect();
    let args = [("names", names.join(", ").into())];
    (!names.is_empty()).then(|| about.t.with("sum-left-out", &args))
}
