//! `/giacenze/{sku}`: the arithmetic of one variant, what the shop shows, what changed it; and what
//! the merchant chooses for it.
//!
//! Guarantees (each a test): the code is one of the member's shop, or the page does not exist; a
//! number that is none changes nothing, and the page says so.

mod choices;
mod happened;
mod sum;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::Timestamp;
use ponte_domain::finding::Finding;
use ponte_store::offers::{Answer, ChoiceKind, OfferEvent, OfferRow};
use ponte_sync::{stale, stock::STREAM};
use serde::Deserialize;

use super::{
    About, figures, link,
    standing::{self, Told},
};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::{
        frame::{Frame, Place},
        products,
    },
    trouble::Trouble,
    words::Words,
};
pub(crate) use choices::number;
use choices::{Asked, ChoicesView};
use happened::Happened;
pub(crate) use sum::SumView;

/// Lines of history on the page.
const PAST: usize = 50;

#[derive(Template)]
#[template(path = "variant.html")]
struct VariantPage {
    t: Words,
    frame: Frame,
    /// Where the list is.
    list: String,
    /// Where its product is.
    product: String,
    /// Where this page is.
    here: String,
    name: String,
    sku: String,
    told: Told,
    /// The shop refused what was last written.
    refused: Option<String>,
    sum: SumView,
    /// The shop's side: label and value.
    shop: Vec<(String, String)>,
    choices: ChoicesView,
    happened: Vec<Happened>,
    /// There is more than that.
    more: bool,
    done: Option<String>,
}

/// What a redirect back to the page says, and a code that cannot stand in a path.
#[derive(Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    fatto: String,
    #[serde(default)]
    codice: String,
}

impl Said {
    /// The code that is meant.
    fn sku(&self, path: String) -> String {
        if self.codice.is_empty() {
            path
        } else {
            self.codice.clone()
        }
    }
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(path): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response, Trouble> {
    let done = match said.fatto.as_str() {
        "si" => Some(member.words.say("variant-done")),
        _ => None,
    };
    let page = page(&app, &member, &said.sku(path), done, None).await?;
    Ok(page.into_response())
}

/// The merchant chooses something for the variant.
pub(crate) async fn choose(
    State(app): State<App>,
    member: Member,
    Path(path): Path<String>,
    Query(said): Query<Said>,
    Sent(asked): Sent<Asked>,
) -> Result<Response, Trouble> {
    let (shop, sku) = (&member.shop.id, said.sku(path));
    let mut tx = app.write().await?;
    let known = tx.offers_of(shop, std::slice::from_ref(&sku)).await?;
    let row = known.into_iter().next().ok_or(Trouble::NotFound)?;
    let kind = asked.kind().ok_or(Trouble::Unreadable)?;
    let Some(pieces) = asked.pieces() else {
        drop(tx);
        let page = page(&app, &member, &sku, None, Some(kind)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    choices::keep(&mut *tx, shop, &row, kind, pieces).await?;
    stale::mark(&mut *tx, shop, STREAM, app.now()).await?;
    tx.commit().await?;
    app.engine.wake();
    let here = link(&sku, &member.query());
    let joint = if here.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{here}{joint}fatto=si")).into_response())
}

async fn page(
    app: &App,
    member: &Member,
    sku: &str,
    done: Option<String>,
    wrong: Option<ChoiceKind>,
) -> Result<Html<String>, Trouble> {
    let (id, t, query) = (&member.shop.id, member.words, member.query());
    let limit = i64::try_from(PAST + 1).unwrap_or(i64::MAX);
    let mut tx = app.read().await?;
    let known = tx.offers_of(id, &[sku.to_owned()]).await?;
    let row = known.into_iter().next().ok_or(Trouble::NotFound)?;
    let levels = tx.levels(id, std::slice::from_ref(&row.variant)).await?;
    let points = tx.points(id).await?;
    let chosen = tx.stock_choices(id).await?;
    let events = tx.offer_events(id, sku, limit).await?;
    let refused = tx.finding_open(id, "stock_refused", sku).await?;
    drop(tx);
    let looked_at = app.engine.stock_looked_at(id).await?;
    let wall = app.wall();
    let about = About {
        points: &points,
        choices: &chosen,
        wall: &wall,
        t,
    };
    let refused = refused.and_then(|row| match row.finding {
        Finding::StockRefused { text, .. } => {
            Some(t.with("finding-stock-refused", &[("text", text.into())]))
        }
        _ => None,
    });
    let mut happened = happened::views(&events, &about);
    let more = happened.len() > PAST;
    happened.truncate(PAST);
    let view = VariantPage {
        t,
        frame: Frame::load(app, member, Place::Products).await?,
        list: address("/giacenze", &query, &[]),
        product: products::place(&row.product, "", &query, &[]),
        here: link(sku, &query),
        name: row.name.clone(),
        sku: sku.to_owned(),
        told: standing::told(&row, &about),
        refused,
        sum: SumView::new(&row, &super::began(&levels), &about),
        shop: shop_side(&row, looked_at, &events, &about),
        choices: ChoicesView::new(&row, &member.shop, wrong, &about),
        happened,
        more,
        done,
    };
    Ok(Html(view.render()?))
}

/// What the shop shows, should show, and what was last written there.
fn shop_side(
    row: &OfferRow,
    looked_at: Option<Timestamp>,
    events: &[OfferEvent],
    about: &About<'_>,
) -> Vec<(String, String)> {
    let t = about.t;
    let read = |at: Timestamp| t.with("variant-read", &[("ago", about.wall.ago(at, t).into())]);
    let shows = figures::shown(row.listed, t);
    let mut facts = vec![
        (t.say("stock-shows"), shows),
        (
            t.say("variant-list"),
            read(looked_at.map_or(row.listed_at, |at| at.max(row.listed_at))),
        ),
        (
            t.say("stock-should"),
            figures::wanted(row, about.choices, t),
        ),
    ];
    let newest = events.iter().find(|event| event.write.is_some());
    let written = newest.and_then(|event| {
        let (write, answer) = event.write?;
        let answer = match answer {
            Answer::Done => "answer-done",
            Answer::Refused => "answer-refused",
            Answer::Unknown => "answer-unknown",
        };
        let when = about.wall.when_alone(event.at, t);
        let (write, answer) = (happened::written(write, t), t.say(answer));
        Some(format!("{when}: {write}. {answer}"))
    });
    let written = written.unwrap_or_else(|| t.say("variant-never-written"));
    facts.push((t.say("variant-written"), written));
    facts
}
