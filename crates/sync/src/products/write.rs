//! What should be so becomes a write for the shop.
//!
//! Guarantee: a write that carries variants leaves their quantity out (TS Commerce sheet §28.47);
//! a simple product is created with stock 0.

use std::collections::{BTreeMap, BTreeSet};

use ponte_domain::{
    desired::Desired,
    listing::{Group, ListedVariant, Listing, variants_to_write},
    money::Money,
};
use rust_decimal::Decimal;
use ts_commerce::{AxisWrite, ProductWrite, Uid, VariantWrite, VariantsWrite};

use super::linking::Links;

/// Quantities by superkey, where the shop would take a variant without one for sold out.
pub(super) type Quantities = BTreeMap<String, i64>;

/// The write that brings `groups` of a product to what they should be. `listing` is what we wrote
/// before (nothing on creation); `present` are the categories that the shop's product has now.
pub(super) fn product(
    wanted: &Desired,
    listing: Option<&Listing>,
    groups: &BTreeSet<Group>,
    links: &Links,
    present: &[Uid],
    quantities: &Quantities,
) -> ProductWrite {
    let has = |group| groups.contains(&group);
    let mut write = ProductWrite::default();
    if has(Group::Name) {
        write.title = Some(wanted.name.clone());
    }
    if has(Group::Description) {
        write.description = Some(wanted.description.clone());
    }
    if has(Group::Price) {
        let price = Some(wanted.price.to_decimal());
        (write.price, write.final_price) = (price, price);
    }
    if has(Group::Visibility) {
        write.status = Some(i64::from(wanted.visible));
    }
    if has(Group::Tax) {
        write.tax_profile = links.taxes.get(&wanted.tax).cloned();
    }
    if has(Group::Categories) {
        write.categories = Some(categories(wanted, links, present));
    }
    if has(Group::Identity) {
        identity(wanted, listing, links, &mut write);
    }
    let with_variants = has(Group::Identity) || has(Group::Price);
    if with_variants && !wanted.axes.is_empty() {
        write.variants = Some(variants(wanted, listing, has(Group::Price), quantities));
    }
    write
}

fn identity(wanted: &Desired, listing: Option<&Listing>, links: &Links, write: &mut ProductWrite) {
    write.sku = Some(wanted.sku.clone());
    // On creation an EAN that is not there need not be cleared.
    write.ean13 = wanted
        .ean
        .clone()
        .or_else(|| listing.map(|_| String::new()));
    if wanted.by_weight {
        // One unit is one kilogram; the till knows no other weight (Cassa in Cloud sheet §13.2).
        write.weight = Some(Decimal::ONE);
    }
    if let Some(attribute) = &links.attribute {
        write
            .attributes
            .insert(attribute.clone(), wanted.product.clone());
    }
    let simple = wanted.axes.is_empty();
    if !simple || listing.is_some() {
        write.use_variants = Some(!simple);
    }
    if simple && listing.is_none() {
        write.stock_count = Some(0);
    }
}

/// Ours, and the merchant's own extra ones: those that stand for no category of the till.
fn categories(wanted: &Desired, links: &Links, present: &[Uid]) -> Vec<Uid> {
    let ours = wanted
        .category
        .as_ref()
        .and_then(|id| links.categories.get(id))
        .copied();
    let of_the_till: BTreeSet<i64> = links.categories.values().copied().collect();
    let extra = present
        .iter()
        .copied()
        .filter(|uid| !of_the_till.contains(&uid.0));
    ours.map(Uid).into_iter().chain(extra).collect()
}

fn variants(
    wanted: &Desired,
    listing: Option<&Listing>,
    with_prices: bool,
    quantities: &Quantities,
) -> VariantsWrite {
    let (axes, variants) = variants_to_write(wanted, listing);
    let vars = axes
        .into_iter()
        .map(|axis| AxisWrite {
            key: axis.key,
            title: axis.name,
            options: axis.values,
        })
        .collect();
    let known = |variant: &ListedVariant| {
        listing.is_some_and(|listing| {
            listing
                .variants
                .iter()
                .any(|one| one.variant == variant.variant && one.price.0 > 0)
        })
    };
    let variants = variants
        .into_iter()
        .map(|variant| {
            let desired = wanted
                .variants
                .iter()
                .find(|one| one.variant == variant.variant);
            // A new variant has no price on the shop yet, whatever the policy says.
            let price = desired
                .filter(|_| with_prices || !known(&variant))
                .map(|one| Money::to_decimal(one.price));
            VariantWrite {
                quantity: quantities.get(&variant.superkey.to_lowercase()).copied(),
                superkey: variant.superkey,
                sku: Some(variant.sku),
                price,
                final_price: price,
                ean13: desired.and_then(|one| one.ean.clone()),
            }
        })
        .collect();
    VariantsWrite { vars, variants }
}
