//! Categories: a flat list, without parents (Cassa in Cloud sheet §11).

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Modifier;
use crate::loose;

/// A category. A product is on sale in a channel only if its category is too.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Category {
    /// Its id.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub description: String,
    /// Its id in an outside system.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub external_id: Option<String>,
    /// The only sales point it belongs to; missing means all.
    #[serde(default, deserialize_with = "loose::some_int")]
    pub id_sales_point: Option<i64>,
    /// On sale in the restaurant interface.
    #[serde(default, deserialize_with = "loose::flag")]
    pub enable_for_risto: bool,
    /// On sale at the till.
    #[serde(default, deserialize_with = "loose::flag")]
    pub enable_for_sale: bool,
    /// On sale in the shop on the web.
    #[serde(default, deserialize_with = "loose::flag")]
    pub enable_for_e_commerce: bool,
    /// On sale in the vendor's mobile app.
    #[serde(default, deserialize_with = "loose::flag")]
    pub enable_for_mobile_commerce: bool,
    /// On sale in self order.
    #[serde(default, deserialize_with = "loose::flag")]
    pub enable_for_self_order_menu: bool,
    /// On sale at the kiosk.
    #[serde(default, deserialize_with = "loose::flag")]
    pub enable_for_kiosk: bool,
    /// Additions for all its products.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub modifiers: Vec<Modifier>,
    /// Link to its picture.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub image_url: Option<String>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "loose::some_instant")]
    pub last_update: Option<Timestamp>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
