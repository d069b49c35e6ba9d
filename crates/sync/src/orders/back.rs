//! Back to the shop: the till's progress, and the state that a rejected order gets. Both are settings.
//!
//! Guarantees: never backwards by itself; a state that the shop refused is not asked for again within
//! the hour; a rejected part moves the shop's order once.

use jiff::SignedDuration;
use ponte_domain::{
    finding::Finding,
    orders::order::{ShopState, back_to_shop},
};
use ponte_store::orders::{Told, Whole};

use super::{pass::Pass, standing};
use crate::{journal::about, trouble::Trouble};

/// How long a refused state is left alone.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Findings that are looked through.
const MOST: i64 = 1000;

/// Tells the shop what is to be told.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let mut in_a_row = 0;
    for whole in pass.open_orders().await? {
        let Some(state) = wanted(pass, &whole) else {
            continue;
        };
        let now = pass.now();
        let lately = |told: Told| told.state == state && now.duration_since(told.at) < AGAIN;
        if whole.order.told.is_some_and(lately) {
            continue;
        }
        pass.look_around()?;
        let id = whole.order.id.clone();
        let told = about(id, tell(pass, whole, state)).await;
        pass.bear(&mut in_a_row, told)?;
    }
    close_what_nobody_asks_for(pass).await
}

/// A state that was refused is no finding any more once nobody asks for one.
async fn close_what_nobody_asks_for(pass: &Pass<'_>) -> Result<(), Trouble> {
    let kind = Finding::OrderStateRefused {
        name: String::new(),
        text: String::new(),
    };
    let mut tx = pass.read().await?;
    let open = tx.findings_open(pass.id(), MOST).await?;
    let mut over = Vec::new();
    for row in open
        .into_iter()
        .filter(|row| row.finding.kind() == kind.kind())
    {
        let whole = tx.order(pass.id(), &row.subject).await?;
        if !whole.is_some_and(|whole| whole.order.open && asks(pass, &whole)) {
            over.push(row.subject);
        }
    }
    drop(tx);
    if !over.is_empty() {
        let now = pass.now();
        let mut tx = pass.write().await?;
        for order in over {
            tx.finding_close(pass.id(), kind.kind(), &order, now)
                .await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Whether the shop's order should have another state, asked for or not.
fn asks(pass: &Pass<'_>, whole: &Whole) -> bool {
    let after_rejection = pass.settings().state_when_rejected.is_some_and(|state| {
        let asked = whole.order.told.is_some_and(|told| told.state == state);
        asked && whole.order.state.is_live() && whole.order.state != state
    });
    after_rejection || wanted(pass, whole).is_some()
}

/// The state that the shop's order should get.
fn wanted(pass: &Pass<'_>, whole: &Whole) -> Option<ShopState> {
    let settings = pass.settings();
    let order = &whole.order;
    let parts = standing::parts(&whole.parts);
    if let Some(state) = settings.state_when_rejected
        && parts.iter().any(ponte_domain::orders::part::Part::is_off)
        && order.state.is_live()
    {
        let asked = order.told.is_some_and(|told| told.state == state);
        return (!asked && order.state != state).then_some(state);
    }
    let rule = standing::payment_rule(order, settings);
    settings
        .tell_shop
        .then(|| back_to_shop(order.state, rule, &parts))?
}

async fn tell(pass: &mut Pass<'_>, mut whole: Whole, state: ShopState) -> Result<(), Trouble> {
    let update = ts_commerce::OrderUpdate {
        order_id: whole.order.id.clone(),
        status: Some(state.0),
        ..ts_commerce::OrderUpdate::default()
    };
    let answer = pass.remotes.shop.update_order(&update).await;
    let now = pass.now();
    whole.order.told = Some(Told { state, at: now });
    let refusal = match answer {
        Ok(_) => {
            standing::saw_state(&mut whole.order, state, now);
            None
        }
        Err(error @ (ts_commerce::Error::Refused { .. } | ts_commerce::Error::NotFound { .. })) => {
            Some(error.to_string())
        }
        Err(error) => return Err(error.into()),
    };
    standing::refresh(&mut whole.order, &whole.parts, pass.settings(), now);
    let told = [("told_shop", state.0.to_string())];
    let told: &[(&str, String)] = if refusal.is_none() { &told } else { &[] };
    pass.keep_telling(&whole.order, &[], told).await?;
    let mut tx = pass.write().await?;
    let name = super::findings::name(&whole.order);
    let text = refusal.clone().unwrap_or_default();
    let finding = Finding::OrderStateRefused { name, text };
    if refusal.is_some() {
        tx.finding_seen(pass.id(), &whole.order.id, &finding, pass.run.id, now)
            .await?;
    } else {
        tx.finding_close(pass.id(), finding.kind(), &whole.order.id, now)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}
