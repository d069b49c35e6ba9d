//! The window of the polls: nothing is passed over.

use std::time::Duration;

use ponte_domain::orders::order::Stage;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::runs::Outcome;
use ponte_sync::worker::{Worked, pass_orders};

use super::counter::{Counter, FIRST};
use crate::{goods::simple, wire::Death};

/// A shop with so many orders of one pen each, a minute apart, of which nobody knows yet.
async fn orders(count: usize) -> (Counter, Vec<String>) {
    let counter = Counter::unsynced(vec![simple("PEN", "Penna", "2.00")]).await;
    counter.stock(FIRST, "PEN", 1000).await;
    counter.fill_shop().await;
    let mut ids = Vec::new();
    for _ in 0..count {
        counter.bridge.clock.advance(Duration::from_secs(60));
        ids.push(counter.buy(&[("PEN", 1)]).await);
    }
    (counter, ids)
}

/// All of these are on the till, each once.
async fn all_arrived(counter: &Counter, ids: &[String]) {
    let mut expected: Vec<String> = ids.iter().map(|id| format!("ponte-{id}-1")).collect();
    expected.sort();
    let there = counter.on_till().await.into_iter();
    let there: Vec<String> = there.map(|part| part.external_id).collect();
    assert_eq!(there, expected);
}

fn lists(after: u64, times: Option<u64>) -> Rule {
    Rule {
        path: Some("/orders/list.json".to_owned()),
        status: Some(500),
        after,
        times,
        ..Rule::new(Service::Shop, Kind::Status)
    }
}

#[tokio::test]
async fn a_window_does_not_move_past_a_page_that_failed() {
    let (counter, ids) = orders(105).await;
    // The newest hundred are on the first page; the second one stays away.
    counter.fault(lists(1, None));
    let worked = counter.pass().await;
    assert!(
        matches!(worked, Worked::Ended(Outcome::Failed { .. })),
        "{worked:?}"
    );
    counter.mend();
    counter.passes(2).await;
    all_arrived(&counter, &ids).await;
}

#[tokio::test]
async fn a_window_does_not_move_past_orders_that_a_process_died_before_storing() {
    for k in 2..=4 {
        let (counter, ids) = orders(3).await;
        let bridge = &counter.bridge;
        bridge.wire.die_at(k, Death::After);
        tokio::select! {
            biased;
            () = bridge.wire.died.notified() => {}
            worked = pass_orders(&bridge.engine, &bridge.shop) => panic!("{worked:?}"),
        }
        bridge
            .clock
            .advance(crate::bridge::LEASE + Duration::from_secs(1));
        let next = bridge.another_engine(7);
        counter.pass_of(&next).await;
        counter.pass_of(&next).await;
        all_arrived(&counter, &ids).await;
    }
}

#[tokio::test]
async fn an_order_whose_details_cannot_be_read_is_a_finding_and_stops_nobody() {
    let (counter, ids) = orders(3).await;
    counter.fault(Rule {
        path: Some("/orders/order.json".to_owned()),
        status: Some(200),
        times: Some(5),
        ..Rule::new(Service::Shop, Kind::Html)
    });
    counter.pass().await;
    assert_eq!(counter.on_till().await.len(), 2);
    let told = counter.kinds().await;
    assert!(told.contains(&"order_unreadable"), "{told:?}");
    counter.mend();
    counter.passes(2).await;
    all_arrived(&counter, &ids).await;
    assert!(!counter.kinds().await.contains(&"order_unreadable"));
}

#[tokio::test]
async fn details_that_stay_away_for_one_pass_are_read_in_the_next() {
    let (counter, ids) = orders(3).await;
    counter.fault(Rule {
        path: Some("/orders/order.json".to_owned()),
        status: Some(500),
        ..Rule::new(Service::Shop, Kind::Status)
    });
    counter.pass().await;
    assert_eq!(counter.on_till().await, []);
    counter.mend();
    counter.later().await;
    all_arrived(&counter, &ids).await;
}

#[tokio::test]
async fn whatever_the_most_rows_are_that_the_shop_gives_nothing_is_passed_over() {
    for most in ["10", "25"] {
        let (counter, ids) = orders(52).await;
        counter.bridge.switch("shop.orders_max_limit", most);
        counter.passes(2).await;
        all_arrived(&counter, &ids).await;
    }
}

#[tokio::test]
async fn an_order_is_stored_whatever_its_state() {
    let (counter, _) = orders(0).await;
    let mut ids = Vec::new();
    for status in 0..=8 {
        let id = counter.buy(&[("PEN", 1)]).await;
        counter.set_status(&id, status).await;
        ids.push(id);
    }
    counter.pass().await;
    let mut stages = Vec::new();
    for id in &ids {
        stages.push(counter.stage(id).await.word());
    }
    let sent = Stage::Delivered.word();
    let dropped = Stage::Dropped.word();
    assert_eq!(
        stages,
        [sent, sent, sent, sent, sent, sent, dropped, dropped, sent]
    );
}
