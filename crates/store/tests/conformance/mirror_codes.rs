//! Codes that several carry.

use std::collections::BTreeSet;

use ponte_domain::till::TillProduct;
use ponte_store::Tx;

use crate::{
    fixture::Fixture,
    samples::{multivariant, simple},
};

async fn put(tx: &mut Box<dyn Tx>, products: Vec<TillProduct>) {
    let read: Vec<_> = products
        .into_iter()
        .map(|product| (product, None))
        .collect();
    tx.mirror_put("s", 1, &read).await.expect("put");
}

/// These codes, and some that are none of them.
fn asked(codes: &BTreeSet<String>) -> Vec<String> {
    let others = ["W", "X", "Y", "Z", "PARENT", "?"].map(str::to_owned);
    codes
        .iter()
        .cloned()
        .chain(others)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

async fn duplicates(tx: &mut Box<dyn Tx>) -> Vec<String> {
    let codes = tx.duplicate_codes("s").await.expect("read");
    let among = tx.duplicates_among("s", &asked(&codes)).await;
    assert_eq!(among.expect("read"), codes, "also where it asks for a few");
    codes.into_iter().collect()
}

async fn clashes(tx: &mut Box<dyn Tx>) -> Vec<String> {
    let codes = tx.clashing_parents("s").await.expect("read");
    let among = tx.clashing_among("s", &asked(&codes)).await;
    assert_eq!(among.expect("read"), codes, "also where it asks for a few");
    codes.into_iter().collect()
}

pub async fn a_code_that_two_variants_carry_is_a_duplicate(db: &Fixture) {
    let mut tx = db.write().await;
    put(
        &mut tx,
        vec![
            simple("a", " X "),
            simple("b", "X\t"),
            simple("c", "x"),
            multivariant("d", "PARENT", &["Y", "Y", "Z", ""]),
            multivariant("e", "PARENT", &[" ", "W"]),
        ],
    )
    .await;
    assert_eq!(duplicates(&mut tx).await, ["X", "Y"]);
}

pub async fn codes_of_missing_or_disabled_products_are_no_duplicates(db: &Fixture) {
    let mut tx = db.write().await;
    let disabled = TillProduct {
        ecommerce: false,
        ..simple("off", "Y")
    };
    let read = vec![
        simple("a", "X"),
        simple("b", "X"),
        disabled,
        simple("c", "Y"),
    ];
    put(&mut tx, read).await;
    assert_eq!(duplicates(&mut tx).await, ["X"]);
    tx.mirror_missing("s", &["b".to_owned()])
        .await
        .expect("marked");
    assert!(duplicates(&mut tx).await.is_empty());
    put(&mut tx, vec![simple("b", "X"), simple("off", "Y")]).await;
    assert_eq!(duplicates(&mut tx).await, ["X", "Y"]);
}

pub async fn a_products_codes_are_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    put(
        &mut tx,
        vec![simple("a", "X"), multivariant("b", "P", &["X", "Y"])],
    )
    .await;
    assert_eq!(duplicates(&mut tx).await, ["X"]);
    put(&mut tx, vec![multivariant("b", "P", &["Y"])]).await;
    assert!(duplicates(&mut tx).await.is_empty());
}

pub async fn a_parents_code_that_a_variant_carries_clashes(db: &Fixture) {
    let mut tx = db.write().await;
    put(
        &mut tx,
        vec![
            multivariant("own", "A", &["A", "A-1"]),
            multivariant("simple", "B", &["B-1"]),
            simple("b", "B"),
            multivariant("parents", "C", &["C-1"]),
            multivariant("parents too", "C", &["C-2"]),
            multivariant("alone", "D", &["D-1"]),
            multivariant("empty", "", &["E"]),
            multivariant("empty too", " ", &["F"]),
        ],
    )
    .await;
    assert_eq!(clashes(&mut tx).await, ["A", "B", "C"]);
}

pub async fn a_missing_product_clashes_with_nobody(db: &Fixture) {
    let mut tx = db.write().await;
    put(
        &mut tx,
        vec![
            multivariant("here", "A", &["1"]),
            simple("gone", "A"),
            multivariant("gone too", "B", &["2"]),
            multivariant("here too", "B", &["3"]),
        ],
    )
    .await;
    assert_eq!(clashes(&mut tx).await, ["A", "B"]);
    let gone = ["gone", "gone too"].map(str::to_owned);
    tx.mirror_missing("s", &gone).await.expect("marked");
    assert!(clashes(&mut tx).await.is_empty());
}

pub async fn a_code_too_long_for_the_shop_is_passed_over(db: &Fixture) {
    let mut tx = db.write().await;
    let (long, fits) = ("è".repeat(256), "è".repeat(255));
    let read = [("a", &long), ("b", &long), ("c", &fits), ("d", &fits)];
    put(&mut tx, read.map(|(id, code)| simple(id, code)).to_vec()).await;
    assert_eq!(duplicates(&mut tx).await, [fits]);
}
