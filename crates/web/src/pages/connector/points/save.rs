//! What the section sends: a point's switch, what it counts and receives and keeps, and the order.
//!
//! Guarantees (each a test): a reserve that is no number changes nothing, and the page says so; what
//! lowers what the shop shows is asked first; an order is kept whole or not at all.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use ponte_store::{Tx, points::SalesPoint};
use ponte_sync::{orders, products, stale, stock};
use serde::Deserialize;

use super::{
    WRONG,
    draft::{Asked, Draft},
    preview,
};
use crate::{
    app::App,
    auth::{
        form::Sent,
        member::{Member, address},
    },
    pages::{
        connector::sure::{self, Lowered, Question},
        stock::number,
    },
    trouble::Trouble,
};

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
    #[serde(default)]
    confermo: String,
}

/// Keeps what was chosen for a point.
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<Chosen>,
) -> Result<Response, Trouble> {
    let Some(reserve) = number(&chosen.riserva) else {
        let kept = kept(&app, &member, chosen.punto).await?;
        let wrong = format!("{WRONG}{}", chosen.punto);
        return Ok(back(&member, &wrong, kept.id).into_response());
    };
    let (counts, receives) = (!chosen.conta.is_empty(), !chosen.riceve.is_empty());
    let sent = [
        ("conta", chosen.conta),
        ("riceve", chosen.riceve),
        ("riserva", chosen.riserva),
    ];
    let change = Change {
        point: chosen.punto,
        yes: chosen.confermo,
        action: "/connettore/punti",
        sent: sent.into(),
        title: "sure-point",
    };
    change
        .keep(&app, &member, |point| SalesPoint {
            counts,
            receives,
            reserve,
            ..point
        })
        .await
}

/// A point's switch.
#[derive(Deserialize)]
pub(crate) struct Switch {
    #[serde(default)]
    punto: i64,
    #[serde(default)]
    acceso: String,
    #[serde(default)]
    confermo: String,
}

/// Switches a point on or off.
pub(crate) async fn switch(
    State(app): State<App>,
    member: Member,
    Sent(switch): Sent<Switch>,
) -> Result<Response, Trouble> {
    let enabled = !switch.acceso.is_empty();
    let change = Change {
        point: switch.punto,
        yes: switch.confermo,
        action: "/connettore/punti/acceso",
        sent: vec![("acceso", switch.acceso)],
        title: "sure-switch-off",
    };
    change
        .keep(&app, &member, |point| SalesPoint { enabled, ..point })
        .await
}

/// A change of one point.
struct Change {
    point: i64,
    /// The yes that was sent with it.
    yes: String,
    action: &'static str,
    sent: Vec<(&'static str, String)>,
    title: &'static str,
}

impl Change {
    /// Keeps it, or asks first.
    async fn keep(
        self,
        app: &App,
        member: &Member,
        change: impl Fn(SalesPoint) -> SalesPoint,
    ) -> Result<Response, Trouble> {
        let shop = &member.shop;
        let points = app.read().await?.points(&shop.id).await?;
        let before = points.iter().find(|point| point.id == self.point);
        let before = before.ok_or(Trouble::NotFound)?;
        let mut changed = points.clone();
        for point in changed.iter_mut().filter(|point| point.id == self.point) {
            *point = change(point.clone());
        }
        let off = changed
            .iter()
            .any(|point| point.id == self.point && !point.enabled && before.enabled);
        let is = (changed.as_slice(), shop.settings.stock);
        let off_point = off.then_some(self.point);
        let lowered = Lowered::by(app, shop, &points, is, off_point).await?;
        if !lowered.is_none() && !lowered.is_covered(&self.yes) {
            return self.ask(app, member, lowered, (&points, &changed)).await;
        }
        let now = app.now();
        let mut tx = app.write().await?;
        // It may have been changed meanwhile.
        let kept = tx.points(&shop.id).await?;
        let kept = kept.into_iter().find(|point| point.id == self.point);
        let kept = kept.ok_or(Trouble::NotFound)?;
        let after = change(kept.clone());
        if after != kept {
            tx.point_put(&shop.id, &after).await?;
            stale::mark(&mut *tx, &shop.id, stock::STREAM, now).await?;
            stale::mark(&mut *tx, &shop.id, orders::STREAM, now).await?;
            if after.enabled != kept.enabled {
                lowered.hiding.confirm(&mut *tx, &shop.id, now).await?;
                stale::mark(&mut *tx, &shop.id, products::STREAM, now).await?;
            }
        }
        tx.commit().await?;
        app.engine.wake();
        let done = match (after.enabled == kept.enabled, after.enabled) {
            (true, _) => "punto",
            (false, true) => "acceso",
            (false, false) => "spento",
        };
        Ok(back(member, done, self.point).into_response())
    }

