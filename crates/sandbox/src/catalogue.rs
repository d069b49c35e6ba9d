//! Products in a neutral form: what a CSV import, the generator and the sandbox's own JSON give,
//! and what the two services are filled from.
//!
//! Prices are VAT-inclusive euro with up to two decimals; quantities are pieces, or kilograms for
//! articles sold by weight.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A whole catalogue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Catalogue {
    /// The products, in the order in which the till lists them.
    pub products: Vec<Product>,
}

/// One product with its variants.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Product {
    /// Name.
    pub name: String,
    /// Long description, HTML.
    pub description: String,
    /// Name of its category; one is made where the till has none of that name.
    pub category: String,
    /// VAT rate in percent.
    pub vat: Decimal,
    /// Exemption code `N1`…`N6`, where the rate is 0.
    pub vat_nature: Option<String>,
    /// Enabled for e-commerce.
    pub ecommerce: bool,
    /// Sold by weight: quantities are kilograms.
    pub by_weight: bool,
    /// Addresses of pictures, absolute or of the sandbox's own (`/pictures/…`), the first is the main one.
    pub pictures: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Names of the options in order (`Taglia`, `Colore`); empty for a simple product.
    pub options: Vec<String>,
    /// The combinations; a simple product has exactly one, without values.
    pub variants: Vec<Variant>,
    /// Only in this sales point (its place in the list, from 0); everywhere if missing.
    pub only_in: Option<usize>,
}

/// One combination.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Variant {
    /// Values in the order of the product's options.
    pub values: Vec<String>,
    /// The merchant's own code; may be missing.
    pub sku: Option<String>,
    /// EAN-13 or EAN-8; may be missing.
    pub barcode: Option<String>,
    /// Base price.
    pub price: Decimal,
    /// Prices by the name of a sales mode.
    pub mode_prices: BTreeMap<String, Decimal>,
    /// Weight in grams; may be missing.
    pub grams: Option<u32>,
    /// Stock by sales point, in the order of the list; missing places are 0.
    pub stock: Vec<Decimal>,
    /// Whether the till counts its stock (`manageStock`).
    pub unmanaged: bool,
}
