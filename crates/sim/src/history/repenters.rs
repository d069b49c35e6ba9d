//! Buyers who cancel, or want something else, just while nobody knows whether the till has their order.

use std::collections::BTreeSet;

use jiff::Timestamp;
use ponte_domain::orders::part::ExternalId;
use ponte_transport::Clock;

use crate::{dice::Dice, history::shoppers, town::Town, watch::Watch};

/// Until `to`.
pub async fn repent(town: &Town, watch: &Watch, day: u32, to: Timestamp) {
    let dice = Dice::of(town.temper.seed, &format!("repenters {day}"));
    let mut seen: BTreeSet<String> = watch.notes().unanswered;
    loop {
        town.clock.sleep(dice.seconds(5, 60)).await;
        if town.clock.now() >= to {
            return;
        }
        let unanswered = watch.notes().unanswered;
        for name in &unanswered - &seen {
            let Some(name) = ExternalId::parse(&name) else {
                continue;
            };
            match dice.below(10) {
                0..3 => shoppers::cancel(town, &name.order).await,
                3..5 => shoppers::change(town, &dice, &name.order).await,
                _ => {}
            }
        }
        seen = unanswered;
    }
}
