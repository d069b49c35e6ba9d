//! A product that was deleted on the till and made again.
//!
//! Guarantees (each a test): the listing moves over by SKU, and so does each variant; what has no
//! counterpart stays as gone; the shop's product stays the same one.

use std::collections::BTreeMap;

use super::Listing;
use crate::desired::Desired;

/// The listing of a product that is gone from the till, handed over to `desired`, the product that
/// was made anew with the same SKUs. What the till's ids are part of is written anew by the next
/// update, since its fingerprint no longer fits.
#[must_use]
pub fn moved(mut listing: Listing, desired: &Desired) -> Listing {
    let heirs: BTreeMap<&str, &str> = desired
        .variants
        .iter()
        .filter(|variant| !variant.sku.is_empty())
        .map(|variant| (variant.sku.as_str(), variant.variant.as_str()))
        .collect();
    for variant in &mut listing.variants {
        let heir = heirs.get(variant.sku.as_str());
        variant.gone = heir.is_none();
        if let Some(id) = heir {
            variant.variant = (*id).to_owned();
        }
    }
    listing.product.clone_from(&desired.product);
    listing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diff::groups_to_update,
        listing::{Group, after_write},
        samples::{World, shirt},
        settings::FieldPolicies,
    };

    #[test]
    fn the_listing_moves_over_by_sku_and_what_has_no_counterpart_stays_as_gone() {
        let created = Listing {
            uid: 7,
            ..Listing::default()
        };
        let was = World::new().listed(&shirt());
        let listing = after_write(created, &was, &Group::ALL.into()).0;

        let mut remade = shirt();
        remade.id = "again".into();
        remade.variants.remove(0);
        remade.variants[0].id = "again-m".into();
        let desired = World::new().listed(&remade);
        let listing = moved(listing, &desired);

        assert_eq!((listing.uid, listing.product.as_str()), (7, "again"));
        let variants: Vec<_> = listing
            .variants
            .iter()
            .map(|v| (v.variant.as_str(), v.superkey.as_str(), v.gone))
            .collect();
        assert_eq!(variants, [("shirt-s", "s", true), ("again-m", "m", false)]);

        let groups = groups_to_update(&desired, &listing, &FieldPolicies::default());
        assert_eq!(groups, [Group::Price, Group::Identity].into());
        let (listing, past) = after_write(listing, &desired, &groups);
        assert_eq!(listing.variants.len(), 2);
        assert_eq!(past, []);
    }

    #[test]
    fn an_empty_sku_has_no_heir() {
        let mut desired = World::new().listed(&shirt());
        desired.variants[0].sku = String::new();
        let listing = Listing {
            variants: vec![super::super::ListedVariant::default()],
            ..Listing::default()
        };
        assert!(moved(listing, &desired).variants[0].gone);
    }
}
