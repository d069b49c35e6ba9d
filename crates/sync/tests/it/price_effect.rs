//! What another *Listino online* would make of the shop's prices is told before, and a yes to it is a
//! yes to the brake.

use ponte_domain::settings::{Policy, PriceList, Settings};
use ponte_sync::products::{PriceEffect, sales_modes};

use crate::{
    bridge::Bridge,
    goods::{dec, many, simple},
};

/// Twelve products, and one that costs a third in the mode "Online".
async fn bridge() -> (Bridge, PriceList) {
    let mut products = many(12);
    for product in &mut products {
        let online = ("Online".to_owned(), dec("999.00"));
        product.variants[0].mode_prices.extend([online]);
    }
    products.push(simple("C", "Candela", "10.00"));
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    let mode = bridge.till(|till, _, _| till.sales_modes()[0].id.clone());
    (bridge, PriceList::SalesMode(mode))
}

async fn settings(bridge: &Bridge) -> Settings {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let shop = tx.shop(&bridge.shop).await.expect("a read");
    shop.expect("the shop").settings
}

async fn effect(bridge: &Bridge, settings: &Settings, list: &PriceList) -> PriceEffect {
    let engine = &bridge.engine;
    let effect = engine.price_effect(&bridge.shop, settings, list).await;
    effect.expect("it is told")
}

#[tokio::test]
async fn what_another_list_changes_is_told_and_a_yes_to_it_lets_the_brake_go() {
    let (bridge, online) = bridge().await;
    let mut settings = settings(&bridge).await;
    let unchanged = PriceEffect {
        of: 13,
        ..PriceEffect::default()
    };
    assert_eq!(
        effect(&bridge, &settings, &PriceList::Base).await,
        unchanged
    );
    let changed = effect(&bridge, &settings, &online).await;
    let expected = PriceEffect {
        changed: 12,
        jump: 12,
        without: 0,
        of: 13,
    };
    assert_eq!(changed, expected);
    let mut tx = bridge.engine.store().write().await.expect("a database");
    let now = bridge.engine.clock().now();
    changed
        .confirm(&mut *tx, &bridge.shop, now)
        .await
        .expect("kept");
    tx.commit().await.expect("kept");
    bridge
        .choose(|settings| settings.price_list = online.clone())
        .await;
    assert_eq!(bridge.full().await.held, 0);
    assert_eq!(bridge.told().await, []);
    assert_eq!(effect(&bridge, &settings, &online).await, unchanged);
    settings.fields.price = Policy::Never;
    let merchants = effect(&bridge, &settings, &PriceList::Base).await;
    assert_eq!(merchants, unchanged, "the till does not decide them");
}

#[tokio::test]
async fn the_sales_modes_are_known_by_name_after_the_first_reading() {
    let (bridge, _) = bridge().await;
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let modes = sales_modes(&mut *tx, &bridge.shop).await.expect("a read");
    let names: Vec<&str> = modes.values().map(String::as_str).collect();
    assert_eq!(names, ["Online"]);
}
