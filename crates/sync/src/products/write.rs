//! What should be so becomes a write for the shop.
//!
//! Guarantees: a write that carries variants leaves their quantity out (TS Commerce sheet §28.47),
//! unless it is told what the shop shows; a simple product is created with stock 0; where the
//! merchant keeps the options of an adopted product, neither axes nor codes are written.

use std::collections::{BTreeMap, BTreeSet};

use ponte_domain::{
    desired::Desired,
    listing::{Group, ListedVariant, Listing, variants_to_write},
    money::Money,
};
use rust_decimal::Decimal;
use ts_commerce::{AxisWrite, ProductWrite, Uid, VariantWrite, VariantsWrite};

use super::linking::Links;

/// Quantities that the shop shows, where it would take a variant without one for sold out.
#[derive(Clone, Debug, Default)]
pub(super) struct Quantities {
    by_superkey: BTreeMap<String, i64>,
    by_sku: BTreeMap<String, i64>,
    told: bool,
}

impl Quantities {
    /// Those of a product, from the shop's list.
    pub fn told(children: impl IntoIterator<Item = (String, String, i64)>) -> Self {
        let mut quantities = Self {
            told: true,
            ..Self::default()
        };
        for (superkey, sku, quantity) in children {
            quantities
                .by_superkey
                .insert(superkey.to_lowercase(), quantity);
            if !sku.is_empty() {
                quantities.by_sku.insert(sku, quantity);
            }
        }
        quantities
    }

    /// That of a variant: by its place, else by its SKU (its place was renamed), else it is new.
    fn of(&self, superkey: &str, sku: &str) -> Option<i64> {
        let there = self.by_superkey.get(&superkey.to_lowercase());
        let there = there.or_else(|| self.by_sku.get(sku)).copied();
        there.or(self.told.then_some(0))
    }
}

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
        write.variants = Some(match listing {
            Some(listing) if listing.kept.contains(&Group::Identity) => {
                prices_alone(wanted, listing, quantities)
            }
            _ => variants(wanted, listing, has(Group::Price), quantities),
        });
    }
    write
}

/// Prices of variants whose options are the merchant's: named as the shop names them, no axis told.
fn prices_alone(wanted: &Desired, listing: &Listing, quantities: &Quantities) -> VariantsWrite {
    let priced = listing.variants.iter().filter_map(|listed| {
        let variant = wanted
            .variants
            .iter()
            .find(|one| one.variant == listed.variant)?;
        let price = Some(variant.price.to_decimal());
        Some(VariantWrite {
            superkey: listed.superkey.clone(),
            quantity: quantities.of(&listed.superkey, &listed.sku),
            price,
            final_price: price,
            ..VariantWrite::default()
        })
    });
    VariantsWrite {
        vars: Vec::new(),
        variants: priced.collect(),
    }
}

fn identity(wanted: &Desired, listing: Option<&Listing>, links: &Links, write: &mut ProductWrite) {
    write.sku = Some(wanted.sku.clone());
    // Only an EAN that may be ours is cleared: on creation there is none, and one that an adopted
    // product brought along is the merchant's.
    write.ean13 = wanted
        .ean
        .clone()
        .or_else(|| wrote_identity(listing).then(String::new));
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

fn wrote_identity(listing: Option<&Listing>) -> bool {
    listing.is_some_and(|listing| listing.written.contains_key(&Group::Identity))
}

/// Ours, and the merchant's own extra ones: those that stand for no category of the till.
fn categories(wanted: &Desired, links: &Links, present: &[Uid]) -> Vec<Uid> {
    let ours = wanted
        .category
        .as_ref()
        .and_then(|id| links.categories.get(id))
        .copied();
    let stand = links.categories.values().copied();
    let of_the_till: BTreeSet<i64> = stand.chain(links.past.iter().copied()).collect();
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
                .any(|one| one.variant == variant.variant)
        })
    };
    let ours = wrote_identity(listing);
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
                quantity: quantities.of(&variant.superkey, &variant.sku),
                ean13: desired.and_then(|one| match &one.ean {
                    None => (ours && known(&variant)).then(String::new),
                    ean => ean.clone(),
                }),
                superkey: variant.superkey,
                sku: Some(variant.sku),
                price,
                final_price: price,
            }
        })
        .collect();
    VariantsWrite { vars, variants }
}
