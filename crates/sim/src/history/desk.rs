//! The shop's own desk: archives what was shipped, and cancels what the courier lost.

use http::Method;
use jiff::Timestamp;
use ponte_domain::orders::part::ExternalId;
use ponte_sandbox::till::orders::record::Workflow;
use ponte_transport::Clock;
use serde_json::json;

use crate::{dice::Dice, history::shoppers, town::Town};

/// Until `to`.
pub async fn work(town: &Town, day: u32, to: Timestamp) {
    let dice = Dice::of(town.temper.seed, &format!("desk {day}"));
    loop {
        town.clock.sleep(dice.seconds(300, 2400)).await;
        if town.clock.now() >= to {
            return;
        }
        for id in shipped(town) {
            let live = town
                .past()
                .get(&id)
                .is_some_and(|past| past.ended.is_none());
            if live && dice.percent(10) {
                town.ended(&id);
                let path = format!("shop/orders/{id}/status");
                let archived = json!({"status": 6});
                town.control(Method::PUT, &path, archived).await;
            } else if live && dice.percent(1) {
                shoppers::cancel(town, &id).await;
            }
        }
    }
}

/// Orders of which something was shipped.
fn shipped(town: &Town) -> Vec<String> {
    let state = town.world.lock();
    let orders = state.tenants[0].till.orders();
    let shipped = orders.filter(|order| {
        matches!(
            order.workflow,
            Some(Workflow::Shipped | Workflow::Completed)
        )
    });
    let mut ids: Vec<String> = shipped
        .filter_map(|order| ExternalId::parse(order.sent.external_id.as_deref()?))
        .map(|id| id.order)
        .collect();
    ids.sort();
    ids.dedup();
    ids
}
