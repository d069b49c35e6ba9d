//! The hourly sweep: what the till has under our name and the ledger does not hold.

use std::time::Duration;

use ponte_domain::finding::Finding;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use serde_json::json;

use super::{
    counter::{FIRST, FIRST_NAME},
    twelve::Twelve,
};

#[tokio::test]
async fn an_order_on_the_till_with_our_name_that_we_do_not_hold_is_a_finding_until_it_is_cancelled()
{
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    let name = format!("ponte-{}-9", twelve.id);
    counter.place(&name, FIRST, "MUG", 1).await;
    counter.place("ponte-nobody-1", FIRST, "MUG", 1).await;
    counter.place("other-1-1", FIRST, "MUG", 1).await;
    counter.later().await;
    assert!(
        !counter.kinds().await.contains(&"stray_till_order"),
        "hourly"
    );
    counter.bridge.clock.advance(Duration::from_secs(3600));
    counter.pass().await;
    let point = FIRST_NAME.to_owned();
    for name in [&name, "ponte-nobody-1"] {
        let told = counter.finding("stray_till_order", name).await;
        assert_eq!(
            told,
            Some(Finding::StrayTillOrder {
                point: point.clone()
            }),
            "{name}"
        );
    }
    let kinds = counter.kinds().await;
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == "stray_till_order")
            .count(),
        2
    );
    for part in counter.on_till().await {
        if [&name, "ponte-nobody-1"].contains(&part.external_id.as_str()) {
            counter.step(&part.id, json!({"step": "cancel"})).await;
        }
    }
    counter.bridge.clock.advance(Duration::from_secs(3700));
    counter.pass().await;
    assert!(!counter.kinds().await.contains(&"stray_till_order"));
}

#[tokio::test]
async fn what_arrives_after_its_order_was_dropped_is_a_finding() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.fault(Rule {
        method: Some("POST".to_owned()),
        path: Some("/documents/orders/batch".to_owned()),
        effect: Some(false),
        ..Rule::new(Service::Till, Kind::Timeout)
    });
    counter.pass().await;
    counter.mend();
    counter.cancel(&twelve.id).await;
    counter.passes(4).await;
    // Held up on its way for longer than anybody waits.
    let name = format!("ponte-{}-1", twelve.id);
    counter.place(&name, FIRST, "MUG", 10).await;
    counter.bridge.clock.advance(Duration::from_secs(3700));
    counter.pass().await;
    assert!(counter.finding("stray_till_order", &name).await.is_some());
}

#[tokio::test]
async fn a_sweep_that_fails_says_nothing_and_is_made_again_in_the_next_pass() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter.pass().await;
    counter.place("ponte-nobody-1", FIRST, "MUG", 1).await;
    counter.bridge.clock.advance(Duration::from_secs(3700));
    counter.fault(Rule {
        method: Some("GET".to_owned()),
        path: Some("/documents/orders".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.pass().await;
    counter.mend();
    assert!(!counter.kinds().await.contains(&"stray_till_order"));
    counter.later().await;
    assert!(counter.kinds().await.contains(&"stray_till_order"));
    // A sweep that fails closes nothing either.
    counter.bridge.clock.advance(Duration::from_secs(3700));
    counter.fault(Rule {
        method: Some("GET".to_owned()),
        path: Some("/documents/orders".to_owned()),
        ..Rule::new(Service::Till, Kind::Status)
    });
    counter.pass().await;
    assert!(counter.kinds().await.contains(&"stray_till_order"));
}
