//! Hidden, never deleted; and what comes again.

use ponte_sandbox::{
    Service,
    till::edit::{ProductEdit, RenameValue},
};
use ponte_store::runs::RunKind;

use crate::{
    bridge::Bridge,
    goods::{many, shirt, simple, with_pictures},
};

#[tokio::test]
async fn a_product_switched_off_is_hidden_and_switched_on_again_is_shown() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    let id = bridge.id("Prodotto 2");
    for (on, status) in [(false, 0), (true, 1)] {
        bridge
            .till(|till, now, _| till.set_ecommerce(&id, on, now))
            .expect("it is there");
        bridge.full().await;
        assert_eq!(bridge.product("Prodotto 2").status, status);
        assert_eq!(bridge.writes().values().sum::<u64>(), 1);
        assert_eq!(bridge.product("Prodotto 1").status, 1);
        bridge.full().await;
        assert_eq!(bridge.writes(), [].into());
    }
}

#[tokio::test]
async fn a_category_off_for_e_commerce_hides_its_products() {
    let bridge = Bridge::with(vec![simple("A", "Uno", "1.00"), shirt("B", "Due", &["S"])]).await;
    bridge.first().await;
    let id = bridge.till(|till, _, _| till.categories()[0].id.clone());
    for (on, status) in [(false, 0), (true, 1)] {
        bridge
            .till(|till, now, _| till.set_category_ecommerce(&id, on, now))
            .expect("it is there");
        bridge.synced(RunKind::Incremental).await;
        assert_eq!(bridge.product("Uno").status, status);
        assert_eq!(bridge.product("Due").status, 1);
    }
}

#[tokio::test]
async fn a_product_that_is_only_at_a_disabled_point_is_hidden() {
    let mut there = simple("A", "Solo là", "1.00");
    there.only_in = Some(1);
    let bridge = Bridge::with(vec![there, simple("B", "Ovunque", "1.00")]).await;
    bridge.first().await;
    assert_eq!(bridge.product("Solo là").status, 1);
    for (on, status) in [(false, 0), (true, 1)] {
        bridge.enable_point("Piazza Mercato", on).await;
        bridge.full().await;
        assert_eq!(bridge.product("Solo là").status, status);
        assert_eq!(bridge.product("Ovunque").status, 1);
    }
}

#[tokio::test]
async fn a_product_gone_from_the_till_is_asked_for_by_its_id_and_hidden_and_stays() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    bridge.remove("Prodotto 2");
    bridge.synced(RunKind::Incremental).await;
    assert_eq!(bridge.product("Prodotto 2").status, 1);
    bridge.full().await;
    assert_eq!(bridge.calls(Service::Till)["GET /products"], 2);
    assert_eq!(bridge.product("Prodotto 2").status, 0);
    assert_eq!(bridge.shelf().products.len(), 3);
}

#[tokio::test]
async fn a_product_that_a_page_left_out_is_not_taken_as_gone() {
    let bridge = Bridge::with(many(3)).await;
    bridge.first().await;
    let id = bridge.id("Prodotto 2");
    // The page does not show it, as when rows move while pages are read; asked for by id it is there.
    let shown = std::sync::atomic::AtomicBool::new(false);
    bridge.wire.rewrite(move |path, body| {
        let first =
            path.ends_with("/products") && !shown.swap(true, std::sync::atomic::Ordering::Relaxed);
        first.then(|| {
            let mut page: serde_json::Value = serde_json::from_str(body).expect("json");
            let rows = page["products"].as_array_mut().expect("rows");
            rows.retain(|row| row["id"] != id.as_str());
            page.to_string()
        })
    });
    let figures = bridge.full().await;
    assert_eq!(figures.unchanged, 3);
    assert_eq!(bridge.product("Prodotto 2").status, 1);
}

#[tokio::test]
async fn deleted_and_made_again_with_the_same_sku_takes_the_listing_over() {
    let product = with_pictures(shirt("SH", "Camicia", &["S", "M"]), &["shirt"]);
    let bridge = Bridge::with(vec![product.clone(), simple("A", "Uno", "1.00")]).await;
    bridge.first().await;
    let uid = bridge.product("Camicia").uid;
    bridge.on_shop(|shop, now, _| shop.set_stock("SH-M", 3, now));
    bridge.remove("Camicia");
    bridge.add(vec![product]);
    let figures = bridge.full().await;
    assert_eq!(
        (figures.created, figures.hidden, figures.updated),
        (0, 0, 1)
    );
    let shown = bridge.product("Camicia");
    assert_eq!((shown.uid, shown.status), (uid, 1));
    assert_eq!(
        shown.attributes.values().collect::<Vec<_>>(),
        [&bridge.id("Camicia")]
    );
    assert_eq!(shown.variants[1].quantity, 3);
    assert_eq!(shown.image_count, 1);
    assert_eq!(bridge.full().await.unchanged, 2);
}

