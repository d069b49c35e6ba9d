//! A product that the shop has already is adopted, not doubled.

use ponte_domain::{
    finding::Finding,
    settings::{AdoptedTexts, Policy},
};
use ponte_sandbox::{catalogue::Product, pictures::draw, till::edit::ProductEdit};
use ponte_store::runs::RunKind;
use sha2::{Digest, Sha256};

use crate::{
    bridge::Bridge,
    goods::{dec, shirt, simple, with_pictures},
};

/// Puts a product of the merchant's own on the shop; its uid.
fn own(bridge: &Bridge, product: &Product) -> u64 {
    bridge.on_shop(|shop, now, random| shop.add_own_product(product, now, random))
}

/// As on the till, with other words, another price and some stock.
fn as_the_shop_has_it(mut product: Product) -> Product {
    product.name = "Come la chiamo io".to_owned();
    product.description = "<p>Con parole mie</p>".to_owned();
    product.pictures.clear();
    for variant in &mut product.variants {
        variant.price = dec("5.00");
        variant.stock = vec![dec("4")];
    }
    product
}

fn hash(name: &str) -> String {
    hex::encode(Sha256::digest(draw(name)))
}

#[tokio::test]
async fn a_simple_product_is_adopted_and_keeps_texts_pictures_and_stock() {
    let mug = with_pictures(simple("MUG", "Tazza", "7.50"), &["mug"]);
    let bridge = Bridge::with(vec![mug.clone()]).await;
    let uid = own(&bridge, &as_the_shop_has_it(mug));
    bridge
        .on_shop(|shop, now, random| shop.add_picture(uid, draw("own").into(), false, now, random));
    let figures = bridge.first().await;
    assert_eq!((figures.adopted, figures.created), (1, 0));
    let shown = bridge.product("Come la chiamo io");
    assert_eq!((shown.uid, shown.quantity), (uid, Some(4)));
    assert_eq!(shown.description, "<p>Con parole mie</p>");
    assert_eq!(shown.images, [hash("own")]);
    assert_eq!((shown.price, shown.final_price), (dec("7.5"), dec("7.5")));
    assert_eq!(
        shown.attributes.values().collect::<Vec<_>>(),
        [&bridge.id("Tazza")]
    );
    assert_eq!(bridge.full().await.unchanged, 1);
    bridge.edit(
        "Tazza",
        ProductEdit {
            name: Some("Tazza blu".to_owned()),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(bridge.product("Come la chiamo io").uid, uid);
}

#[tokio::test]
async fn all_variants_in_one_product_are_adopted_with_their_stock() {
    let product = shirt("SH", "Camicia", &["S", "M"]);
    let bridge = Bridge::with(vec![product.clone()]).await;
    let uid = own(&bridge, &as_the_shop_has_it(product));
    let figures = bridge.first().await;
    assert_eq!((figures.adopted, bridge.shelf().products.len()), (1, 1));
    let shown = bridge.product("Come la chiamo io");
    let variants: Vec<_> = shown
        .variants
        .iter()
        .map(|it| {
            (
                it.superkey.as_str(),
                it.sku.as_str(),
                it.final_price,
                it.quantity,
            )
        })
        .collect();
    let expected = [
        ("s_blu", "SH-S", dec("25"), 4),
        ("m_blu", "SH-M", dec("25"), 4),
    ];
    assert_eq!((shown.uid, variants), (uid, expected.into()));
}

#[tokio::test]
async fn some_variants_there_are_adopted_and_the_others_added() {
    let product = shirt("SH", "Camicia", &["S", "M", "L"]);
    let bridge = Bridge::with(vec![product]).await;
    let uid = own(
        &bridge,
        &as_the_shop_has_it(shirt("SH", "Camicia", &["S", "M"])),
    );
    bridge.first().await;
    let shown = bridge.product("Come la chiamo io");
    let variants: Vec<_> = shown
        .variants
        .iter()
        .map(|it| (it.sku.as_str(), it.quantity))
        .collect();
    assert_eq!(
        (shown.uid, variants),
        (uid, vec![("SH-S", 4), ("SH-M", 4), ("SH-L", 0)])
    );
    assert_eq!(bridge.shelf().products.len(), 1);
}

#[tokio::test]
async fn variants_spread_over_several_products_are_linked_only_and_told_while_it_lasts() {
    let bridge = Bridge::with(vec![shirt("SH", "Camicia", &["S", "M"])]).await;
    let one = own(&bridge, &as_the_shop_has_it(simple("SH-S", "x", "5.00")));
    let other = own(&bridge, &as_the_shop_has_it(simple("SH-M", "x", "5.00")));
    let before = bridge.shelf().products;
    let figures = bridge.first().await;
    assert_eq!((figures.linked, figures.created), (1, 0));
    assert_eq!(bridge.shelf().products, before);
    let uids = [one, other].map(|uid| i64::try_from(uid).expect("a uid"));
    let told = Finding::Spread {
        name: "Camicia".to_owned(),
        uids: uids.into(),
    };
    assert_eq!(bridge.told().await, std::slice::from_ref(&told));
    for kind in [RunKind::Full, RunKind::Forced, RunKind::Incremental] {
        bridge.synced(kind).await;
        assert_eq!(bridge.told().await, std::slice::from_ref(&told), "{kind:?}");
        assert_eq!(bridge.writes(), [].into(), "{kind:?}");
    }
    let mut tx = bridge.engine.store().read().await.expect("a database");
    let at = tx
        .variant_at(&bridge.shop, uids[1], "")
        .await
        .expect("a database");
    let medium = bridge.till(|till, _, _| {
        let product = till.products().next().expect("a product");
        product.variants[1].id.clone()
    });
    assert_eq!(at, Some(medium));
}

#[tokio::test]
async fn a_spread_product_that_the_merchant_joined_is_adopted_by_a_forced_sync() {
    let bridge = Bridge::with(vec![shirt("SH", "Camicia", &["S", "M"])]).await;
    let one = own(&bridge, &as_the_shop_has_it(simple("SH-S", "x", "5.00")));
    let other = own(&bridge, &as_the_shop_has_it(simple("SH-M", "x", "5.00")));
    bridge.first().await;
    bridge.on_shop(|shop, _, _| [one, other].map(|uid| shop.remove_product(uid)));
    let uid = own(
        &bridge,
        &as_the_shop_has_it(shirt("SH", "Camicia", &["S", "M"])),
    );
    bridge.synced(RunKind::Forced).await;
    assert_eq!(bridge.told().await, []);
    let shown = bridge.product("Come la chiamo io");
    assert_eq!((shown.uid, shown.final_price), (uid, dec("25")));
    assert_eq!(bridge.full().await.unchanged, 1);
}

#[tokio::test]
async fn an_empty_sku_matches_nobody() {
    let bridge = Bridge::with(vec![simple("", "Candela", "4.50")]).await;
    let uid = own(&bridge, &simple("", "Senza codice", "1.00"));
    let figures = bridge.first().await;
    assert_eq!((figures.created, figures.adopted), (1, 0));
    assert_ne!(bridge.product("Candela").uid, uid);
    assert_eq!(bridge.product("Senza codice").uid, uid);
}

#[tokio::test]
async fn the_tills_texts_and_pictures_replace_the_shops_where_the_merchant_says_so() {
    let mug = with_pictures(simple("MUG", "Tazza", "7.50"), &["mug"]);
    let bridge = Bridge::with(vec![mug.clone()]).await;
    let uid = own(&bridge, &as_the_shop_has_it(mug));
    bridge
        .on_shop(|shop, now, random| shop.add_picture(uid, draw("own").into(), false, now, random));
    bridge
        .choose(|settings| settings.adopted = AdoptedTexts::Overwrite)
        .await;
    bridge.first().await;
    let shown = bridge.product("Tazza");
    assert_eq!(
        (shown.uid, shown.description.as_str()),
        (uid, "<p>Tazza</p>")
    );
    assert_eq!(shown.images[0], hash("mug"));
}

#[tokio::test]
async fn an_adopted_product_keeps_its_price_where_prices_are_the_merchants() {
    let product = shirt("SH", "Camicia", &["S", "M"]);
    let bridge = Bridge::with(vec![product.clone()]).await;
    own(&bridge, &as_the_shop_has_it(product));
    bridge
        .choose(|settings| settings.fields.price = Policy::Never)
        .await;
    bridge.first().await;
    let shown = bridge.product("Come la chiamo io");
    let prices: Vec<_> = shown.variants.iter().map(|it| it.final_price).collect();
    assert_eq!(
        (shown.final_price, prices),
        (dec("5"), vec![dec("5"), dec("5")])
    );
}

#[tokio::test]
async fn an_ean_that_the_till_does_not_know_stays_on_an_adopted_product() {
    let mug = simple("MUG", "Tazza", "7.50");
    let bridge = Bridge::with(vec![mug.clone()]).await;
    let mut there = as_the_shop_has_it(mug);
    there.variants[0].barcode = Some("8001234567897".to_owned());
    own(&bridge, &there);
    bridge.first().await;
    assert_eq!(bridge.product("Come la chiamo io").ean13, "8001234567897");
}

#[tokio::test]
async fn a_product_whose_options_stand_in_another_order_keeps_its_options_and_its_stock() {
    let product = shirt("SH", "Camicia", &["S", "M"]);
    let bridge = Bridge::with(vec![product.clone()]).await;
    let mut there = as_the_shop_has_it(product);
    there.options.reverse();
    for variant in &mut there.variants {
        variant.values.reverse();
    }
    let uid = own(&bridge, &there);
    bridge.first().await;
    let expected = |price: &str| {
        let price = dec(price);
        vec![
            ("blu_s".to_owned(), "SH-S".to_owned(), price, 4),
            ("blu_m".to_owned(), "SH-M".to_owned(), price, 4),
        ]
    };
    let variants = |bridge: &Bridge| {
        let shown = bridge.product("Come la chiamo io");
        assert_eq!(shown.uid, uid);
        let variants = shown.variants.into_iter();
        variants
            .map(|it| (it.superkey, it.sku, it.final_price, it.quantity))
            .collect::<Vec<_>>()
    };
    assert_eq!(variants(&bridge), expected("25"));
    bridge.edit(
        "Camicia",
        ProductEdit {
            price: Some(dec("26")),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(variants(&bridge), expected("26"));
    bridge.synced(RunKind::Forced).await;
    assert_eq!(bridge.told().await, []);
    assert_eq!(bridge.writes(), [].into());
}

#[tokio::test]
async fn a_product_of_the_shop_that_is_ours_for_another_is_never_adopted() {
    let bridge = Bridge::with(vec![simple("A", "Uno", "1.00")]).await;
    bridge.first().await;
    bridge.edit(
        "Uno",
        ProductEdit {
            sku: Some("B".to_owned()),
            ..Default::default()
        },
    );
    bridge.add(vec![simple("A", "Due", "2.00")]);
    bridge.full().await;
    assert_eq!(bridge.product("Uno").sku, "B");
    assert_eq!(bridge.product("Due").sku, "A");
    assert_eq!(bridge.full().await.unchanged, 2);
}
