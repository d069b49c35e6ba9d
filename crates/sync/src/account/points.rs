//! The points of sale as the till lists them, and the merchant's list of them.
//!
//! Guarantees: a point of sale that is new comes last and switched off, except the first time, when all
//! are on; one that the till no longer lists stays, marked as gone; an empty list says nothing of any of
//! them.

use ponte_domain::finding::Finding;
use ponte_store::{StoreError, Tx, points::SalesPoint};

use crate::Engine;

/// A point of sale as the till shows it.
pub(super) struct SeenPoint {
    pub id: i64,
    pub name: String,
    pub place: String,
    pub brand: Option<String>,
}

pub(super) fn seen_point(point: cassa_in_cloud::SalesPoint) -> SeenPoint {
    let place: Vec<String> = [point.street, point.city]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let brand = point.brand.filter(|brand| !brand.is_empty());
    SeenPoint {
        id: point.id,
        name: point.name,
        place: place.join(", "),
        brand,
    }
}

impl Engine {
    /// Brings the list of points in line with what the till shows.
    pub(super) async fn keep_points(
        &self,
        tx: &mut dyn Tx,
        shop: &str,
        seen: &[SeenPoint],
    ) -> Result<(), StoreError> {
        // An empty list says nothing of points that were there: unknown is not gone.
        if seen.is_empty() {
            return Ok(());
        }
        let kept = tx.points(shop).await?;
        let first_time = kept.is_empty();
        let mut last = kept.iter().map(|point| point.position).max().unwrap_or(0);
        for mut point in kept.iter().cloned() {
            let gone = !seen.iter().any(|seen| seen.id == point.id);
            if gone != point.gone {
                point.gone = gone;
                tx.point_put(shop, &point).await?;
            }
        }
        for point in seen {
            let known = kept.iter().find(|kept| kept.id == point.id);
            let position = known.map_or_else(
                || {
                    last += 1;
                    last
                },
                |known| known.position,
            );
            let enabled = known.map_or(first_time, |known| known.enabled);
            let (id, name, place) = (point.id, point.name.clone(), point.place.clone());
            let point = SalesPoint {
                id,
                name,
                place,
                position,
                enabled,
                counts: known.is_none_or(|known| known.counts),
                receives: known.is_none_or(|known| known.receives),
                reserve: known.map_or(0, |known| known.reserve),
                gone: false,
            };
            if known != Some(&point) {
                tx.point_put(shop, &point).await?;
            }
            if known.is_none() && !first_time {
                let finding = Finding::SalesPoint {
                    name: point.name,
                    gone: false,
                };
                let now = self.clock.now();
                tx.finding_seen(shop, &id.to_string(), &finding, 0, now)
                    .await?;
            }
        }
        Ok(())
    }
}
