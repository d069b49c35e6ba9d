//! Which product of the shop a product of the till already is.
//!
//! Guarantees (each a test): an empty SKU matches nobody; a product that the shop has already is
//! adopted, not doubled; all variants children of one product: adopt; some: adopt and add the rest;
//! spread over several: stock and orders only, and a finding; a product without variants is never
//! made out of one that has some.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    desired::Desired,
    listing::{Group, Uid},
    settings::AdoptedTexts,
};

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
    /// Its variants stand in several products, or one SKU stands twice, or the shop's product cannot
    /// become this one: link only.
    Spread {
        /// Variants found, with where they are.
        found: Vec<(usize, ShopSku)>,
    },
}

/// Looks `desired` up among `shop`: the shop's entries whose SKU equals one of its SKUs. Others may
/// be there too and are passed over, save that an entry with `is_child` tells that its product has
/// variants: hand in the children of each product found, else a parent looks like a simple product.
///
/// Only SKUs of variants count, never that of a multivariant product as a whole: what is sold and
/// counted is a variant. SKUs are compared exactly (TS Commerce sheet §28.42).
#[must_use]
pub fn adopt(desired: &Desired, shop: &[ShopSku]) -> Adoption {
    let found = found(desired, shop);
    let Some(uid) = found.first().map(|(_, entry)| entry.uid) else {
        return Adoption::New;
    };
    let places: BTreeSet<usize> = found.iter().map(|(place, _)| *place).collect();
    let twice = places.len() < found.len();
    let several = found.iter().any(|(_, entry)| entry.uid != uid);
    let parents = parents(shop);
    let simple = desired.axes.is_empty();
    let unlike = found.iter().any(|(_, entry)| {
        let is_parent = !entry.is_child && parents.contains(&entry.uid);
        is_parent || (simple && entry.is_child)
    });
    if twice || several || unlike {
        Adoption::Spread { found }
    } else {
        Adoption::Adopt { uid, found }
    }
}

/// Groups that stay as they are on the shop when a product is adopted: the merchant's texts and
/// pictures, unless they asked for the till's.
#[must_use]
pub fn kept_on_adoption(texts: AdoptedTexts) -> BTreeSet<Group> {
    match texts {
        AdoptedTexts::Keep => [Group::Name, Group::Description, Group::Images].into(),
        AdoptedTexts::Overwrite => BTreeSet::new(),
    }
}

/// Entries with a variant's SKU, by the variant's place, each once (the shop's paging is not stable,
/// so one may come twice). A parent whose own child was found is left out: it gets another SKU when
/// it is written.
fn found(desired: &Desired, shop: &[ShopSku]) -> Vec<(usize, ShopSku)> {
    let places: BTreeMap<&str, usize> = desired
        .variants
        .iter()
        .enumerate()
        .filter(|(_, variant)| !variant.sku.is_empty())
        .map(|(place, variant)| (variant.sku.as_str(), place))
        .collect();
    let mut found: BTreeMap<(usize, Uid, &str, bool), &ShopSku> = BTreeMap::new();
    for entry in shop {
        if let Some(place) = places.get(entry.sku.as_str()) {
            let key = (*place, entry.uid, entry.superkey.as_str(), entry.is_child);
            found.entry(key).or_insert(entry);
        }
    }
    let with_children: BTreeSet<Uid> = found
        .values()
        .filter(|entry| entry.is_child)
        .map(|entry| entry.uid)
        .collect();
    found
        .into_iter()
        .filter(|(_, entry)| entry.is_child || !with_children.contains(&entry.uid))
        .map(|((place, ..), entry)| (place, entry.clone()))
        .collect()
}

