//! `/ordini`: every order of the shop, newest first: who prepares it, and if it waits, why.

mod filter;
pub(crate) mod one;
mod parts;
mod stage;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Html,
};
use jiff::Timestamp;
use ponte_domain::{finding::Finding, finding::TillSetting};
use ponte_store::{
    findings::FindingRow,
    orders::{Behind, OrderRow, Whole},
    points::SalesPoint,
};
use ponte_sync::orders::STREAM;
use serde::Deserialize;

use super::frame::{Frame, Place};
use crate::{
    app::App,
    auth::member::{Member, address},
    trouble::Trouble,
    words::{Wall, Words},
};
use filter::Tab;
pub(crate) use parts::point;
use stage::Told;
pub(crate) use stage::{attention, on_shop, till_setting};

/// Orders on a page.
const AT_ONCE: usize = 25;

#[derive(Template)]
#[template(path = "orders.html")]
struct OrdersPage {
    t: Words,
    frame: Frame,
    tabs: Vec<Tab>,
    lines: Vec<OrderLine>,
    /// Where the newest ones are, if we are not there.
    newest: Option<String>,
    /// Where the next older ones are.
    older: Option<String>,
    /// Whether orders can be asked for.
    ready: bool,
    /// A pass is under way.
    running: bool,
}

/// One order of the list.
struct OrderLine {
    address: String,
    name: String,
    when: String,
    total: String,
    state: &'static str,
    parts: Vec<parts::Short>,
    told: Told,
    /// Why, for an order that somebody waits for.
    reason: Option<String>,
}

/// Which orders are looked at.
#[derive(Deserialize)]
pub(crate) struct Look {
    #[serde(default)]
    stato: String,
    /// Where the page goes on: milliseconds of the date, and the id.
    #[serde(default)]
    dopo: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(look): Query<Look>,
) -> Result<Html<String>, Trouble> {
    let (id, t) = (&member.shop.id, member.words);
    let chosen = filter::word(&look.stato);
    let behind = behind(&look.dopo);
    let mut tx = app.read().await?;
    let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let mut page = tx.orders_page(id, chosen, behind.as_ref(), limit).await?;
    let counts = tx.orders_counted(id).await?;
    let points = tx.points(id).await?;
    let running = tx.run_open(id, STREAM).await?;
    drop(tx);
    let more = page.len() > AT_ONCE;
    page.truncate(AT_ONCE);
    let query = member.query();
    let slug = chosen.and_then(filter::slug).unwrap_or_default();
    let stato = (!slug.is_empty()).then_some(("stato", slug));
    let older = page.last().filter(|_| more).map(|last| {
        let place = place(&last.order);
        let values: Vec<_> = stato
            .into_iter()
            .chain([("dopo", place.as_str())])
            .collect();
        address("/ordini", &query, &values)
    });
    let newest = behind.map(|_| address("/ordini", &query, stato.as_slice()));
    let wall = app.wall();
    let line = |whole: &Whole| line(whole, &points, &query, &wall, t);
    let view = OrdersPage {
        t,
        frame: Frame::load(&app, &member, Place::Orders).await?,
        tabs: filter::tabs(&counts, chosen, &query, t),
        lines: page.iter().map(line).collect(),
        newest,
        older,
        ready: member.shop.till_key.is_some() && member.shop.shop_key.is_some(),
        running: running.is_some(),
    };
    Ok(Html(view.render()?))
}

fn line(whole: &Whole, points: &[SalesPoint], query: &str, wall: &Wall, t: Words) -> OrderLine {
    let order = &whole.order;
    let told = stage::told(whole, t);
    OrderLine {
        address: link(&order.id, query),
        name: name(order),
        when: wall.when(order.ordered_at, t),
        total: t.money(order.total),
        state: stage::on_shop(order.state),
        parts: parts::short(&whole.parts, points, t),
        reason: told.reason.clone().filter(|_| !told.tone.is_empty()),
        told,
    }
}

/// Settings of the till that keep orders from arriving.
pub(crate) fn refusing(findings: &[FindingRow]) -> Vec<TillSetting> {
    let setting = |row: &FindingRow| match row.finding {
        Finding::TillSetting { setting } => Some(setting),
        _ => None,
    };
    findings.iter().filter_map(setting).collect()
}

/// Where an order's page is.
pub(crate) fn link(order: &str, query: &str) -> String {
    let order: String = url::form_urlencoded::byte_serialize(order.as_bytes()).collect();
    // A space is a plus in a form, and not in a path.
    format!("/ordini/{}{query}", order.replace('+', "%20"))
}

/// What the shop's people call it.
fn name(order: &OrderRow) -> String {
    let name = order.details.as_ref().map(|details| details.name.as_str());
    let name = name.filter(|name| !name.is_empty());
    name.unwrap_or(&order.id).to_owned()
}

fn place(order: &OrderRow) -> String {
    format!("{}-{}", order.ordered_at.as_millisecond(), order.id)
}

/// What `place` made; anything else is the beginning.
fn behind(text: &str) -> Option<Behind> {
    let (at, id) = text.split_once('-')?;
    let ordered_at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some(Behind {
        ordered_at,
        id: id.to_owned(),
    })
}
