//! *Abbinamenti*: what stands for what on the two sides, found by itself and corrected by hand.
//!
//! Guarantees (each a test): what nobody has paired yet stands on top; a correction is kept and the
//! stream that it is about is woken; a shop-side list is read only when somebody asks for it, and a side
//! that gives no answer is named; names from outside are shown as they are.

mod of_orders;
mod of_products;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use ponte_domain::{
    settings::{OrderSettings, PaymentRule, Shipping},
    till::SalesPointId,
};
use ponte_sync::{
    orders::{self, Names},
    pairings::{Known, ReadTrouble, known},
    stale,
};
use serde::Deserialize;

use super::frame::{Frame, Place};
use crate::{
    app::App,
    auth::{
        form::{Nothing, Sent},
        member::{Member, address},
    },
    trouble::Trouble,
    words::Words,
};

/// One thing, what it is paired with, and with what it may be.
struct Row {
    /// What the form calls it.
    key: String,
    name: String,
    /// Besides its name: a rate.
    about: String,
    /// Paired with, in words.
    with: String,
    /// Nobody has paired it yet.
    open: bool,
    /// A person chose it.
    by_hand: bool,
    /// What it may be paired with: value, name, chosen. Empty: the form is shown on request.
    choices: Vec<(String, String, bool)>,
    /// Where its form is shown.
    change: String,
}

/// A section of the page.
struct Section {
    id: &'static str,
    /// Where its forms go.
    action: &'static str,
    title: String,
    about: String,
    /// What its columns are called.
    columns: (String, String),
    /// Said where there is nothing yet.
    none: String,
    /// Of things that nobody has paired.
    hint: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "pairings.html")]
struct PairingsPage {
    t: Words,
    frame: Frame,
    sections: Vec<Section>,
    /// The shop and the till may be asked.
    connected: bool,
    /// A side that gave no answer.
    failed: Option<String>,
    done: Option<String>,
}

/// What the page's address says.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    fatto: String,
    /// The category whose form is open.
    categoria: Option<String>,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    page(&app, &member, &asked, None).await
}

async fn page(
    app: &App,
    member: &Member,
    asked: &Asked,
    failed: Option<String>,
) -> Result<Response, Trouble> {
    let t = member.words;
    let shop = &member.shop;
    let mut tx = app.read().await?;
    let known: Known = known(&mut *tx, &shop.id).await?;
    let categories = tx.category_links(&shop.id).await?;
    let taxes = tx.tax_links(&shop.id).await?;
    let points = tx.points(&shop.id).await?;
    let names = Names::seen(&mut *tx, &shop.id).await?;
    drop(tx);
    let settings = &shop.settings.orders;
    let status = if failed.is_some() {
        StatusCode::BAD_GATEWAY
    } else {
        StatusCode::OK
    };
    let view = PairingsPage {
        t,
        frame: Frame::load(app, member, Place::Connector).await?,
        sections: vec![
            of_orders::shipping(&names, settings, &points, t),
            of_orders::payments(&names, settings, t),
            of_products::categories(&known, &categories, asked.categoria.as_deref(), member),
            of_products::taxes(&known, &taxes, t),
        ],
        connected: shop.till_key.is_some() && shop.shop_key.is_some(),
        failed,
        done: match asked.fatto.as_str() {
            "letto" => Some(t.say("pair-read-done")),
            "fatto" => Some(t.say("pair-done")),
            "di-la" => Some(t.say("pair-done-products")),
            _ => None,
        },
    };
    Ok((status, Html(view.render()?)).into_response())
}

fn back(member: &Member, done: &str, section: &str) -> Redirect {
    let to = address("/abbinamenti", &member.query(), &[("fatto", done)]);
    Redirect::to(&format!("{to}#{section}"))
}

/// *Rileggi dal negozio e dalla cassa*
pub(crate) async fn read(
    State(app): State<App>,
    member: Member,
    _: Sent<Nothing>,
) -> Result<Response, Trouble> {
    let key = match app.engine.read_pairings(&member.shop.id).await {
        Ok(()) => return Ok(back(&member, "letto", "contenuto").into_response()),
        Err(ReadTrouble::NoShop) => return Err(Trouble::NotFound),
        Err(ReadTrouble::Store(cause)) => return Err(cause.into()),
        Err(ReadTrouble::Keys(_)) => "pair-read-keys",
        Err(ReadTrouble::Till(error)) => {
            tracing::warn!(shop = member.shop.id, %error, "pairings: the till gave no answer");
            "pair-read-till"
        }
        Err(ReadTrouble::Shop(error)) => {
            tracing::warn!(shop = member.shop.id, %error, "pairings: the shop gave no answer");
            "pair-read-shop"
        }
    };
    let said = member.words.say(key);
    page(&app, &member, &Asked::default(), Some(said)).await
}

