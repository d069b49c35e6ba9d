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
    Ok(())
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
