//! *Punti vendita / magazzini*: the points in the merchant's order, and for each of them whether its
//! stock counts, whether it receives orders, and what stays there.
//!
//! Guarantee (a test): a reserve that is no number changes nothing, and the page says so.

use axum::{extract::State, response::Redirect};
use ponte_store::points::SalesPoint;
use ponte_sync::{orders, stale, stock};
use serde::Deserialize;

use super::facts::Facts;
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::stock::number,
    trouble::Trouble,
    words::Words,
};

/// What the page's address says was wrong.
const WRONG: &str = "riserva-sbagliata-";

/// The section; no lines where there is no key yet.
pub(super) struct PointsView {
    pub(super) connected: bool,
    pub(super) lines: Vec<PointLine>,
    /// The shop's margin.
    pub(super) margin: u32,
    /// What was sent as the margin is no number.
    pub(super) wrong_margin: bool,
}

/// One point of sale.
pub(super) struct PointLine {
    pub(super) id: i64,
    pub(super) position: i64,
    pub(super) name: String,
    pub(super) about: String,
    /// Counts and receives.
    pub(super) on: bool,
    pub(super) state: String,
    pub(super) counts: bool,
    pub(super) receives: bool,
    pub(super) reserve: u32,
    /// "Conta la giacenza · riceve ordini · riserva 2"
    pub(super) summary: String,
    /// What was sent as its reserve is no number.
    pub(super) wrong: bool,
}

impl PointsView {
    /// `done`: what the page's address says was done.
    pub(super) fn new(facts: &Facts, done: &str, t: Words) -> Self {
        let connected = facts.connected();
        let points = if connected {
            facts.points.as_slice()
        } else {
            &[]
        };
        let wrong = done.strip_prefix(WRONG).and_then(|id| id.parse().ok());
        Self {
            connected,
            lines: points.iter().map(|point| line(point, wrong, t)).collect(),
            margin: facts.shop.settings.stock.margin,
            wrong_margin: done == "margine-sbagliato",
        }
    }
}

fn line(point: &SalesPoint, wrong: Option<i64>, t: Words) -> PointLine {
    let (on, state, reason) = match point {
        SalesPoint { gone: true, .. } => (false, "point-gone", Some("point-gone-about")),
        SalesPoint { enabled: false, .. } => (false, "point-off", Some("point-off-about")),
        _ => (true, "point-on", None),
    };
    let about = reason.map_or_else(|| point.place.clone(), |reason| t.say(reason));
    PointLine {
        id: point.id,
        position: point.position,
        name: point.name.clone(),
        about,
        on,
        state: t.say(state),
        counts: point.counts,
        receives: point.receives,
        reserve: point.reserve,
        summary: summary(point, t),
        wrong: wrong == Some(point.id),
    }
}

fn summary(point: &SalesPoint, t: Words) -> String {
    let counts = match (point.counts, point.receives) {
        (true, true) => "point-counts-receives",
        (true, false) => "point-counts-not",
        (false, true) => "point-receives-only",
        (false, false) => "point-neither",
    };
    let mut said = t.say(counts);
    if point.reserve > 0 {
        said.push_str(" · ");
        said.push_str(&t.count("point-reserve-of", point.reserve.into()));
    }
    said
}

/// What is chosen for a point. A switch that is off is not sent.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    punto: i64,
    #[serde(default)]
    conta: String,
    #[serde(default)]
    riceve: String,
    #[serde(default)]
    riserva: String,
}

/// Keeps what was chosen for a point.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<Chosen>,
) -> Result<Redirect, Trouble> {
    let shop = &member.shop.id;
    let back = |done: &str| {
        let to = address("/connettore", &member.query(), &[("fatto", done)]);
        Redirect::to(&format!("{to}#punto-{}", chosen.punto))
    };
    let mut tx = app.write().await?;
    let points = tx.points(shop).await?;
    let point = points.iter().find(|point| point.id == chosen.punto);
    let before = point.ok_or(Trouble::NotFound)?;
    let Some(reserve) = number(&chosen.riserva) else {
        return Ok(back(&format!("{WRONG}{}", chosen.punto)));
    };
    let after = SalesPoint {
        counts: !chosen.conta.is_empty(),
        receives: !chosen.riceve.is_empty(),
        reserve,
        ..before.clone()
    };
    if after != *before {
        let now = app.now();
        tx.point_put(shop, &after).await?;
        stale::mark(&mut *tx, shop, stock::STREAM, now).await?;
        stale::mark(&mut *tx, shop, orders::STREAM, now).await?;
    }
    tx.commit().await?;
    app.engine.wake();
    Ok(back("punto"))
}
