//! `/segnalazioni`: what needs a person, worst first; beside it what closed by itself.
//!
//! Findings of one topic stand on one card: the fact, the cause, what to do, and a button where one
//! helps. The page costs the same queries however many are open: one for its cards, one for what
//! closed, one for what the member wants to be written.

mod card;
pub(crate) mod closed;
pub(crate) mod help;
pub(crate) mod list;
pub(crate) mod wishes;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Response},
};
use http::StatusCode;
use jiff::SignedDuration;
use ponte_domain::finding::TillSetting;
use ponte_store::findings::TopicRow;
use serde::Deserialize;

use super::{
    findings::About,
    frame::{Frame, Place},
    orders::refusing,
};
use crate::{
    app::App,
    auth::member::{Member, address},
    trouble::Trouble,
    words::Words,
};
pub(crate) use card::{Card, words};
use closed::ClosedLine;
use help::{Help, Said};
use wishes::WishesView;

/// Findings of a topic that its card names.
const NAMED: i64 = 5;
/// What closed lately: so long ago at most.
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Closed ones beside the cards.
const CLOSED: i64 = 6;

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    t: Words,
    frame: Frame,
    cards: Vec<Card>,
    /// How many findings are open.
    open: String,
    closed: Vec<ClosedLine>,
    /// Where all that closed is.
    all_closed: String,
    wishes: WishesView,
    /// Whether letters leave at all.
    are_sent: bool,
    said: Option<Said>,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    fatto: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Response, Trouble> {
    let said = Said::of(&done.fatto, member.words);
    page(&app, &member, said, None).await
}

/// The page, with what is to be said, and wishes that could not be kept.
async fn page(
    app: &App,
    member: &Member,
    said: Option<Said>,
    typed: Option<wishes::Chosen>,
) -> Result<Response, Trouble> {
    let (id, t) = (&member.shop.id, member.words);
    let (wall, query) = (app.wall(), member.query());
    let mut tx = app.read().await?;
    let topics = tx.findings_by_topic(id, NAMED).await?;
    let since = wall.now - LATELY;
    let closed = tx.findings_closed(id, since, None, CLOSED).await?;
    let readers = tx.readers(id).await?;
    drop(tx);
    let settings = settings(&topics);
    let about = About {
        settings: &settings,
        query: &query,
        wall: &wall,
        t,
    };
    let open = topics.iter().map(|topic| topic.times).sum::<i64>();
    let status = match typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let view = ReportsPage {
        t,
        frame: Frame::load(app, member, Place::Reports).await?,
        cards: card::cards(&topics, &about),
        open: t.count("number", u64::try_from(open).unwrap_or(0)),
        closed: closed.iter().map(|row| closed::line(row, &about)).collect(),
        all_closed: address("/segnalazioni/chiuse", &query, &[]),
        wishes: WishesView::new(&readers, &member.login.user, typed, t),
        are_sent: app.engine.letters().are_sent(),
        said,
    };
    Ok((status, Html(view.render()?)).into_response())
}

/// Settings of the till that keep orders from arriving.
pub(crate) fn settings(topics: &[TopicRow]) -> Vec<TillSetting> {
    topics
        .iter()
        .flat_map(|topic| refusing(&topic.newest))
        .collect()
}
