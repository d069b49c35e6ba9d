//! Codes: the till's own, derived ones, and those that cannot be.

use std::collections::BTreeSet;

use ponte_domain::{
    finding::{Finding, Obstacle},
    settings::MissingCodes,
};
use ponte_sandbox::till::edit::ProductEdit;

use crate::{
    bridge::Bridge,
    goods::{shirt, simple},
};

#[tokio::test]
async fn a_product_without_a_code_gets_one_that_stays_and_nothing_is_written_to_the_till() {
    let mut product = shirt("SH", "Camicia", &["S", "M"]);
    product.variants[0].sku = None;
    let bridge = Bridge::with(vec![simple("", "Candela", "4.50"), product]).await;
    let before = bridge.till(|till, _, _| serde_json::to_value(till.dump()).expect("json"));
    bridge.first().await;
    let candle = bridge.product("Candela").sku;
    let shown = bridge.product("Camicia");
    let skus: BTreeSet<&str> = [
        &candle,
        &shown.sku,
        &shown.variants[0].sku,
        &shown.variants[1].sku,
    ]
    .map(String::as_str)
    .into();
    assert_eq!(skus.len(), 4, "{skus:?}");
    assert!(!skus.contains(""), "{skus:?}");
    assert_eq!(shown.variants[1].sku, "SH-M");
    bridge.full().await;
    assert_eq!(bridge.product("Candela").sku, candle);
    let after = bridge.till(|till, _, _| serde_json::to_value(till.dump()).expect("json"));
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_code_entered_later_renames_the_derived_one() {
    let bridge = Bridge::with(vec![simple("", "Candela", "4.50")]).await;
    bridge.first().await;
    let uid = bridge.product("Candela").uid;
    bridge.edit(
        "Candela",
        ProductEdit {
            sku: Some("CAN-1".to_owned()),
            ..Default::default()
        },
    );
    bridge.full().await;
    let shown = bridge.product("Candela");
    assert_eq!((shown.uid, shown.sku.as_str()), (uid, "CAN-1"));
}

#[tokio::test]
async fn products_without_a_code_stay_out_where_the_merchant_says_so() {
    let bridge = Bridge::with(vec![
        simple("", "Candela", "4.50"),
        simple("M", "Tazza", "7.50"),
    ])
    .await;
    bridge
        .choose(|settings| settings.missing_codes = MissingCodes::Exclude)
        .await;
    bridge.first().await;
    assert_eq!(bridge.titled("Candela"), []);
    assert_eq!(bridge.product("Tazza").sku, "M");
    let told = Finding::Blocked {
        name: "Candela".to_owned(),
        obstacles: vec![Obstacle::NoCode { variants: vec![] }],
    };
    assert_eq!(bridge.told().await, [told]);
}

#[tokio::test]
async fn a_changed_code_is_a_field_change_and_not_another_product() {
    let bridge = Bridge::with(vec![shirt("SH", "Camicia", &["S", "M"])]).await;
    bridge.first().await;
    let uid = bridge.product("Camicia").uid;
    bridge.on_shop(|shop, now, _| shop.set_stock("SH-S", 5, now));
    bridge.edit(
        "Camicia",
        ProductEdit {
            sku: Some("NEW-S".to_owned()),
            ..Default::default()
        },
    );
    let figures = bridge.full().await;
    assert_eq!((figures.updated, figures.created), (1, 0));
    let shown = bridge.product("Camicia");
    let variants: Vec<_> = shown
        .variants
        .iter()
        .map(|it| (it.sku.as_str(), it.quantity))
        .collect();
    assert_eq!(
        (shown.uid, variants),
        (uid, vec![("NEW-S", 5), ("SH-M", 0)])
    );
}

#[tokio::test]
async fn an_ean_that_goes_on_the_till_goes_on_the_shop() {
    let (mut candle, mut shirt) = (
        simple("C", "Candela", "4.50"),
        shirt("SH", "Camicia", &["S"]),
    );
    candle.variants[0].barcode = Some("8001234567897".to_owned());
    shirt.variants[0].barcode = Some("8001234567880".to_owned());
    let bridge = Bridge::with(vec![candle, shirt]).await;
    bridge.first().await;
    assert_eq!(bridge.product("Camicia").variants[0].ean13, "8001234567880");
    for name in ["Candela", "Camicia"] {
        bridge.edit(
            name,
            ProductEdit {
                barcode: Some(String::new()),
                ..Default::default()
            },
        );
    }
    bridge.full().await;
    assert_eq!(bridge.product("Candela").ean13, "");
    assert_eq!(bridge.product("Camicia").variants[0].ean13, "");
}
