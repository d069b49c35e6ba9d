//! A shop that takes a variant without `quantity` for sold out: no stock is lost when a write
//! carries variants.

use std::time::Duration;

use ponte_sandbox::till::edit::{ProductEdit, RenameValue};
use ponte_store::runs::{Outcome, RunKind};
use ponte_sync::worker::run_open;

use crate::{
    bridge::Bridge,
    goods::{dec, shirt, simple},
};

/// A listed shirt with 3 and 5 pieces, on a shop of that kind.
async fn bridge() -> Bridge {
    let products = vec![
        shirt("SH", "Camicia", &["S", "M"]),
        simple("A", "Uno", "1.00"),
    ];
    let bridge = Bridge::with(products).await;
    let bridge = bridge.with_engine(|settings| settings.variant_keeps_stock = false);
    bridge.switch("shop.variant_without_quantity_keeps_stock", "false");
    bridge.first().await;
    for (sku, quantity) in [("SH-S", 3), ("SH-M", 5), ("A", 7)] {
        bridge.on_shop(|shop, now, _| shop.set_stock(sku, quantity, now));
    }
    bridge
}

fn stock(bridge: &Bridge) -> Vec<(String, i64)> {
    let variants = bridge.product("Camicia").variants.into_iter();
    variants.map(|it| (it.sku, it.quantity)).collect()
}

fn pieces(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    let expected = expected.iter();
    expected
        .map(|(sku, quantity)| ((*sku).to_owned(), *quantity))
        .collect()
}

#[tokio::test]
async fn the_default_is_the_guess_of_the_shops_client() {
    let default = ponte_sync::EngineSettings::default().variant_keeps_stock;
    assert_eq!(
        default,
        ts_commerce::unconfirmed::VARIANT_WITHOUT_QUANTITY_KEEPS_STOCK
    );
}

#[tokio::test]
async fn a_price_leaves_the_stock_as_it_is() {
    let bridge = bridge().await;
    bridge.edit(
        "Camicia",
        ProductEdit {
            price: Some(dec("26.00")),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(stock(&bridge), pieces(&[("SH-S", 3), ("SH-M", 5)]));
    assert_eq!(bridge.product("Camicia").price, dec("26"));
    assert_eq!(bridge.product("Uno").quantity, Some(7));
}

#[tokio::test]
async fn a_new_variant_starts_at_nothing_and_the_others_keep_theirs() {
    let bridge = bridge().await;
    let replace = Some(shirt("SH", "Camicia", &["S", "M", "L"]));
    bridge.edit(
        "Camicia",
        ProductEdit {
            replace,
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(
        stock(&bridge),
        pieces(&[("SH-S", 3), ("SH-M", 5), ("SH-L", 0)])
    );
}

#[tokio::test]
async fn a_renamed_value_keeps_its_pieces() {
    let bridge = bridge().await;
    let rename = RenameValue {
        option: "Taglia".to_owned(),
        from: "M".to_owned(),
        to: "Media".to_owned(),
    };
    bridge.edit(
        "Camicia",
        ProductEdit {
            rename_value: Some(rename),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(stock(&bridge), pieces(&[("SH-S", 3), ("SH-M", 5)]));
}

#[tokio::test]
async fn it_waits_for_who_writes_the_stock() {
    let bridge = bridge().await;
    bridge.edit(
        "Camicia",
        ProductEdit {
            price: Some(dec("26.00")),
            ..Default::default()
        },
    );
    bridge.start(RunKind::Full).await;
    let until = bridge.now() + Duration::from_secs(20);
    let mut tx = bridge.engine.store().write().await.expect("a database");
    let taken = tx
        .lease_take(&bridge.shop, "stock", "somebody", bridge.now(), until)
        .await;
    assert!(taken.expect("a database"));
    tx.commit().await.expect("a database");
    let worked = run_open(&bridge.engine, &bridge.shop)
        .await
        .expect("a database");
    assert!(
        matches!(worked, ponte_sync::worker::Worked::Ended(Outcome::Done)),
        "{worked:?}"
    );
    assert!(bridge.now() >= until);
    assert_eq!(stock(&bridge), pieces(&[("SH-S", 3), ("SH-M", 5)]));
    // And gives it back.
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let held = tx.lease_held(&bridge.shop, "stock", bridge.now()).await;
    assert_eq!(held.expect("a database"), None);
}

#[tokio::test]
async fn a_repeated_write_tells_what_the_shop_shows_by_then() {
    use ponte_sandbox::{
        Service,
        faults::{Kind, Rule},
    };
    let bridge = bridge().await;
    bridge.edit(
        "Camicia",
        ProductEdit {
            price: Some(dec("26.00")),
            ..Default::default()
        },
    );
    let rule = Rule {
        method: Some("PUT".to_owned()),
        times: Some(2),
        ..Rule::new(Service::Shop, Kind::Drop)
    };
    bridge.world.lock().faults.add(rule).expect("a rule");
    bridge.full().await;
    assert_eq!(stock(&bridge), pieces(&[("SH-S", 3), ("SH-M", 5)]));
    let lists = bridge.calls(Service::Shop)["GET /v1.1/inventory/list.json"];
    assert_eq!(lists, 3);
}
