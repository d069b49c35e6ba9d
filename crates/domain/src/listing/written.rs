//! What a write carries, and what a listing is after it.
//!
//! Guarantees (each a test):
//! - a variant that is gone from the till stays on the shop, with its values on the axes;
//! - of two variants with one combination, or one SKU, the living one stays;
//! - a place that a variant left goes to the history, and no other;
//! - a write tells only what it wrote: the other groups stay as they were.

use std::collections::{BTreeMap, BTreeSet};

use super::{ListedVariant, Listing};
use crate::{
    desired::{Axis, Desired, DesiredVariant},
    group::{Group, fingerprint},
    money::Money,
    superkey,
};

/// The axes and variants of a product write: those desired, in their order, then the gone ones that
/// the listing still holds, as they were last written.
///
/// A gone one is left out (it lives in the history only) where it can no longer stand beside the
/// others: its combination or its SKU has passed to a living one, or it has not one value for each
/// axis, since the product had no variants or other options then. Without a listing the shop's
/// product has no number yet: `uid` is 0.
#[must_use]
pub fn variants_to_write(
    desired: &Desired,
    listing: Option<&Listing>,
) -> (Vec<Axis>, Vec<ListedVariant>) {
    let uid = listing.map_or(0, |listing| listing.uid);
    let mut axes = desired.axes.clone();
    let mut variants: Vec<ListedVariant> =
        desired.variants.iter().map(|v| living(v, uid)).collect();

    let ids: BTreeSet<&str> = desired
        .variants
        .iter()
        .map(|v| v.variant.as_str())
        .collect();
    let mut skus: BTreeSet<&str> = desired.variants.iter().map(|v| v.sku.as_str()).collect();
    skus.insert(&desired.sku);
    let mut superkeys: BTreeSet<String> = desired
        .variants
        .iter()
        .map(|variant| variant.superkey.to_lowercase())
        .collect();
    for held in listing.into_iter().flat_map(|listing| &listing.variants) {
        let fits = held.uid == uid
            && held.values.len() == axes.len()
            && !ids.contains(held.variant.as_str())
            && !skus.contains(held.sku.as_str());
        if fits && superkeys.insert(held.superkey.to_lowercase()) {
            let pairs = axes.iter_mut().zip(&held.values);
            variants.push(ListedVariant {
                values: pairs.map(|(axis, value)| axis.take_in(value)).collect(),
                gone: true,
                ..held.clone()
            });
        }
    }
    (axes, variants)
}

/// The listing once `groups` were written as `desired` says, and the variants whose place (`uid`,
/// `superkey`) now belongs to the history: orders that name it still have to find them.
#[must_use]
pub fn after_write(
    mut listing: Listing,
    desired: &Desired,
    groups: &BTreeSet<Group>,
) -> (Listing, Vec<ListedVariant>) {
    let mut past = Vec::new();
    listing.product.clone_from(&desired.product);
    if groups.contains(&Group::Identity) {
        let (_, variants) = variants_to_write(desired, Some(&listing));
        let before = std::mem::replace(&mut listing.variants, variants);
        keep_prices(&mut listing.variants, &before);
        past = left(before, &listing.variants);
        listing.sku.clone_from(&desired.sku);
    }
    if groups.contains(&Group::Price) {
        let prices: BTreeMap<&str, Money> = desired
            .variants
            .iter()
            .map(|variant| (variant.variant.as_str(), variant.price))
            .collect();
        for variant in &mut listing.variants {
            if let Some(price) = prices.get(variant.variant.as_str()) {
                variant.price = *price;
            }
        }
    }
    if groups.contains(&Group::Visibility) {
        listing.visible = desired.visible;
    }
    for group in groups {
        listing.written.insert(*group, desired.fingerprint(*group));
    }
    (listing, past)
}

/// The listing once its product was made invisible. There is no `Desired` then: the till no longer
/// wants it shown, or no longer has it.
#[must_use]
pub fn after_hiding(mut listing: Listing) -> Listing {
    listing.visible = false;
    listing
        .written
        .insert(Group::Visibility, fingerprint(&false));
    listing
}

fn living(variant: &DesiredVariant, uid: super::Uid) -> ListedVariant {
    ListedVariant {
        variant: variant.variant.clone(),
        uid,
        superkey: variant.superkey.clone(),
        values: variant.values.clone(),
        sku: variant.sku.clone(),
        price: variant.price,
        gone: false,
    }
}

/// Variants known before keep the price they were last written with; a new one was made with the
/// desired one, since no variant is made without a price.
fn keep_prices(now: &mut [ListedVariant], before: &[ListedVariant]) {
    let prices: BTreeMap<&str, Money> = before
        .iter()
        .map(|variant| (variant.variant.as_str(), variant.price))
        .collect();
    for variant in now {
        if let Some(price) = prices.get(variant.variant.as_str()) {
            variant.price = *price;
        }
    }
}

/// Those of `before` that no longer stand where they stood.
fn left(before: Vec<ListedVariant>, now: &[ListedVariant]) -> Vec<ListedVariant> {
    let places: BTreeMap<&str, &ListedVariant> = now
        .iter()
        .map(|variant| (variant.variant.as_str(), variant))
        .collect();
    let stays = |was: &ListedVariant| {
        places
            .get(was.variant.as_str())
            .is_some_and(|is| is.uid == was.uid && superkey::same(&is.superkey, &was.superkey))
    };
    before.into_iter().filter(|was| !stays(was)).collect()
}

#[cfg(test)]
mod tests;
