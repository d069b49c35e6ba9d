//! Sales points (Cassa in Cloud sheet §10).

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::loose;

/// A point of sale that the key may use.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SalesPoint {
    /// Its id, a number.
    #[serde(deserialize_with = "loose::int")]
    pub id: i64,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: String,
    /// A description.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description: Option<String>,
    /// Decimal degrees.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub latitude: Option<Decimal>,
    /// Decimal degrees.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub longitude: Option<Decimal>,
    /// The brand.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub brand: Option<String>,
    /// Street and number.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub street: Option<String>,
    /// City.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub city: Option<String>,
    /// Postal code.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub zipcode: Option<String>,
    /// Province.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub district: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub country: Option<String>,
    /// VAT number.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub vat_number: Option<String>,
    /// Tax code.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub tax_code: Option<String>,
    /// Telephone.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub phone_number: Option<String>,
    /// E-mail address.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub email: Option<String>,
    /// The currency it sells in.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Link to a small logo.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub logo_small: Option<String>,
    /// Link to a large logo.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub logo_big: Option<String>,
    /// Link to a picture.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub img: Option<String>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A currency.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Currency {
    /// The till's number for it.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub id: Option<i64>,
    /// ISO 4217 code.
    #[serde(default, deserialize_with = "loose::text")]
    pub code: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub name: Option<String>,
    /// Digits behind the point.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub number_of_decimals: Option<i64>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
