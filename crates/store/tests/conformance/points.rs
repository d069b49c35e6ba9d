//! Sales points.

use ponte_store::points::SalesPoint;

use crate::{fixture::Fixture, samples::point};

pub async fn points_come_in_the_merchants_order(db: &Fixture) {
    let off = |id, position| SalesPoint {
        enabled: false,
        gone: true,
        ..point(id, position)
    };
    let mut tx = db.write().await;
    for point in [point(9, 3), point(4, 2), off(7, 1)] {
        tx.point_put("s", &point).await.expect("put");
    }
    tx.point_put("s", &off(9, 1)).await.expect("put");
    let points = tx.points("s").await.expect("read");
    assert_eq!(points, [off(7, 1), off(9, 1), point(4, 2)]);
}

pub async fn each_of_a_points_switches_and_its_reserve_come_back_as_they_were_put(db: &Fixture) {
    let mut tx = db.write().await;
    let plain = point(1, 1);
    let switches: [fn(&mut SalesPoint); 5] = [
        |point| point.enabled = false,
        |point| point.counts = false,
        |point| point.receives = false,
        |point| point.gone = true,
        |point| point.reserve = u32::MAX,
    ];
    for switch in switches {
        let mut changed = plain.clone();
        switch(&mut changed);
        for point in [&changed, &plain, &changed] {
            tx.point_put("s", point).await.expect("put");
            let points = tx.points("s").await.expect("read");
            assert_eq!(points, std::slice::from_ref(point));
        }
    }
}
