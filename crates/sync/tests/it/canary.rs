//! A shop that passes over variants: one product tells for all.

use ponte_domain::finding::Finding;

use crate::{
    bridge::Bridge,
    goods::{shirt, simple},
};

fn goods() -> Vec<ponte_sandbox::catalogue::Product> {
    vec![
        shirt("A", "Camicia", &["S", "M"]),
        shirt("B", "Giacca", &["S", "M"]),
        shirt("C", "Polo", &["S", "M"]),
        simple("OIL", "Olio", "9.00"),
    ]
}

fn ignored(told: &[Finding]) -> usize {
    let ignored = |finding: &&Finding| matches!(finding, Finding::VariantsIgnored { .. });
    told.iter().filter(ignored).count()
}

#[tokio::test]
async fn where_the_shop_passes_over_variants_one_product_tells_and_the_rest_goes_on() {
    let bridge = Bridge::with(goods()).await;
    bridge.switch("shop.variants_writable", "false");
    let figures = bridge.first().await;
    assert_eq!((figures.created, figures.refused), (2, 2));
    assert_eq!(ignored(&bridge.told().await), 3);
    assert_eq!(bridge.titled("Olio").len(), 1);

    // Not one more such product a pass.
    bridge.full().await;
    assert_eq!(ignored(&bridge.told().await), 3);
    assert_eq!(bridge.shelf().products.len(), 2);
}

#[tokio::test]
async fn a_shop_that_takes_variants_after_all_gets_them_by_itself() {
    let bridge = Bridge::with(goods()).await;
    bridge.switch("shop.variants_writable", "false");
    bridge.first().await;
    bridge.switch("shop.variants_writable", "true");
    bridge.full().await;
    assert_eq!(ignored(&bridge.told().await), 0);
    for name in ["Camicia", "Giacca", "Polo"] {
        assert_eq!(bridge.product(name).variants.len(), 2, "{name}");
    }
}
