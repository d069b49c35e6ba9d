//! What a point of sale takes with it when it is switched off is told before, and a yes to it is a yes
//! to the brake.

use ponte_sandbox::catalogue::Product;
use ponte_sync::products::HidingEffect;

use crate::{bridge::Bridge, goods::many};

const POINT: &str = "Piazza Mercato";

/// Twenty products, of which twelve are at that point only.
async fn bridge() -> Bridge {
    let mut products: Vec<Product> = many(20);
    for product in products.iter_mut().take(12) {
        product.only_in = Some(1);
    }
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    bridge
}

async fn effect(bridge: &Bridge) -> HidingEffect {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let points = tx.points(&bridge.shop).await.expect("a read");
    let shop = tx.shop(&bridge.shop).await.expect("a read");
    let settings = shop.expect("the shop").settings;
    let point = points.iter().find(|point| point.name == POINT);
    let point = point.expect("the point").id;
    let effect = bridge
        .engine
        .hiding_effect(&bridge.shop, &settings, point)
        .await;
    effect.expect("it is told")
}

#[tokio::test]
async fn what_a_point_takes_with_it_is_told_and_a_yes_to_it_lets_the_brake_go() {
    let bridge = bridge().await;
    let told = effect(&bridge).await;
    assert_eq!(told, HidingEffect { hidden: 12, of: 20 });
    let mut tx = bridge.engine.store().write().await.expect("a database");
    let now = bridge.engine.clock().now();
    told.confirm(&mut *tx, &bridge.shop, now)
        .await
        .expect("kept");
    tx.commit().await.expect("kept");
    bridge.enable_point(POINT, false).await;
    assert_eq!(bridge.full().await.held, 0);
    let hidden = bridge.shelf().products;
    let hidden = hidden.iter().filter(|product| product.status == 0);
    assert_eq!(hidden.count(), 12);
    assert_eq!(bridge.told().await, []);
    assert_eq!(effect(&bridge).await, HidingEffect { hidden: 0, of: 8 });
}

#[tokio::test]
async fn without_a_yes_they_are_held() {
    let bridge = bridge().await;
    bridge.enable_point(POINT, false).await;
    assert_eq!(bridge.full().await.held, 12);
}
