//! `/registro`: who did what.
//!
//! Guarantees (each a test): lines of all sources stand in one list, newest first, and every line stands on
//! one page alone; a page asks the database for as much whatever is in it; a day is one of the merchant's
//! calendar.

mod filter;
mod line;
mod merge;
mod wrote;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Html,
};
use jiff::Timestamp;
use ponte_store::Tx;
use serde::Deserialize;

use super::frame::{Frame, Place};
use crate::{
    app::App,
    auth::member::{Member, address},
    trouble::Trouble,
    words::Words,
};
use filter::{Choice, Filter};
use line::LogLine;
use merge::{Behind, Found, Source};

/// Lines on a page.
const AT_ONCE: usize = 50;
/// Rows read of each source for a page: rows alike become one line.
const ROWS: i64 = 300;

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage {
    t: Words,
    frame: Frame,
    who: Vec<Choice>,
    what: Vec<Choice>,
    day: String,
    /// The day that was asked for is none.
    day_wrong: bool,
    /// Fields that the form carries along: name and value.
    kept: Vec<(&'static str, String)>,
    lines: Vec<LogLine>,
    newest: Option<String>,
    older: Option<String>,
    /// Nothing is looked for in particular.
    everything: bool,
    /// All lines again.
    all: String,
}

/// Which lines are looked at.
#[derive(Deserialize)]
pub(crate) struct Look {
    #[serde(default)]
    chi: String,
    #[serde(default)]
    cosa: String,
    #[serde(default)]
    giorno: String,
    /// The line after which the page goes on.
    #[serde(default)]
    dopo: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(look): Query<Look>,
) -> Result<Html<String>, Trouble> {
    let (id, t) = (&member.shop.id, member.words);
    let (wall, query) = (app.wall(), member.query());
    let filter = Filter::read(&look.chi, &look.cosa, &look.giorno, &wall);
    let behind = Behind::read(&look.dopo);
    let mut tx = app.read().await?;
    let found = read(&mut *tx, id, &filter, behind.as_ref()).await?;
    drop(tx);
    let (lines, last) = line::lines(found, AT_ONCE, &wall, t);
    let place = |after: Option<&Behind>| {
        let after = after.map(Behind::write);
        let mut values = filter.values();
        values.extend(after.as_deref().map(|after| ("dopo", after)));
        address("/registro", &query, &values)
    };
    let mut kept = Vec::new();
    if member.shops.len() > 1 {
        kept.push(("negozio", id.clone()));
    }
    let view = LogPage {
        t,
        frame: Frame::load(&app, &member, Place::Log).await?,
        who: filter.who_choices(t),
        what: filter.what_choices(t),
        day: look.giorno.trim().chars().take(40).collect(),
        day_wrong: filter.day_wrong,
        kept,
        lines,
        newest: behind.is_some().then(|| place(None)),
        older: last.map(|last| place(Some(&last))),
        everything: filter.values().is_empty() && !filter.day_wrong,
        all: address("/registro", &query, &[]),
    };
    Ok(Html(view.render()?))
}

/// What each source has behind that place: one statement a source.
async fn read(
    tx: &mut dyn Tx,
    shop: &str,
    filter: &Filter,
    behind: Option<&Behind>,
) -> Result<Found, Trouble> {
    let (from, until) = filter.span.unwrap_or((Timestamp::MIN, Timestamp::MAX));
    let span = |source| merge::span(source, from, until, behind, ROWS);
    let mut found = Found::new(ROWS);
    if let Some(who) = filter.acts() {
        let acts = tx
            .acts(shop, who, filter.area(), &span(Source::Acts))
            .await?;
        found.add(acts.into_iter().map(line::Row::Act).collect());
    }
    if filter.journal() {
        let entries = tx.journal_span(shop, &span(Source::Journal)).await?;
        found.add(entries.into_iter().map(line::Row::Entry).collect());
    }
    if let Some(caller) = filter.calls() {
        let calls = tx.calls(shop, caller, &span(Source::Calls)).await?;
        found.add(calls.into_iter().map(line::Row::Calls).collect());
    }
    Ok(found)
}
