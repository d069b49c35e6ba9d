//! Findings: one bad product never stops the others, and what is mended closes by itself.

use ponte_domain::finding::{Finding, Obstacle};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
    till::edit::ProductEdit,
};

use crate::{
    bridge::Bridge,
    goods::{many, shirt, simple},
};

fn blocked(name: &str, obstacle: Obstacle) -> Finding {
    Finding::Blocked {
        name: name.to_owned(),
        obstacles: vec![obstacle],
    }
}

#[tokio::test]
async fn a_product_without_a_name_is_a_finding_until_it_has_one() {
    let mut products = many(3);
    products[1].name = " ".to_owned();
    let bridge = Bridge::with(products).await;
    let figures = bridge.first().await;
    assert_eq!((figures.created, figures.blocked), (2, 1));
    assert_eq!(bridge.told().await, [blocked(" ", Obstacle::NoName)]);
    bridge.edit(
        " ",
        ProductEdit {
            name: Some("Lampada".to_owned()),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(bridge.told().await, []);
    assert_eq!(bridge.product("Lampada").sku, "P-2");
}

#[tokio::test]
async fn codes_that_two_products_carry_keep_both_out_until_one_is_changed() {
    let products = vec![
        simple("SAME", "Uno", "1.00"),
        simple("SAME", "Due", "1.00"),
        simple("T", "Tre", "1.00"),
    ];
    let bridge = Bridge::with(products).await;
    bridge.first().await;
    let mut told = bridge.told().await;
    told.sort_by_key(|finding| format!("{finding:?}"));
    let same = || Obstacle::DuplicateCode {
        codes: vec!["SAME".to_owned()],
    };
    assert_eq!(told, [blocked("Due", same()), blocked("Uno", same())]);
    assert_eq!(bridge.shelf().products.len(), 1);
    bridge.edit(
        "Due",
        ProductEdit {
            sku: Some("OTHER".to_owned()),
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(bridge.told().await, []);
    assert_eq!(bridge.product("Uno").sku, "SAME");
    assert_eq!(bridge.product("Due").sku, "OTHER");
}

#[tokio::test]
async fn two_combinations_with_one_superkey_are_not_listed() {
    let mut product = shirt("SH", "Camicia", &["S", "M"]);
    product.variants[0].values = vec!["A_b".to_owned(), "c".to_owned()];
    product.variants[1].values = vec!["a".to_owned(), "b_C".to_owned()];
    let bridge = Bridge::with(vec![product, simple("T", "Tre", "1.00")]).await;
    bridge.first().await;
    let superkeys = vec!["a_b_c".to_owned()];
    assert_eq!(
        bridge.told().await,
        [blocked("Camicia", Obstacle::SameSuperkey { superkeys })]
    );
    assert_eq!(bridge.titled("Camicia"), []);
    assert_eq!(bridge.product("Tre").sku, "T");
}

#[tokio::test]
async fn a_listed_product_that_becomes_a_double_stays_as_it_is() {
    let bridge = Bridge::with(many(2)).await;
    bridge.first().await;
    let sku = Some("P-1".to_owned());
    bridge.edit(
        "Prodotto 2",
        ProductEdit {
            sku,
            ..Default::default()
        },
    );
    bridge.full().await;
    assert_eq!(bridge.told().await.len(), 2);
    assert_eq!(bridge.product("Prodotto 1").status, 1);
    assert_eq!(bridge.product("Prodotto 2").sku, "P-2");
}

#[tokio::test]
async fn what_the_shop_refuses_is_a_finding_in_its_words_and_is_tried_in_the_next_pass() {
    for method in ["POST", "PUT"] {
        let bridge = Bridge::with(many(3)).await;
        let rule = Rule {
            method: Some(method.to_owned()),
            path: Some("/products/product.json".to_owned()),
            status: Some(400),
            times: Some(1),
            ..Rule::new(Service::Shop, Kind::Status)
        };
        if method == "PUT" {
            bridge.first().await;
            let name = Some("Altro".to_owned());
            bridge.edit(
                "Prodotto 2",
                ProductEdit {
                    name,
                    ..Default::default()
                },
            );
        }
        bridge.world.lock().faults.add(rule).expect("a rule");
        let figures = if method == "PUT" {
            bridge.full().await
        } else {
            bridge.first().await
        };
        assert_eq!(figures.refused, 1);
        let told = bridge.told().await;
        let refusal = |finding: &Finding| matches!(finding, Finding::Refused { text, .. } if text.contains("a fault of the sandbox"));
        assert!(told.len() == 1 && refusal(&told[0]), "{told:?}");
        bridge.full().await;
        assert_eq!(bridge.told().await, []);
        assert_eq!(bridge.shelf().products.len(), 3);
        assert_eq!(bridge.full().await.unchanged, 3);
    }
}
