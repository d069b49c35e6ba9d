//! An order's details, read where something is to be done with it.
//!
//! Guarantees: an order that cannot be understood is a finding and stops nobody else's; one that is
//! still to be sent is never planned from details that were not read.

use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    finding::Finding,
    orders::order::{ShopState, Stage},
    orders::resolve::Resolved,
};
use ponte_store::orders::Whole;

use super::{convert, pass::Pass, standing};
use crate::trouble::Trouble;

/// How often an open order is read again: its lines may change without its total.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Reads the details of every open order that needs it.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let mut in_a_row = 0;
    for whole in pass.open_orders().await? {
        if is_needed(&whole, pass.now()) {
            pass.look_around()?;
            let read = one(pass, whole).await.map(|_| ());
            pass.bear(&mut in_a_row, read)?;
        }
    }
    Ok(())
}

fn is_needed(whole: &Whole, now: Timestamp) -> bool {
    let order = &whole.order;
    let before_ponte = order.stage == Stage::BeforePonte && !order.set_aside;
    let known = order.details.is_some() || whole.parts.is_empty();
    if before_ponte || (!order.state.is_live() && known) {
        return false;
    }
    order
        .read_at
        .is_none_or(|read| now.duration_since(read) >= AGAIN)
}

/// Reads one order; `None` where it cannot be used (then there is a finding).
pub(super) async fn one(pass: &mut Pass<'_>, mut whole: Whole) -> Result<Option<Whole>, Trouble> {
    let id = whole.order.id.clone();
    let read = match pass.remotes.shop.order(&id).await {
        Ok(Some(read)) => read,
        Ok(None) => return unusable(pass, &id, "404").await.map(|()| None),
        Err(
            error @ (ts_commerce::Error::BrokenAnswer { .. }
            | ts_commerce::Error::Refused { .. }
            | ts_commerce::Error::NotFound { .. }),
        ) => {
            return unusable(pass, &id, &error.to_string()).await.map(|()| None);
        }
        Err(error) => return Err(error.into()),
    };
    let state = ShopState(read.status);
    let details = match convert::details(read) {
        Ok(details) => details,
        Err(trouble) => {
            return unusable(pass, &id, &trouble.to_string())
                .await
                .map(|()| None);
        }
    };
    let now = pass.now();
    let order = &mut whole.order;
    let other_lines = order
        .details
        .as_ref()
        .is_none_or(|before| before.lines != details.lines);
    if other_lines && order.details.is_some() {
        let variants = order.resolved.known.iter().map(|(_, variant)| variant);
        order.lines_changed = Some((now, variants.cloned().collect()));
    }
    if other_lines && !whole.parts.iter().any(|row| row.part.is_bound()) {
        // They are looked up anew.
        order.resolved = Resolved::default();
        order.products.clear();
    }
    order.details = Some(details);
    order.read_at = Some(now);
    standing::saw_state(order, state, now);
    standing::refresh(&mut whole.order, &whole.parts, pass.settings(), now);
    pass.keep(&whole.order, &[]).await?;
    let mut tx = pass.write().await?;
    let kind = Finding::OrderUnreadable {
        text: String::new(),
    };
    tx.finding_close(pass.id(), kind.kind(), &id, now).await?;
    tx.commit().await?;
    Ok(Some(whole))
}

async fn unusable(pass: &mut Pass<'_>, order: &str, text: &str) -> Result<(), Trouble> {
    let now = pass.now();
    let finding = Finding::OrderUnreadable {
        text: text.to_owned(),
    };
    tracing::warn!(order, text, "orders: an order cannot be understood");
    let mut tx = pass.write().await?;
    tx.finding_seen(pass.id(), order, &finding, pass.run.id, now)
        .await?;
    tx.commit().await?;
    Ok(())
}