/// Products of the shop that have variants, as far as `shop` tells.
fn parents(shop: &[ShopSku]) -> BTreeSet<Uid> {
    let children = shop.iter().filter(|entry| entry.is_child);
    children.map(|entry| entry.uid).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples::{World, oil, shirt};

    fn child(sku: &str, uid: Uid, superkey: &str) -> ShopSku {
        ShopSku {
            sku: sku.into(),
            uid,
            superkey: superkey.into(),
            is_child: true,
        }
    }

    fn whole(sku: &str, uid: Uid) -> ShopSku {
        ShopSku {
            is_child: false,
            ..child(sku, uid, "")
        }
    }

    fn the_shirt() -> Desired {
        World::new().listed(&shirt())
    }

    fn the_oil() -> Desired {
        World::new().listed(&oil())
    }

    #[test]
    fn an_empty_sku_matches_nobody() {
        let mut shirt = the_shirt();
        shirt.variants[0].sku = String::new();
        let mut oil = the_oil();
        oil.variants[0].sku = String::new();
        for empty in [child("", 7, "s"), whole("", 8)] {
            assert_eq!(adopt(&shirt, std::slice::from_ref(&empty)), Adoption::New);
            assert_eq!(adopt(&oil, &[empty]), Adoption::New);
        }
    }

    #[test]
    fn a_product_that_the_shop_has_already_is_adopted_not_doubled() {
        let entry = whole("OIL-05", 7);
        let found = vec![(0, entry.clone())];
        assert_eq!(
            adopt(&the_oil(), &[whole("oil-05", 6), entry]),
            Adoption::Adopt { uid: 7, found }
        );
    }

    #[test]
    fn all_variants_children_of_one_product_adopt() {
        let shop = [child("TS-M", 7, "media"), child("TS-S", 7, "piccola")];
        let found = vec![(0, shop[1].clone()), (1, shop[0].clone())];
        assert_eq!(
            adopt(&the_shirt(), &shop),
            Adoption::Adopt { uid: 7, found }
        );
    }

    #[test]
    fn some_variants_children_of_one_product_adopt_and_add_the_rest() {
        let shop = [child("TS-M", 7, "m"), child("TS-XL", 7, "xl")];
        let found = vec![(1, shop[0].clone())];
        assert_eq!(
            adopt(&the_shirt(), &shop),
            Adoption::Adopt { uid: 7, found }
        );
    }

    #[test]
    fn variants_spread_over_several_products_are_linked_only() {
        let shop = [child("TS-S", 7, "s"), child("TS-M", 8, "m")];
        let found = vec![(0, shop[0].clone()), (1, shop[1].clone())];
        assert_eq!(adopt(&the_shirt(), &shop), Adoption::Spread { found });
    }

    #[test]
    fn a_sku_that_stands_twice_on_the_shop_is_linked_only() {
        let shop = [
            child("TS-S", 7, "s"),
            child("TS-M", 7, "m"),
            child("TS-S", 7, "l"),
        ];
        let adoption = adopt(&the_shirt(), &shop);
        assert!(matches!(adoption, Adoption::Spread { .. }), "{adoption:?}");
    }

    #[test]
    fn an_entry_that_came_on_two_pages_counts_once() {
        let shop = [child("TS-S", 7, "s"), child("TS-S", 7, "s")];
        let found = vec![(0, shop[0].clone())];
        assert_eq!(
            adopt(&the_shirt(), &shop),
            Adoption::Adopt { uid: 7, found }
        );
    }

    #[test]
    fn a_parent_on_the_shop_is_matched_through_its_variants_only() {
        let mut shirt = the_shirt();
        shirt.sku = "TS".into();
        let parent = whole("TS", 7);
        assert_eq!(adopt(&shirt, std::slice::from_ref(&parent)), Adoption::New);
        let with_child = [parent, child("TS-S", 7, "s")];
        let found = vec![(0, with_child[1].clone())];
        assert_eq!(
            adopt(&shirt, &with_child),
            Adoption::Adopt { uid: 7, found }
        );
    }

    #[test]
    fn a_parent_with_the_sku_of_its_own_child_does_not_count_twice() {
        let shop = [whole("TS-S", 7), child("TS-S", 7, "s")];
        let found = vec![(0, shop[1].clone())];
        assert_eq!(
            adopt(&the_shirt(), &shop),
            Adoption::Adopt { uid: 7, found }
        );
    }

    #[test]
    fn a_parent_of_other_variants_with_a_variants_sku_is_linked_only() {
        let shop = [whole("TS-S", 7), child("OTHER", 7, "x")];
        let found = vec![(0, shop[0].clone())];
        assert_eq!(adopt(&the_shirt(), &shop), Adoption::Spread { found });
    }

    #[test]
    fn a_product_without_variants_is_never_made_out_of_one_that_has_some() {
        let parent = [whole("OIL-05", 7), child("OIL-05-B", 7, "b")];
        let found = vec![(0, parent[0].clone())];
        assert_eq!(adopt(&the_oil(), &parent), Adoption::Spread { found });
        let one_of_several = [child("OIL-05", 7, "b")];
        let found = vec![(0, one_of_several[0].clone())];
        assert_eq!(
            adopt(&the_oil(), &one_of_several),
            Adoption::Spread { found }
        );
    }

    #[test]
    fn the_merchants_texts_and_pictures_stay_unless_they_ask_for_the_tills() {
        let kept = kept_on_adoption(AdoptedTexts::Keep);
        assert_eq!(
            kept,
            [Group::Name, Group::Description, Group::Images].into()
        );
        assert!(kept_on_adoption(AdoptedTexts::Overwrite).is_empty());
    }

    proptest! {
        #[test]
        fn the_order_of_the_shops_entries_never_matters(
            (before, after) in prop::collection::vec(
                (prop::sample::select(vec!["TS-S", "TS-M", "TS", ""]), 7_i64..9, any::<bool>()),
                0..6,
            )
            .prop_map(|entries| {
                let entry = |(sku, uid, is_child): (&str, Uid, bool)| ShopSku {
                    superkey: if is_child { sku.to_lowercase() } else { String::new() },
                    is_child,
                    ..whole(sku, uid)
                };
                entries.into_iter().map(entry).collect::<Vec<_>>()
            })
            .prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
        ) {
            prop_assert_eq!(adopt(&the_shirt(), &before), adopt(&the_shirt(), &after));
        }
    }
}
