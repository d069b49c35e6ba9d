//! The shared dictionary of options and values (Cassa in Cloud sheet §13.3; its shape is a guess).

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::loose;

/// An option such as "Taglia", with all its values.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionDefinition {
    /// Its id: the `idOption` of attributes and modifiers.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub description: String,
    /// Its values.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub values: Vec<OptionValue>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "loose::some_instant")]
    pub last_update: Option<Timestamp>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One value of an option.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionValue {
    /// Its id: the `idValue` of attributes and modifiers.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub description: String,
    /// Its place among the values.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub position: Option<i64>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
