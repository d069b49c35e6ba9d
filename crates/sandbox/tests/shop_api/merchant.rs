//! What a merchant does by hand, and the neutral dump of it.

use jiff::Timestamp;
use ponte_sandbox::{
    catalogue::{Product, Variant},
    shop::merchant::Edit,
};
use ponte_transport::SeededRandom;
use rust_decimal::Decimal;
use serde_json::json;

use crate::harness::App;

fn shirt() -> Product {
    let variant = |size: &str, sku: &str, stock: i64| Variant {
        values: vec![size.to_owned()],
        sku: Some(sku.to_owned()),
        price: Decimal::new(1990, 2),
        stock: vec![Decimal::from(stock), Decimal::from(1)],
        ..Variant::default()
    };
    Product {
        name: "Maglia".to_owned(),
        category: "Abbigliamento".to_owned(),
        vat: Decimal::from(22),
        ecommerce: true,
        options: vec!["Taglia".to_owned()],
        variants: vec![variant("S", "M-S", 2), variant("M", "M-M", 3)],
        ..Product::default()
    }
}

#[tokio::test]
async fn a_product_of_the_shop_s_own_is_shown_by_the_api_like_any_other() {
    let app = App::new();
    let random = SeededRandom::new(1);
    let uid = app.shop(|shop| shop.add_own_product(&shirt(), Timestamp::UNIX_EPOCH, &random));
    let product = app.read_product(uid).await;
    assert_eq!(product["variants"][1]["superkey"], "m");
    assert_eq!(app.on_hand("M-M").await, [json!(4)]);
    let dumped = app.shop(|shop| shop.dump().products.remove(0));
    assert_eq!(dumped.categories, ["Abbigliamento"]);
    assert_eq!(dumped.tax.map(|tax| tax.value), Some(Decimal::from(22)));
    assert_eq!(dumped.price, Decimal::new(199, 1));
}

#[tokio::test]
async fn an_edit_by_hand_changes_what_it_names_and_is_found_by_the_new_sku() {
    let app = App::new();
    let uid = app.product("sku=a&title=A&price=1&stock_count=3").await;
    let edit = Edit {
        sku: Some("b".to_owned()),
        visible: Some(false),
        ..Edit::default()
    };
    assert!(app.shop(|shop| shop.edit_product(uid, &edit, Timestamp::UNIX_EPOCH)));
    let product = app.read_product(uid).await;
    assert_eq!(
        (&product["sku"], &product["title"], &product["status"]),
        (&json!("b"), &json!("A"), &json!(0))
    );
    let found = app.shop(|shop| shop.set_stock("b", 9, Timestamp::UNIX_EPOCH));
    assert_eq!(found, 1);
    assert_eq!(app.shop(|shop| shop.set_unlimited("a", true)), 0);
    assert_eq!(app.on_hand("b").await, [json!(9)]);
    assert!(app.shop(|shop| shop.remove_product(uid)));
    assert!(!app.shop(|shop| shop.remove_product(uid)));
}
