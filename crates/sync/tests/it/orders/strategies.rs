//! Which points are asked: the merchant's order, and the three rules.

use ponte_domain::settings::Strategy;

use super::counter::{Counter, FIRST, SECOND};
use crate::goods::simple;

/// Three points: the first has a little of each, the second one article, the third all.
async fn sent_by(strategy: Strategy, mugs: u32, pens: u32) -> Vec<(String, i64)> {
    let products = vec![
        simple("MUG", "Tazza", "7.50"),
        simple("PEN", "Penna", "2.00"),
    ];
    let counter = Counter::unsynced(products).await;
    let third = counter.add_point("Outlet").await;
    for (index, mugs, pens) in [(FIRST, 2, 1), (SECOND, 9, 0), (third, 5, 5)] {
        counter.stock(index, "MUG", mugs).await;
        counter.stock(index, "PEN", pens).await;
    }
    counter.fill_shop().await;
    counter.choose(|orders| orders.strategy = strategy).await;
    counter.buy(&[("MUG", mugs), ("PEN", pens)]).await;
    counter.pass().await;
    counter.pieces().await
}

fn at(points: &[(&str, i64)]) -> Vec<(String, i64)> {
    let owned = |(point, pieces): &(&str, i64)| ((*point).to_owned(), *pieces);
    points.iter().map(owned).collect()
}

#[tokio::test]
async fn by_priority_each_point_gives_what_it_has_in_the_merchants_order() {
    let sent = sent_by(Strategy::Priority, 4, 3).await;
    let expected = [("Via dei Tigli", 3), ("Piazza Mercato", 2), ("Outlet", 2)];
    assert_eq!(sent, at(&expected));
}

#[tokio::test]
async fn whole_first_asks_the_first_point_that_can_do_it_all() {
    let sent = sent_by(Strategy::WholeFirst, 4, 3).await;
    assert_eq!(sent, at(&[("Outlet", 7)]));
    // Where nobody can, by priority.
    let sent = sent_by(Strategy::WholeFirst, 6, 3).await;
    let expected = [("Via dei Tigli", 3), ("Piazza Mercato", 4), ("Outlet", 2)];
    assert_eq!(sent, at(&expected));
}

#[tokio::test]
async fn fewest_parts_asks_as_few_points_as_can_do_it_all() {
    let sent = sent_by(Strategy::FewestParts, 10, 3).await;
    assert_eq!(sent, at(&[("Piazza Mercato", 9), ("Outlet", 4)]));
    let sent = sent_by(Strategy::FewestParts, 2, 1).await;
    assert_eq!(sent, at(&[("Via dei Tigli", 3)]));
}

#[tokio::test]
async fn an_article_whose_stock_is_not_managed_comes_from_the_first_point() {
    let mut course = simple("COURSE", "Corso", "90.00");
    course.variants[0].unmanaged = true;
    let counter = Counter::unsynced(vec![course]).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("COURSE", 7)]).await;
    counter.pass().await;
    assert_eq!(
        counter.pieces().await,
        at(&[("Via dei Tigli", 7)]),
        "{:?}",
        counter.order(&id).await.order.explanation
    );
}

#[tokio::test]
async fn each_order_keeps_why_it_went_where_it_went() {
    let products = vec![simple("MUG", "Tazza", "7.50")];
    let counter = Counter::unsynced(products).await;
    counter.stock(FIRST, "MUG", 2).await;
    counter.stock(SECOND, "MUG", 9).await;
    counter.fill_shop().await;
    let id = counter.buy(&[("MUG", 5)]).await;
    counter.pass().await;
    let explanation = counter.order(&id).await.order.explanation.expect("a plan");
    let gave: Vec<u32> = explanation.steps.iter().map(|step| step.gave).collect();
    assert_eq!(gave, [2, 3]);
    assert_eq!(explanation.missing, []);
}
