//! Doubtful behaviour of the two services: whichever way it turns out, the shop ends the same.

use ponte_domain::settings::Pace;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::runs::RunKind;

use crate::{
    bridge::Bridge,
    goods::{assortment, dec},
    shelf::Shelf,
};

async fn expected() -> Shelf {
    let bridge = Bridge::with(assortment()).await;
    bridge.first().await;
    Shelf::of(&bridge)
}

#[tokio::test]
async fn the_shop_ends_the_same_whichever_way_the_services_write() {
    let expected = expected().await;
    for (switch, value) in [
        ("till.errors", "play"),
        ("till.errors", "text"),
        ("till.technical_variant_repeats_product", "true"),
        ("till.decimals_as_text", "true"),
        ("till.last_update_from_inclusive", "false"),
        ("till.salespoint_paged", "true"),
        ("till.token", "jwt_live"),
        ("till.new_token_ends_older", "true"),
        ("shop.errors", "nested"),
        ("shop.errors", "ok200"),
        ("shop.image_answer", "ok"),
        ("shop.variants_update", "replace"),
        ("shop.variant_shows_ean13", "false"),
        ("shop.paginated_envelope", "items"),
        ("shop.duplicate_sku", "refused"),
    ] {
        let bridge = Bridge::with(assortment()).await;
        bridge.switch(switch, value);
        bridge.first().await;
        Shelf::of(&bridge).assert_same(&expected, &format!("{switch} {value}"));
        for kind in [RunKind::Full, RunKind::Incremental, RunKind::Forced] {
            let figures = bridge.synced(kind).await;
            assert_eq!(figures.unchanged, 6, "{switch} {value} {kind:?}");
            assert_eq!(bridge.writes(), [].into(), "{switch} {value} {kind:?}");
        }
    }
}

#[tokio::test]
async fn option_values_may_come_as_a_map() {
    let bridge = Bridge::with(assortment()).await;
    bridge.switch("till.variant_attributes", "map");
    bridge.first().await;
    let shown = bridge.product("Camicia");
    let skus: Vec<&str> = shown.variants.iter().map(|it| it.sku.as_str()).collect();
    assert_eq!(skus, ["SH-S", "SH-M", "SH-L"]);
    // A map has no order: the axes stand in one, and always the same.
    let mut axes: Vec<&str> = shown
        .options
        .iter()
        .map(|axis| axis.title.as_str())
        .collect();
    axes.sort_unstable();
    assert_eq!(axes, ["colore", "taglia"]);
    assert_eq!(bridge.full().await.unchanged, 6);
}

#[tokio::test]
async fn simple_products_without_a_technical_variant_are_listed_too() {
    let bridge = Bridge::with(assortment()).await;
    bridge.switch("till.simple_product_has_variant", "false");
    bridge.first().await;
    assert_eq!(bridge.shelf().products.len(), 6);
    assert_eq!(bridge.product("Tazza").sku, "MUG");
    assert_eq!(bridge.product("Prosciutto").price, dec("28.9"));
    assert_eq!(bridge.full().await.unchanged, 6);
}

#[tokio::test]
async fn every_kind_of_error_is_read_in_every_style() {
    let expected = expected().await;
    for style in ["flat", "nested", "ok200"] {
        let bridge = Bridge::with(assortment()).await;
        bridge.switch("shop.errors", style);
        // The shop's own limit, told in its own style.
        bridge.on_shop(|shop, _, _| shop.calls_per_second = Some(3));
        let pace = Pace {
            start: 5.0,
            least: 1.0,
            ..Pace::default()
        };
        bridge.choose(|settings| settings.pace = pace).await;
        bridge.first().await;
        Shelf::of(&bridge).assert_same(&expected, style);
    }
    for style in ["code", "play", "text"] {
        let bridge = Bridge::with(assortment()).await;
        bridge.switch("till.errors", style);
        let rule = Rule {
            status: Some(429),
            after: 1,
            times: Some(2),
            ..Rule::new(Service::Till, Kind::Status)
        };
        bridge.world.lock().faults.add(rule).expect("a rule");
        bridge.first().await;
        Shelf::of(&bridge).assert_same(&expected, style);
    }
}
