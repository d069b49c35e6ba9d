//! Many orders that come late at once: after a holiday, or a restart.

use std::time::Duration;

use ponte_domain::orders::order::Stage;
use ponte_sandbox::Service;

use super::counter::{Counter, FIRST};
use crate::goods::simple;

#[tokio::test]
async fn a_backlog_of_orders_costs_one_look_at_each_day_of_the_till_and_not_one_an_order() {
    let counter = Counter::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.stock(FIRST, "MUG", 100).await;
    counter.fill_shop().await;
    let mut ids = Vec::new();
    for _ in 0..20 {
        ids.push(counter.buy(&[("MUG", 1)]).await);
    }
    counter.bridge.clock.advance(Duration::from_secs(1200));
    counter.bridge.world.lock().journal.clear();
    counter.pass().await;
    for id in &ids {
        assert_eq!(counter.order(id).await.order.stage, Stage::Delivered);
    }
    let calls = counter.bridge.calls(Service::Till);
    // Yesterday with today, and tomorrow.
    assert_eq!(calls["GET /documents/orders"], 2, "{calls:?}");
    assert_eq!(calls["POST /documents/orders/batch"], 20, "{calls:?}");
}
