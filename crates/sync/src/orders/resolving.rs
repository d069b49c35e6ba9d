//! Which of the till's variants an order's lines mean, looked up in what is stored.
//!
//! Guarantees: a line that names a past place is found; what stands on the till no longer is not; a
//! line is called unknown only after the till's catalogue was read lately; a line that a part holds
//! means what it meant when that was planned.

use std::collections::{BTreeMap, BTreeSet};

use ponte_domain::{
    code::clean,
    orders::details::Details,
    orders::part::PartLine,
    orders::resolve::{Directory, Resolved, place, resolve},
    till::{ProductId, VariantId},
};
use ponte_store::{
    StoreError, Tx,
    orders::{OrderRow, Whole},
};

use super::{catalogue, pass::Pass, standing};
use crate::trouble::Trouble;

/// What came of a look-up: lines with their variants, and each variant's product.
type Found = (Resolved, BTreeMap<VariantId, ProductId>);

/// Looks up which variants its lines mean, where that is still open. A line that a part holds keeps
/// the variant that was sent.
pub(super) async fn go(pass: &mut Pass<'_>, whole: &mut Whole) -> Result<(), Trouble> {
    let bound = whole.parts.iter().filter(|row| row.part.is_bound());
    let frozen: Vec<PartLine> = bound.flat_map(|row| row.part.lines.clone()).collect();
    let unknown = !whole.order.resolved.unknown.is_empty();
    let open = standing::is_unresolved(&whole.order) || (unknown && frozen.is_empty());
    if !open {
        return Ok(());
    }
    let before = whole.order.clone();
    anew(pass, &mut whole.order).await?;
    freeze(&mut whole.order, &frozen, &before);
    let now = pass.now();
    standing::refresh(&mut whole.order, &whole.parts, pass.settings(), now);
    if whole.order != before {
        let order = whole.order.clone();
        pass.keep(&order, &[]).await?;
    }
    Ok(())
}

/// Lines that parts hold mean what they meant when those were planned.
fn freeze(order: &mut OrderRow, frozen: &[PartLine], before: &OrderRow) {
    for PartLine { line, variant, .. } in frozen {
        let resolved = &mut order.resolved;
        let known = resolved.known.iter_mut().find(|(key, _)| key == line);
        if let Some((_, known)) = known {
            known.clone_from(variant);
        } else if let Some(place) = resolved.unknown.iter().position(|(key, _)| key == line) {
            resolved.unknown.remove(place);
            resolved.known.push((line.clone(), variant.clone()));
        }
        if let Some(product) = before.products.get(variant) {
            order.products.insert(variant.clone(), product.clone());
        }
    }
}

/// Looks an order's lines up; where one is not found, once more after a look at the till.
async fn anew(pass: &mut Pass<'_>, order: &mut OrderRow) -> Result<(), Trouble> {
    let Some(details) = order.details.clone() else {
        return Ok(());
    };
    let mut found = look_up(pass, &details).await?;
    if !found.0.unknown.is_empty() {
        catalogue::refresh(pass).await?;
        found = look_up(pass, &details).await?;
    }
    (order.resolved, order.products) = found;
    Ok(())
}

async fn look_up(pass: &Pass<'_>, details: &Details) -> Result<Found, StoreError> {
    let mut tx = pass.read().await?;
    let mut directory = Directory::default();
    // A variant and the products that it may belong to.
    let mut candidates: BTreeMap<VariantId, BTreeSet<ProductId>> = BTreeMap::new();
    for line in &details.lines {
        let Some(uid) = line.uid else { continue };
        let (_, superkey) = place(uid, &line.superkey);
        if let Some(variant) = tx.variant_at(pass.id(), uid, &superkey).await? {
            directory.now.insert((uid, superkey), variant.clone());
            candidates.entry(variant).or_default();
        }
    }
    let variants: Vec<VariantId> = candidates.keys().cloned().collect();
    for (variant, product) in tx.listed_products(pass.id(), &variants).await? {
        candidates.entry(variant).or_default().insert(product);
    }
    let codes: BTreeSet<String> = details
        .lines
        .iter()
        .filter_map(|line| clean(Some(&line.sku)))
        .collect();
    let codes: Vec<String> = codes.into_iter().collect();
    for (code, product, variant) in tx.variants_by_code(pass.id(), &codes).await? {
        let carriers = directory.codes.entry(code).or_default();
        carriers.insert(variant.clone());
        candidates.entry(variant).or_default().insert(product);
    }
    let products = known(&mut *tx, pass.id(), &candidates).await?;
    directory.known = products.keys().cloned().collect();
    let resolved = resolve(&details.lines, &directory);
    let named = |variant: &VariantId| resolved.known.iter().any(|(_, known)| known == variant);
    let products = products
        .into_iter()
        .filter(|(variant, _)| named(variant))
        .collect();
    Ok((resolved, products))
}

/// Which of these variants the till still has, and in which product.
async fn known(
    tx: &mut dyn Tx,
    shop: &str,
    candidates: &BTreeMap<VariantId, BTreeSet<ProductId>>,
) -> Result<BTreeMap<VariantId, ProductId>, StoreError> {
    let mut known = BTreeMap::new();
    for (variant, products) in candidates {
        for product in products {
            let mirrored = tx.mirrored(shop, product).await?;
            let there = mirrored.is_some_and(|mirrored| {
                let mut variants = mirrored.product.variants.iter();
                !mirrored.missing && variants.any(|one| one.id == *variant)
            });
            if there {
                known.insert(variant.clone(), product.clone());
                break;
            }
        }
    }
    Ok(known)
}
