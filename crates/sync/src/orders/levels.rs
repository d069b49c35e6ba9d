//! Stock at the points that count, read right before planning, and what can be learnt from it.
//!
//! Guarantees:
//! - one call a point reads the variants of all waiting orders;
//! - unknown is not zero: what could not be read keeps its value and its reading time;
//! - a point without a record has nothing to give;
//! - what is withheld ends only by a reading that began after the rejection was seen;
//! - whether the till counts our orders is learnt from deliveries, and forgotten as soon as a settled
//!   reading contradicts it.

use std::collections::{BTreeMap, BTreeSet};

use ponte_domain::{
    finding::Finding,
    orders::allocation::{Available, Point, Standing},
    orders::free::counts::Delivery,
    orders::free::{OwnPart, Reading, SETTLING, free, settled},
    orders::order::Pieces,
    orders::part::PartState,
    stock::level::{Heard, Known},
    till::{ProductId, SalesPointId, VariantId},
};
use ponte_store::{
    levels::{Level, WithheldRow},
    orders::{OrderRow, PartRow},
    points::SalesPoint,
};

use super::pass::Pass;
use crate::{
    levels::{hear, told},
    trouble::Trouble,
};

/// The subject of the finding that says that the key may not read stock.
const PERMISSION: &str = "stocks";

/// How long after a delivery a reading may still teach us something.
const TEACHES: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);

/// Levels of some variants at the points that count, as last read.
#[derive(Debug, Default)]
pub(super) struct Levels(BTreeMap<(SalesPointId, VariantId), Level>);

impl Levels {
    /// The readings of these variants at a point.
    pub fn readings(
        &self,
        point: SalesPointId,
        variants: impl IntoIterator<Item = VariantId>,
    ) -> Vec<(VariantId, Reading)> {
        variants
            .into_iter()
            .filter_map(|variant| {
                let level = self.0.get(&(point, variant.clone()))?;
                Some((variant, managed(level)?.clone()))
            })
            .collect()
    }
}

/// The figures of a level, where the till manages the stock and they were ever read.
fn managed(level: &Level) -> Option<&Reading> {
    match &level.level.known {
        Known::Managed(reading) => Some(reading),
        _ => None,
    }
}

/// Reads the levels of `wanted` at every point that is given orders.
pub(super) async fn read(
    pass: &mut Pass<'_>,
    wanted: &BTreeMap<VariantId, ProductId>,
) -> Result<Levels, Trouble> {
    let products: BTreeSet<&ProductId> = wanted.values().collect();
    let products: Vec<ProductId> = products.into_iter().cloned().collect();
    let points: Vec<SalesPointId> = pass
        .points
        .iter()
        .filter(|point| point.takes_orders())
        .map(|point| point.id)
        .collect();
    let mut refused = false;
    for point in points {
        let began = pass.now();
        match pass.remotes.till.stocks_of(point, &products).await {
            Ok(reading) => {
                let (heard, _) = told(&reading.rows, wanted, began);
                keep(pass, point, heard).await?;
            }
            Err(cassa_in_cloud::Error::MissingPermission { .. }) => refused = true,
            Err(error) => return Err(error.into()),
        }
    }
    tell_permission(pass, refused).await?;
    let variants: Vec<VariantId> = wanted.keys().cloned().collect();
    let stored = pass.read().await?.levels(pass.id(), &variants).await?;
    let by_place = stored
        .into_iter()
        .map(|level| ((level.point, level.variant.clone()), level));
    Ok(Levels(by_place.collect()))
}

/// Keeps what was heard at one point, with what follows from it.
async fn keep(
    pass: &mut Pass<'_>,
    point: SalesPointId,
    heard: Vec<(VariantId, Heard)>,
) -> Result<(), Trouble> {
    let readings = heard.iter().filter_map(|(variant, heard)| match heard {
        Heard::Managed(reading) => Some((variant.clone(), reading.clone())),
        _ => None,
    });
    let readings: BTreeMap<VariantId, Reading> = readings.collect();
    learn(pass, point, &readings).await?;
    let mut tx = pass.write().await?;
    hear(&mut *tx, pass.id(), point, heard).await?;
    Ok(tx.commit().await?)
}

