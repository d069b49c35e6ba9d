//! What the shop should show of a product of the till, or why it cannot.
//!
//! A reason to leave it comes first; only what is meant for the shop is looked at for obstacles, and
//! then for all of them, so that the merchant mends a product once.
//!
//! Guarantees (each a test):
//! - an empty code matches nobody and is never written as a SKU;
//! - a parent's SKU is never equal to a variant's;
//! - an unknown VAT rate is an obstacle, never 0 %;
//! - two combinations with one superkey, or a SKU that two variants carry, are not listed;
//! - a category off for e-commerce hides its products, and so does a disabled sales point for
//!   products that are only there;
//! - a product that the merchant leaves out is left, whatever the till says;
//! - the price never depends on the order of the points.

mod build;
mod codes;
mod ean;
mod fingerprints;
mod options;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    finding::Obstacle,
    money::Money,
    settings::Settings,
    till::{CategoryId, ProductId, Surroundings, TaxId, TillProduct, VariantId},
};

/// What the shop should show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desired {
    /// The till's product.
    pub product: ProductId,
    /// SKU of the product as a whole; for a simple product that of its only variant.
    pub sku: String,
    /// Name.
    pub name: String,
    /// Description, HTML.
    pub description: String,
    /// Visible to shoppers.
    pub visible: bool,
    /// The till's tax, which a shop's profile stands for.
    pub tax: TaxId,
    /// Its rate and nature as [`crate::till::Tax::key`] gives them: another rate under the same id
    /// is another tax.
    pub vat: String,
    /// The till's category, which a shop's category stands for.
    pub category: Option<CategoryId>,
    /// Price of the product as a whole: the lowest of its variants'.
    pub price: Money,
    /// EAN-13 or EAN-8 of a simple product.
    pub ean: Option<String>,
    /// One unit is one kilogram.
    pub by_weight: bool,
    /// Option axes; empty for a simple product.
    pub axes: Vec<Axis>,
    /// Variants; a simple product has one with an empty superkey.
    pub variants: Vec<DesiredVariant>,
    /// Addresses of pictures, the main one first, without repeats.
    pub pictures: Vec<String>,
}

/// One option axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// Key on the shop (lower-case letters, digits and `-`), unique in the product.
    pub key: String,
    /// Name as on the till.
    pub name: String,
    /// Values in the order of the till's variants, without repeats.
    pub values: Vec<String>,
}

/// A variant as it should be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesiredVariant {
    /// The till's variant.
    pub variant: VariantId,
    /// Values in the order of the axes.
    pub values: Vec<String>,
    /// See [`crate::superkey`].
    pub superkey: String,
    /// SKU: the till's code, or the derived one.
    pub sku: String,
    /// Price.
    pub price: Money,
    /// EAN-13 or EAN-8.
    pub ean: Option<String>,
}

impl Axis {
    /// The axis's spelling of `value`, which is added at the end if none differs from it by case
    /// alone: superkeys could not tell such two apart (TS Commerce sheet §12.1).
    pub fn take_in(&mut self, value: &str) -> String {
        let folded = value.to_lowercase();
        let known = self.values.iter().find(|v| v.to_lowercase() == folded);
        if let Some(known) = known {
            return known.clone();
        }
        self.values.push(value.to_owned());
        value.to_owned()
    }
}

/// What is known of the whole catalogue while one product is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue<'a> {
    /// Categories, taxes, departments, points.
    pub surroundings: &'a Surroundings,
    /// What the merchant chose.
    pub settings: &'a Settings,
    /// Codes (trimmed) that more than one variant enabled for e-commerce carries.
    pub duplicate_codes: &'a BTreeSet<String>,
    /// Codes (trimmed) of multivariant products that some other product or variant carries too.
    pub clashing_parents: &'a BTreeSet<String>,
    /// Products that the merchant leaves out of the shop.
    pub left_out: &'a BTreeSet<ProductId>,
}

/// What follows for a product.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It is to be on the shop (visible or hidden as `Desired::visible` says).
    List(Box<Desired>),
    /// It is not meant for the shop: hidden where it is listed, else left out, and this is why.
    Leave(Reason),
    /// It should be on the shop and cannot: left out (what is listed already stays as it is), and
    /// the merchant is told.
    Blocked(Vec<Obstacle>),
}

/// Why a product is not meant for the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Not enabled for e-commerce on the till.
    NotForEcommerce,
    /// Its category is not.
    CategoryNotForEcommerce,
    /// It is only in a sales point that is switched off.
    PointOff,
    /// Gone from the till.
    Gone,
    /// The merchant leaves it out.
    LeftOut,
}

impl Reason {
    /// The reason in one word, as change lists and pages know it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotForEcommerce => "not_for_ecommerce",
            Self::CategoryNotForEcommerce => "category_not_for_ecommerce",
            Self::PointOff => "point_off",
            Self::Gone => "gone",
            Self::LeftOut => "left_out",
        }
    }
}

/// What the shop should show of `product`.
#[must_use]
pub fn desired(product: &TillProduct, catalogue: Catalogue<'_>) -> Verdict {
    match reasons(product, catalogue).next() {
        Some(reason) => Verdict::Leave(reason),
        None => match build::build(product, catalogue) {
            Ok(desired) => Verdict::List(Box::new(desired)),
            Err(obstacles) => Verdict::Blocked(obstacles),
        },
    }
}

/// Every reason to leave it, in the order in which they count.
///
/// A category that the till did not list is not one that is off (it may be newer than our list of
/// categories); a product without one is in none.
pub(crate) fn reasons(
    product: &TillProduct,
    catalogue: Catalogue<'_>,
) -> impl Iterator<Item = Reason> {
    let Surroundings {
        categories,
        enabled_points,
        ..
    } = catalogue.surroundings;
    let category = product.category.as_ref().and_then(|id| categories.get(id));
    let is_off = |point| !enabled_points.contains(&point);
    let answers = [
        (!product.ecommerce, Reason::NotForEcommerce),
        (
            category.is_some_and(|category| !category.ecommerce),
            Reason::CategoryNotForEcommerce,
        ),
        (product.only_at.is_some_and(is_off), Reason::PointOff),
        (catalogue.left_out.contains(&product.id), Reason::LeftOut),
    ];
    let answers = answers.into_iter().filter(|(holds, _)| *holds);
    answers.map(|(_, reason)| reason)
}

/// Everything that stands in the way of a product, were it meant for the shop.
pub(crate) fn obstacles(product: &TillProduct, catalogue: Catalogue<'_>) -> Vec<Obstacle> {
    build::build(product, catalogue).err().unwrap_or_default()
}
