//! The till's catalogue as last read.

use jiff::Timestamp;
use ponte_domain::till::TillProduct;
use ponte_store::Tx;

use crate::{
    fixture::Fixture,
    samples::{at, multivariant, simple},
};

async fn put(tx: &mut Box<dyn Tx>, pass: i64, products: &[TillProduct]) {
    let read: Vec<(TillProduct, Option<Timestamp>)> = products
        .iter()
        .map(|product| (product.clone(), Some(at(pass))))
        .collect();
    tx.mirror_put("s", pass, &read).await.expect("put");
}

pub async fn a_place_is_kept_and_pages_are_complete(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, 1, &["c", "a"].map(|id| simple(id, id))).await;
    // One known, two new.
    put(&mut tx, 2, &["b", "a", "d"].map(|id| simple(id, id))).await;
    let (mut after, mut found) = (0, Vec::new());
    loop {
        let page = tx.mirror_page("s", after, 3).await.expect("read");
        let Some(last) = page.last() else { break };
        after = last.place;
        found.extend(
            page.into_iter()
                .map(|it| (it.place, it.product.id, it.pass)),
        );
    }
    let expected = [(1, "c", 1), (2, "a", 2), (3, "b", 2), (4, "d", 2)];
    assert_eq!(
        found,
        expected.map(|(place, id, pass)| (place, id.to_owned(), pass))
    );
}

pub async fn a_product_that_stands_on_a_page_twice_is_kept_once(db: &Fixture) {
    let mut tx = db.write().await;
    let renamed = TillProduct {
        name: "Newer".to_owned(),
        ..simple("a", "x")
    };
    put(
        &mut tx,
        1,
        &[simple("a", "x"), simple("b", "y"), renamed.clone()],
    )
    .await;
    assert_eq!(tx.mirror_count("s").await.expect("counted"), 2);
    let kept = tx
        .mirrored("s", "a")
        .await
        .expect("read")
        .expect("a product");
    assert_eq!(kept.product, renamed);
    assert_eq!(kept.place, 1);
}

pub async fn a_product_read_again_is_no_longer_missing(db: &Fixture) {
    let mut tx = db.write().await;
    put(&mut tx, 1, &[simple("a", "x"), simple("b", "y")]).await;
    tx.mirror_missing("s", &["a".to_owned(), "?".to_owned()])
        .await
        .expect("marked");
    assert_eq!(tx.mirror_count("s").await.expect("counted"), 1);
    assert!(
        tx.mirrored("s", "a")
            .await
            .expect("read")
            .expect("a product")
            .missing
    );
    put(&mut tx, 2, &[simple("a", "x")]).await;
    assert!(
        !tx.mirrored("s", "a")
            .await
            .expect("read")
            .expect("a product")
            .missing
    );
    assert_eq!(tx.mirror_count("s").await.expect("counted"), 2);
    assert_eq!(tx.mirrored("s", "?").await.expect("read"), None);
}

pub async fn what_a_pass_did_not_see_is_listed(db: &Fixture) {
    let mut tx = db.write().await;
    put(
        &mut tx,
        1,
        &["e", "d", "c", "b", "a"].map(|id| simple(id, id)),
    )
    .await;
    put(&mut tx, 2, &[simple("b", "b")]).await;
    tx.mirror_missing("s", &["d".to_owned()])
        .await
        .expect("marked");
    let first = tx.mirror_unseen("s", 2, "", 2).await.expect("read");
    assert_eq!(first, ["a", "c"]);
    let rest = tx.mirror_unseen("s", 2, "c", 2).await.expect("read");
    assert_eq!(rest, ["e"]);
}

pub async fn a_hundred_products_of_three_hundred_variants_go_in_at_once(db: &Fixture) {
    let mut tx = db.write().await;
    let products: Vec<TillProduct> = (0..100)
        .map(|n| {
            let codes: Vec<String> = (0..300).map(|v| format!("{n}/{v}")).collect();
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            multivariant(&n.to_string(), &format!("P{n}"), &codes)
        })
        .collect();
    for pass in 1..=2 {
        put(&mut tx, pass, &products).await;
    }
    let page = tx.mirror_page("s", 0, 1_000).await.expect("read");
    let kept: Vec<TillProduct> = page.into_iter().map(|it| it.product).collect();
    assert_eq!(kept, products);
    assert!(tx.duplicate_codes("s").await.expect("read").is_empty());
    put(&mut tx, 3, &[simple("twin", "42/7")]).await;
    let duplicates = tx.duplicate_codes("s").await.expect("read");
    assert_eq!(duplicates.into_iter().collect::<Vec<_>>(), ["42/7"]);
}

pub async fn an_odd_text_stops_nobody(db: &Fixture) {
    let mut tx = db.write().await;
    let odd = TillProduct {
        name: "a\0b 😀".repeat(5_000),
        ..simple("od\0d", &"lungo ".repeat(2_000))
    };
    put(&mut tx, 1, &[odd.clone(), simple("b", "y")]).await;
    let kept = tx
        .mirrored("s", "od\0d")
        .await
        .expect("read")
        .expect("a product");
    assert_eq!(kept.product, odd);
    assert_eq!(tx.mirror_count("s").await.expect("counted"), 2);
}
