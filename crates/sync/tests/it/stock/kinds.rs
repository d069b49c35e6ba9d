//! Articles of every kind: without managed stock, by weight, doubled, missing in the shop's list.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use http::Method;
use ponte_domain::finding::Finding;
use ponte_store::offers::{ChoiceKind, StockChoice};
use ponte_sync::worker::pass_stock;
use serde_json::json;

use super::{scene::goods, shelf::Shelf};
use crate::{
    goods::{shirt, simple},
    orders::counter::{FIRST, FIRST_NAME, SECOND},
    wire::Death,
};

async fn shelf() -> Shelf {
    Shelf::with(goods(), &[("MUG", 10, 5), ("PEN", 0, 5)]).await
}

/// The till no longer manages its stock there, or does again.
async fn managed(shelf: &Shelf, sku: &str, managed: bool) {
    let variant = shelf.counter.variant(sku);
    for index in [FIRST, SECOND] {
        let body = json!({"sales_point": shelf.counter.point(index), "product": shelf.counter.article(sku).0,
            "variant": variant, "managed": managed, "quantity": "4"});
        shelf.counter.control(Method::PUT, "stock", body).await;
    }
}

async fn choose(shelf: &Shelf, kind: ChoiceKind, subject: &str, pieces: u32) {
    let subject = subject.to_owned();
    let choice = StockChoice {
        kind,
        subject,
        pieces,
    };
    let mut tx = shelf.store().write().await.expect("a database");
    tx.stock_choice_put(&shelf.bridge().shop, &choice)
        .await
        .expect("a write");
    tx.commit().await.expect("kept");
}

/// The shop's list does not show this SKU while the flag stands.
fn hide(shelf: &Shelf, sku: &str) -> Arc<AtomicBool> {
    let hidden = Arc::new(AtomicBool::new(true));
    let (flag, sku) = (hidden.clone(), format!("\"{sku}\""));
    shelf.bridge().wire.rewrite(move |path, body| {
        let is_list = path.ends_with("/inventory/list.json");
        (is_list && flag.load(Ordering::Relaxed)).then(|| body.replace(&sku, "\"elsewhere\""))
    });
    hidden
}

#[tokio::test]
async fn what_the_till_does_not_manage_is_sold_without_stock_and_counted_again_once_it_does() {
    let shelf = shelf().await;
    managed(&shelf, "MUG", false).await;
    shelf.settle().await;
    assert!(matches!(
        shelf.offer("MUG").await.listed,
        ponte_domain::stock::write::Listed::Stock {
            unlimited: true,
            ..
        }
    ));
    managed(&shelf, "MUG", true).await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 8);
    assert_eq!(shelf.counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn a_variant_that_the_till_does_not_manage_is_told_and_stands_at_the_merchants_figure() {
    let products = vec![
        shirt("SH", "Camicia", &["S", "M"]),
        simple("A", "Uno", "1.00"),
    ];
    let stock = [("SH-S", 3, 0), ("SH-M", 2, 0), ("A", 1, 0)];
    let shelf = Shelf::with(products, &stock).await;
    managed(&shelf, "SH-S", false).await;
    shelf.settle().await;
    let told = shelf.counter.finding("no_stock_figure", "SH-S").await;
    let variant = shelf.counter.variant("SH-S");
    assert!(
        matches!(&told, Some(Finding::NoStockFigure { variant: it, .. }) if *it == variant),
        "{told:?}"
    );
    assert_eq!(shelf.shows("SH-S"), 3);
    choose(&shelf, ChoiceKind::Figure, &variant, 9).await;
    shelf.settle().await;
    assert_eq!((shelf.shows("SH-S"), shelf.shows("SH-M")), (9, 2));
    assert_eq!(shelf.counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn decimal_stock_gives_whole_pieces_and_what_is_below_zero_takes_nothing_from_another_point()
{
    let shelf = shelf().await;
    let (product, variant) = shelf.counter.article("MUG");
    for (index, quantity) in [(FIRST, "4.9"), (SECOND, "-3")] {
        let body = json!({"sales_point": shelf.counter.point(index), "product": product,
            "variant": variant, "quantity": quantity});
        shelf.counter.control(Method::PUT, "stock", body).await;
    }
    shelf.later().await;
    assert_eq!(shelf.shows("MUG"), 4);
}

#[tokio::test]
async fn a_sku_that_the_shops_list_does_not_know_is_told_until_it_does() {
    let shelf = shelf().await;
    let hidden = hide(&shelf, "PEN");
    shelf.later().await;
    let told = shelf.counter.finding("not_in_shop", "PEN").await;
    let name = "Penna".to_owned();
    assert_eq!(told, Some(Finding::NotInShop { name }));
    hidden.store(false, Ordering::Relaxed);
    shelf.later().await;
    assert_eq!(shelf.counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn what_is_to_be_told_is_told_and_what_is_not_is_closed_although_the_process_died_meanwhile()
{
    let calls = {
        let shelf = shelf().await;
        hide(&shelf, "PEN");
        shelf.sell(FIRST, "MUG", 1).await;
        let before = shelf.bridge().wire.calls();
        shelf.later().await;
        shelf.bridge().wire.calls() - before
    };
    let shelf = shelf().await;
    let hidden = hide(&shelf, "PEN");
    for (is_hidden, told) in [(true, 1), (false, 0)] {
        hidden.store(is_hidden, Ordering::Relaxed);
        shelf.sell(FIRST, "MUG", 1).await;
        let bridge = shelf.bridge();
        bridge.clock.advance(std::time::Duration::from_secs(300));
        // The last call writes the mugs' figure; what is to be told is known by then.
        bridge.wire.die_at(calls, Death::After);
        tokio::select! {
            biased;
            () = bridge.wire.died.notified() => {}
            worked = pass_stock(&bridge.engine, &bridge.shop) => panic!("{worked:?}"),
        }
        shelf.bury().await;
        shelf.settle().await;
        let kinds = shelf.counter.kinds().await;
        assert_eq!(kinds.len(), told, "{kinds:?}");
    }
}

#[tokio::test]
async fn margins_and_reserves_stay_out_of_the_shop() {
    let shelf = shelf().await;
    shelf
        .bridge()
        .choose(|settings| settings.stock.margin = 2)
        .await;
    let product = shelf.counter.article("MUG").0;
    choose(&shelf, ChoiceKind::Margin, &product, 1).await;
    shelf.later().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (14, 3));
    let shop = &shelf.bridge().shop;
    let mut tx = shelf.store().write().await.expect("a database");
    let points = tx.points(shop).await.expect("a read");
    let point = points.into_iter().find(|point| point.name == FIRST_NAME);
    let mut point = point.expect("a point");
    point.reserve = 4;
    tx.point_put(shop, &point).await.expect("a write");
    tx.commit().await.expect("kept");
    shelf.later().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (10, 3));
    shelf.bridge().enable_point(FIRST_NAME, false).await;
    shelf.settle().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (4, 3));
}
