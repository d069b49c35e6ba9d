//! The shop's figure follows the tills and the orders.

use ponte_sync::orders::{Goods, Remedy};

use super::shelf::Shelf;
use crate::{
    bridge::Bridge,
    goods::{shirt, simple},
    orders::counter::FIRST,
};

fn mug() -> Vec<ponte_sandbox::catalogue::Product> {
    vec![simple("MUG", "Tazza", "7.50")]
}

#[tokio::test]
async fn the_shop_shows_the_sum_of_the_points_and_a_sale_at_a_till_lowers_it() {
    let shelf = Shelf::with(mug(), &[("MUG", 10, 5)]).await;
    assert_eq!(shelf.shows("MUG"), 15);
    shelf.sell(FIRST, "MUG", 4).await;
    shelf.later().await;
    assert_eq!(shelf.shows("MUG"), 11);
}

#[tokio::test]
async fn an_order_of_12_over_10_and_5_leaves_3_on_the_shop() {
    let shelf = Shelf::with(mug(), &[("MUG", 10, 5)]).await;
    shelf.counter.buy(&[("MUG", 12)]).await;
    assert_eq!(shelf.shows("MUG"), 3);
    for _ in 0..4 {
        shelf.counter.pass().await;
        shelf.later().await;
        assert_eq!(shelf.shows("MUG"), 3);
    }
}

#[tokio::test]
async fn an_unchanged_world_costs_no_write_and_no_line_of_history() {
    let shelf = Shelf::with(mug(), &[("MUG", 10, 5)]).await;
    let (writes, lines) = (shelf.bridge().writes(), shelf.history("MUG").await);
    shelf.settle().await;
    assert_eq!(shelf.bridge().writes(), writes);
    assert_eq!(shelf.history("MUG").await, lines);
}

#[tokio::test]
async fn the_first_pass_reads_every_page_of_a_shop_with_many_variants() {
    let sizes = ["XS", "S", "M", "L", "XL"];
    let shirts = (1..=30).map(|n| shirt(&format!("M{n}"), &format!("Maglia {n}"), &sizes));
    let shirts: Vec<_> = shirts.collect();
    let codes: Vec<String> = shirts
        .iter()
        .flat_map(|shirt| &shirt.variants)
        .filter_map(|variant| variant.sku.clone())
        .collect();
    let stock: Vec<_> = codes.iter().map(|code| (code.as_str(), 1, 0)).collect();
    let shelf = Shelf::before(Bridge::with(shirts).await, &stock).await;
    shelf.pass().await;
    let shown = codes.iter().filter(|code| shelf.shows(code) == 1);
    assert_eq!(shown.count(), 150);
}

/// An order of four that waits, since a piece was sold at the counter meanwhile.
async fn waiting() -> (Shelf, String) {
    let shelf = Shelf::with(mug(), &[("MUG", 3, 1)]).await;
    let id = shelf.counter.buy(&[("MUG", 4)]).await;
    shelf.counter.stock(FIRST, "MUG", 2).await;
    shelf.counter.pass().await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 0);
    (shelf, id)
}

#[tokio::test]
async fn an_ignored_order_whose_goods_were_given_out_stays_off_the_figure_until_the_till_knows() {
    let (shelf, id) = waiting().await;
    let counter = &shelf.counter;
    let ignore = Remedy::Ignore {
        reason: "dato a mano".to_owned(),
        goods: Goods::GivenOut,
    };
    assert!(counter.decide(&id, ignore).await);
    counter.pass().await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 0, "the buyer has them");
    // Taken off at the till, and said so: what is left there may be sold.
    counter.stock(FIRST, "MUG", 5).await;
    assert!(counter.decide(&id, Remedy::SetAside(false)).await);
    counter.pass().await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 6);
}

#[tokio::test]
async fn an_ignored_order_whose_goods_are_free_gives_its_pieces_back() {
    let (shelf, id) = waiting().await;
    let counter = &shelf.counter;
    let ignore = Remedy::Ignore {
        reason: "non serve più".to_owned(),
        goods: Goods::Free,
    };
    assert!(counter.decide(&id, ignore).await);
    counter.pass().await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 3);
}
