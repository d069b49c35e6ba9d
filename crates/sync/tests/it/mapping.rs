//! What of a till's product stands where on the shop's.

use ponte_sandbox::pictures;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::{
    bridge::Bridge,
    goods::{dec, shirt, simple, with_pictures},
};

#[tokio::test]
async fn name_and_description_arrive_as_they_are() {
    let name = "Caffè «Perù» & cioccolato 🎁 <più>";
    let mut product = simple("C", name, "4.50");
    product.description = "<p>Tostatura <b>media</b>, perché sì: 100% + 1 = ?&amp;</p>".to_owned();
    let text = product.description.clone();
    let bridge = Bridge::with(vec![product]).await;
    bridge.first().await;
    assert_eq!(bridge.product(name).description, text);
}

#[tokio::test]
async fn a_plain_description_becomes_html() {
    let mut product = simple("C", "Candela", "4.50");
    product.description = "Cera & stoppino\nDue righe".to_owned();
    let bridge = Bridge::with(vec![product]).await;
    bridge.first().await;
    let html = bridge.product("Candela").description;
    assert!(html.contains("Cera &amp; stoppino"), "{html}");
    assert!(html.contains("<br"), "{html}");
}

#[tokio::test]
async fn a_simple_product_has_its_code_its_ean_and_its_price_and_starts_with_no_stock() {
    let mut product = simple("C-1", "Candela", "4.50");
    product.variants[0].barcode = Some("8001234567897".to_owned());
    product.variants[0].stock = vec![dec("7")];
    let bridge = Bridge::with(vec![product]).await;
    bridge.first().await;
    let shown = bridge.product("Candela");
    assert_eq!(
        (shown.sku.as_str(), shown.ean13.as_str()),
        ("C-1", "8001234567897")
    );
    assert_eq!((shown.price, shown.final_price), (dec("4.5"), dec("4.5")));
    assert_eq!((shown.quantity, shown.unlimited), (Some(0), false));
    assert_eq!((shown.usevariants, shown.status), (false, 1));
    assert_eq!((shown.weight, shown.variants), (None, vec![]));
}

#[tokio::test]
async fn options_become_axes_and_combinations_with_their_superkeys() {
    let mut product = shirt("SH", "Camicia", &["S", "M"]);
    product.variants[1].price = dec("27.00");
    product.variants[1].barcode = Some("8001234567897".to_owned());
    product.variants[0].stock = vec![dec("3")];
    let bridge = Bridge::with(vec![product]).await;
    bridge.first().await;
    let shown = bridge.product("Camicia");
    assert!(shown.usevariants);
    let axes: Vec<_> = shown
        .options
        .iter()
        .map(|axis| (axis.title.as_str(), axis.values.join(",")))
        .collect();
    assert_eq!(
        axes,
        [("taglia", "S,M".to_owned()), ("colore", "Blu".to_owned())]
    );
    let variants: Vec<_> = shown
        .variants
        .iter()
        .map(|it| (it.superkey.as_str(), it.sku.as_str(), it.price, it.quantity))
        .collect();
    let expected = [
        ("s_blu", "SH-S", dec("25"), 0),
        ("m_blu", "SH-M", dec("27"), 0),
    ];
    assert_eq!(variants, expected);
    assert_eq!(shown.variants[1].ean13, "8001234567897");
    assert_eq!(shown.variants[1].final_price, dec("27"));
    // The lowest price of its variants stands on the product as a whole.
    assert_eq!((shown.price, shown.final_price), (dec("25"), dec("25")));
    assert!(
        !["", "SH-S", "SH-M"].contains(&shown.sku.as_str()),
        "{}",
        shown.sku
    );
}

#[tokio::test]
async fn a_value_with_an_underscore_is_a_value_like_any_other() {
    let mut product = shirt("SH", "Camicia", &["S", "M"]);
    product.variants[0].values[0] = "S_speciale".to_owned();
    let bridge = Bridge::with(vec![product]).await;
    bridge.first().await;
    let variants = bridge.product("Camicia").variants;
    let superkeys: Vec<&str> = variants.iter().map(|it| it.superkey.as_str()).collect();
    assert_eq!(superkeys, ["s_speciale_blu", "m_blu"]);
}

#[tokio::test]
async fn what_is_sold_by_weight_weighs_a_kilogram() {
    let mut product = simple("HAM", "Prosciutto", "28.90");
    product.by_weight = true;
    let bridge = Bridge::with(vec![product]).await;
    bridge.first().await;
    assert_eq!(bridge.product("Prosciutto").weight, Some(Decimal::ONE));
}

#[tokio::test]
async fn a_category_of_that_name_is_found_and_another_is_made() {
    let mut plate = simple("PL", "Piatto", "3.00");
    plate.category = "Cucina".to_owned();
    let bridge = Bridge::with(vec![simple("MUG", "Tazza", "7.50"), plate]).await;
    // The shop's own, in another case and with a blank too many.
    bridge.on_shop(|shop, _, _| shop.add_category("CASA ", 0));
    bridge.first().await;
    assert_eq!(bridge.product("Tazza").categories, ["CASA "]);
    assert_eq!(bridge.product("Piatto").categories, ["Cucina"]);
    assert_eq!(bridge.shelf().categories.len(), 2);
}

#[tokio::test]
async fn two_categories_of_the_till_with_one_name_are_one_on_the_shop() {
    let mut plate = simple("PL", "Piatto", "3.00");
    plate.category = "casa".to_owned();
    let bridge = Bridge::with(vec![simple("MUG", "Tazza", "7.50"), plate]).await;
    bridge.first().await;
    assert_eq!(bridge.shelf().categories.len(), 1);
    assert_eq!(
        bridge.product("Tazza").categories,
        bridge.product("Piatto").categories
    );
}

#[tokio::test]
async fn a_product_carries_the_tills_id_in_one_attribute() {
    let bridge = Bridge::with(vec![simple("MUG", "Tazza", "7.50")]).await;
    bridge.first().await;
    let attributes = bridge.product("Tazza").attributes;
    let values: Vec<&String> = attributes.values().collect();
    assert_eq!(values, [&bridge.id("Tazza")]);
    assert_eq!(bridge.shelf().attributes.len(), 1);
}

#[tokio::test]
async fn pictures_are_sent_once_the_main_one_first() {
    let product = with_pictures(simple("MUG", "Tazza", "7.50"), &["front", "back"]);
    let bridge = Bridge::with(vec![product]).await;
    bridge.first().await;
    let drawn = ["front", "back"].map(|name| hex::encode(Sha256::digest(pictures::draw(name))));
    assert_eq!(bridge.product("Tazza").images, drawn);
}

#[tokio::test]
async fn a_price_can_be_nothing() {
    let bridge = Bridge::with(vec![simple("GIFT", "Omaggio", "0.00")]).await;
    bridge.first().await;
    assert_eq!(bridge.product("Omaggio").price, Decimal::ZERO);
}
