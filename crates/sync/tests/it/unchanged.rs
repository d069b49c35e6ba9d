//! What did not change costs nothing.

use std::time::Duration;

use ponte_domain::settings::PriceList;
use ponte_sandbox::{Service, till::edit::ProductEdit};
use ponte_store::runs::RunKind;

use crate::{
    bridge::Bridge,
    goods::{assortment, dec, many, with_pictures},
};

#[tokio::test]
async fn a_second_sync_writes_nothing_and_reads_nothing_on_the_shop() {
    let bridge = Bridge::with(assortment()).await;
    bridge.first().await;
    for kind in [RunKind::Full, RunKind::Incremental] {
        let figures = bridge.synced(kind).await;
        assert_eq!(bridge.calls(Service::Shop), [].into(), "{kind:?}");
        assert_eq!((figures.till, figures.unchanged), (6, 6), "{kind:?}");
    }
}

#[tokio::test]
async fn a_pass_reads_the_tills_pages_and_five_small_lists_and_no_more() {
    let bridge = Bridge::with(many(201)).await;
    bridge.first().await;
    bridge.full().await;
    let expected = [
        ("POST /apikey/token", 1),
        ("GET /products", 3),
        ("GET /categories", 1),
        ("GET /departments", 1),
        ("GET /taxes", 1),
        ("GET /salesmodes", 1),
        ("GET /salespoint", 1),
    ];
    let expected = expected.map(|(what, calls)| (what.to_owned(), calls));
    assert_eq!(bridge.calls(Service::Till), expected.into());
}

#[tokio::test]
async fn an_incremental_pass_asks_for_what_changed_since_the_last_one() {
    let mut products = many(150);
    let last = products.remove(149);
    let bridge = Bridge::with(products).await;
    bridge.clock.advance(Duration::from_secs(60));
    bridge.add(vec![last]);
    bridge.first().await;
    let edit = ProductEdit {
        name: Some("Prodotto nuovo".to_owned()),
        ..ProductEdit::default()
    };
    bridge.clock.advance(Duration::from_secs(60));
    bridge.edit("Prodotto 149", edit);
    let figures = bridge.synced(RunKind::Incremental).await;
    assert_eq!(bridge.calls(Service::Till)["GET /products"], 1);
    assert_eq!((figures.till, figures.updated), (150, 1));
    assert_eq!(bridge.product("Prodotto nuovo").sku, "P-149");
}

#[tokio::test]
async fn an_incremental_pass_sees_that_a_product_was_switched_off() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    bridge.clock.advance(Duration::from_secs(60));
    let id = bridge.id("Prodotto 2");
    bridge
        .till(|till, now, _| till.set_ecommerce(&id, false, now))
        .expect("it is there");
    bridge.synced(RunKind::Incremental).await;
    assert_eq!(bridge.product("Prodotto 2").status, 0);
    assert_eq!(bridge.product("Prodotto 1").status, 1);
}

#[tokio::test]
async fn ten_changed_products_are_ten_writes() {
    let bridge = Bridge::with(many(30)).await;
    bridge.first().await;
    for n in 1..=10 {
        let edit = ProductEdit {
            price: Some(dec("11.00")),
            ..ProductEdit::default()
        };
        bridge.edit(&format!("Prodotto {n}"), edit);
    }
    bridge.full().await;
    let expected = [("PUT /v1.1/products/product.json".to_owned(), 10)];
    assert_eq!(bridge.calls(Service::Shop), expected.into());
    for n in 1..=30 {
        let price = if n <= 10 { "11" } else { "10" };
        let product = bridge.product(&format!("Prodotto {n}"));
        assert_eq!(
            (product.price, product.final_price),
            (dec(price), dec(price))
        );
    }
}

#[tokio::test]
async fn a_renamed_category_of_ours_is_one_category_write_and_no_product_write() {
    let bridge = Bridge::with(many(5)).await;
    bridge.first().await;
    let id = bridge.till(|till, _, _| till.categories()[0].id.clone());
    bridge
        .till(|till, now, _| till.rename_category(&id, "Cucina", now))
        .expect("it is there");
    bridge.full().await;
    let expected = [("PUT /v1.1/categories/category.json".to_owned(), 1)];
    assert_eq!(bridge.calls(Service::Shop), expected.into());
    assert_eq!(bridge.product("Prodotto 1").categories, ["Cucina"]);
}

#[tokio::test]
async fn another_price_list_writes_the_products_whose_price_it_changes() {
    let mut products = many(3);
    products[1].variants[0]
        .mode_prices
        .insert("Online".to_owned(), dec("9.00"));
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    let mode = bridge.till(|till, _, _| till.sales_modes()[0].id.clone());
    bridge
        .choose(|settings| settings.price_list = PriceList::SalesMode(mode))
        .await;
    assert_eq!(bridge.full().await.updated, 1);
    assert_eq!(bridge.product("Prodotto 2").price, dec("9"));
}

#[tokio::test]
async fn pictures_that_are_there_are_not_fetched_again() {
    let bridge = Bridge::with(vec![with_pictures(many(1).remove(0), &["a", "b"])]).await;
    bridge.first().await;
    let fetched = bridge.album.fetched().len();
    assert_eq!(fetched, 2);
    for kind in [RunKind::Full, RunKind::Forced] {
        bridge.synced(kind).await;
    }
    assert_eq!(bridge.album.fetched().len(), fetched);
}