    async fn ask(
        self,
        app: &App,
        member: &Member,
        lowered: Lowered,
        (was, is): (&[SalesPoint], &[SalesPoint]),
    ) -> Result<Response, Trouble> {
        let t = member.words;
        let settings = &member.shop.settings.orders;
        let name = was.iter().find(|point| point.id == self.point);
        let name = name.map_or("", |point| point.name.as_str());
        let (before, after) = (
            preview::choices(was, settings),
            preview::choices(is, settings),
        );
        let preview = if before == after {
            None
        } else {
            let preview = preview::load(app, &member.shop.id, (&before, &after), is, t).await?;
            // Without an order there is nothing to say of orders.
            Some(preview).filter(|preview| !preview.lines.is_empty())
        };
        let mut fields = self.sent;
        fields.retain(|(_, value)| !value.is_empty());
        fields.push(("punto", self.point.to_string()));
        fields.push(("confermo", lowered.word()));
        let question = Question {
            title: t.with(self.title, &[("name", name.into())]),
            sentences: lowered.sentences(t),
            named: lowered.stock.named,
            preview,
            action: self.action,
            fields,
            back: format!("/connettore{}#punto-{}", member.query(), self.point),
        };
        sure::ask(app, member, question).await
    }
}

async fn kept(app: &App, member: &Member, point: i64) -> Result<SalesPoint, Trouble> {
    let points = app.read().await?.points(&member.shop.id).await?;
    let mut points = points.into_iter();
    points
        .find(|kept| kept.id == point)
        .ok_or(Trouble::NotFound)
}

fn back(member: &Member, done: &str, point: i64) -> Redirect {
    let to = address("/connettore", &member.query(), &[("fatto", done)]);
    Redirect::to(&format!("{to}#punto-{point}"))
}

/// *Salva il nuovo ordine*: the points' order, and the rules of spreading.
pub(crate) async fn order(
    State(app): State<App>,
    member: Member,
    Sent(asked): Sent<Asked>,
) -> Result<Redirect, Trouble> {
    let shop = &member.shop.id;
    let mut tx = app.write().await?;
    let row = tx.shop(shop).await?.ok_or(Trouble::NotFound)?;
    let points = tx.points(shop).await?;
    let draft = Draft::of(&asked, &points, &row.settings.orders);
    if draft.differs(&points, &row.settings.orders) {
        place(&mut *tx, shop, &draft.sorted(&points)).await?;
        let mut settings = row.settings;
        settings.orders.strategy = draft.strategy;
        settings.orders.shortage = draft.shortage;
        tx.shop_set_settings(shop, &settings).await?;
        stale::mark(&mut *tx, shop, orders::STREAM, app.now()).await?;
    }
    tx.commit().await?;
    app.engine.wake();
    let to = address("/connettore", &member.query(), &[("fatto", "ordine")]);
    Ok(Redirect::to(&format!("{to}#punti")))
}

/// Keeps the places, where they are others.
async fn place(tx: &mut dyn Tx, shop: &str, sorted: &[SalesPoint]) -> Result<(), Trouble> {
    for (position, point) in (1..).zip(sorted) {
        if point.position != position {
            let moved = SalesPoint {
                position,
                ..point.clone()
            };
            tx.point_put(shop, &moved).await?;
        }
    }
    Ok(())
}
