//! The *Listino online*: which of the till's prices the shop shows.
//!
//! The rule follows the till's own client (Cassa in Cloud sheet §14): a base price has no sales
//! mode; one that names a sales point holds there only, and wins there over the general one.
//!
//! Guarantees (each a test):
//! - the order of the entries, and so of the points, never matters;
//! - a variant's own price wins over the product's;
//! - a price of another point is never taken: a product whose only price names a point has none in
//!   the base list, since the shop is no point and "the first one" would move with the points;
//! - a sales mode without a price of its own falls back to the base price.

use crate::{
    money::Money,
    settings::PriceList,
    till::{Price, SalesPointId, TillProduct},
};

/// The price in `list`, VAT included. The whole rule is tried on the variant's own entries, then on
/// the product's.
#[must_use]
pub fn price(product: &[Price], variant: &[Price], list: &PriceList) -> Option<Money> {
    among(variant, list).or_else(|| among(product, list))
}

/// The lowest price of `product`'s variants in `list`: what a list of products shows. `None` where
/// one has none.
#[must_use]
pub fn lowest(product: &TillProduct, list: &PriceList) -> Option<Money> {
    let of = |variant: &[Price]| price(&product.prices, variant, list);
    if !product.multivariant || product.variants.is_empty() {
        let own = product.variants.first();
        return of(own.map_or(&[][..], |variant| &variant.prices));
    }
    let prices: Option<Vec<Money>> = product.variants.iter().map(|one| of(&one.prices)).collect();
    prices?.into_iter().min()
}

/// The rule on one set of entries. A price in a sales mode that names a point as well is a price
/// there only: the shop does not take it.
fn among(entries: &[Price], list: &PriceList) -> Option<Money> {
    let base = || highest(entries, None, None);
    match list {
        PriceList::Base => base(),
        PriceList::SalesMode(mode) => highest(entries, Some(mode), None).or_else(base),
        PriceList::At(point) => highest(entries, None, Some(*point)).or_else(base),
    }
}

/// The entry that names exactly this mode and this point. Where the till holds several, the highest:
/// a choice that does not hang on their order, and that never sells below what one of them asks.
fn highest(entries: &[Price], mode: Option<&str>, point: Option<SalesPointId>) -> Option<Money> {
    entries
        .iter()
        .filter(|entry| entry.sales_mode.as_deref() == mode && entry.sales_point == point)
        .map(|entry| entry.value)
        .max()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn entry(mode: Option<&str>, point: Option<SalesPointId>, cents: i64) -> Price {
        Price {
            sales_mode: mode.map(str::to_owned),
            sales_point: point,
            value: Money(cents),
        }
    }

    fn full() -> Vec<Price> {
        vec![
            entry(Some("away"), Some(101), 5),
            entry(None, Some(101), 4),
            entry(Some("away"), None, 3),
            entry(None, Some(102), 2),
            entry(None, None, 1),
        ]
    }

    #[rstest]
    #[case::base(PriceList::Base, 1)]
    #[case::at_a_point(PriceList::At(101), 4)]
    #[case::at_another_point(PriceList::At(102), 2)]
    #[case::at_a_point_without_one(PriceList::At(103), 1)]
    #[case::in_a_mode(PriceList::SalesMode("away".into()), 3)]
    #[case::in_a_mode_without_one(PriceList::SalesMode("here".into()), 1)]
    fn each_list_takes_its_entry(#[case] list: PriceList, #[case] cents: i64) {
        assert_eq!(price(&full(), &[], &list), Some(Money(cents)));
    }

    #[test]
    fn a_variants_own_price_wins_over_the_products() {
        let own = [entry(None, None, 9)];
        for list in [
            PriceList::Base,
            PriceList::At(101),
            PriceList::SalesMode("away".into()),
        ] {
            assert_eq!(price(&full(), &own, &list), Some(Money(9)));
        }
        let elsewhere = [entry(None, Some(104), 9)];
        assert_eq!(price(&full(), &elsewhere, &PriceList::Base), Some(Money(1)));
    }

    #[test]
    fn a_product_whose_only_price_names_a_point_has_none_in_the_base_list() {
        let entries = [entry(None, Some(101), 700)];
        assert_eq!(price(&entries, &[], &PriceList::Base), None);
        assert_eq!(price(&entries, &[], &PriceList::At(102)), None);
        assert_eq!(price(&entries, &[], &PriceList::At(101)), Some(Money(700)));
    }

    #[test]
    fn a_price_in_a_mode_at_a_point_is_not_the_shops() {
        let entries = [entry(Some("away"), Some(101), 700)];
        assert_eq!(
            price(&entries, &[], &PriceList::SalesMode("away".into())),
            None
        );
        assert_eq!(price(&entries, &[], &PriceList::At(101)), None);
    }

    fn entries() -> impl Strategy<Value = Vec<Price>> {
        let modes = prop::option::of(prop::sample::select(vec!["away", "home"]));
        let one = (modes, prop::option::of(101_i64..104), 0_i64..1000);
        prop::collection::vec(one.prop_map(|(m, p, v)| entry(m, p, v)), 0..8)
    }

    fn lists() -> impl Strategy<Value = PriceList> {
        prop_oneof![
            Just(PriceList::Base),
            (101_i64..105).prop_map(PriceList::At),
            Just(PriceList::SalesMode("away".into())),
        ]
    }

    proptest! {
        #[test]
        fn the_order_of_the_entries_never_matters(
            (before, after) in entries().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle())),
            list in lists(),
        ) {
            prop_assert_eq!(price(&before, &[], &list), price(&after, &[], &list));
            prop_assert_eq!(price(&[], &before, &list), price(&[], &after, &list));
        }

        #[test]
        fn a_price_of_another_point_is_never_taken(entries in entries(), list in lists()) {
            let named = match list { PriceList::At(point) => Some(point), _ => None };
            let ours: Vec<Price> = entries
                .iter()
                .filter(|entry| entry.sales_point.is_none() || entry.sales_point == named)
                .cloned()
                .collect();
            prop_assert_eq!(price(&entries, &[], &list), price(&ours, &[], &list));
        }
    }
}
