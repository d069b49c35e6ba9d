//! What the points have free at rest, at least.

use std::collections::{BTreeMap, BTreeSet};

use ponte_domain::{
    orders::part::PartState,
    till::{SalesPointId, VariantId},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::seen::Seen;

/// Pieces that are surely free, by point and variant; `None` where the till does not count.
pub fn free(seen: &Seen<'_>) -> BTreeMap<(SalesPointId, VariantId), Option<i64>> {
    let mut ours: BTreeMap<(SalesPointId, &str), u32> = BTreeMap::new();
    for row in seen.orders.values().flat_map(|whole| &whole.parts) {
        // Whether the till counts ours is learnt; until then they count beside what it promised.
        let open = match &row.part.state {
            PartState::Delivered { till, .. } => !seen.counts && !till.is_closed(),
            PartState::Planned
            | PartState::Refused
            | PartState::Sending { .. }
            | PartState::Unknown { .. } => true,
            PartState::Released { .. } | PartState::Withdrawn => false,
        };
        if open {
            for line in &row.part.lines {
                *ours.entry((row.part.point, &line.variant)).or_default() += line.pieces;
            }
        }
    }
    let state = seen.town.world.lock();
    let mut free = BTreeMap::new();
    let products = state.tenants[0].till.products();
    for variant in products.flat_map(|product| &product.variants) {
        for (point, level) in &variant.stock {
            let withheld = seen
                .withheld
                .iter()
                .filter(|(at, of, _)| at == point && *of == variant.id)
                .map(|(_, _, withheld)| i64::from(withheld.pieces))
                .sum::<i64>();
            let ours = ours.get(&(*point, variant.id.as_str())).copied();
            let left = level.quantity - level.outgoing - Decimal::from(ours.unwrap_or(0));
            let left = left.floor().to_i64().unwrap_or(0) - withheld;
            let key = (*point, variant.id.clone());
            free.insert(key, level.managed.then_some(left.max(0)));
        }
    }
    free
}

/// Points that give and receive.
pub fn receiving(seen: &Seen<'_>) -> BTreeSet<SalesPointId> {
    let points = seen.points.iter();
    points
        .filter(|point| point.takes_orders())
        .map(|point| point.id)
        .collect()
}
