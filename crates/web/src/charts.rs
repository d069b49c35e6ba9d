//! Charts: pure functions from figures to what a template draws.
//!
//! Guarantees: a chart is its numbers as SVG attributes, never style; its sentence, its legend with the
//! totals and the table behind it say the same to whoever does not see it.

pub(crate) mod bars;
pub(crate) mod lines;
pub(crate) mod scale;
pub(crate) mod spark;

pub(crate) use bars::Bar;
pub(crate) use lines::Line;
pub(crate) use spark::Spark;

/// The box that bars and lines are drawn in.
pub(crate) const WIDTH: f64 = 300.0;
/// Its height.
pub(crate) const HEIGHT: f64 = 90.0;

/// A chart as a template draws it.
pub(crate) struct Chart {
    /// Names it in the page.
    pub(crate) id: &'static str,
    pub(crate) title: String,
    /// What it shows, in a sentence.
    pub(crate) sentence: String,
    /// Series with their totals.
    pub(crate) keys: Vec<Key>,
    /// Marks of the upright axis, from the top.
    pub(crate) marks: [String; 3],
    /// Marks of the level axis, from the left.
    pub(crate) days: Vec<String>,
    pub(crate) bars: Vec<Bar>,
    pub(crate) lines: Vec<Line>,
    pub(crate) table: Table,
}

/// A series in the legend.
pub(crate) struct Key {
    /// `f1`, `f2`, `f3`.
    pub(crate) class: &'static str,
    /// Drawn as a line.
    pub(crate) line: bool,
    pub(crate) label: String,
}

/// The numbers behind a chart: a row a day, the newest first.
pub(crate) struct Table {
    /// What the columns hold, the day first.
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<String>)>,
}

/// A number of an attribute: a tenth is finer than a screen.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A figure as a length: exact up to 2⁵³.
fn length(value: u64) -> f64 {
    value as f64
}
