//! What an order costs in calls, and what a quiet pass does; and who goes first where calls are few.

use std::{collections::BTreeMap, time::Duration};

use ponte_domain::orders::order::{Stage, Waiting};
use ponte_sandbox::Service;
use ponte_store::runs::RunKind;
use ponte_sync::worker::{Worked, run_open};
use serde_json::json;

use super::{
    counter::{Counter, FIRST, SECOND},
    twelve::Twelve,
};
use crate::goods::{many, simple};

type Calls = BTreeMap<String, u64>;

fn calls(of: &[(&str, u64)]) -> Calls {
    of.iter()
        .map(|(what, calls)| ((*what).to_owned(), *calls))
        .collect()
}

/// Twelve mugs are there, five of them at the second point, and everything was swept lately.
async fn quiet() -> Counter {
    let counter = Counter::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 10).await;
    counter.stock(SECOND, "MUG", 5).await;
    counter.fill_shop().await;
    counter
}

#[tokio::test]
async fn a_pass_in_which_nothing_happened_costs_the_shops_list_and_nothing_at_the_till() {
    let counter = quiet().await;
    counter.forget_calls();
    counter.later().await;
    let list = calls(&[("GET /v1.1/orders/list.json", 1)]);
    assert_eq!(counter.calls(Service::Shop), list);
    assert_eq!(counter.calls(Service::Till), calls(&[]));
}

#[tokio::test]
async fn an_order_over_two_points_costs_ten_calls() {
    let counter = quiet().await;
    let id = counter.buy(&[("MUG", 12)]).await;
    counter.forget_calls();
    counter.pass().await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
    // New ones, what became of open ones, and the order itself.
    let shop = [
        ("GET /v1.1/orders/list.json", 2),
        ("GET /v1.1/orders/order.json", 1),
    ];
    assert_eq!(counter.calls(Service::Shop), calls(&shop));
    // A token, the stock of each point, the buyer looked up and made, and each part.
    let till = [
        ("POST /apikey/token", 1),
        ("GET /stocks/{id}", 2),
        ("GET /customers", 1),
        ("POST /customers", 1),
        ("POST /documents/orders/batch", 2),
    ];
    assert_eq!(counter.calls(Service::Till), calls(&till));
}

#[tokio::test]
async fn ten_waiting_orders_are_planned_with_one_look_at_each_points_stock() {
    let counter = quiet().await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("MUG", 1000, now));
    for _ in 0..10 {
        counter.buy(&[("MUG", 20)]).await;
    }
    counter.forget_calls();
    counter.pass().await;
    assert_eq!(
        counter.calls(Service::Till).get("GET /stocks/{id}"),
        Some(&2)
    );
}

#[tokio::test]
async fn parts_that_are_open_on_one_day_are_followed_with_one_list() {
    let counter = quiet().await;
    for _ in 0..6 {
        counter.buy(&[("MUG", 1)]).await;
    }
    counter.pass().await;
    counter.later().await;
    counter.forget_calls();
    counter.later().await;
    let till = counter.calls(Service::Till);
    assert_eq!(till.get("GET /documents/orders"), Some(&1), "{till:?}");
    assert_eq!(till.get("GET /documents/orders/{id}"), None, "{till:?}");
}

#[tokio::test]
async fn an_order_that_is_done_costs_nothing_any_more() {
    let counter = quiet().await;
    let id = counter.buy(&[("MUG", 2)]).await;
    counter.pass().await;
    let till = counter.till_id(&id, 1).await;
    counter.step(&till, json!({"step": "accept"})).await;
    counter.step(&till, json!({"step": "complete"})).await;
    counter.passes(4).await;
    counter.forget_calls();
    counter.later().await;
    assert_eq!(counter.calls(Service::Till), calls(&[]));
    let list = calls(&[("GET /v1.1/orders/list.json", 1)]);
    assert_eq!(counter.calls(Service::Shop), list);
}

#[tokio::test]
async fn with_few_calls_a_pass_waits_and_the_next_ones_go_on() {
    let twelve = Twelve::bought().await;
    let Twelve { counter, id } = twelve;
    let bridge = counter
        .bridge
        .with_engine(|settings| settings.till_calls = 7);
    let twelve = Twelve {
        counter: Counter::over(bridge),
        id,
    };
    twelve.counter.pass().await;
    assert_ne!(twelve.counter.stage(&twelve.id).await, Stage::Delivered);
    let mut waited = false;
    for _ in 0..12 {
        twelve.counter.later().await;
        let stage = twelve.counter.stage(&twelve.id).await;
        let reason = Waiting::Budget;
        waited |= stage == Stage::Waiting { reason };
    }
    assert!(waited);
    twelve.arrived("with seven calls in ten minutes").await;
}

#[tokio::test]
async fn orders_go_while_products_wait_for_calls() {
    let counter = Counter::with(many(30)).await;
    counter.stock(FIRST, "P-1", 10).await;
    counter.fill_shop().await;
    let bridge = counter.bridge.with_engine(|settings| {
        settings.till_calls = 20;
        settings.till_reserve = 16;
    });
    let counter = Counter::over(bridge);
    let id = counter.buy(&[("P-1", 2)]).await;
    // A full pass over the products wants more calls than it may spend.
    let bridge = &counter.bridge;
    bridge.start(RunKind::Full).await;
    bridge.clock.hold();
    let (engine, shop) = (bridge.engine.clone(), bridge.shop.clone());
    let products = tokio::spawn(async move { run_open(&engine, &shop).await });
    while bridge.last().await.waits_until.is_none() {
        assert!(!products.is_finished());
        tokio::task::yield_now().await;
    }
    let worked = counter.pass().await;
    assert!(matches!(worked, Worked::Ended(_)), "{worked:?}");
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
    products.abort();
}

#[tokio::test]
async fn many_passes_in_a_row_spend_no_calls_that_they_do_not_make() {
    let counter = quiet().await;
    let bridge = counter
        .bridge
        .with_engine(|settings| settings.till_calls = 60);
    let counter = Counter::over(bridge);
    counter.buy(&[("MUG", 1)]).await;
    counter.pass().await;
    // Called from outside again and again: each asks for one part.
    for _ in 0..15 {
        counter.bridge.clock.advance(Duration::from_secs(2));
        counter.pass().await;
    }
    let id = counter.buy(&[("MUG", 1)]).await;
    counter.pass().await;
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn after_a_restart_many_waiting_orders_of_many_days_look_each_day_up_once() {
    let counter = quiet().await;
    counter
        .bridge
        .on_shop(|shop, now, _| shop.set_stock("MUG", 1000, now));
    for _ in 0..12 {
        counter.bridge.clock.advance(Duration::from_secs(24 * 3600));
        counter.buy(&[("MUG", 20)]).await;
    }
    let next = counter.bridge.another_engine(7);
    counter.forget_calls();
    counter.pass_of(&next).await;
    let lists = counter.calls(Service::Till)["GET /documents/orders"];
    // Two weeks in windows of two days, and the sweep.
    assert!(lists <= 10, "{lists}");
    counter.forget_calls();
    counter.bridge.clock.advance(Duration::from_secs(300));
    counter.pass_of(&next).await;
    assert_eq!(
        counter.calls(Service::Till).get("GET /documents/orders"),
        None
    );
}
