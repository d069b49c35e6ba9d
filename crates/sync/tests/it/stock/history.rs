//! What was written, how, and what is kept of it.

use ponte_domain::stock::{change::Change, write::Write};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
    till::edit::ProductEdit,
};
use ponte_store::offers::{Answer, Moved};

use super::{scene::goods, shelf::Shelf};
use crate::{
    bridge::Bridge,
    goods::{dec, shirt},
    orders::counter::{FIRST, SECOND},
};

async fn shelf() -> Shelf {
    Shelf::with(goods(), &[("MUG", 10, 5), ("PEN", 0, 5)]).await
}

async fn noted(shelf: &Shelf) -> Vec<Moved> {
    let mut tx = shelf.store().read().await.expect("a database");
    tx.moved(&shelf.bridge().shop, 100).await.expect("a read")
}

#[tokio::test]
async fn each_change_of_a_figure_leaves_one_line_with_what_changed_it_and_the_sum() {
    let shelf = shelf().await;
    let before = shelf.history("MUG").await.len();
    shelf.sell(FIRST, "MUG", 4).await;
    shelf.later().await;
    let history = shelf.history("MUG").await;
    assert_eq!(history.len(), before + 1);
    let line = &history[before];
    let point = shelf.counter.point(FIRST);
    let (was, is) = (10.into(), 6.into());
    assert_eq!(line.changes, [Change::Quantity { point, was, is }]);
    assert_eq!(line.write, Some((Write::Add { pieces: -4 }, Answer::Done)));
    assert_eq!(line.sum.target(), 11);
    assert!(line.sum.terms.iter().all(|term| term.read.is_some()));
    shelf.settle().await;
    assert_eq!(shelf.history("MUG").await.len(), before + 1);
}

#[tokio::test]
async fn where_the_shop_refuses_a_negative_difference_the_next_pass_writes_a_figure() {
    let shelf = shelf().await;
    shelf.bridge().switch("shop.negative_patch_refused", "true");
    shelf.sell(FIRST, "MUG", 4).await;
    shelf.unwant().await;
    shelf.later().await;
    assert!(shelf.wanted().await.is_some());
    shelf.after(6).await;
    assert_eq!(shelf.shows("MUG"), 11);
    // It is remembered, and a pass that went over a figure is repeated.
    shelf.sell(FIRST, "MUG", 2).await;
    shelf.later().await;
    assert_eq!(shelf.shows("MUG"), 9);
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 9);
}

#[tokio::test]
async fn where_the_shop_asks_for_fewer_calls_the_rest_is_written_by_the_next_pass() {
    let names: Vec<String> = (1..=30).map(|n| format!("P-{n}")).collect();
    let stock: Vec<(&str, i64, i64)> = names.iter().map(|sku| (&**sku, 5, 0)).collect();
    let shelf = Shelf::with(crate::goods::many(30), &stock).await;
    for sku in &names {
        shelf.counter.stock(FIRST, sku, 3).await;
    }
    shelf.counter.fault(Rule {
        path: Some("/inventory/".to_owned()),
        method: Some("PATCH".to_owned()),
        status: Some(429),
        ..Rule::new(Service::Shop, Kind::Status)
    });
    shelf.later().await;
    shelf.counter.mend();
    shelf.after(60).await;
    for sku in &names {
        assert_eq!(shelf.shows(sku), 3, "{sku}");
    }
}

#[tokio::test]
async fn what_moved_at_a_point_that_refuses_is_not_forgotten() {
    let shelf = shelf().await;
    shelf.counter.fault(Rule {
        path: Some(format!("/stocks/{}", shelf.counter.point(SECOND))),
        status: Some(403),
        ..Rule::new(Service::Till, Kind::Status)
    });
    shelf.sell(FIRST, "MUG", 1).await;
    shelf.sell(SECOND, "MUG", 1).await;
    shelf.later().await;
    let points: Vec<i64> = noted(&shelf).await.iter().map(|note| note.point).collect();
    assert_eq!(points, [shelf.counter.point(SECOND)]);
    shelf.counter.mend();
    shelf.later().await;
    assert_eq!((noted(&shelf).await, shelf.shows("MUG")), (vec![], 13));
}

#[tokio::test]
async fn more_than_a_batch_is_first_filled_by_figures() {
    let names: Vec<String> = (1..=260).map(|n| format!("P-{n}")).collect();
    let stock: Vec<(&str, i64, i64)> = names.iter().map(|sku| (&**sku, 7, 0)).collect();
    let bridge = Bridge::with(crate::goods::many(260)).await;
    let shelf = Shelf::before(bridge, &stock).await;
    shelf.later().await;
    shelf.counter.forget_calls();
    shelf.settle().await;
    let writes = shelf.bridge().writes();
    assert!(writes.values().sum::<u64>() <= 3, "{writes:?}");
    assert!(names.iter().all(|sku| shelf.shows(sku) == 7));
}

#[tokio::test]
async fn a_product_write_that_carries_stock_is_our_own_write_and_nothing_is_raised_from_a_list_right_after()
 {
    let products = vec![shirt("SH", "Camicia", &["S", "M"])];
    let bridge = Bridge::with(products).await;
    let bridge = bridge.with_engine(|settings| settings.variant_keeps_stock = false);
    bridge.switch("shop.variant_without_quantity_keeps_stock", "false");
    let shelf = Shelf::over(bridge, &[("SH-S", 3, 0), ("SH-M", 5, 0)]).await;
    let price = Some(dec("26.00"));
    let edit = ProductEdit {
        price,
        ..Default::default()
    };
    shelf.bridge().edit("Camicia", edit);
    shelf.counter.stock(FIRST, "SH-S", 6).await;
    shelf.bridge().full().await;
    let written = shelf.offer("SH-S").await.written;
    assert!(
        written.is_some_and(|own| own.answered && own.at <= shelf.now()),
        "{written:?}"
    );
    shelf.after(5).await;
    assert_eq!(shelf.shows("SH-S"), 3);
    shelf.after(40).await;
    assert_eq!((shelf.shows("SH-S"), shelf.shows("SH-M")), (6, 5));
}
