//! `/connettore`: the sections of today's plug-in, in today's order (plug-in-today.md).

mod dry_run;
mod facts;
mod fields;
mod findings;
mod first;
mod forced;
pub(crate) mod held;
pub(crate) mod inlets;
pub(crate) mod key;
pub(crate) mod orders;
mod outcome;
pub(crate) mod points;
mod running;
pub(crate) mod runs;
pub(crate) mod stock;
pub(crate) mod stream;

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
    key: KeyView,
    points: points::PointsView,
    fields: Vec<fields::FieldLine>,
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
) -> Result<Response, Trouble> {
    let said = match done.fatto.as_str() {
        "chiavi-negozio" => Some(member.words.say("done-shop-keys")),
        "chiave" => Some(member.words.say("done-key")),
        "dati" => Some(member.words.say("done-refreshed")),
        "avvisi-cassa" | "avvisi-negozio" => Some(member.words.say("done-inlet")),
        "codice" => Some(member.words.say("done-secret")),
        "punto" => Some(member.words.say("done-point")),
        "margine" => Some(member.words.say("done-margin")),
        "codice-tolto" => Some(member.words.say("done-secret-removed")),
        _ => None,
    };
    page(
        &app,
        &member,
        KeyState::Plain,
        StatusCode::OK,
        (said, &done.fatto),
    )
    .await
}

/// The whole page, with what is to be said about the key, what was done, and the word for it in the
/// page's address.
async fn page(
    app: &App,
    member: &Member,
    key: KeyState,
    status: StatusCode,
    (done, word): (Option<String>, &str),
) -> Result<Response, Trouble> {
    let t = member.words;
    let wall = app.wall();
    let facts = Facts::load(app, member).await?;
    let view = ConnectorPage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        under_way: facts.open.is_some(),
        script: assets::address("progress.js"),
        key: KeyView::new(key, &facts, &wall, t),
        points: points::PointsView::new(&facts, word, t),
        fields: fields::lines(&facts.shop.settings.fields, t),
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
        done,
    };
    Ok((status, Html(view.render()?)).into_response())
}
