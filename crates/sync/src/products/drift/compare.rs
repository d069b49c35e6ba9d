//! What of a product as the shop shows it differs from what it should be.
//!
//! A field that the shop's answer does not hold is not compared: silence is no difference.

use ponte_domain::{
    desired::Desired,
    listing::{Group, Listing, variants_to_write},
    money::Money,
};
use rust_decimal::Decimal;
use ts_commerce::Product;

use crate::products::linking::Links;

/// The groups that differ. Pictures are not among them: the list does not show them.
pub(super) fn groups_that_differ(
    row: &Product,
    wanted: &Desired,
    listing: &Listing,
    links: &Links,
) -> Vec<Group> {
    let differs = |group: &Group| match group {
        Group::Name => row
            .title
            .as_ref()
            .is_some_and(|title| *title != wanted.name),
        Group::Description => row
            .description
            .as_ref()
            .is_some_and(|text| *text != wanted.description),
        Group::Visibility => row
            .status
            .is_some_and(|status| (status != 0) != wanted.visible),
        Group::Price => {
            other(row.price, wanted.price)
                || other(row.final_price, wanted.price)
                || wanted.variants.iter().any(|variant| {
                    // Where the merchant keeps the options, it stands at a place of theirs.
                    let mut listed = listing.variants.iter();
                    let listed = listed.find(|one| one.variant == variant.variant);
                    let place = listed.map_or(&variant.superkey, |listed| &listed.superkey);
                    row.variants
                        .iter()
                        .find(|one| same(&one.superkey, place))
                        .is_some_and(|one| {
                            other(one.price, variant.price) || other(one.final_price, variant.price)
                        })
                })
        }
        Group::Categories => {
            let ours = wanted
                .category
                .as_ref()
                .and_then(|id| links.categories.get(id));
            ours.is_some_and(|uid| !row.categories.iter().any(|there| there.0 == *uid))
        }
        Group::Tax => {
            let ours = links.taxes.get(&wanted.tax);
            ours.is_some()
                && row
                    .tax_profile
                    .as_ref()
                    .is_some_and(|there| Some(there) != ours)
        }
        Group::Identity => {
            let (_, variants) = variants_to_write(wanted, Some(listing));
            row.sku != wanted.sku
                || (!wanted.axes.is_empty()
                    && variants.iter().any(|variant| {
                        !row.variants.iter().any(|one| {
                            same(&one.superkey, &variant.superkey) && one.sku == variant.sku
                        })
                    }))
        }
        Group::Images => false,
    };
    Group::ALL.into_iter().filter(differs).collect()
}

fn other(there: Option<Decimal>, wanted: Money) -> bool {
    there.is_some_and(|there| Money::from_decimal(there) != Some(wanted))
}

fn same(one: &str, other: &str) -> bool {
    ponte_domain::superkey::same(one, other)
}
