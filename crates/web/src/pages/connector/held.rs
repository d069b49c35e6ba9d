//! A held brake: a change so large that it waits for a yes.

use axum::{extract::State, response::Redirect};
use ponte_domain::finding::Finding;
use ponte_store::findings::FindingRow;
use ponte_sync::stock::BRAKE;
use serde::Deserialize;

use super::runs;
use crate::{
    app::App,
    auth::{form::Sent, member::Member},
    trouble::Trouble,
    words::Words,
};

/// A question about a held change.
pub(super) struct HeldView {
    pub(super) subject: String,
    pub(super) text: String,
    /// The yes was given; the next pass does it.
    pub(super) confirmed: bool,
}

/// Those about products.
pub(super) fn of_products(findings: &[FindingRow], t: Words) -> Vec<HeldView> {
    let mut views = views(findings, t);
    views.retain(|view| view.subject != BRAKE);
    views
}

/// The one about stock.
pub(super) fn of_stock(findings: &[FindingRow], t: Words) -> Option<HeldView> {
    let views = views(findings, t);
    views.into_iter().find(|view| view.subject == BRAKE)
}

fn views(findings: &[FindingRow], t: Words) -> Vec<HeldView> {
    findings
        .iter()
        .filter_map(|row| {
            Some(HeldView {
                subject: row.subject.clone(),
                text: question(row, t)?,
                confirmed: row.confirmed,
            })
        })
        .collect()
}

/// What is asked; `None` where nothing is held.
pub(crate) fn question(row: &FindingRow, t: Words) -> Option<String> {
    let Finding::Held { count, of } = row.finding else {
        return None;
    };
    let args = [("n", count.into()), ("of", of.into())];
    Some(t.with(sentence(&row.subject), &args))
}

fn sentence(subject: &str) -> &'static str {
    match subject {
        "hide" => "held-hide",
        "price" => "held-price",
        BRAKE => "held-stock",
        _ => "held-other",
    }
}

/// Which brake is let go.
#[derive(Deserialize)]
pub(crate) struct Yes {
    subject: String,
}

pub(crate) async fn confirm(
    State(app): State<App>,
    member: Member,
    Sent(yes): Sent<Yes>,
) -> Result<Redirect, Trouble> {
    let (shop, name) = (&member.shop.id, &member.login.user.name);
    runs::shown(
        &member,
        app.engine.confirm_held(shop, &yes.subject, name).await,
    )
}
