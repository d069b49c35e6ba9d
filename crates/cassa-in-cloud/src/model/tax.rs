//! Taxes and departments: product → department → tax → rate (Cassa in Cloud sheet §12).

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Nature, SalesType};
use crate::loose;

/// A VAT rate.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tax {
    /// Its id.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name, such as "IVA 22%".
    #[serde(default, deserialize_with = "loose::text")]
    pub description: String,
    /// Percentage: 22 is 22 %. Missing is not 0.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub rate: Option<Decimal>,
    /// Its id in an outside system.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub external_id: Option<String>,
    /// Why the rate is 0; only there, and always there.
    #[serde(default)]
    pub nature: Option<Nature>,
    /// The row is not printed on the receipt.
    #[serde(default, deserialize_with = "loose::flag")]
    pub no_fiscal_print: bool,
    /// The row is not printed on a mixed receipt.
    #[serde(default, deserialize_with = "loose::flag")]
    pub no_fiscal_print_on_mixed_receipt: bool,
    /// The scheme of separate accounting.
    #[serde(default, deserialize_with = "loose::flag")]
    pub ventilazione: bool,
    /// Code of the activity, with `ventilazione`.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub ateco_code: Option<String>,
    /// The only sales point it belongs to; missing means all.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub id_sales_point: Option<i64>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "loose::some_instant")]
    pub last_update: Option<Timestamp>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A department (*reparto*): gives products their VAT.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Department {
    /// Its id.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub description: String,
    /// Text of the button on the till.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description_label: Option<String>,
    /// Text on the receipt.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description_receipt: Option<String>,
    /// The tax it gives.
    #[serde(default, deserialize_with = "loose::text")]
    pub id_tax: String,
    /// The same tax, embedded on reads.
    #[serde(default)]
    pub tax: Option<Tax>,
    /// Hexadecimal colour.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub color: Option<String>,
    /// The highest amount.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub amount_limit: Option<Decimal>,
    /// Its id in an outside system.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub external_id: Option<String>,
    /// The only sales point it belongs to; missing means all.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub id_sales_point: Option<i64>,
    /// Goods or services.
    #[serde(default)]
    pub sales_type: Option<SalesType>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "loose::some_instant")]
    pub last_update: Option<Timestamp>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
