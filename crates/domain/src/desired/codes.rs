//! The SKUs of a product: what is wrong with them, and that of the whole.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Catalogue, DesiredVariant,
    build::{Draft, labels},
};
use crate::{
    code::{self, derived_for_product},
    finding::Obstacle,
    till::TillProduct,
};

/// Characters of a code that is too long, as the finding shows it.
const CODE_SHOWN: usize = 40;

/// Codes that are missing, too long, or on more than one variant.
pub fn troubles(drafts: &[Draft], catalogue: Catalogue<'_>) -> Vec<Obstacle> {
    let mut troubles = Vec::new();
    let missing: Vec<&Draft> = drafts.iter().filter(|d| d.sku.is_none()).collect();
    if !missing.is_empty() {
        troubles.push(Obstacle::NoCode {
            variants: labels(&missing),
        });
    }
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for sku in drafts.iter().filter_map(|draft| draft.sku.as_deref()) {
        *times.entry(sku).or_default() += 1;
    }
    let long = times.keys().filter(|code| code::too_long(code));
    let long: Vec<String> = long
        .map(|code| code.chars().take(CODE_SHOWN).collect())
        .collect();
    if !long.is_empty() {
        troubles.push(Obstacle::CodeTooLong { codes: long });
    }
    let doubled: Vec<String> = times
        .into_iter()
        .filter(|(code, times)| *times > 1 || catalogue.duplicate_codes.contains(*code))
        .map(|(code, _)| code.to_owned())
        .collect();
    if !doubled.is_empty() {
        troubles.push(Obstacle::DuplicateCode { codes: doubled });
    }
    troubles
}

/// The code of a multivariant product as a whole: its own if nothing else carries it and the shop
/// takes it, else the derived one. A derived one that somebody typed in as a variant's code is
/// derived once more, so that the two never meet.
pub fn of_parent(
    product: &TillProduct,
    variants: &[DesiredVariant],
    catalogue: Catalogue<'_>,
) -> String {
    let taken: BTreeSet<&str> = variants.iter().map(|v| v.sku.as_str()).collect();
    let own = code::clean(product.code.as_deref()).filter(|code| {
        !code::too_long(code)
            && !taken.contains(code.as_str())
            && !catalogue.clashing_parents.contains(code)
            && !catalogue.duplicate_codes.contains(code)
    });
    own.unwrap_or_else(|| {
        let mut sku = derived_for_product(&product.id);
        while taken.contains(sku.as_str()) {
            sku = derived_for_product(&sku);
        }
        sku
    })
}