#[tokio::test]
async fn made_again_after_it_was_hidden_it_is_shown_again() {
    let bridge = Bridge::with(vec![simple("A", "Uno", "1.00"), simple("B", "Due", "1.00")]).await;
    bridge.first().await;
    let uid = bridge.product("Uno").uid;
    bridge.remove("Uno");
    bridge.full().await;
    assert_eq!(bridge.product("Uno").status, 0);
    bridge.add(vec![simple("A", "Uno", "1.50")]);
    bridge.synced(RunKind::Incremental).await;
    let shown = bridge.product("Uno");
    assert_eq!((shown.uid, shown.status), (uid, 1));
}

#[tokio::test]
async fn a_simple_product_that_gets_variants_keeps_its_place_in_the_history() {
    let bridge = Bridge::with(vec![simple("SH", "Camicia", "25.00")]).await;
    bridge.first().await;
    let uid = bridge.product("Camicia").uid;
    let former = variant(&bridge, 0);
    let replace = Some(shirt("SH", "Camicia", &["S", "M"]));
    bridge.edit(
        "Camicia",
        ProductEdit {
            replace,
            ..Default::default()
        },
    );
    bridge.full().await;
    let shown = bridge.product("Camicia");
    assert_eq!(
        (shown.uid, shown.variants.len(), shown.usevariants),
        (uid, 2, true)
    );
    assert_eq!(at(&bridge, uid, "").await, Some(former));
    assert_eq!(at(&bridge, uid, "m_blu").await, Some(variant(&bridge, 1)));
    let replace = Some(simple("SH", "Camicia", "25.00"));
    let medium = variant(&bridge, 1);
    bridge.edit(
        "Camicia",
        ProductEdit {
            replace,
            ..Default::default()
        },
    );
    bridge.full().await;
    let shown = bridge.product("Camicia");
    assert_eq!(
        (shown.uid, shown.usevariants, shown.sku.as_str()),
        (uid, false, "SH")
    );
    assert_eq!(at(&bridge, uid, "m_blu").await, Some(medium));
    assert_eq!(at(&bridge, uid, "").await, Some(variant(&bridge, 0)));
}

#[tokio::test]
async fn a_renamed_option_value_keeps_stock_and_its_former_place() {
    let bridge = Bridge::with(vec![shirt("SH", "Camicia", &["S", "M"])]).await;
    bridge.first().await;
    let uid = bridge.product("Camicia").uid;
    bridge.on_shop(|shop, now, _| shop.set_stock("SH-M", 3, now));
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
    let shown = bridge.product("Camicia");
    let variants: Vec<_> = shown
        .variants
        .iter()
        .map(|it| (it.superkey.as_str(), it.sku.as_str(), it.quantity))
        .collect();
    assert_eq!(variants, [("s_blu", "SH-S", 0), ("media_blu", "SH-M", 3)]);
    let medium = variant(&bridge, 1);
    assert_eq!(at(&bridge, uid, "m_blu").await, Some(medium.clone()));
    assert_eq!(at(&bridge, uid, "media_blu").await, Some(medium));
}

#[tokio::test]
async fn a_variant_gone_from_the_till_stays_on_the_shop() {
    let bridge = Bridge::with(vec![shirt("SH", "Camicia", &["S", "M"])]).await;
    bridge.first().await;
    let replace = Some(shirt("SH", "Camicia", &["S"]));
    bridge.edit(
        "Camicia",
        ProductEdit {
            replace,
            ..Default::default()
        },
    );
    bridge.full().await;
    let shown = bridge.product("Camicia");
    let skus: Vec<&str> = shown.variants.iter().map(|it| it.sku.as_str()).collect();
    assert_eq!(skus, ["SH-S", "SH-M"]);
    assert_eq!(bridge.full().await.unchanged, 1);
}

/// The till's id of the first product's variant at `place`.
fn variant(bridge: &Bridge, place: usize) -> String {
    bridge.till(|till, _, _| {
        let product = till.products().next().expect("a product");
        product.variants[place].id.clone()
    })
}

async fn at(bridge: &Bridge, uid: u64, superkey: &str) -> Option<String> {
    let uid = i64::try_from(uid).expect("a uid");
    let mut tx = bridge.engine.store().read().await.expect("a database");
    tx.variant_at(&bridge.shop, uid, superkey)
        .await
        .expect("a database")
}
