//! *Forza Sincronizzazione Ordini*: as soon as the key is right, before the first product
//! synchronisation too.

use axum::{extract::State, response::Redirect};
use ponte_store::runs::{Outcome, Run};
use ponte_sync::StartTrouble;
use serde::Deserialize;

use super::{facts::Facts, outcome::Failure, runs};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    trouble::Trouble,
    words::{Wall, Words},
};

/// The section.
pub(super) enum OrdersView {
    /// Not before the key is right.
    Locked,
    /// Orders flow.
    Flowing(Box<Flowing>),
}

/// Orders flow.
pub(super) struct Flowing {
    /// A pass is under way.
    pub(super) running: bool,
    /// The last pass, in words.
    pub(super) last: Vec<String>,
    pub(super) failure: Option<Failure>,
}

/// What a pass did (the stream's figures).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Figures {
    new: u64,
    delivered: u64,
    waiting: u64,
    attention: u64,
}

impl OrdersView {
    pub(super) fn new(facts: &Facts, wall: &Wall, t: Words) -> Self {
        let keys = facts.shop.shop_key.is_some() && facts.shop.shop_exchange.is_some();
        if !facts.connected() || !keys {
            return Self::Locked;
        }
        let last = facts.orders.iter().find(|run| run.ended_at.is_some());
        Self::Flowing(Box::new(Flowing {
            running: facts.orders.iter().any(|run| run.ended_at.is_none()),
            last: last.map_or_else(Vec::new, |run| in_words(run, wall, t)),
            failure: last.and_then(|run| failure(run, t)),
        }))
    }
}

/// "Ultimo giro oggi alle 10:40: nessun ordine nuovo."
fn in_words(run: &Run, wall: &Wall, t: Words) -> Vec<String> {
    let figures: Figures = serde_json::from_value(run.figures.clone()).unwrap_or_default();
    let when = wall.when(run.ended_at.unwrap_or(run.updated_at), t);
    let args = [
        ("when", when.into()),
        ("new", figures.new.into()),
        ("delivered", figures.delivered.into()),
    ];
    let mut said = vec![t.with("orders-last", &args)];
    for (n, key) in [
        (figures.waiting, "orders-last-waiting"),
        (figures.attention, "orders-last-attention"),
    ] {
        if n > 0 {
            said.push(t.count(key, n));
        }
    }
    said
}

fn failure(run: &Run, t: Words) -> Option<Failure> {
    let Some(Outcome::Failed { cause, text }) = &run.outcome else {
        return None;
    };
    let key = match cause.as_str() {
        "wrong_till_key" => "orders-failed-wrong-till-key",
        "wrong_shop_keys" | "read_only_shop_keys" | "no_keys" => "orders-failed-wrong-shop-keys",
        "till_permission" => "orders-failed-till-permission",
        "till_away" => "orders-failed-till-away",
        "shop_away" => "orders-failed-shop-away",
        "till_quota" | "shop_quota" => "orders-failed-quota",
        _ => "orders-failed-other",
    };
    let remote = (key == "orders-failed-other" && !text.is_empty()).then(|| text.clone());
    Some(Failure {
        text: t.say(key),
        remote,
    })
}

/// Where the button stands.
#[derive(Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    da: String,
}

/// *Invia ordini a Cassa in Cloud*
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(from): Sent<From>,
) -> Result<Redirect, Trouble> {
    let name = &member.login.user.name;
    let started = app.engine.start_orders(&member.shop.id, name).await;
    let held = matches!(started, Err(StartTrouble::Held(_)));
    let to_connector = runs::shown(&member, started)?;
    Ok(if !held && from.da == "ordini" {
        Redirect::to(&address("/ordini", &member.query(), &[]))
    } else {
        to_connector
    })
}
