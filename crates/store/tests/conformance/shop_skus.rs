//! The index of the SKUs that the shop has.

use crate::{fixture::Fixture, samples::shop_sku};

pub async fn entries_come_in_order_and_once(db: &Fixture) {
    let mut tx = db.write().await;
    let long = "x".repeat(3_000);
    let entries = [
        shop_sku("b", 2, "k2"),
        shop_sku("b", 2, "k1"),
        shop_sku("B", 1, ""),
        shop_sku("b", 1, ""),
        shop_sku("unasked", 1, ""),
        shop_sku(&long, 1, ""),
    ];
    for _ in 0..2 {
        tx.shop_skus_add("s", &entries).await.expect("added");
    }
    let asked = ["b", "B", "a", "b"].map(str::to_owned);
    let found = tx.shop_skus("s", &asked).await.expect("read");
    let expected = [
        shop_sku("B", 1, ""),
        shop_sku("b", 1, ""),
        shop_sku("b", 2, "k1"),
        shop_sku("b", 2, "k2"),
    ];
    assert_eq!(found, expected);
}

pub async fn an_empty_sku_finds_nothing(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_skus_add("s", &[shop_sku("", 1, "")])
        .await
        .expect("added");
    let found = tx.shop_skus("s", &[String::new()]).await.expect("read");
    assert_eq!(found, []);
    assert_eq!(tx.shop_skus("s", &[]).await.expect("read"), []);
}

pub async fn a_cleared_index_is_empty(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_skus_add("s", &[shop_sku("a", 1, "")])
        .await
        .expect("added");
    tx.shop_skus_clear("s").await.expect("cleared");
    let found = tx.shop_skus("s", &["a".to_owned()]).await.expect("read");
    assert_eq!(found, []);
}
