//! Which product of the shop a product of the till already is.
//!
//! Guarantees (each a test): an empty SKU matches nobody; a product that the shop has already is
//! adopted, not doubled; all variants children of one product: adopt; some: adopt and add the rest;
//! spread over several: stock and orders only, and a finding.

use crate::{desired::Desired, listing::Uid};

/// Where the shop has a SKU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopSku {
    /// The SKU, exactly as on the shop.
    pub sku: String,
    /// The product.
    pub uid: Uid,
    /// The combination; empty for a product without variants (or for a parent).
    pub superkey: String,
    /// A variant's SKU, not a product's.
    pub is_child: bool,
}

/// What the shop has of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adoption {
    /// Nothing: create it.
    New,
    /// This product, with these variants (by place in `Desired::variants`); the others are added.
    Adopt {
        /// The shop's product.
        uid: Uid,
        /// Variants found there, with where they are.
        found: Vec<(usize, ShopSku)>,
    },
    /// Its variants stand in several products, or one SKU stands twice: link only.
    Spread {
        /// Variants found, with where they are.
        found: Vec<(usize, ShopSku)>,
    },
}

/// Looks `desired` up among `shop`: the shop's entries whose SKU equals one of its SKUs (others may
/// be there too and are passed over). SKUs are compared exactly (TS Commerce sheet §28.42).
#[must_use]
pub fn adopt(desired: &Desired, shop: &[ShopSku]) -> Adoption {
    let found: Vec<(usize, ShopSku)> = desired
        .variants
        .iter()
        .enumerate()
        .filter(|(_, variant)| !variant.sku.is_empty())
        .flat_map(|(place, variant)| {
            shop.iter()
                .filter(|entry| entry.sku == variant.sku)
                .map(move |entry| (place, entry.clone()))
        })
        .collect();
    let Some(uid) = found.first().map(|(_, entry)| entry.uid) else {
        return Adoption::New;
    };
    let twice = found.windows(2).any(|two| two[0].0 == two[1].0);
    if twice || found.iter().any(|(_, entry)| entry.uid != uid) {
        Adoption::Spread { found }
    } else {
        Adoption::Adopt { uid, found }
    }
}
