//! The records of a till's catalogue, as the till keeps them.
//!
//! They are not what goes over the wire: a record holds a fact once, the answers repeat it
//! (Cassa in Cloud sheet §10–§15).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::level::Level;

/// A point of sale (sheet §10).
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SalesPoint {
    /// Counted from 101.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Town.
    pub city: String,
    /// Has a licence: what the filter `hasActiveLicense` looks at.
    pub licensed: bool,
    /// Enabled in the definition of the api key; others are invisible through it.
    pub enabled: bool,
}

/// Where a category or a product may be sold (sheet §11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Channels {
    /// Restaurant interface.
    pub risto: bool,
    /// Till app.
    pub sale: bool,
    /// E-commerce.
    pub ecommerce: bool,
    /// The vendor's mobile app.
    pub mobile: bool,
    /// Self order.
    pub self_order: bool,
    /// Kiosk.
    pub kiosk: bool,
}

impl Channels {
    /// On the till, and in the shop where `ecommerce` says so.
    #[must_use]
    pub fn till_and(ecommerce: bool) -> Self {
        Self {
            sale: true,
            ecommerce,
            ..Self::default()
        }
    }
}

/// A category: flat, there is no parent (sheet §11).
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Category {
    /// UUID.
    pub id: String,
    /// Name.
    pub name: String,
    /// An id in an outside system.
    pub external_id: Option<String>,
    /// The only sales point that has it; everywhere if missing.
    pub sales_point: Option<i64>,
    /// Where it may be sold.
    pub channels: Channels,
    /// A picture's address.
    pub picture: Option<String>,
    /// Epoch milliseconds.
    pub last_update: i64,
}

/// A VAT rate (sheet §12).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tax {
    /// UUID.
    pub id: String,
    /// Name: `IVA 22%`.
    pub name: String,
    /// Percent.
    pub rate: Decimal,
    /// Exemption code, always and only where the rate is 0.
    pub nature: Option<String>,
    /// The only sales point that has it; everywhere if missing.
    pub sales_point: Option<i64>,
    /// Epoch milliseconds.
    pub last_update: i64,
}

/// A department: what leads from a product to its VAT (sheet §12).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Department {
    /// UUID.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its tax.
    pub tax: String,
    /// Colour of the till's button, `#rrggbb`.
    pub color: String,
    /// The only sales point that has it; everywhere if missing.
    pub sales_point: Option<i64>,
    /// Epoch milliseconds.
    pub last_update: i64,
}

/// A price list (sheet §14).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SalesMode {
    /// UUID.
    pub id: String,
    /// Name.
    pub name: String,
}

/// An option of the account's dictionary, `Taglia` (sheet §13.3).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionRecord {
    /// UUID.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its values in the order of creation.
    pub values: Vec<OptionValue>,
}

/// A value of an option, `42`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionValue {
    /// UUID.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A price, VAT included (sheet §14).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// The sales mode that has it; a base price if missing.
    pub mode: Option<String>,
    /// The sales point that has it; everywhere if missing.
    pub sales_point: Option<i64>,
    /// Euro.
    pub value: Decimal,
}

/// A product (sheet §13.2). What a simple product has for itself (code, barcode, prices) stands
/// in its only variant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Product {
    /// UUID.
    pub id: String,
    /// Name.
    pub name: String,
    /// Long description, HTML.
    pub description: String,
    /// An id in an outside system.
    pub external_id: Option<String>,
    /// Its category.
    pub category: String,
    /// Its department.
    pub department: String,
    /// Sold by weight: quantities are kilograms.
    pub by_weight: bool,
    /// Has variants.
    pub multivariant: bool,
    /// Where it may be sold.
    pub channels: Channels,
    /// Tags.
    pub tags: Vec<String>,
    /// Addresses of pictures; those that begin with `/` are the sandbox's own.
    pub pictures: Vec<String>,
    /// The only sales point that has it; everywhere if missing.
    pub sales_point: Option<i64>,
    /// The options that make its variants, in order.
    pub options: Vec<String>,
    /// Its variants; a simple product has one, without values.
    pub variants: Vec<Variant>,
    /// Last change of anything but prices and stock: epoch milliseconds. Each of the three grows
    /// with every change of its kind, beyond what the other two are.
    pub last_update: i64,
    /// Last change of a price.
    pub price_update: i64,
    /// Last change of its stock.
    pub stock_update: i64,
}

impl Product {
    /// The last change of any kind.
    #[must_use]
    pub fn newest(&self) -> i64 {
        self.last_update
            .max(self.price_update)
            .max(self.stock_update)
    }
}

/// A combination (sheet §13.3).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// UUID.
    pub id: String,
    /// One value for each of the product's options.
    pub values: Vec<String>,
    /// The merchant's own code (`internalId`).
    pub sku: Option<String>,
    /// An id in an outside system.
    pub external_id: Option<String>,
    /// Barcodes.
    pub barcodes: Vec<String>,
    /// Prices: base prices and those of sales modes.
    pub prices: Vec<Price>,
    /// Weight of a piece in grams. The API does not show it: the till knows no such field.
    pub grams: Option<u32>,
    /// Stock by sales point; none where there is no record.
    pub stock: BTreeMap<i64, Level>,
}
