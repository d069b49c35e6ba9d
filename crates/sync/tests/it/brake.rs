//! A change so large that somebody should be asked is held; the rest goes on.

use ponte_domain::finding::Finding;
use ponte_sandbox::till::edit::ProductEdit;
use ponte_store::runs::{Outcome, RunKind};

use crate::{
    bridge::Bridge,
    goods::{dec, many},
};

fn switch_off(bridge: &Bridge, from: usize, to: usize) {
    for n in from..=to {
        let id = bridge.id(&format!("Prodotto {n}"));
        bridge
            .till(|till, now, _| till.set_ecommerce(&id, false, now))
            .expect("it is there");
    }
}

fn set_price(bridge: &Bridge, from: usize, to: usize, price: &str) {
    for n in from..=to {
        let edit = ProductEdit {
            price: Some(dec(price)),
            ..Default::default()
        };
        bridge.edit(&format!("Prodotto {n}"), edit);
    }
}

fn hidden(bridge: &Bridge) -> usize {
    let products = bridge.shelf().products;
    products
        .iter()
        .filter(|product| product.status == 0)
        .count()
}

#[tokio::test]
async fn ten_hidings_never_wait() {
    let bridge = Bridge::with(many(12)).await;
    bridge.first().await;
    switch_off(&bridge, 1, 10);
    assert_eq!(bridge.full().await.held, 0);
    assert_eq!(hidden(&bridge), 10);
}

#[tokio::test]
async fn a_tenth_of_all_does_not_wait() {
    let bridge = Bridge::with(many(110)).await;
    bridge.first().await;
    switch_off(&bridge, 1, 11);
    assert_eq!(bridge.full().await.held, 0);
    assert_eq!(hidden(&bridge), 11);
}

#[tokio::test]
async fn too_many_hidings_are_held_and_the_rest_goes_on_until_the_merchant_says_yes() {
    let bridge = Bridge::with(many(20)).await;
    bridge.first().await;
    switch_off(&bridge, 1, 11);
    bridge.edit(
        "Prodotto 15",
        ProductEdit {
            name: Some("Nuovo".to_owned()),
            ..Default::default()
        },
    );
    for kind in [RunKind::Full, RunKind::Incremental, RunKind::Forced] {
        assert_eq!(bridge.synced(kind).await.held, 11, "{kind:?}");
        assert_eq!(hidden(&bridge), 0);
        assert_eq!(bridge.told().await, [Finding::Held { count: 11, of: 20 }]);
    }
    assert_eq!(bridge.product("Nuovo").sku, "P-15");
    let confirmed = bridge
        .engine
        .confirm_held(&bridge.shop, "hide", "test")
        .await;
    assert!(confirmed.expect("a run begins"));
    bridge.work().await;
    assert_eq!(bridge.last().await.outcome, Some(Outcome::Done));
    assert_eq!(hidden(&bridge), 11);
    assert_eq!(bridge.told().await, []);
}

#[tokio::test]
async fn a_yes_is_to_what_was_asked_and_not_to_more() {
    let bridge = Bridge::with(many(40)).await;
    bridge.first().await;
    switch_off(&bridge, 1, 11);
    bridge.full().await;
    switch_off(&bridge, 12, 30);
    let confirmed = bridge
        .engine
        .confirm_held(&bridge.shop, "hide", "test")
        .await;
    assert!(confirmed.expect("a run begins"));
    bridge.work().await;
    assert_eq!(hidden(&bridge), 0);
    assert_eq!(bridge.told().await, [Finding::Held { count: 30, of: 40 }]);
    let confirmed = bridge
        .engine
        .confirm_held(&bridge.shop, "hide", "test")
        .await;
    assert!(confirmed.expect("a run begins"));
    bridge.work().await;
    assert_eq!(hidden(&bridge), 30);
}

#[tokio::test]
async fn nothing_is_confirmed_that_nobody_asked() {
    let bridge = Bridge::with(many(2)).await;
    bridge.first().await;
    let confirmed = bridge
        .engine
        .confirm_held(&bridge.shop, "hide", "test")
        .await;
    assert!(!confirmed.expect("a database"));
}

#[tokio::test]
async fn too_many_prices_moved_by_more_than_half_are_held_and_other_fields_go_on() {
    let bridge = Bridge::with(many(20)).await;
    bridge.first().await;
    set_price(&bridge, 1, 11, "100.00");
    set_price(&bridge, 12, 12, "11.00");
    bridge.edit(
        "Prodotto 3",
        ProductEdit {
            name: Some("Nuovo".to_owned()),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(bridge.told().await, [Finding::Held { count: 11, of: 20 }]);
    assert_eq!(bridge.product("Nuovo").price, dec("10"));
    assert_eq!(bridge.product("Prodotto 12").price, dec("11"));
    let confirmed = bridge
        .engine
        .confirm_held(&bridge.shop, "price", "test")
        .await;
    assert!(confirmed.expect("a run begins"));
    bridge.work().await;
    assert_eq!(bridge.product("Nuovo").price, dec("100"));
    assert_eq!(bridge.product("Prodotto 11").price, dec("100"));
    assert_eq!(bridge.told().await, []);
}

#[tokio::test]
async fn prices_moved_by_half_or_less_are_not_counted() {
    let bridge = Bridge::with(many(20)).await;
    bridge.first().await;
    set_price(&bridge, 1, 15, "15.00");
    set_price(&bridge, 16, 20, "5.00");
    assert_eq!(bridge.full().await.held, 0);
    assert_eq!(bridge.product("Prodotto 1").price, dec("15"));
    assert_eq!(bridge.product("Prodotto 20").price, dec("5"));
}

#[tokio::test]
async fn products_made_again_are_not_counted_as_hidings() {
    let bridge = Bridge::with(many(15)).await;
    bridge.first().await;
    for n in 1..=15 {
        bridge.remove(&format!("Prodotto {n}"));
    }
    bridge.add(many(15));
    for kind in [RunKind::DryRun, RunKind::Full] {
        let figures = bridge.synced(kind).await;
        assert_eq!(
            (figures.held, figures.hidden, figures.updated),
            (0, 0, 15),
            "{kind:?}"
        );
    }
    assert_eq!((hidden(&bridge), bridge.shelf().products.len()), (0, 15));
    assert_eq!(bridge.told().await, []);
}

#[tokio::test]
async fn what_is_held_closes_by_itself_once_the_till_takes_it_back() {
    let bridge = Bridge::with(many(20)).await;
    bridge.first().await;
    switch_off(&bridge, 1, 11);
    bridge.full().await;
    let id = bridge.id("Prodotto 1");
    bridge
        .till(|till, now, _| till.set_ecommerce(&id, true, now))
        .expect("it is there");
    assert_eq!(bridge.full().await.held, 0);
    assert_eq!(hidden(&bridge), 10);
    assert_eq!(bridge.told().await, []);
}
