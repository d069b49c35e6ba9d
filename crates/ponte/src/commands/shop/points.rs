//! `ponte shop points`: the till's points of sale, in the order in which they receive orders.

use std::str::FromStr;

use anyhow::Result;
use clap::Args;
use ponte_domain::till::SalesPointId;
use ponte_store::{log::Area, points::SalesPoint};
use ponte_sync::{log, orders, stale, stock};

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
    /// Its stock is part of what the shop shows. May be repeated
    #[arg(long, value_name = "ID")]
    counts: Vec<SalesPointId>,
    /// Its stock is no part of that: the shop shows less. May be repeated
    #[arg(long, value_name = "ID")]
    counts_not: Vec<SalesPointId>,
    /// It receives orders. May be repeated
    #[arg(long, value_name = "ID")]
    receives: Vec<SalesPointId>,
    /// It receives none, and its stock does not count either: the shop shows less. May be repeated
    #[arg(long, value_name = "ID")]
    receives_not: Vec<SalesPointId>,
    /// Pieces of each article that stay there: the shop does not show them, orders may use them. May
    /// be repeated
    #[arg(long, value_name = "ID=PIECES")]
    reserve: Vec<Reserve>,
    /// The shop [default: the only one]
    #[arg(long, value_name = "ID")]
    shop: Option<String>,
}

/// `ID=PIECES`.
#[derive(Clone, Copy, Debug)]
struct Reserve {
    point: SalesPointId,
    pieces: u32,
}

impl FromStr for Reserve {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('=');
        let read = parts.and_then(|(point, pieces)| {
            let (point, pieces) = (point.parse().ok()?, pieces.parse().ok()?);
            Some(Self { point, pieces })
        });
        read.ok_or_else(|| format!("{text} has not the form ID=PIECES"))
    }
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
        for stream in [orders::STREAM, stock::STREAM] {
            stale::mark(&mut *tx, &shop.id, stream, engine.clock().now()).await?;
        }
        let now = engine.clock().now();
        log::operator(&mut *tx, &shop.id, Area::Settings, "shop-points", now).await?;
    }
    tx.commit().await?;
    let rows: Vec<[String; 8]> = after.iter().map(row).collect();
    output::line(&columns(HEAD, &rows));
    Ok(Exit::Done)
}

impl Arguments {
    /// `points` as they were asked for, in their new order.
    fn applied(&self, mut points: Vec<SalesPoint>) -> Result<Vec<SalesPoint>> {
        let reserve = self.reserve.iter().map(|reserve| &reserve.point);
        let named = [
            &self.order,
            &self.on,
            &self.off,
            &self.counts,
            &self.counts_not,
            &self.receives,
            &self.receives_not,
        ];
        for id in named.into_iter().flatten().chain(reserve) {
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
            point.counts |= self.counts.contains(&point.id);
            point.counts &= !self.counts_not.contains(&point.id);
            point.receives |= self.receives.contains(&point.id);
            point.receives &= !self.receives_not.contains(&point.id);
            let reserve = self.reserve.iter().rev();
            let mut reserve = reserve.filter(|reserve| reserve.point == point.id);
            point.reserve = reserve.next().map_or(point.reserve, |last| last.pieces);
        }
        Ok(points)
    }
}

const HEAD: [&str; 8] = [
    "", "ID", "NAME", "PLACE", "STANDS", "COUNTS", "RECEIVES", "RESERVE",
];

fn row(point: &SalesPoint) -> [String; 8] {
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
        yes(point.counts),
        yes(point.receives),
        point.reserve.to_string(),
    ]
}

fn yes(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
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
            counts: Vec::new(),
            counts_not: Vec::new(),
            receives: Vec::new(),
            receives_not: Vec::new(),
            reserve: Vec::new(),
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
    fn stock_orders_and_reserve_of_a_point_are_chosen_apart() {
        let mut arguments = asked(&[], &[]);
        arguments.counts_not = vec![1];
        arguments.receives_not = vec![2];
        arguments.reserve = vec!["1=3".parse().expect("a reserve")];
        let after = arguments.applied(vec![point(1, 1), point(2, 2)]);
        let after = after.expect("known");
        let told: Vec<_> = after
            .iter()
            .map(|point| (point.counts, point.receives, point.reserve))
            .collect();
        assert_eq!(told, [(false, true, 3), (true, false, 0)]);
        assert!("1".parse::<Reserve>().is_err());
        assert!("1=-2".parse::<Reserve>().is_err());
    }

    #[test]
    fn a_point_that_the_till_does_not_have_is_refused() {
        assert!(asked(&[9], &[]).applied(vec![point(1, 1)]).is_err());
    }
}
