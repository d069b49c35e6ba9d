//! *Ordini che contano*: from when on orders go to the till, with the recent ones on either side shown
//! before anything changes.
//!
//! Guarantees (each a test): nothing changes before the merchant has seen both sides and says yes; of the
//! older ones each that still lives is *già sulla cassa* unless it is ticked *da tenere da parte*; a moment
//! that cannot be is explained beside its field and stays as it was typed.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Response},
};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use ponte_domain::orders::{order::ShopState, part::Part};
use ponte_store::orders::{Behind, OrderRow, Whole};
use serde::Deserialize;

use super::saved;
use crate::{
    app::App,
    auth::{form::Sent, member::Member},
    pages::{
        frame::{Frame, Place},
        orders::on_shop,
        pause::Moment,
    },
    trouble::Trouble,
    words::{Wall, Words},
};

/// How far back the shop's orders were read at first: older ones nobody knows.
const BACK: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How far ahead the moment may lie.
const AHEAD: SignedDuration = SignedDuration::from_hours(31 * 24);

/// Orders shown on either side.
const SHOWN: i64 = 30;

/// One order.
struct Line {
    id: String,
    name: String,
    when: String,
    total: String,
    state: String,
    /// It lives, nothing of it is on the till by us, and it may hold pieces.
    asked: bool,
    aside: bool,
}

/// Both sides of a moment.
struct Sides {
    /// The moment, as the field holds it.
    from: String,
    /// "il 12 novembre 2026 alle 9:14"
    when: String,
    after: Vec<Line>,
    before: Vec<Line>,
    /// There are more than are shown.
    more: bool,
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    t: Words,
    frame: Frame,
    now: String,
    typed: String,
    wrong: Option<String>,
    sides: Option<Sides>,
}

/// The moment that is asked about.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    da: Option<String>,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    page(&app, &member, asked.da.as_deref()).await
}

async fn page(app: &App, member: &Member, typed: Option<&str>) -> Result<Response, Trouble> {
    let (t, wall) = (member.words, app.wall());
    let current = member.shop.settings.orders.from;
    let asked = typed.map(|typed| moment(typed, current, &wall));
    let (sides, wrong) = match asked {
        None => (None, None),
        Some(Err(key)) => (None, Some(t.say(key))),
        Some(Ok(from)) => (Some(sides(app, member, from, &wall).await?), None),
    };
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let field = |at| Moment::of(at, &wall.zone).to_string();
    let view = StartPage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        now: current.map_or_else(
            || t.say("more-from-unset"),
            |from| t.with("start-now", &[("when", wall.when(from, t).into())]),
        ),
        typed: typed.map_or_else(|| field(current.unwrap_or(wall.now)), str::to_owned),
        wrong,
        sides,
    };
    Ok((status, Html(view.render()?)).into_response())
}

/// The moment that was typed, or why it cannot be.
fn moment(typed: &str, current: Option<Timestamp>, wall: &Wall) -> Result<Timestamp, &'static str> {
    let at = Moment::read(typed, &wall.zone).ok_or("start-no-moment")?;
    let known = wall.now.checked_sub(BACK).unwrap_or(wall.now);
    let oldest = current.map_or(known, |current| current.min(known));
    if at < oldest {
        return Err("start-too-old");
    }
    if at.duration_since(wall.now) > AHEAD {
        return Err("start-too-far");
    }
    Ok(at)
}

async fn sides(app: &App, member: &Member, from: Timestamp, wall: &Wall) -> Result<Sides, Trouble> {
    let (t, shop) = (member.words, &member.shop.id);
    let mut tx = app.read().await?;
    let behind = Behind {
        ordered_at: from,
        id: String::new(),
    };
    let newest = tx.orders_page(shop, None, None, SHOWN).await?;
    let older = tx.orders_page(shop, None, Some(&behind), SHOWN).await?;
    drop(tx);
    let line = |whole: &Whole| line(whole, wall, t);
    let after: Vec<Line> = newest
        .iter()
        .filter(|whole| whole.order.ordered_at >= from)
        .map(line)
        .collect();
    let full = |count: usize| i64::try_from(count).is_ok_and(|count| count >= SHOWN);
    Ok(Sides {
        from: Moment::of(from, &wall.zone).to_string(),
        when: wall.when(from, t),
        more: full(after.len()) || full(older.len()),
        after,
        before: older.iter().map(line).collect(),
    })
}

fn line(whole: &Whole, wall: &Wall, t: Words) -> Line {
    let order = &whole.order;
    let details = order.details.as_ref().map(|details| details.name.clone());
    let name = details.filter(|name| !name.is_empty());
    Line {
        id: order.id.clone(),
        name: name.unwrap_or_else(|| order.id.clone()),
        when: wall.when(order.ordered_at, t),
        total: t.money(order.total),
        state: t.say(on_shop(order.state)),
        asked: may_hold(order, whole),
        aside: order.set_aside,
    }
}

/// Whether its pieces may still be on the shelf: from waiting for the money to sent, and nothing of it
/// went to the till by us.
fn may_hold(order: &OrderRow, whole: &Whole) -> bool {
    let open = ShopState::PENDING_PAYMENT..=ShopState::SENT;
    let bound = whole.parts.iter().any(|row| Part::is_bound(&row.part));
    open.contains(&order.state) && !bound
}

/// The moment, and the older orders that are kept aside: one `aside-…` each.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let wall = app.wall();
    let typed = fields.iter().find(|(name, _)| name == "da");
    let typed = typed.map(|(_, value)| value.as_str()).unwrap_or_default();
    let current = member.shop.settings.orders.from;
    let Ok(from) = moment(typed, current, &wall) else {
        return page(&app, &member, Some(typed)).await;
    };
    let named = |what: &'static str| {
        let of = fields.iter().filter(move |(name, _)| name == what);
        of.map(|(_, id)| id.clone())
    };
    // Those that were shown, and of them those that were ticked.
    let mut older: BTreeMap<String, bool> = named("visto").map(|id| (id, false)).collect();
    for id in named("da-parte") {
        older.insert(id, true);
    }
    let (shop, name) = (&member.shop.id, &member.login.user.name);
    let moved = app.engine.count_orders_from(shop, from, &older, name);
    if !moved.await? {
        return Err(Trouble::NotFound);
    }
    Ok(saved(&member, "inizio").into_response())
}
