//! VAT: rate and nature find or make a profile of the shop.

use ponte_domain::finding::{Finding, Obstacle};
use ponte_sandbox::catalogue::Product;
use rust_decimal::Decimal;

use crate::{
    bridge::Bridge,
    goods::{dec, many, simple},
};

fn exempt(sku: &str, name: &str, nature: &str) -> Product {
    Product {
        vat: Decimal::ZERO,
        vat_nature: Some(nature.to_owned()),
        ..simple(sku, name, "1.00")
    }
}

/// Value and title of the profile of a product.
fn profile(bridge: &Bridge, title: &str) -> (Decimal, String) {
    let tax = bridge.product(title).tax.expect("a profile");
    (tax.value, tax.title)
}

#[tokio::test]
async fn a_profile_of_that_rate_is_found() {
    let bridge = Bridge::with(many(1)).await;
    bridge.on_shop(|shop, _, _| shop.taxes[0].title = "Ordinaria".to_owned());
    bridge.first().await;
    assert_eq!(
        profile(&bridge, "Prodotto 1"),
        (dec("22"), "Ordinaria".to_owned())
    );
    assert_eq!(bridge.shelf().taxes.len(), 1);
}

#[tokio::test]
async fn a_rate_that_the_shop_lacks_is_made_once() {
    let mut products = many(3);
    products[0].vat = dec("10");
    products[1].vat = dec("10.00");
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    assert_eq!(profile(&bridge, "Prodotto 1").0, dec("10"));
    assert_eq!(
        profile(&bridge, "Prodotto 1"),
        profile(&bridge, "Prodotto 2")
    );
    assert_eq!(bridge.shelf().taxes.len(), 2);
}

#[tokio::test]
async fn two_natures_at_zero_stay_two_profiles() {
    let products = vec![exempt("A", "Francobollo", "N2"), exempt("B", "Corso", "N4")];
    let bridge = Bridge::with(products).await;
    bridge.on_shop(|shop, now, random| {
        let title = "Esente art. 10 (N4)".to_owned();
        shop.add_tax(title, Decimal::ZERO, Vec::new(), now, random)
    });
    bridge.first().await;
    assert_eq!(
        profile(&bridge, "Corso"),
        (Decimal::ZERO, "Esente art. 10 (N4)".to_owned())
    );
    let (value, title) = profile(&bridge, "Francobollo");
    assert_eq!(value, Decimal::ZERO);
    assert!(title.contains("N2"), "{title}");
}

#[tokio::test]
async fn an_unknown_rate_is_a_finding_and_never_0_percent() {
    // The till's answer lacks the rate, says nothing, or names no such tax.
    for (named, by) in [
        ("\"rate\":10", "\"rat\":10"),
        ("\"rate\":10", "\"rate\":null"),
        ("\"id\":\"", "\"id\":\"other-"),
    ] {
        let mut products = many(2);
        products[0].vat = dec("10");
        let bridge = Bridge::with(products).await;
        bridge.wire.rewrite(move |path, body| {
            let taxes = path.ends_with("/taxes");
            taxes.then(|| body.replacen(named, by, 1))
        });
        bridge.first().await;
        let told = Finding::Blocked {
            name: "Prodotto 1".to_owned(),
            obstacles: vec![Obstacle::UnknownVat],
        };
        assert_eq!(bridge.told().await, [told], "{by}");
        assert_eq!(bridge.titled("Prodotto 1"), []);
        let tax = bridge.product("Prodotto 2").tax.expect("a profile");
        assert_eq!(tax.value, dec("22"));
        bridge.wire.rewrite(|_, _| None);
        bridge.full().await;
        assert_eq!(bridge.told().await, [], "{by}");
        assert_eq!(profile(&bridge, "Prodotto 1").0, dec("10"));
    }
}

#[tokio::test]
async fn another_rate_under_the_same_id_moves_its_products_to_another_profile() {
    let mut products = many(3);
    products[0].vat = dec("10");
    products[1].vat = dec("10");
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    bridge.wire.rewrite(|path, body| {
        let taxes = path.ends_with("/taxes");
        taxes.then(|| body.replace("\"rate\":10", "\"rate\":12"))
    });
    assert_eq!(bridge.full().await.updated, 2);
    assert_eq!(profile(&bridge, "Prodotto 1").0, dec("12"));
    assert_eq!(profile(&bridge, "Prodotto 2").0, dec("12"));
    assert_eq!(profile(&bridge, "Prodotto 3").0, dec("22"));
    assert_eq!(bridge.full().await.unchanged, 3);
}
