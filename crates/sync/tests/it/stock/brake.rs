//! What is set to nothing beyond the brake waits for a yes, and the rest goes on.

use ponte_domain::finding::Finding;
use ponte_sync::stock::BRAKE;

use super::shelf::Shelf;
use crate::{goods::many, orders::counter::FIRST};

/// Twenty articles, five pieces of each at the first point.
async fn twenty() -> Shelf {
    let names: Vec<String> = (1..=20).map(sku).collect();
    let stock: Vec<(&str, i64, i64)> = names.iter().map(|sku| (&**sku, 5, 0)).collect();
    Shelf::with(many(20), &stock).await
}

fn sku(n: usize) -> String {
    format!("P-{n}")
}

async fn stock(shelf: &Shelf, which: std::ops::RangeInclusive<usize>, pieces: i64) {
    for n in which {
        shelf.counter.stock(FIRST, &sku(n), pieces).await;
    }
}

fn at_nothing(shelf: &Shelf) -> usize {
    (1..=20).filter(|n| shelf.shows(&sku(*n)) == 0).count()
}

async fn say_yes(shelf: &Shelf) {
    let bridge = shelf.bridge();
    let yes = bridge
        .engine
        .confirm_held(&bridge.shop, BRAKE, "test")
        .await;
    assert!(yes.expect("a pass is asked for"));
}

#[tokio::test]
async fn ten_go_to_nothing_without_a_yes() {
    let shelf = twenty().await;
    stock(&shelf, 1..=10, 0).await;
    shelf.later().await;
    assert_eq!(at_nothing(&shelf), 10);
    assert_eq!(shelf.bridge().told().await, []);
}

#[tokio::test]
async fn more_than_ten_and_a_tenth_are_held_and_the_rest_goes_on_until_the_merchant_says_yes() {
    let shelf = twenty().await;
    stock(&shelf, 1..=11, 0).await;
    stock(&shelf, 12..=12, 3).await;
    stock(&shelf, 13..=13, 8).await;
    shelf.settle().await;
    assert_eq!(at_nothing(&shelf), 0);
    assert_eq!((shelf.shows("P-12"), shelf.shows("P-13")), (3, 8));
    let held = Finding::Held { count: 11, of: 20 };
    assert_eq!(shelf.bridge().told().await, std::slice::from_ref(&held));
    assert!(shelf.offer("P-1").await.held);
    // A woken pass holds them too.
    shelf.after(1).await;
    assert_eq!(shelf.bridge().told().await, [held]);
    say_yes(&shelf).await;
    shelf.after(1).await;
    assert_eq!(at_nothing(&shelf), 11);
    assert_eq!(shelf.bridge().told().await, []);
    // The yes was to those.
    stock(&shelf, 12..=12, 0).await;
    stock(&shelf, 1..=11, 4).await;
    shelf.settle().await;
    stock(&shelf, 1..=11, 0).await;
    shelf.later().await;
    assert_eq!(
        shelf.bridge().told().await,
        [Finding::Held { count: 11, of: 19 }]
    );
}

#[tokio::test]
async fn what_is_held_is_let_go_as_soon_as_it_is_no_longer_so() {
    let shelf = twenty().await;
    stock(&shelf, 1..=11, 0).await;
    shelf.later().await;
    stock(&shelf, 1..=11, 5).await;
    shelf.later().await;
    assert_eq!(
        (at_nothing(&shelf), shelf.bridge().told().await),
        (0, vec![])
    );
    assert!(!shelf.offer("P-1").await.held);
}

#[tokio::test]
async fn what_the_shops_own_orders_took_is_not_counted() {
    let shelf = twenty().await;
    let names: Vec<String> = (1..=12).map(sku).collect();
    // Somebody raised them by hand, so that they were sold all the same.
    for sku in &names {
        shelf
            .bridge()
            .on_shop(|shop, now, _| shop.set_stock(sku, 9, now));
    }
    let goods: Vec<(&str, u32)> = names.iter().map(|sku| (&**sku, 5)).collect();
    shelf.counter.buy(&goods).await;
    stock(&shelf, 13..=20, 0).await;
    shelf.later().await;
    assert_eq!(at_nothing(&shelf), 20);
    assert_eq!(shelf.bridge().told().await, []);
}
