//! `/ordini/{order}`: who prepares what and why, part by part; what happened; what can be done.
//!
//! Guarantees (each a test): the order is one of the member's shop, or the page does not exist; a
//! remedy that no longer applies does no harm, and the page says so; an order is not ignored without
//! a reason, nor without saying what became of its goods.

mod happened;
mod lines;
mod remedies;
mod slips;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_domain::orders::details::{Address, Details};
use ponte_store::orders::{OrderRow, Whole};
use serde::Deserialize;

use super::{
    link, name,
    stage::{self, Told},
};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::frame::{Frame, Place},
    trouble::Trouble,
    words::{Wall, Words},
};
use happened::Happened;
use lines::LinesView;
use remedies::{Asked, Choice, Unfinished, Wanted};
use slips::Slip;

#[derive(Template)]
#[template(path = "order.html")]
struct OrderPage {
    t: Words,
    frame: Frame,
    /// Where the list is.
    list: String,
    /// Where this page is.
    here: String,
    name: String,
    told: Told,
    /// "ricevuto oggi alle 10:33, qui da …"
    when: String,
    choices: Vec<Choice>,
    /// Where the order may be ignored: what was typed, and what was missing.
    ignore: Option<Unfinished>,
    lines: Option<LinesView>,
    slips: Vec<Slip>,
    /// Parts that no longer count.
    past: Vec<Slip>,
    happened: Vec<Happened>,
    shop: ShopSide,
    /// What a remedy did.
    done: Option<Done>,
}

/// The order as the shop tells it.
struct ShopSide {
    /// Label and value.
    facts: Vec<(String, String)>,
    buyer: Vec<(String, String)>,
}

/// What a remedy did.
struct Done {
    /// It was taken.
    well: bool,
    text: String,
}

/// What a redirect back to the page says.
#[derive(Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    fatto: String,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(order): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response, Trouble> {
    let t = member.words;
    let done = |well, key| {
        Some(Done {
            well,
            text: t.say(key),
        })
    };
    let done = match said.fatto.as_str() {
        "si" => done(true, "remedy-done"),
        "tardi" => done(false, "remedy-late"),
        _ => None,
    };
    let page = page(&app, &member, &order, done, Unfinished::default()).await?;
    Ok(page.into_response())
}

/// A person decides something for the order.
pub(crate) async fn remedy(
    State(app): State<App>,
    member: Member,
    Path(order): Path<String>,
    Sent(asked): Sent<Asked>,
) -> Result<Response, Trouble> {
    let (shop, who) = (&member.shop.id, &member.login.user.name);
    if app.read().await?.order(shop, &order).await?.is_none() {
        return Err(Trouble::NotFound);
    }
    let remedy = match asked.wanted() {
        Wanted::Remedy(remedy) => remedy,
        Wanted::Unfinished(unfinished) => {
            let page = page(&app, &member, &order, None, unfinished).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Wanted::Nothing => return Err(Trouble::Unreadable),
    };
    let taken = app.engine.remedy(shop, &order, remedy, who).await?;
    let values = [("fatto", if taken { "si" } else { "tardi" })];
    let back = address(&link(&order, ""), &member.query(), &values);
    Ok(Redirect::to(&back).into_response())
}

async fn page(
    app: &App,
    member: &Member,
    order: &str,
    done: Option<Done>,
    unfinished: Unfinished,
) -> Result<Html<String>, Trouble> {
    let (id, t, query) = (&member.shop.id, member.words, member.query());
    let mut tx = app.read().await?;
    let whole = tx.order(id, order).await?.ok_or(Trouble::NotFound)?;
    let events = tx.order_events(id, order).await?;
    let points = tx.points(id).await?;
    drop(tx);
    let wall = app.wall();
    let (slips, past) = slips::views(&whole, &points, &wall, t);
    let view = OrderPage {
        t,
        frame: Frame::load(app, member, Place::Orders).await?,
        list: address("/ordini", &query, &[]),
        here: link(&whole.order.id, &query),
        name: name(&whole.order),
        told: stage::told(&whole, t),
        when: when(&whole.order, &wall, t),
        choices: remedies::choices(&whole, &points, t),
        ignore: remedies::may_ignore(&whole).then_some(unfinished),
        lines: lines::view(&whole.order, &points, &wall, t),
        slips,
        past,
        happened: happened::views(&events, &wall, t),
        shop: shop_side(&whole, t),
        done,
    };
    Ok(Html(view.render()?))
}

fn when(order: &OrderRow, wall: &Wall, t: Words) -> String {
    let args = [
        ("ordered", wall.when(order.ordered_at, t).into()),
        ("since", wall.when(order.stage_at, t).into()),
    ];
    t.with("order-when", &args)
}

fn shop_side(whole: &Whole, t: Words) -> ShopSide {
    let order = &whole.order;
    let mut facts = vec![
        (t.say("order-state"), t.say(stage::on_shop(order.state))),
        (t.say("order-total"), t.money(order.total)),
    ];
    let Some(details) = &order.details else {
        let buyer = Vec::new();
        return ShopSide { facts, buyer };
    };
    facts.push((t.say("order-shipping"), t.money(details.shipping)));
    if details.fee.0 != 0 {
        facts.push((t.say("order-fee"), t.money(details.fee)));
    }
    if details.discount.0 != 0 {
        let off = ponte_domain::money::Money(-details.discount.0.abs());
        facts.push((t.say("order-discount"), t.money(off)));
    }
    let texts = [
        ("order-coupon", details.coupon.as_str()),
        ("order-payment", details.payment.as_str()),
        ("order-leaves", details.shipping_profile.as_str()),
    ];
    facts.extend(filled(&texts, t));
    ShopSide {
        facts,
        buyer: buyer(details, t),
    }
}

fn buyer(details: &Details, t: Words) -> Vec<(String, String)> {
    let Details {
        billing, delivery, ..
    } = details;
    let to = [delivery.street.clone(), town(delivery)];
    let to: Vec<_> = to.into_iter().filter(|text| !text.is_empty()).collect();
    let phone = if delivery.phone.is_empty() {
        &billing.phone
    } else {
        &delivery.phone
    };
    let to = to.join(", ");
    let texts = [
        ("buyer-name", billing.name.as_str()),
        ("buyer-company", billing.company.as_str()),
        ("buyer-email", billing.email.as_str()),
        ("buyer-phone", phone.as_str()),
        ("buyer-delivery", to.as_str()),
        ("buyer-message", details.message.0.as_str()),
    ];
    filled(&texts, t).collect()
}

/// `31100 Treviso (TV)`
fn town(address: &Address) -> String {
    let mut town = format!("{} {}", address.zip, address.city);
    if !address.district.is_empty() {
        town = format!("{town} ({})", address.district);
    }
    town.trim().to_owned()
}

/// Those that hold something, with their labels.
fn filled<'a>(
    texts: &'a [(&'static str, &'a str)],
    t: Words,
) -> impl Iterator<Item = (String, String)> + use<'a> {
    let filled = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    filled.map(move |(key, text)| (t.say(key), (*text).to_owned()))
}
