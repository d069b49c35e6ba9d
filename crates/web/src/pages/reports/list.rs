//! `/segnalazioni/elenco`: all findings of one topic, by pages.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Html,
};
use ponte_domain::finding::Topic;
use serde::Deserialize;

use super::words;
use crate::{
    app::App,
    auth::member::{Member, address},
    pages::{
        findings::{About, FindingLine, any},
        frame::{Frame, Place},
        orders::refusing,
    },
    trouble::Trouble,
    words::Words,
};

/// Lines on a page.
const AT_ONCE: usize = 50;

#[derive(Template)]
#[template(path = "reports/list.html")]
struct ListPage {
    t: Words,
    frame: Frame,
    /// Where the cards are.
    back: String,
    /// The fact; none where nothing of the topic is open.
    title: Option<String>,
    remedy: String,
    lines: Vec<Line>,
    /// Where the newest ones are, if we are not there.
    first: Option<String>,
    /// Where the older ones are.
    next: Option<String>,
}

/// One finding.
struct Line {
    told: FindingLine,
    since: String,
}

/// Which topic, and behind which finding.
#[derive(Deserialize)]
pub(crate) struct Look {
    #[serde(default)]
    su: String,
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
    let before: Option<i64> = look.dopo.parse().ok();
    let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let mut tx = app.read().await?;
    let mut rows = tx
        .findings_of_topic(id, &look.su, before.unwrap_or(i64::MAX), limit)
        .await?;
    let counted = tx.findings_counted(id).await?;
    let setting = Topic::TillSetting.word();
    let settings = tx.findings_of_topic(id, setting, i64::MAX, 10).await?;
    drop(tx);
    let more = rows.len() > AT_ONCE;
    rows.truncate(AT_ONCE);
    let settings = refusing(&settings);
    let about = About {
        settings: &settings,
        query: &query,
        wall: &wall,
        t,
    };
    let times = counted.iter().find(|(topic, _)| *topic == look.su);
    let times = times.map_or(0, |(_, times)| u64::try_from(*times).unwrap_or(0));
    let told = rows
        .first()
        .map(|row| words(Topic::of(&row.finding), &rows, times, &about));
    let (title, remedy) = match told {
        Some([title, _, remedy]) => (Some(title), remedy),
        None => (None, String::new()),
    };
    let place = |dopo: &str| {
        let values = [("su", look.su.as_str()), ("dopo", dopo)];
        let values: Vec<_> = values
            .into_iter()
            .filter(|(_, it)| !it.is_empty())
            .collect();
        address("/segnalazioni/elenco", &query, &values)
    };
    let last = rows.last().filter(|_| more).map(|row| row.id.to_string());
    let view = ListPage {
        t,
        frame: Frame::load(&app, &member, Place::Reports).await?,
        back: address("/segnalazioni", &query, &[]),
        title,
        remedy,
        lines: rows
            .iter()
            .map(|row| Line {
                told: any(row, &about),
                since: wall.when_alone(row.opened_at, t),
            })
            .collect(),
        first: before.map(|_| place("")),
        next: last.map(|last| place(&last)),
    };
    Ok(Html(view.render()?))
}
