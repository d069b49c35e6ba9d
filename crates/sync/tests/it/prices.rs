//! The *Listino online*: the base price, a sales mode, or the price at a named point.

use ponte_domain::settings::PriceList;
use ponte_sandbox::{catalogue::Product, till::edit::ProductEdit};
use rust_decimal::Decimal;

use crate::{
    bridge::Bridge,
    goods::{dec, shirt, simple},
};

/// Base 10.00, 9.00 in the mode "Online", 12.00 at point 101 and 8.00 at point 102.
async fn bridge() -> Bridge {
    let mut product = simple("C", "Candela", "10.00");
    product.variants[0]
        .mode_prices
        .insert("Online".to_owned(), dec("9.00"));
    let bridge = Bridge::with(vec![product]).await;
    let edit = ProductEdit {
        point_prices: [(101, dec("12.00")), (102, dec("8.00"))].into(),
        ..ProductEdit::default()
    };
    bridge.edit("Candela", edit);
    bridge
}

async fn price(bridge: &Bridge, list: PriceList) -> Decimal {
    bridge.choose(|settings| settings.price_list = list).await;
    bridge.first().await;
    let product = bridge.product("Candela");
    assert_eq!(product.price, product.final_price);
    product.price
}

#[tokio::test]
async fn the_base_price_is_the_one_without_mode_and_point() {
    assert_eq!(price(&bridge().await, PriceList::Base).await, dec("10"));
}

#[tokio::test]
async fn a_sales_mode_has_its_own_price() {
    let bridge = bridge().await;
    let mode = bridge.till(|till, _, _| till.sales_modes()[0].id.clone());
    assert_eq!(price(&bridge, PriceList::SalesMode(mode)).await, dec("9"));
}

#[tokio::test]
async fn a_sales_mode_without_a_price_of_its_own_takes_the_base_price() {
    let list = PriceList::SalesMode("another".to_owned());
    assert_eq!(price(&bridge().await, list).await, dec("10"));
}

#[tokio::test]
async fn a_named_point_has_its_own_price_and_the_order_of_the_points_never_matters() {
    for (point, expected) in [(101, "12"), (102, "8")] {
        let bridge = bridge().await;
        assert_eq!(price(&bridge, PriceList::At(point)).await, dec(expected));
        let mut tx = bridge.engine.store().write().await.expect("a database");
        for mut kept in tx.points(&bridge.shop).await.expect("a database") {
            kept.position = 3 - kept.position;
            tx.point_put(&bridge.shop, &kept).await.expect("a database");
        }
        tx.commit().await.expect("a database");
        assert_eq!(bridge.full().await.unchanged, 1);
        assert_eq!(bridge.product("Candela").price, dec(expected));
    }
}

#[tokio::test]
async fn each_variant_has_its_own_price_in_the_list() {
    let mut product: Product = shirt("SH", "Camicia", &["S", "M"]);
    product.variants[1].price = dec("30.00");
    product.variants[0]
        .mode_prices
        .insert("Online".to_owned(), dec("19.90"));
    let bridge = Bridge::with(vec![product]).await;
    let mode = bridge.till(|till, _, _| till.sales_modes()[0].id.clone());
    bridge
        .choose(|settings| settings.price_list = PriceList::SalesMode(mode))
        .await;
    bridge.first().await;
    let variants = bridge.product("Camicia").variants;
    let prices: Vec<Decimal> = variants.iter().map(|variant| variant.final_price).collect();
    assert_eq!(prices, [dec("19.9"), dec("30")]);
}
