//! A shop that gives fewer orders at once than were asked for.

use ponte_domain::orders::order::{ShopState, Stage};
use serde_json::json;

use super::counter::{Counter, FIRST};
use crate::goods::simple;

#[tokio::test]
async fn no_order_is_lost_where_the_shop_gives_fewer_at_once_than_were_asked_for() {
    let counter = Counter::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    counter.bridge.switch("shop.orders_max_limit", "10");
    counter.stock(FIRST, "MUG", 100).await;
    counter.fill_shop().await;
    let mut ids = Vec::new();
    for _ in 0..25 {
        ids.push(counter.buy_as(&[("MUG", 1)], json!({})).await);
    }
    counter
        .choose(|orders| orders.sales = ponte_domain::settings::SaleStates::OnlyPaid)
        .await;
    counter.pass().await;
    for id in &ids {
        assert!(matches!(
            counter.order(id).await.order.stage,
            Stage::Waiting { .. }
        ));
    }
    // What became of them is read of all, too.
    for id in &ids {
        let path = format!("shop/orders/{id}/pay");
        counter.control(http::Method::POST, &path, json!({})).await;
    }
    counter.later().await;
    for id in &ids {
        let order = counter.order(id).await.order;
        assert_eq!(
            (order.state, order.stage),
            (ShopState::PAID, Stage::Delivered)
        );
    }
    assert_eq!(counter.on_till().await.len(), 25);
}
