//! What the merchant should know or do about orders, as this pass sees it.
//!
//! Guarantee: each pass says what it sees of the open orders; what it no longer sees is closed.

use jiff::SignedDuration;
use ponte_domain::{
    finding::Finding,
    orders::due::{Week, open_time},
    orders::order::{Stage, Waiting},
    orders::part::{PartState, TillState},
    orders::shipping::unmapped,
};
use ponte_store::orders::{OrderRow, PartRow, Whole};

use super::pass::Pass;
use crate::trouble::Trouble;

/// Kinds that this step opens and closes.
const KINDS: [&str; 5] = [
    "order",
    "order_refused",
    "shipping_unmapped",
    "part_unaccepted",
    "part_gone",
];

/// Orders that cannot be understood: opened where they are read, closed there or here.
const UNREADABLE: &str = "order_unreadable";

/// Findings that are looked through.
const MOST: i64 = 1000;

/// What the shop's people call an order.
pub(super) fn name(order: &OrderRow) -> String {
    let details = order.details.as_ref();
    details
        .map(|details| details.name.clone())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| order.id.clone())
}

/// Says what is to be said of every open order, and counts them.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let orders = pass.open_orders().await?;
    let now = pass.now();
    let mut told = Vec::new();
    let mut refused = false;
    pass.figures.waiting = 0;
    pass.figures.attention = 0;
    for whole in &orders {
        if let Some(details) = &whole.order.details {
            let names = &mut pass.memory.names;
            names.note(&details.shipping_profile, &details.payment);
        }
        match &whole.order.stage {
            Stage::Waiting { reason } => {
                pass.figures.waiting += 1;
                if let Waiting::Refused { text, .. } = reason {
                    refused = true;
                    let (name, text) = (name(&whole.order), text.clone());
                    let finding = Finding::OrderRefused { name, text };
                    told.push((whole.order.id.clone(), finding));
                }
            }
            Stage::NeedsAttention { reason } => {
                pass.figures.attention += 1;
                let (name, attention) = (name(&whole.order), reason.clone());
                let finding = Finding::Order { name, attention };
                told.push((whole.order.id.clone(), finding));
            }
            _ => {}
        }
        for row in &whole.parts {
            told.extend(of_part(pass, whole, row));
        }
    }
    let profiles = orders
        .iter()
        .filter(|whole| whole.order.stage != Stage::BeforePonte && whole.order.state.is_live())
        .filter_map(|whole| whole.order.details.as_ref())
        .map(|details| details.shipping_profile.as_str());
    for profile in unmapped(profiles, pass.settings()) {
        told.push((profile.to_owned(), Finding::ShippingUnmapped));
    }
    let done_with = unreadable_and_done_with(pass).await?;
    let mut tx = pass.write().await?;
    for order in &done_with {
        tx.finding_close(pass.id(), UNREADABLE, order, now).await?;
    }
    for (subject, finding) in &told {
        tx.finding_seen(pass.id(), subject, finding, pass.run.id, now)
            .await?;
    }
    tx.findings_close_unseen(pass.id(), &KINDS, pass.run.id, now)
        .await?;
    if !refused {
        // Nobody waits because of them any more.
        tx.findings_close_unseen(pass.id(), &["till_setting"], pass.run.id, now)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Orders that could not be understood and that nobody is to do anything with any more.
async fn unreadable_and_done_with(pass: &Pass<'_>) -> Result<Vec<String>, Trouble> {
    let mut tx = pass.read().await?;
    let open = tx.findings_open(pass.id(), MOST).await?;
    let mut done_with = Vec::new();
    for row in open
        .into_iter()
        .filter(|row| row.finding.kind() == UNREADABLE)
    {
        let order = tx.order(pass.id(), &row.subject).await?;
        let over = |order: &OrderRow| !order.open || order.stage == Stage::Dropped;
        if order.is_some_and(|whole| over(&whole.order)) {
            done_with.push(row.subject);
        }
    }
    Ok(done_with)
}

fn of_part(pass: &Pass<'_>, whole: &Whole, row: &PartRow) -> Option<(String, Finding)> {
    let PartState::Delivered {
        confirmed, till, ..
    } = row.part.state
    else {
        return None;
    };
    let subject = format!("{} {}", whole.order.id, row.part.number);
    let name = name(&whole.order);
    let (number, point) = (row.part.number, pass.point_name(row.part.point));
    match till {
        TillState::Gone => Some((
            subject,
            Finding::PartGone {
                name,
                number,
                point,
            },
        )),
        TillState::Requested => {
            let settings = pass.settings();
            let always = Week::default();
            let week = settings.opening.get(&row.part.point).unwrap_or(&always);
            let open = open_time(confirmed, pass.now(), week, &crate::rome::zone());
            let most = SignedDuration::from_hours(settings.unaccepted_hours.into());
            let finding = Finding::PartUnaccepted {
                name,
                number,
                point,
            };
            (open >= most).then_some((subject, finding))
        }
        _ => None,
    }
}
