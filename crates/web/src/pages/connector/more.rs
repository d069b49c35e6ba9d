//! *Altre impostazioni*: closed rows, each with its value in words and its form inside.
//!
//! Guarantees (each a test): what is saved wakes the streams that go by it; what cannot be saved changes
//! nothing, is explained beside its field and stays as it was typed; every row works without script.

mod back;
mod customers;
mod hours;
mod rest;
mod sales;
pub(crate) mod start;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_domain::{orders::order::ShopState, settings::OrderSettings};
use ponte_store::{points::SalesPoint, shops::Shop};
use ponte_sync::{orders, stale, stock};

pub(crate) use back::send as back;
pub(crate) use customers::send as customers;
pub(crate) use hours::{preparation, send as hours};
pub(crate) use rest::{bound, unknown, unpaid};
pub(crate) use sales::send as sales;

use crate::{
    app::App,
    auth::member::{Member, address},
    pages::{
        frame::{Frame, Place},
        orders::on_shop,
    },
    trouble::Trouble,
    words::{Wall, Words},
};

/// States of a live order that a merchant can choose from.
const STATES: [ShopState; 6] = [
    ShopState::PENDING_PAYMENT,
    ShopState::PAID,
    ShopState::PREPARATION,
    ShopState::SENT,
    ShopState::DELIVERED,
    ShopState::CLOSED,
];

/// The section.
pub(super) struct MoreView {
    /// The till's key is kept.
    pub(super) connected: bool,
    /// The row that is open.
    pub(super) open: &'static str,
    /// "Da oggi alle 10:38"
    pub(super) from: String,
    pub(super) sales: sales::SalesView,
    pub(super) hours: hours::HoursView,
    pub(super) customers: customers::CustomersView,
    pub(super) back: back::BackView,
    pub(super) rest: rest::RestView,
}

/// A field that holds a number.
pub(super) struct Number {
    /// As it stands, or was typed.
    pub(super) value: String,
    /// Why it cannot be so.
    pub(super) wrong: Option<String>,
}

impl Number {
    fn of(value: impl ToString) -> Self {
        Self {
            value: value.to_string(),
            wrong: None,
        }
    }
}

/// What was sent and cannot be saved.
enum Typed {
    Sales,
    Hours(Box<hours::Week>),
    Preparation(hours::Preparation),
    Customers(customers::Chosen, &'static str),
    Unpaid(rest::Unpaid),
}

/// What the page's address calls a row that was saved.
const ROWS: [&str; 9] = [
    "inizio",
    "vendite",
    "orari",
    "preparazione",
    "clienti",
    "avanzamento",
    "sconosciute",
    "ritiro",
    "non-pagati",
];

impl MoreView {
    /// `done`: what the page's address says was done.
    pub(super) fn new(
        shop: &Shop,
        points: &[SalesPoint],
        done: &str,
        wall: &Wall,
        t: Words,
    ) -> Self {
        let saved = done.strip_prefix("altre-").unwrap_or_default();
        let open = ROWS.into_iter().find(|row| *row == saved);
        let mut view = Self::with(shop, points, None, wall, t);
        view.open = open.unwrap_or_default();
        view
    }

    fn with(
        shop: &Shop,
        points: &[SalesPoint],
        typed: Option<&Typed>,
        wall: &Wall,
        t: Words,
    ) -> Self {
        let settings = &shop.settings.orders;
        let from = settings.from.map(|from| wall.when_alone(from, t));
        Self {
            connected: shop.till_key.is_some(),
            open: match typed {
                None => "",
                Some(Typed::Sales) => "vendite",
                Some(Typed::Hours(_)) => "orari",
                Some(Typed::Preparation(_)) => "preparazione",
                Some(Typed::Customers(..)) => "clienti",
                Some(Typed::Unpaid(_)) => "non-pagati",
            },
            from: from.unwrap_or_else(|| t.say("more-from-unset")),
            sales: sales::SalesView::new(settings, typed, t),
            hours: hours::HoursView::new(settings, points, typed, t),
            customers: customers::CustomersView::new(settings, typed, t),
            back: back::BackView::new(settings, t),
            rest: rest::RestView::new(settings, typed, t),
        }
    }
}

/// A state that can be chosen.
pub(super) struct OneState {
    pub(super) number: i64,
    pub(super) name: String,
    pub(super) chosen: bool,
}

fn states(chosen: impl Fn(ShopState) -> bool, t: Words) -> Vec<OneState> {
    STATES
        .into_iter()
        .map(|state| OneState {
            number: state.0,
            name: t.say(on_shop(state)),
            chosen: chosen(state),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "more.html")]
struct MorePage {
    t: Words,
    frame: Frame,
    more: MoreView,
}

/// The rows on a page of their own.
pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Response, Trouble> {
    page(&app, &member, None).await
}

async fn page(app: &App, member: &Member, typed: Option<&Typed>) -> Result<Response, Trouble> {
    let (t, wall) = (member.words, app.wall());
    let points = app.read().await?.points(&member.shop.id).await?;
    let status = if typed.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let view = MorePage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        more: MoreView::with(&member.shop, &points, typed, &wall, t),
    };
    Ok((status, Html(view.render()?)).into_response())
}

/// What was sent cannot be saved: the rows again, as they were typed.
async fn refused(app: &App, member: &Member, typed: Typed) -> Result<Response, Trouble> {
    page(app, member, Some(&typed)).await
}

/// Saves, and leads back to the row.
async fn save(
    app: &App,
    member: &Member,
    row: &'static str,
    change: impl FnOnce(&mut OrderSettings),
) -> Result<Response, Trouble> {
    let shop = &member.shop.id;
    let mut tx = app.write().await?;
    // The member's copy was read before.
    let kept = tx.shop(shop).await?.ok_or(Trouble::NotFound)?;
    let mut settings = kept.settings;
    let before = settings.orders.clone();
    change(&mut settings.orders);
    if settings.orders != before {
        tx.shop_set_settings(shop, &settings).await?;
        // Orders that wait may go by it, and what they hold of the stock may be another.
        for stream in [orders::STREAM, stock::STREAM] {
            stale::mark(&mut *tx, shop, stream, app.now()).await?;
        }
    }
    tx.commit().await?;
    app.engine.wake();
    Ok(saved(member, row).into_response())
}

fn saved(member: &Member, row: &'static str) -> Redirect {
    let done = format!("altre-{row}");
    let to = address("/connettore", &member.query(), &[("fatto", &done)]);
    Redirect::to(&format!("{to}#altre-{row}"))
}

/// A whole number from `least` to `most`.
fn number(text: &str, least: u32, most: u32) -> Option<u32> {
    let number = text.trim().parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}
