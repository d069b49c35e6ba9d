//! A product that is meant for the shop, put together; or everything that stands in the way.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Axis, Catalogue, Desired, DesiredVariant, codes, ean, options, text};
use crate::{
    code::{self, derived_for_variant},
    finding::Obstacle,
    money::Money,
    price,
    settings::MissingCodes,
    superkey::superkey,
    till::{Tax, TaxId, TillProduct, TillVariant},
};

/// What is gathered for one variant; what is missing stands in the way.
pub struct Draft {
    pub id: String,
    pub values: Vec<String>,
    pub sku: Option<String>,
    pub price: Option<Money>,
    pub ean: Option<String>,
}

pub fn build(product: &TillProduct, catalogue: Catalogue<'_>) -> Result<Desired, Vec<Obstacle>> {
    let mut obstacles = Vec::new();
    let name = product.name.trim().to_owned();
    if name.is_empty() {
        obstacles.push(Obstacle::NoName);
    }
    let options = axes_and_values(product)
        .map_err(|obstacle| obstacles.push(obstacle))
        .ok();
    let whole_rows = options.as_ref().map(|(_, rows)| rows.as_slice());
    let drafts = drafts(product, whole_rows, catalogue);
    obstacles.extend(codes::troubles(&drafts, catalogue));
    if whole_rows.is_some() {
        obstacles.extend(same_superkeys(&drafts));
    }
    let unpriced: Vec<&Draft> = drafts.iter().filter(|d| d.price.is_none()).collect();
    if !unpriced.is_empty() {
        obstacles.push(Obstacle::NoPrice {
            variants: labels(&unpriced),
        });
    }
    let tax = tax_of(product, catalogue);
    if tax.is_none() {
        obstacles.push(Obstacle::UnknownVat);
    }

    let variants: Option<Vec<DesiredVariant>> = drafts.into_iter().map(finish).collect();
    let (Some((axes, _)), Some(variants), Some(tax), true) =
        (options, variants, tax, obstacles.is_empty())
    else {
        return Err(obstacles);
    };
    let lowest = variants.iter().map(|variant| variant.price).min();
    let only = (!product.multivariant).then(|| variants.first()).flatten();
    let category = product.category.clone();
    Ok(Desired {
        product: product.id.clone(),
        sku: only.map_or_else(
            || codes::of_parent(product, &variants, catalogue),
            |variant| variant.sku.clone(),
        ),
        name,
        description: text::as_html(&product.description),
        visible: true,
        vat: catalogue
            .surroundings
            .taxes
            .get(&tax)
            .and_then(Tax::key)
            .unwrap_or_default(),
        tax,
        category: category.filter(|id| catalogue.surroundings.categories.contains_key(id)),
        price: lowest.unwrap_or_default(),
        ean: only.and_then(|variant| variant.ean.clone()),
        by_weight: product.by_weight,
        axes,
        variants,
        pictures: pictures(&product.pictures),
    })
}

/// The axes, and the values of each variant that will be listed; a simple product has neither.
fn axes_and_values(product: &TillProduct) -> Result<(Vec<Axis>, Vec<Vec<String>>), Obstacle> {
    if !product.multivariant {
        return Ok((Vec::new(), vec![Vec::new()]));
    }
    if product.variants.is_empty() {
        return Err(Obstacle::NoVariants);
    }
    options::read(product).ok_or(Obstacle::BrokenOptions)
}

/// One draft a variant. `rows` are the values as the axes spell them; without them (broken options)
/// those of the till serve to name the variants to the merchant.
fn drafts(
    product: &TillProduct,
    rows: Option<&[Vec<String>]>,
    catalogue: Catalogue<'_>,
) -> Vec<Draft> {
    let sources: Vec<Option<&TillVariant>> = if product.multivariant {
        product.variants.iter().map(Some).collect()
    } else {
        vec![product.variants.first()]
    };
    sources
        .into_iter()
        .enumerate()
        .map(|(place, source)| {
            let id = source.map_or(&product.id, |variant| &variant.id).clone();
            let own_prices = source.map_or(&[][..], |variant| &variant.prices);
            let list = &catalogue.settings.price_list;
            let own_barcodes = source.map_or(&[][..], |variant| &variant.barcodes);
            let shared_barcodes = if product.multivariant {
                &[][..]
            } else {
                &product.barcodes
            };
            let values = match (rows, source) {
                (Some(rows), _) => rows[place].clone(),
                (None, Some(variant)) => variant.values.clone(),
                (None, None) => Vec::new(),
            };
            let generate = catalogue.settings.missing_codes == MissingCodes::Generate;
            Draft {
                sku: code::own(product, source)
                    .or_else(|| generate.then(|| derived_for_variant(&id))),
                price: price::price(&product.prices, own_prices, list)
                    .filter(|price| *price >= Money(0)),
                ean: ean::first(own_barcodes.iter().chain(shared_barcodes)),
                values,
                id,
            }
        })
        .collect()
}

fn finish(draft: Draft) -> Option<DesiredVariant> {
    Some(DesiredVariant {
        superkey: superkey(&draft.values),
        variant: draft.id,
        values: draft.values,
        sku: draft.sku?,
        price: draft.price?,
        ean: draft.ean,
    })
}

/// Combinations that stand twice: a superkey is in lower case already.
fn same_superkeys(drafts: &[Draft]) -> Option<Obstacle> {
    let mut seen = BTreeSet::new();
    let superkeys: BTreeSet<String> = drafts
        .iter()
        .map(|draft| superkey(&draft.values))
        .filter(|key| !seen.insert(key.clone()))
        .collect();
    (!superkeys.is_empty()).then(|| Obstacle::SameSuperkey {
        superkeys: superkeys.into_iter().collect(),
    })
}

/// The variants' values, joined, as the merchant knows them; a simple product's variant has no name.
pub fn labels(drafts: &[&Draft]) -> Vec<String> {
    let labels = drafts.iter().map(|draft| draft.values.join(" / "));
    labels.filter(|label| !label.is_empty()).collect()
}

/// Department, tax, rate: one that is missing or no percentage is not guessed.
fn tax_of(product: &TillProduct, catalogue: Catalogue<'_>) -> Option<TaxId> {
    let surroundings = catalogue.surroundings;
    let department = surroundings.departments.get(product.department.as_ref()?)?;
    let rate = surroundings.taxes.get(&department.tax)?.rate?;
    (Decimal::ZERO..=Decimal::ONE_HUNDRED)
        .contains(&rate)
        .then(|| department.tax.clone())
}

/// Addresses that can be fetched, without repeats.
fn pictures(addresses: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    addresses
        .iter()
        .map(|address| address.trim())
        .filter(|address| {
            let scheme = address
                .split_once("://")
                .filter(|(_, rest)| !rest.is_empty());
            scheme.is_some_and(|(scheme, _)| {
                scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
            })
        })
        .filter(|address| seen.insert(*address))
        .map(str::to_owned)
        .collect()
}
