//! `/connettore`: the sections of today's plug-in, in today's order (plug-in-today.md).

mod done;
mod dry_run;
mod facts;
pub(crate) mod fields;
mod findings;
mod first;
mod forced;
pub(crate) mod held;
pub(crate) mod inlets;
pub(crate) mod key;
pub(crate) mod more;
pub(crate) mod orders;
mod outcome;
pub(crate) mod points;
mod running;
pub(crate) mod runs;
pub(crate) mod stock;
pub(crate) mod stream;
mod sure;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Response},
};
use http::StatusCode;
use serde::Deserialize;

use super::{
    assets,
    frame::{Frame, Place},
};
use crate::{app::App, auth::member::Member, trouble::Trouble, words::Words};
use facts::Facts;
use inlets::Lately;
use key::{KeyState, KeyView};
pub(crate) use outcome::Failure;

#[derive(Template)]
#[template(path = "connector.html")]
struct ConnectorPage {
    t: Words,
    frame: Frame,
    /// Without script the page is asked again by itself while a run is under way.
    under_way: bool,
    script: String,
    choices: String,
    key: KeyView,
    points: points::PointsView,
    fields: fields::FieldsView,
    first: first::FirstView,
    forced: forced::ForcedView,
    findings: findings::FindingsView,
    orders: orders::OrdersView,
    order_findings: findings::FindingsView,
    stock: stock::StockView,
    stock_findings: findings::FindingsView,
    stock_held: Option<held::HeldView>,
    inlets: inlets::InletsView,
    held: Vec<held::HeldView>,
    more: more::MoreView,
    done: Option<String>,
}

/// What a redirect back to the page says was done.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    fatto: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(done): Query<Done>,
    Query(asked): Query<points::Asked>,
) -> Result<Response, Trouble> {
    let said = done::said(&done.fatto, member.words);
    let ok = StatusCode::OK;
    let done = (said, done.fatto.as_str());
    whole(&app, &member, (KeyState::Plain, ok), done, &asked).await
}

/// The whole page, with what is to be said about the key, what was done, and the word for it in the
/// page's address.
async fn page(
    app: &App,
    member: &Member,
    key: KeyState,
    status: StatusCode,
    done: (Option<String>, &str),
) -> Result<Response, Trouble> {
    whole(app, member, (key, status), done, &points::Asked::default()).await
}

/// The same, with what the page's address says is not saved yet.
async fn whole(
    app: &App,
    member: &Member,
    (key, status): (KeyState, StatusCode),
    (done, word): (Option<String>, &str),
    asked: &points::Asked,
) -> Result<Response, Trouble> {
    let t = member.words;
    let wall = app.wall();
    let facts = Facts::load(app, member).await?;
    let view = ConnectorPage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        under_way: facts.open.is_some(),
        script: assets::address("progress.js"),
        choices: assets::address("choices.js"),
        key: KeyView::new(key, &facts, &wall, t),
        points: points::PointsView::load(app, member, &facts, word, asked).await?,
        fields: fields::FieldsView::new(&facts, t),
        first: first::FirstView::new(&facts, &wall, t),
        forced: forced::ForcedView::new(&facts, &wall, t),
        findings: findings::FindingsView::new(&facts, t),
        orders: orders::OrdersView::new(&facts, &wall, t),
        order_findings: findings::FindingsView::of_orders(&facts, &member.query(), t),
        stock: stock::StockView::new(&facts, &wall, t),
        stock_findings: findings::FindingsView::of_stock(&facts, &member.query(), &wall, t),
        stock_held: held::of_stock(&facts.findings, t),
        inlets: inlets::InletsView::new(&facts, &app.settings.public, Lately::of(word), &wall, t),
        held: held::of_products(&facts.findings, t),
        more: more::MoreView::new(&facts.shop, &facts.points, word, &wall, t),
        done,
    };
    Ok((status, Html(view.render()?)).into_response())
}
