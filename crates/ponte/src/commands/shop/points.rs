//! `ponte shop points`: the till's points of sale, in the order in which they receive orders.

use anyhow::Result;
use clap::Args;
use ponte_domain::till::SalesPointId;
use ponte_store::points::SalesPoint;
use ponte_sync::{orders, stale};

use crate::{
    columns::{columns, tame},
    exit::{Ended, Exit},
    house,
    options::Settings,
    output,
};

/// Arguments of `ponte shop points`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// These come first, in this order; the others after them, as they were
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    order: Vec<SalesPointId>,
    /// Switches a point on: its pieces count, and it receives orders. May be repeated
    #[arg(long, value_name = "ID")]
    on: Vec<SalesPointId>,
    /// Switches a point off. May be repeated
    #[arg(long, value_name = "ID")]
    off: Vec<SalesPointId>,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// Changes what was asked for, and lists them.
///
/// # Errors
/// Where a point does not exist; nothing is changed then.
pub async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit> {
    let engine = house::engine(settings).await?;
    let shop = house::shop(engine.store(), arguments.shop.as_deref()).await?;
    let mut tx = engine.store().write().await?;
    let before = tx.points(&shop.id).await?;
    let after = arguments.applied(before.clone())?;
    for point in after.iter().filter(|point| !before.contains(point)) {
        tx.point_put(&shop.id, point).await?;
    }
    if after != before {
        stale::mark(&mut *tx, &shop.id, orders::STREAM, engine.clock().now()).await?;
    }
    tx.commit().await?;
    let rows: Vec<[String; 5]> = after.iter().map(row).collect();
    output::line(&columns(["", "ID", "NAME", "PLACE", "STANDS"], &rows));
    Ok(Exit::Done)
}

impl Arguments {
    /// `points` as they were asked for, in their new order.
    fn applied(&self, mut points: Vec<SalesPoint>) -> Result<Vec<SalesPoint>> {
        for id in self.order.iter().chain(&self.on).chain(&self.off) {
            if !points.iter().any(|point| point.id == *id) {
                let text = format!("there is no point of sale {id}");
                return Err(Ended::new(Exit::Usage, text).into());
            }
        }
        let place = |point: &SalesPoint| {
            let place = self.order.iter().position(|id| *id == point.id);
            (place.unwrap_or(usize::MAX), point.position)
        };
        points.sort_by_key(place);
        for (position, point) in (1..).zip(&mut points) {
            if !self.order.is_empty() {
                point.position = position;
            }
            point.enabled |= self.on.contains(&point.id);
            point.enabled &= !self.off.contains(&point.id);
        }
        Ok(points)
    }
}

fn row(point: &SalesPoint) -> [String; 5] {
    let stands = match (point.gone, point.enabled) {
        (true, _) => "gone",
        (false, true) => "on",
        (false, false) => "off",
    };
    [
        point.position.to_string(),
        point.id.to_string(),
        tame(&point.name, 40),
        tame(&point.place, 40),
        stands.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(id: SalesPointId, position: i64) -> SalesPoint {
        SalesPoint {
            id,
            name: String::new(),
            place: String::new(),
            position,
            enabled: true,
            counts: true,
            receives: true,
            reserve: 0,
            gone: false,
        }
    }

    fn asked(order: &[SalesPointId], off: &[SalesPointId]) -> Arguments {
        Arguments {
            order: order.to_vec(),
            on: Vec::new(),
            off: off.to_vec(),
            shop: None,
        }
    }

    #[test]
    fn the_named_points_come_first_and_the_others_stay_in_their_order() {
        let points = vec![point(1, 1), point(2, 2), point(3, 3)];
        let after = asked(&[3], &[2]).applied(points.clone()).expect("known");
        let told: Vec<_> = after
            .iter()
            .map(|point| (point.id, point.position, point.enabled))
            .collect();
        assert_eq!(told, [(3, 1, true), (1, 2, true), (2, 3, false)]);
        let unasked = asked(&[], &[]).applied(points.clone()).expect("known");
        assert_eq!(unasked, points);
    }

    #[test]
    fn a_point_that_the_till_does_not_have_is_refused() {
        assert!(asked(&[9], &[]).applied(vec![point(1, 1)]).is_err());
    }
}
