//! What the till has to sell, put in the shop by hand: for a demo or a test in which nobody keeps
//! the shop's stock yet, and still somebody shall buy.
//!
//! - A code of the shop gets the sum of what its sales points have free, those alone that the key
//!   may see; nothing is free where more is promised than there is.
//! - What the till does not count, does not know, or knows without a code stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    till::{records::Variant, state::Till},
    world::Tenant,
};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Stocked {
    /// Codes of the shop that have the till's figure now.
    pub set: usize,
    /// Codes of the shop that the till does not count or does not know.
    pub left: Vec<String>,
}

impl Tenant {
    /// Gives every code of the shop what the till has free.
    pub fn stock_shop_from_till(&mut self, now: Timestamp) -> Stocked {
        let free = free_by_code(&self.till);
        let codes = self.shop.products.iter().flat_map(|product| {
            // A product that is sold through variants is not sold itself.
            let skus = product.skus().map(str::to_owned);
            skus.filter(|sku| !product.use_variants || *sku != product.sku)
        });
        let codes: BTreeSet<String> = codes.filter(|sku| !sku.is_empty()).collect();
        let mut stocked = Stocked::default();
        for code in codes {
            match free.get(code.as_str()) {
                Some(pieces) => {
                    self.shop.set_stock(&code, *pieces, now);
                    stocked.set += 1;
                }
                None => stocked.left.push(code),
            }
        }
        stocked
    }
}

/// Whole free pieces by code.
fn free_by_code(till: &Till) -> BTreeMap<String, i64> {
    let points = till.sales_points().iter().filter(|point| point.enabled);
    let points: BTreeSet<i64> = points.map(|point| point.id).collect();
    let mut free = BTreeMap::new();
    for variant in till.products().flat_map(|product| &product.variants) {
        let code = variant.sku.as_deref().filter(|code| !code.is_empty());
        if let (Some(code), Some(pieces)) = (code, free_of(variant, &points)) {
            *free.entry(code.to_owned()).or_insert(0) += pieces;
        }
    }
    free
}

/// Whole free pieces of a variant; none where no sales point counts it.
fn free_of(variant: &Variant, points: &BTreeSet<i64>) -> Option<i64> {
    let levels = variant.stock.iter().filter(|(id, _)| points.contains(id));
    let counted: Vec<Decimal> = levels
        .filter(|(_, level)| level.managed)
        .map(|(_, level)| (level.quantity - level.outgoing).max(Decimal::ZERO).floor())
        .collect();
    if counted.is_empty() {
        return None;
    }
    counted.iter().sum::<Decimal>().to_i64()
}
