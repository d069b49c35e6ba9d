//! `/componenti`: what every page is made of, each piece in its states.
//!
//! Nothing in it is a shop's, and no bar leads there: it is for whoever builds a page or looks whether
//! one is as it should be. The pieces are drawn by the product's own style, so that a change of it is
//! seen here first, in both themes and every width.

use askama::Template;
use axum::{extract::State, response::Html};

use super::frame::{Frame, Place};
use crate::{app::App, auth::member::Member, trouble::Trouble, words::Words};

/// The colours by name, as the style calls them.
const HUES: [&str; 20] = [
    "paper", "card", "sunk", "line", "edge", "ink", "ink2", "blue", "on", "blue-i", "blue-s", "ok",
    "ok-s", "warn", "warn-s", "bad", "bad-s", "c1", "c2", "c3",
];

/// A row of the list that can be put in order: place, class, the keys of its words.
type Row = (u8, &'static str, &'static str, &'static str);

const ROWS: [Row; 4] = [
    (1, "", "comp-row-rest", "comp-row-rest-about"),
    (2, "drag", "comp-row-drag", "comp-row-drag-about"),
    (3, "moved", "comp-row-moved", "comp-row-moved-about"),
    (4, "off", "comp-row-off", "comp-row-off-about"),
];

/// Two columns a day: how high, in percent.
const COLUMNS: [(u8, u8); 10] = [
    (30, 10),
    (45, 12),
    (38, 9),
    (52, 18),
    (41, 14),
    (60, 20),
    (72, 26),
    (28, 8),
    (44, 16),
    (57, 22),
];

#[derive(Template)]
#[template(path = "components.html")]
struct ComponentsPage {
    t: Words,
    frame: Frame,
    hues: [&'static str; 20],
    rows: [Row; 4],
    columns: Vec<Column>,
}

/// A day of the chart, in its own units.
struct Column {
    x: usize,
    below: (u8, u8),
    above: (u8, u8),
    /// What the table says of it.
    day: usize,
    numbers: (u8, u8),
}

pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Html<String>, Trouble> {
    let columns = COLUMNS
        .iter()
        .enumerate()
        .map(|(place, (first, second))| Column {
            x: place * 30 + 4,
            below: (90 - first / 2 - first / 4, first / 2 + first / 4),
            above: (90 - first / 2 - first / 4 - second - 1, *second),
            day: place + 1,
            numbers: (*first, *second),
        });
    let page = ComponentsPage {
        t: member.words,
        frame: Frame::load(&app, &member, Place::Connector).await?,
        hues: HUES,
        rows: ROWS,
        columns: columns.collect(),
    };
    Ok(Html(page.render()?))
}