/// What is to be paired with what. Nothing: whatever Ponte finds by itself.
#[derive(Deserialize)]
pub(crate) struct Pair {
    #[serde(default)]
    che: String,
    #[serde(default)]
    con: String,
}

/// A category of the till with one of the shop.
pub(crate) async fn category(
    State(app): State<App>,
    member: Member,
    Sent(pair): Sent<Pair>,
) -> Result<Redirect, Trouble> {
    let shop = &member.shop.id;
    let known = known(&mut *app.read().await?, shop).await?;
    let is_there = known.till.categories.iter().any(|(id, _)| *id == pair.che);
    let uid = match pair.con.as_str() {
        "" => None,
        uid => {
            let uid: i64 = uid.parse().map_err(|_| Trouble::Unreadable)?;
            let listed = known.categories.iter().any(|(known, _)| *known == uid);
            Some(uid)
                .filter(|_| listed)
                .ok_or(Trouble::NotFound)?
                .into()
        }
    };
    if !is_there {
        return Err(Trouble::NotFound);
    }
    app.engine.pair_category(shop, &pair.che, uid).await?;
    Ok(back(&member, "di-la", "categorie"))
}

/// A tax of the till with a VAT profile of the shop.
pub(crate) async fn tax(
    State(app): State<App>,
    member: Member,
    Sent(pair): Sent<Pair>,
) -> Result<Redirect, Trouble> {
    let shop = &member.shop.id;
    let known = known(&mut *app.read().await?, shop).await?;
    let profile = (!pair.con.is_empty()).then_some(pair.con.as_str());
    let listed = |id: &str| known.profiles.iter().any(|profile| profile.id == id);
    if !profile.is_none_or(listed) {
        return Err(Trouble::NotFound);
    }
    if !app.engine.pair_tax(shop, &pair.che, profile).await? {
        return Err(Trouble::NotFound);
    }
    Ok(back(&member, "di-la", "iva"))
}

/// How a shipping profile leaves the shop.
pub(crate) async fn shipping(
    State(app): State<App>,
    member: Member,
    Sent(pair): Sent<Pair>,
) -> Result<Redirect, Trouble> {
    let how = match pair.con.strip_prefix("punto-") {
        None if pair.con == "spedizione" => Shipping::Delivery,
        Some(point) => {
            let id: SalesPointId = point.parse().map_err(|_| Trouble::Unreadable)?;
            let points = app.read().await?.points(&member.shop.id).await?;
            let there = points.iter().any(|point| point.id == id);
            Shipping::CollectAt(Some(id).filter(|_| there).ok_or(Trouble::NotFound)?)
        }
        None => return Err(Trouble::Unreadable),
    };
    keep(&app, &member, &pair.che, |orders, name| {
        orders.shipping.insert(name, how);
    })
    .await?;
    Ok(back(&member, "fatto", "spedizioni"))
}

/// What a payment method allows.
pub(crate) async fn payment(
    State(app): State<App>,
    member: Member,
    Sent(pair): Sent<Pair>,
) -> Result<Redirect, Trouble> {
    let rules = of_orders::RULES.iter();
    let rule: Option<PaymentRule> = rules
        .clone()
        .find(|(word, ..)| *word == pair.con)
        .map(|(_, _, rule)| *rule);
    let rule = rule.ok_or(Trouble::Unreadable)?;
    keep(&app, &member, &pair.che, |orders, name| {
        orders.payments.insert(name, rule);
    })
    .await?;
    Ok(back(&member, "fatto", "pagamenti"))
}

/// Keeps what was chosen for a name that orders came with, or that was chosen for before.
async fn keep(
    app: &App,
    member: &Member,
    name: &str,
    change: impl FnOnce(&mut OrderSettings, String),
) -> Result<(), Trouble> {
    let shop = &member.shop.id;
    let mut tx = app.write().await?;
    let row = tx.shop(shop).await?.ok_or(Trouble::NotFound)?;
    let names = Names::seen(&mut *tx, shop).await?;
    let mut settings = row.settings;
    let orders = &settings.orders;
    let known = names.shipping.contains(name)
        || names.payments.contains(name)
        || orders.shipping.contains_key(name)
        || orders.payments.contains_key(name);
    if !known {
        return Err(Trouble::NotFound);
    }
    change(&mut settings.orders, name.to_owned());
    tx.shop_set_settings(shop, &settings).await?;
    stale::mark(&mut *tx, shop, orders::STREAM, app.now()).await?;
    tx.commit().await?;
    app.engine.wake();
    Ok(())
}
