//! What the shop should show of a product of the till, or why it cannot.
//!
//! Guarantees (each a test):
//! - an empty code matches nobody and is never written as a SKU;
//! - a parent's SKU is never equal to a variant's;
//! - an unknown VAT rate is an obstacle, never 0 %;
//! - two combinations with one superkey, or a SKU that two variants carry, are not listed;
//! - a category off for e-commerce hides its products, and so does a disabled sales point for
//!   products that are only there;
//! - the price never depends on the order of the points.

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
    /// The till has no price for it in the price list chosen, and no code where codes are required.
    LeftOut,
}
