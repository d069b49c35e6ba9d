//! Sales points.

use ponte_store::points::SalesPoint;

use crate::fixture::Fixture;

pub async fn points_come_in_the_merchants_order(db: &Fixture) {
    let point = |id, position, enabled| SalesPoint {
        id,
        name: format!("Negozio {id}"),
        place: String::new(),
        position,
        enabled,
        gone: !enabled,
    };
    let mut tx = db.write().await;
    for point in [point(9, 3, true), point(4, 2, true), point(7, 1, false)] {
        tx.point_put("s", &point).await.expect("put");
    }
    tx.point_put("s", &point(9, 1, false)).await.expect("put");
    let points = tx.points("s").await.expect("read");
    assert_eq!(
        points,
        [point(7, 1, false), point(9, 1, false), point(4, 2, true)]
    );
}
