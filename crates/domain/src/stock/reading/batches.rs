//! Products of a point, as many to a call as it takes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Call, PAGE, Point, There};
use crate::till::{ProductId, SalesPointId};

/// Products that are asked for together.
pub(super) struct Batch {
    point: SalesPointId,
    products: Vec<ProductId>,
    rows: u32,
    /// How many calls that takes: more than one only for a single product with many variants.
    pub calls: u32,
}

impl Batch {
    pub fn calls(&self) -> Vec<Call> {
        let call = |page: u32| Call::Products {
            point: self.point,
            products: self.products.clone(),
            start: u64::from(page) * u64::from(PAGE),
        };
        (0..self.calls).map(call).collect()
    }

    pub fn there(self) -> impl Iterator<Item = There> {
        let point = self.point;
        let products = self.products.into_iter();
        products.map(move |product| There { point, product })
    }

    fn has_room_for(&self, rows: u32) -> bool {
        self.products.len() < PAGE as usize && self.rows.saturating_add(rows) <= PAGE
    }
}

/// Batches in the order of what is most urgent in them. A point that does not count is left out, and
/// nothing is asked for twice.
pub(super) fn batches(
    there: &[There],
    points: &[Point],
    variants: &BTreeMap<ProductId, u32>,
) -> Vec<Batch> {
    let counting: BTreeSet<SalesPointId> = points.iter().map(|point| point.id).collect();
    let mut seen = BTreeSet::new();
    let mut batches: Vec<Batch> = Vec::new();
    // The batch of a point that still has room.
    let mut open: BTreeMap<SalesPointId, usize> = BTreeMap::new();
    for there in there {
        if !counting.contains(&there.point) || !seen.insert(there) {
            continue;
        }
        let rows = variants.get(&there.product).copied().unwrap_or(1).max(1);
        let room = open
            .get(&there.point)
            .copied()
            .filter(|place| batches[*place].has_room_for(rows));
        if let Some(place) = room {
            batches[place].products.push(there.product.clone());
            batches[place].rows += rows;
        } else {
            open.insert(there.point, batches.len());
            batches.push(Batch {
                point: there.point,
                products: vec![there.product.clone()],
                rows,
                calls: rows.div_ceil(PAGE),
            });
        }
    }
    batches
}
