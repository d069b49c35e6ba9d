//! `/ordini`: every order of the shop, newest first: who prepares it, and if it waits, why.

mod filter;
mod look;
pub(crate) mod one;
mod parts;
pub(crate) mod sheet;
mod stage;

use super::frame::{Frame, Place};
use crate::{
    app::App,
    auth::member::{Member, address},
    trouble::Trouble,
    words::{Wall, Words},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Html,
};
use filter::Tab;
use look::Look;
pub(crate) use parts::point;
use ponte_domain::{finding::Finding, finding::TillSetting, orders::details::Address};
use ponte_store::{
    findings::FindingRow,
    orders::{OrderRow, Whole},
    points::SalesPoint,
};
use ponte_sync::orders::STREAM;
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
    /// What was typed to look for.
    look: Look,
    /// Whether a day was typed that is none: the first, the last.
    unread: (bool, bool),
    /// The stage's word in the address; may be empty.
    stage: &'static str,
    /// Field of the user's shop to be sent along, where there are several.
    shop: Option<String>,
    /// Whether fewer orders than all are looked at.
    narrowed: bool,
    /// Where all of them are.
    all: String,
    /// Where the same orders are for a spreadsheet.
    sheet: String,
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
    /// "Giulia M."
    buyer: String,
    total: String,
    state: &'static str,
    parts: Vec<parts::Short>,
    told: Told,
    /// Why, for an order that somebody waits for.
    reason: Option<String>,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(look): Query<Look>,
) -> Result<Html<String>, Trouble> {
    let (id, t) = (&member.shop.id, member.words);
    let (wanted, behind) = (look.wanted(&app.settings.zone), look.behind());
    let mut tx = app.read().await?;
    let limit = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let mut page = tx.orders_found(id, &wanted, behind.as_ref(), limit).await?;
    let counts = tx.orders_counted(id).await?;
    let points = tx.points(id).await?;
    let running = tx.run_open(id, STREAM).await?;
    drop(tx);
    let more = page.len() > AT_ONCE;
    page.truncate(AT_ONCE);
    let query = member.query();
    let stage = look.stage().and_then(filter::slug).unwrap_or_default();
    let stato = (!stage.is_empty()).then_some(("stato", stage));
    let kept = || stato.into_iter().chain(look.kept());
    let to = |path: &str, more: Option<(&'static str, &str)>| {
        let values: Vec<_> = kept().chain(more).collect();
        address(path, &query, &values)
    };
    let last = page.last().filter(|_| more);
    let older = last.map(|last| to("/ordini", Some(("dopo", &look::place(&last.order)))));
    let wall = app.wall();
    let line = |whole: &Whole| line(whole, &points, &query, &wall, t);
    let several = member.shops.len() > 1;
    let view = OrdersPage {
        t,
        frame: Frame::load(&app, &member, Place::Orders).await?,
        tabs: filter::tabs(&counts, &look, &query, t),
        unread: look.unread(),
        stage,
        shop: several.then(|| id.clone()),
        narrowed: look.narrows(),
        all: address("/ordini", &query, stato.as_slice()),
        sheet: to("/ordini.csv", None),
        lines: page.iter().map(line).collect(),
        newest: behind.map(|_| to("/ordini", None)),
        older,
        ready: member.shop.till_key.is_some() && member.shop.shop_key.is_some(),
        running: running.is_some(),
        look,
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
        buyer: buyer(order),
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

/// Who bought, as far as a list needs it: "Giulia M.".
fn buyer(order: &OrderRow) -> String {
    let Some(Address { name, company, .. }) =
        order.details.as_ref().map(|details| &details.billing)
    else {
        return String::new();
    };
    let mut words = name.split_whitespace();
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => {
            let initial: String = last.chars().take(1).collect();
            format!("{first} {initial}.")
        }
        (Some(only), None) => only.to_owned(),
        (None, _) => company.clone(),
    }
}
