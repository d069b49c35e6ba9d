//! Products and variants (Cassa in Cloud sheet §13.2, §13.3).

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Attribute, Barcode, Category, Cost, Department, Image, Modifier, Price};
use crate::loose;

/// A product of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// Its id.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub description: String,
    /// Text of the button on the till.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description_label: Option<String>,
    /// The long description; may hold HTML.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description_extended: Option<String>,
    /// Text on the receipt.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description_receipt: Option<String>,
    /// Its department, and so its VAT.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub id_department: Option<String>,
    /// The same department, embedded.
    #[serde(default)]
    pub department: Option<Department>,
    /// Its category.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub id_category: Option<String>,
    /// The same category, embedded.
    #[serde(default)]
    pub category: Option<Category>,
    /// Id from the till's list of icons.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub icon: Option<String>,
    /// Sold by weight: quantities are in kg.
    #[serde(default, deserialize_with = "loose::flag")]
    pub sold_by_weight: bool,
    /// Tare.
    #[serde(default, deserialize_with = "loose::some_decimal")]
    pub default_tare: Option<Decimal>,
    /// Has variants of its own making.
    #[serde(default, deserialize_with = "loose::flag")]
    pub multivariant: bool,
    /// Hexadecimal colour.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub color: Option<String>,
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
    /// Tags.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub tags: Vec<String>,
    /// The merchant's own code, the SKU; with variants it stands there.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub internal_id: Option<String>,
    /// Its id in an outside system.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub external_id: Option<String>,
    /// Barcodes; with variants they stand there.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub barcodes: Vec<Barcode>,
    /// Prices, VAT included.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub prices: Vec<Price>,
    /// Purchase costs.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub costs: Vec<Cost>,
    /// Variants. A simple product very probably has one technical variant (sheet §13.4).
    #[serde(default, deserialize_with = "loose::or_default")]
    pub variants: Vec<ProductVariant>,
    /// The options that make the variants.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub attributes: Vec<Attribute>,
    /// Additions and removals.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub modifiers: Vec<Modifier>,
    /// Pictures, as links.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub images: Vec<Image>,
    /// Ids of products to offer instead.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub alternatives: Vec<String>,
    /// Ids of related products.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub relateds: Vec<String>,
    /// Is a menu.
    #[serde(default, deserialize_with = "loose::flag")]
    pub menu: bool,
    /// Is made of components.
    #[serde(default, deserialize_with = "loose::flag")]
    pub composition: bool,
    /// Is sold only as a component.
    #[serde(default, deserialize_with = "loose::flag")]
    pub sold_only_in_compositions: bool,
    /// Courses of a menu, as they come.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub courses: Vec<Value>,
    /// Components, as they come.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub components: Vec<Value>,
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

/// One variant: what has stock, price and code.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductVariant {
    /// Its id: order rows and stock name it.
    #[serde(deserialize_with = "loose::id")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description: Option<String>,
    /// Text on the receipt.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description_receipt: Option<String>,
    /// Text on the kitchen ticket.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub description_order_ticket: Option<String>,
    /// The merchant's own code, the SKU.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub internal_id: Option<String>,
    /// Its id in an outside system.
    #[serde(default, deserialize_with = "loose::some_text")]
    pub external_id: Option<String>,
    /// Barcodes.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub barcodes: Vec<Barcode>,
    /// Purchase costs.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub costs: Vec<Cost>,
    /// Its option values, such as size and colour. Their shape is not known (sheet §13.3):
    /// read them with [`unconfirmed::option_values`](crate::unconfirmed::option_values).
    #[serde(default)]
    pub attributes: Value,
    /// Prices, VAT included.
    #[serde(default, deserialize_with = "loose::or_default")]
    pub prices: Vec<Price>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "loose::some_instant")]
    pub last_update: Option<Timestamp>,
    /// What the sheet does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
