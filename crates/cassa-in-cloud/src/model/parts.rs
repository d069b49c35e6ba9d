//! The small objects inside products and categories (Cassa in Cloud sheet §13.3).

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::loose;

/// A barcode.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Barcode {
    /// Its digits or text.
    #[serde(default, deserialize_with = "loose::text")]
    pub value: String,
    /// EAN13, EAN8, CODE128 …
    #[serde(default, deserialize_with = "loose::some_text")]
    pub format: Option<String>,
    /// Can be scanned to sell.
    #[serde(default, deserialize_with = "loose::flag")]
    pub salable: bool,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A picture, as a link (sheet §13.6).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Image {
    /// Where it lies.
    #[serde(default, deserialize_with = "loose::text")]
    pub image_url: String,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A purchase cost.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// The supplier.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub id_supplier: Option<String>,
    /// The cost.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub cost: Option<Decimal>,
    /// First variation.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub variation1: Option<Decimal>,
    /// Second variation.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub variation2: Option<Decimal>,
    /// Third variation.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub variation3: Option<Decimal>,
    /// Fourth variation.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub variation4: Option<Decimal>,
    /// The department.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub id_department: Option<String>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An option that makes variants, on the product.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attribute {
    /// The option in the shared dictionary.
    #[serde(default, deserialize_with = "loose::text")]
    pub id_option: String,
    /// Its place among the attributes.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub position: Option<i64>,
    /// The values in use.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub values: Vec<AttributeValue>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One value of an [`Attribute`].
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttributeValue {
    /// The value in the shared dictionary.
    #[serde(default, deserialize_with = "loose::text")]
    pub id_value: String,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An addition or removal.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Modifier {
    /// The option in the shared dictionary.
    #[serde(default, deserialize_with = "loose::text")]
    pub id_option: String,
    /// Its place among the modifiers.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub position: Option<i64>,
    /// The values on offer.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub values: Vec<ModifierValue>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One value of a [`Modifier`].
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ModifierValue {
    /// The value in the shared dictionary.
    #[serde(default, deserialize_with = "loose::text")]
    pub id_value: String,
    /// What it adds.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub price: Option<Decimal>,
    /// What it adds in percent.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub percentage_price: Option<Decimal>,
    /// Chosen unless the buyer says otherwise.
    #[serde(default, deserialize_with = "loose::flag")]
    pub is_default: bool,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
