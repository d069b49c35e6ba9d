//! What choices of the merchant would lower, and that what was chosen waits for no second yes.

use ponte_domain::settings::StockSettings;
use ponte_store::points::SalesPoint;
use ponte_sync::stock::{Chosen, Effect};

use super::shelf::Shelf;
use crate::{goods::many, orders::counter::FIRST};

/// Twenty articles: five pieces of each at the first point, and of the last one two at the second too.
async fn twenty() -> Shelf {
    let names: Vec<String> = (1..=20).map(|n| format!("P-{n}")).collect();
    let second = |n: &String| if n == "P-20" { 2 } else { 0 };
    let stock: Vec<(&str, i64, i64)> = names.iter().map(|sku| (&**sku, 5, second(sku))).collect();
    Shelf::with(many(20), &stock).await
}

async fn points(shelf: &Shelf) -> Vec<SalesPoint> {
    let bridge = shelf.bridge();
    let mut tx = bridge.engine.store().read().await.expect("a database");
    tx.points(&bridge.shop).await.expect("a read")
}

/// What `point` as given, and this margin, would lower.
async fn effect(shelf: &Shelf, point: &SalesPoint, margin: u32) -> Effect {
    let was = points(shelf).await;
    let mut is = was.clone();
    for kept in is.iter_mut().filter(|kept| kept.id == point.id) {
        kept.clone_from(point);
    }
    let bridge = shelf.bridge();
    let chosen = |points, margin| Chosen {
        points,
        stock: StockSettings { margin },
    };
    let effect = bridge
        .engine
        .stock_effect(&bridge.shop, chosen(&was, 0), chosen(&is, margin));
    effect.await.expect("it is told")
}

fn at_nothing(shelf: &Shelf) -> usize {
    let sku = |n| format!("P-{n}");
    (1..=20).filter(|n| shelf.shows(&sku(*n)) == 0).count()
}

#[tokio::test]
async fn what_a_choice_lowers_is_told_before_and_comes_true() {
    let shelf = twenty().await;
    let first = points(&shelf).await.remove(FIRST);
    assert!(effect(&shelf, &first, 0).await.is_none(), "as it is");
    let reserve = SalesPoint {
        reserve: 2,
        ..first.clone()
    };
    let lower = effect(&shelf, &reserve, 0).await;
    assert_eq!((lower.to_nothing, lower.lower), (0, 20));
    let margin = effect(&shelf, &first, 5).await;
    assert_eq!((margin.to_nothing, margin.lower), (19, 1));
    let off = SalesPoint {
        enabled: false,
        ..first
    };
    let effect = effect(&shelf, &off, 0).await;
    assert_eq!((effect.to_nothing, effect.lower), (19, 1));
    assert_eq!(effect.named.len(), 19);
    assert_eq!(at_nothing(&shelf), 0, "nothing was written");
    let bridge = shelf.bridge();
    let mut tx = bridge.engine.store().write().await.expect("a database");
    tx.point_put(&bridge.shop, &off).await.expect("kept");
    tx.commit().await.expect("kept");
    shelf.later().await;
    assert_eq!(at_nothing(&shelf), 19);
    assert_eq!(shelf.shows("P-20"), 2);
    // The page told it and was answered: the brake asks no second time.
    assert_eq!(bridge.told().await, []);
}