/// What these readings teach of whether the till counts our orders.
async fn learn(
    pass: &mut Pass<'_>,
    point: SalesPointId,
    readings: &BTreeMap<VariantId, Reading>,
) -> Result<(), Trouble> {
    let mut counts = pass.memory.counts;
    let counting = pass.counting().await?.clone();
    for (variant, reading) in readings {
        let own = own(&counting, point, variant, None);
        counts = counts.after_reading(reading, &own, SETTLING);
    }
    for ((order, _), row) in counting {
        let PartState::Delivered { confirmed, .. } = row.part.state else {
            continue;
        };
        let (Some(first), false) = (row.attempts.first(), row.before.is_empty()) else {
            continue;
        };
        if row.part.point != point {
            continue;
        }
        let mut seen = false;
        for (variant, before) in &row.before {
            let Some(after) = readings.get(variant) else {
                continue;
            };
            if !settled(after.began, confirmed, SETTLING) {
                continue;
            }
            seen = true;
            let delivery = Delivery {
                pieces: row.part.own(variant).map_or(0, |own| own.pieces),
                attempted: first.at,
                confirmed,
                before: before.clone(),
                after: after.clone(),
            };
            counts = counts.after_delivery(&delivery, SETTLING);
        }
        let too_late = pass.now().duration_since(confirmed) > TEACHES;
        if seen || too_late {
            forget(pass, &order, row).await?;
        }
    }
    pass.memory.counts = counts;
    Ok(())
}

/// A part has taught what it could.
async fn forget(pass: &mut Pass<'_>, order: &str, mut row: PartRow) -> Result<(), Trouble> {
    row.before.clear();
    if let Some(whole) = pass.order(order).await? {
        pass.keep(&whole.order, &[row]).await?;
    }
    Ok(())
}

/// Variants whose next reading may teach us whether the till counts; none once that is known.
pub(super) async fn worth_a_look(
    pass: &mut Pass<'_>,
) -> Result<BTreeMap<VariantId, ProductId>, Trouble> {
    let mut variants = BTreeMap::new();
    if pass.memory.counts.is_known() {
        return Ok(variants);
    }
    let now = pass.now();
    let mut orders = BTreeSet::new();
    for ((order, _), row) in pass.counting().await? {
        if let (PartState::Delivered { confirmed, .. }, false) =
            (&row.part.state, row.before.is_empty())
            && settled(now, *confirmed, SETTLING)
        {
            orders.insert(order.clone());
        }
    }
    for order in orders {
        if let Some(whole) = pass.order(&order).await? {
            let taught = whole.parts.iter().flat_map(|row| &row.before);
            for (variant, _) in taught {
                if let Some(product) = whole.order.products.get(variant) {
                    variants.insert(variant.clone(), product.clone());
                }
            }
        }
    }
    Ok(variants)
}

