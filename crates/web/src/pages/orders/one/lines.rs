//! The order's lines: what each point had, what it gave, and why.

use ponte_domain::{
    orders::allocation::{Available, Step, Why},
    orders::explanation::Explanation,
    orders::order::Line,
    settings::Strategy,
    till::SalesPointId,
};
use ponte_store::{orders::OrderRow, points::SalesPoint};

use crate::{
    pages::orders::parts,
    words::{Wall, Words},
};

/// The table.
pub(super) struct LinesView {
    /// The rule, in a sentence; none where nothing was decided yet.
    pub(super) rule: Option<String>,
    /// Names of the points, in order.
    pub(super) points: Vec<String>,
    /// Whether any line lacks pieces.
    pub(super) lacking: bool,
    pub(super) rows: Vec<LineRow>,
}

/// One line.
pub(super) struct LineRow {
    pub(super) title: String,
    pub(super) code: String,
    pub(super) ordered: String,
    /// The till does not know the article.
    pub(super) unknown: bool,
    /// A cell a point.
    pub(super) cells: Vec<Cell>,
    /// Pieces that no point has; empty for none.
    pub(super) missing: String,
}

/// What one point gave of one line.
pub(super) struct Cell {
    pub(super) point: String,
    pub(super) gave: String,
    /// It gave something.
    pub(super) gives: bool,
    /// "su 10"
    pub(super) had: String,
    pub(super) why: String,
}

/// The table of an order that was read.
pub(super) fn view(
    order: &OrderRow,
    points: &[SalesPoint],
    wall: &Wall,
    t: Words,
) -> Option<LinesView> {
    let details = order.details.as_ref()?;
    let told = order.explanation.as_ref();
    let columns = told.map_or_else(Vec::new, columns);
    let names: Vec<String> = columns
        .iter()
        .map(|point| parts::point(*point, points))
        .collect();
    let row = |line: &Line| {
        let steps = told.map_or(&[][..], |told| &told.steps);
        let cell = |(point, name): (&SalesPointId, &String)| {
            let of_both = |step: &&Step| step.line == line.key && step.point == *point;
            cell(name, steps.iter().find(of_both), t)
        };
        LineRow {
            title: line.title.clone(),
            code: line.sku.clone(),
            ordered: t.count("number", line.pieces.into()),
            unknown: order
                .resolved
                .unknown
                .iter()
                .any(|(key, _)| *key == line.key),
            cells: columns.iter().zip(&names).map(cell).collect(),
            missing: told.map_or_else(String::new, |told| missing(told, line, t)),
        }
    };
    let rows: Vec<_> = details.lines.iter().map(row).collect();
    Some(LinesView {
        rule: told.map(|told| rule(told, points, wall, t)),
        lacking: rows.iter().any(|row| !row.missing.is_empty()),
        points: names,
        rows,
    })
}

/// The points that were looked at, in order.
fn columns(told: &Explanation) -> Vec<SalesPointId> {
    let mut columns = Vec::new();
    for step in &told.steps {
        if !columns.contains(&step.point) {
            columns.push(step.point);
        }
    }
    columns
}

fn rule(told: &Explanation, points: &[SalesPoint], wall: &Wall, t: Words) -> String {
    let when = wall.when(told.at, t);
    if let Some(bound) = told.bound {
        let point = parts::point(bound, points);
        return t.with(
            "rule-bound",
            &[("point", point.into()), ("when", when.into())],
        );
    }
    let key = match told.strategy {
        Strategy::Priority => "rule-priority",
        Strategy::WholeFirst => "rule-whole-first",
        Strategy::FewestParts => "rule-fewest",
    };
    t.with(key, &[("when", when.into())])
}

fn missing(told: &Explanation, line: &Line, t: Words) -> String {
    let of_line = told.missing.iter().filter(|wanted| wanted.line == line.key);
    let pieces: u64 = of_line.map(|wanted| u64::from(wanted.pieces)).sum();
    if pieces == 0 {
        String::new()
    } else {
        t.count("number", pieces)
    }
}

fn cell(point: &str, step: Option<&Step>, t: Words) -> Cell {
    let Some(step) = step else {
        // A line that came after the plan, or that the till does not know.
        return Cell {
            point: point.to_owned(),
            gave: "–".to_owned(),
            gives: false,
            had: String::new(),
            why: String::new(),
        };
    };
    let had = match step.had {
        Some(Available::Pieces(pieces)) => t.count("had", pieces.into()),
        Some(Available::Unmanaged) => t.say("had-unmanaged"),
        None => String::new(),
    };
    Cell {
        point: point.to_owned(),
        gave: t.count("number", step.gave.into()),
        gives: step.gave > 0,
        had,
        why: t.say(why(step.why)),
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::HadEnough => "why-enough",
        Why::HadSome => "why-some",
        Why::HadNothing => "why-nothing",
        Why::NotKnownThere => "why-not-known",
        Why::NothingMissing => "why-nothing-missing",
        Why::TookTheRest => "why-rest",
        Why::Off => "why-off",
        Why::Rejected => "why-rejected",
        Why::CollectedElsewhere => "why-elsewhere",
        Why::OthersDoItAll => "why-others",
    }
}
