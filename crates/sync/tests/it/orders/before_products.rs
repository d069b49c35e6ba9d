//! Orders flow as soon as the keys are right, before and without a first product synchronisation.

use ponte_domain::orders::order::Stage;

use super::counter::{Counter, FIRST};
use crate::goods::{shirt, simple};

#[tokio::test]
async fn before_the_first_product_synchronisation_lines_go_by_their_codes() {
    let products = vec![
        simple("MUG", "Tazza", "7.50"),
        shirt("SH", "Camicia", &["S", "M"]),
    ];
    let counter = Counter::unsynced(products).await;
    for sku in ["MUG", "SH-M"] {
        counter.stock(FIRST, sku, 5).await;
    }
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 1), ("SH-M", 2)]).await;
    counter.pass().await;
    let goods = [("MUG".to_owned(), 1.into()), ("SH-M".to_owned(), 2.into())];
    assert_eq!(counter.on_till().await[0].goods, goods);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
    assert_eq!(counter.bridge.writes(), [].into());
}

#[tokio::test]
async fn after_it_they_go_by_their_places() {
    let counter = Counter::with(vec![shirt("SH", "Camicia", &["S", "M"])]).await;
    counter.stock(FIRST, "SH-S", 5).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("SH-S", 2)]).await;
    // The code moves to another article before anybody looked: the place decides.
    let variant = counter.variant("SH-S");
    counter.bridge.edit(
        "Camicia",
        ponte_sandbox::till::edit::ProductEdit {
            variant: Some(variant),
            sku: Some("OTHER".to_owned()),
            ..Default::default()
        },
    );
    counter.pass().await;
    let goods = [("OTHER".to_owned(), 2.into())];
    assert_eq!(counter.on_till().await[0].goods, goods);
    assert_eq!(counter.stage(&id).await, Stage::Delivered);
}

#[tokio::test]
async fn whatever_the_till_makes_of_technical_variants_an_order_arrives() {
    for switches in [
        vec![("till.simple_product_has_variant", "false")],
        vec![("till.stock_names_technical_variant", "true")],
        vec![("till.stock_found_by_technical_variant", "false")],
        vec![
            ("till.create_answers_record", "true"),
            ("till.create_status", "200"),
        ],
        vec![("till.batch_status", "201"), ("till.batch_partial", "true")],
        vec![("shop.bare_item_key", "true")],
        vec![("till.decimals_as_text", "true")],
        vec![("till.errors", "play"), ("till.conflict_status", "409")],
    ] {
        let twelve = super::twelve::Twelve::bought().await;
        for (name, value) in &switches {
            twelve.counter.bridge.switch(name, value);
        }
        twelve.counter.fault(ponte_sandbox::faults::Rule {
            path: Some("/documents/orders/batch".to_owned()),
            times: Some(1),
            ..ponte_sandbox::faults::Rule::new(None, ponte_sandbox::faults::Kind::Drop)
        });
        let engine = twelve.counter.bridge.engine.clone();
        twelve.go_on(&engine, &format!("{switches:?}")).await;
    }
}
