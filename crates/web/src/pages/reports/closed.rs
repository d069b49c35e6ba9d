//! What closed: beside the cards, and `/segnalazioni/chiuse` in full, by pages.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Html,
};
use jiff::{SignedDuration, Timestamp};
use ponte_domain::finding::Topic;
use ponte_store::findings::{BehindClosed, FindingRow};
use ponte_transport::clock::between;
use serde::Deserialize;

use super::words;
use crate::{
    app::App,
    auth::member::{Member, address},
    pages::{
        findings::About,
        frame::{Frame, Place},
    },
    trouble::Trouble,
    words::{Words, duration},
};

/// Lines on a page.
const AT_ONCE: usize = 50;
/// What closed longer ago is nobody's business any more.
const LOOKED_BACK: SignedDuration = SignedDuration::from_hours(90 * 24);

/// One that closed.
pub(crate) struct ClosedLine {
    pub(crate) title: String,
    /// "ieri alle 9:14, dopo 42 minuti"
    pub(crate) when: String,
}

pub(crate) fn line(row: &FindingRow, about: &About<'_>) -> ClosedLine {
    let t = about.t;
    let [title, ..] = words(Topic::of(&row.finding), std::slice::from_ref(row), 1, about);
    let closed = row.closed_at.unwrap_or(about.wall.now);
    let args = [
        ("when", about.wall.when_alone(closed, t).into()),
        ("length", lasted(between(row.opened_at, closed), t).into()),
    ];
    ClosedLine {
        title,
        when: t.with("report-closed-when", &args),
    }
}

/// Nobody counts the hours of a week.
fn lasted(length: Duration, t: Words) -> String {
    match length.as_secs() / (24 * 3600) {
        0 | 1 => duration(length, t),
        days => t.count("report-days", days),
    }
}

#[derive(Template)]
#[template(path = "reports/closed.html")]
struct ClosedPage {
    t: Words,
    frame: Frame,
    /// Where the open ones are.
    open: String,
    lines: Vec<ClosedLine>,
    /// Where the last closed ones are, if we are not there.
    first: Option<String>,
    /// Where those closed before are.
    next: Option<String>,
}

/// Where the page goes on: milliseconds and id.
#[derive(Deserialize)]
pub(crate) struct Look {
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
    let behind = behind(&look.dopo);
    let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let since = wall.now - LOOKED_BACK;
    let mut tx = app.read().await?;
    let mut rows = tx.findings_closed(id, since, behind, limit).await?;
    drop(tx);
    let more = rows.len() > AT_ONCE;
    rows.truncate(AT_ONCE);
    let about = About {
        settings: &[],
        query: &query,
        wall: &wall,
        t,
    };
    let place = |row: &FindingRow| {
        let at = row.closed_at.unwrap_or(wall.now).as_millisecond();
        let dopo = format!("{at}-{}", row.id);
        address("/segnalazioni/chiuse", &query, &[("dopo", &dopo)])
    };
    let view = ClosedPage {
        t,
        frame: Frame::load(&app, &member, Place::Reports).await?,
        open: address("/segnalazioni", &query, &[]),
        lines: rows.iter().map(|row| line(row, &about)).collect(),
        first: behind.map(|_| address("/segnalazioni/chiuse", &query, &[])),
        next: rows.last().filter(|_| more).map(place),
    };
    Ok(Html(view.render()?))
}

/// What `place` made; anything else is the beginning.
fn behind(text: &str) -> Option<BehindClosed> {
    let (at, id) = text.split_once('-')?;
    Some(BehindClosed {
        closed_at: Timestamp::from_millisecond(at.parse().ok()?).ok()?,
        id: id.parse().ok()?,
    })
}
