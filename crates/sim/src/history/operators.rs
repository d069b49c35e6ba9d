//! The people at the tills.

use http::Method;
use jiff::Timestamp;
use ponte_sandbox::till::orders::record::Workflow;
use ponte_transport::Clock;
use serde_json::{Value, json};

use crate::{dice::Dice, town::Town};

/// One point's people, until `to`; kind ones reject, cancel and delete nothing.
pub async fn work(town: &Town, day: u32, point: i64, to: Timestamp, kind: bool) {
    let who = format!("operator {day} {point} {kind}");
    let dice = Dice::of(town.temper.seed, &who);
    loop {
        town.clock.sleep(dice.seconds(180, 1200)).await;
        if town.clock.now() >= to {
            return;
        }
        for (id, workflow) in open(town, point) {
            match step(&dice, workflow, kind) {
                Act::Nothing => {}
                Act::Delete => {
                    let path = format!("till/orders/{id}");
                    town.control(Method::DELETE, &path, json!({})).await;
                }
                Act::Step(step) => {
                    let path = format!("till/orders/{id}/step");
                    town.control(Method::POST, &path, step).await;
                }
            }
        }
    }
}

enum Act {
    Nothing,
    Step(Value),
    Delete,
}

fn step(dice: &Dice, workflow: Workflow, kind: bool) -> Act {
    let document = *dice.one_of(&["receipt", "invoice", "delivery_note"]);
    let named = |step: &str| Act::Step(json!({"step": step}));
    let thrown = if kind {
        dice.from_to(6, 99)
    } else {
        dice.below(100)
    };
    match (workflow, thrown) {
        (_, 0) => Act::Delete,
        (_, 1) => named("cancel"),
        (Workflow::Requested, 2..6) => {
            Act::Step(json!({"step": "reject", "reason": "Articolo rotto"}))
        }
        (Workflow::Requested, 6..70) => named("accept"),
        (Workflow::Accepted, 6..30) => named("process"),
        (Workflow::Accepted | Workflow::Processing, 30..50) => named("ready"),
        (Workflow::Ready | Workflow::Processing, 50..75) => {
            Act::Step(json!({"step": "ship", "document": document}))
        }
        (Workflow::Ready | Workflow::Shipped, 75..99) => {
            Act::Step(json!({"step": "complete", "document": document}))
        }
        _ => Act::Nothing,
    }
}

fn open(town: &Town, point: i64) -> Vec<(String, Workflow)> {
    use Workflow::{Canceled, Completed, Rejected};
    let state = town.world.lock();
    let orders = state.tenants[0].till.orders();
    orders
        .filter(|order| order.sales_point() == point)
        .filter_map(|order| Some((order.id.clone(), order.workflow?)))
        .filter(|(_, workflow)| !matches!(workflow, Rejected | Canceled | Completed))
        .collect()
}
