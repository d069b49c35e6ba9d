//! Sales modes, that is price lists (Cassa in Cloud sheet §14).

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::loose;

/// A price list such as "take-away".
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SalesMode {
    /// Its id.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub description: String,
    /// When it was last changed.
    #[serde(default, deserialize_with = "loose::some_instant")]
    pub last_update: Option<Timestamp>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One price of a product or variant, VAT included (sheet §14).
///
/// Without a sales mode it is a base price; a base price that names a sales point wins there over the
/// one that names none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Price {
    /// The price list it belongs to; missing for a base price.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub id_sales_mode: Option<String>,
    /// The only sales point it holds for; missing means all.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub id_sales_point: Option<i64>,
    /// The price in euro, VAT included.
    #[serde(deserialize_with = "loose::decimal")]
    pub value: Decimal,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