async fn tell_permission(pass: &Pass<'_>, refused: bool) -> Result<(), Trouble> {
    let finding = Finding::MissingPermission;
    let now = pass.now();
    let mut tx = pass.write().await?;
    if refused {
        tx.finding_seen(pass.id(), PERMISSION, &finding, pass.run.id, now)
            .await?;
    } else {
        tx.finding_close(pass.id(), finding.kind(), PERMISSION, now)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Our own parts of a variant at a point; those of `but` that are still to be sent are left out, since
/// planning takes them back.
fn own(
    counting: &BTreeMap<(String, u32), PartRow>,
    point: SalesPointId,
    variant: &str,
    but: Option<&str>,
) -> Vec<OwnPart> {
    counting
        .iter()
        .filter(|((order, _), row)| {
            row.part.point == point && !(Some(order.as_str()) == but && row.part.is_loose())
        })
        .filter_map(|(_, row)| row.part.own(variant))
        .collect()
}

/// The points in the merchant's order, with what each can still give of an order's variants.
pub(super) async fn points(
    pass: &mut Pass<'_>,
    order: &OrderRow,
    levels: &Levels,
) -> Result<Vec<Point>, Trouble> {
    let withheld = all_withheld(pass).await?;
    pass.count().await?;
    let nothing = BTreeMap::new();
    let given = Given {
        levels,
        counting: pass.counting.as_ref().unwrap_or(&nothing),
        withheld: &withheld,
        till_counts: pass.memory.counts.is_known(),
    };
    let points = pass.points.iter().map(|point| given.point(point, order));
    Ok(order.wishes.applied(points.collect()))
}

async fn all_withheld(pass: &Pass<'_>) -> Result<Vec<WithheldRow>, Trouble> {
    let mut tx = pass.read().await?;
    Ok(tx.withheld(pass.id()).await?)
}

/// What is known of stock, to say what a point can give.
struct Given<'a> {
    levels: &'a Levels,
    counting: &'a BTreeMap<(String, u32), PartRow>,
    withheld: &'a [WithheldRow],
    till_counts: bool,
}

impl Given<'_> {
    fn point(&self, point: &SalesPoint, order: &OrderRow) -> Point {
        let variants = order.products.keys();
        let has = variants.filter_map(|variant| {
            let available = self.available(point.id, variant, &order.id)?;
            Some((variant.clone(), available))
        });
        Point {
            id: point.id,
            standing: if point.takes_orders() {
                Standing::Receives
            } else {
                Standing::Off
            },
            has: has.collect(),
        }
    }

    fn available(&self, point: SalesPointId, variant: &str, order: &str) -> Option<Available> {
        let level = self.levels.0.get(&(point, variant.to_owned()))?;
        let reading = match &level.level.known {
            Known::Never => return None,
            Known::NoRecord { .. } => return Some(Available::Pieces(0)),
            Known::Unmanaged { .. } => return Some(Available::Unmanaged),
            Known::Managed(reading) => reading,
        };
        let own = own(self.counting, point, variant, Some(order));
        let held = held(self.withheld, point, variant);
        let pieces = free(reading, &own, held, self.till_counts, SETTLING);
        Some(Available::Pieces(pieces))
    }
}

fn held(withheld: &[WithheldRow], point: SalesPointId, variant: &str) -> Pieces {
    withheld
        .iter()
        .filter(|row| row.point == point && row.variant == variant)
        .fold(0, |sum: Pieces, row| {
            sum.saturating_add(row.withheld.pieces)
        })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ponte_domain::stock::level;

    use super::*;

    #[test]
    fn a_point_without_a_record_has_nothing_to_give_and_one_that_was_never_read_is_unknown() {
        let began = Timestamp::UNIX_EPOCH;
        let (quantity, outgoing) = (3.into(), 1.into());
        let reading = Reading {
            quantity,
            outgoing,
            began,
        };
        for (known, expected) in [
            (Known::Never, None),
            (Known::NoRecord { began }, Some(Available::Pieces(0))),
            (Known::Unmanaged { began }, Some(Available::Unmanaged)),
            (Known::Managed(reading), Some(Available::Pieces(2))),
        ] {
            let level = Level {
                point: 101,
                variant: "v".to_owned(),
                level: level::Level {
                    known,
                    unread: Some(began),
                    absent: None,
                },
            };
            let given = Given {
                levels: &Levels([((101, "v".to_owned()), level.clone())].into()),
                counting: &BTreeMap::new(),
                withheld: &[],
                till_counts: false,
            };
            assert_eq!(given.available(101, "v", "o"), expected, "{level:?}");
        }
    }
}
