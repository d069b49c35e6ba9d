//! What the control API's dump shows, as far as it is compared.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

/// Both sides in one moment.
#[derive(Clone, Debug, Deserialize)]
pub struct Dump {
    /// Cassa in Cloud.
    pub till: Till,
    /// TS Commerce.
    pub shop: Shop,
}

/// The till.
#[derive(Clone, Debug, Deserialize)]
pub struct Till {
    pub sales_points: Vec<SalesPoint>,
    pub products: Vec<TillProduct>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct SalesPoint {
    pub id: i64,
    /// The api key may see it.
    pub enabled: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct TillProduct {
    pub id: String,
    pub name: String,
    pub description: String,
    pub category: String,
    pub category_ecommerce: bool,
    pub vat: Decimal,
    pub vat_nature: Option<String>,
    pub ecommerce: bool,
    pub by_weight: bool,
    pub pictures: Vec<String>,
    pub only_in: Option<i64>,
    pub options: Vec<String>,
    pub variants: Vec<TillVariant>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct TillVariant {
    pub values: Vec<String>,
    pub sku: Option<String>,
    pub barcodes: Vec<String>,
    pub price: Option<Decimal>,
}

/// The shop.
#[derive(Clone, Debug, Deserialize)]
pub struct Shop {
    #[serde(deserialize_with = "with_raw")]
    pub products: Vec<ShopProduct>,
    pub categories: Vec<ShopCategory>,
    pub taxes: Vec<ShopTax>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct ShopProduct {
    pub uid: u64,
    pub sku: String,
    pub title: String,
    pub description: String,
    pub price: Decimal,
    pub final_price: Decimal,
    pub status: u8,
    pub quantity: Option<i64>,
    pub unlimited: bool,
    pub categories: Vec<String>,
    pub tax: Option<ShopTax>,
    pub weight: Option<Decimal>,
    pub ean13: String,
    pub ean8: String,
    pub attributes: BTreeMap<String, String>,
    pub usevariants: bool,
    pub options: Vec<ShopAxis>,
    pub variants: Vec<ShopVariant>,
    pub images: Vec<String>,
    pub image_count: usize,
    /// Everything that the dump shows of it.
    #[serde(skip)]
    pub raw: Value,
}

#[derive(Clone, Debug, Deserialize)]
pub struct ShopAxis {
    pub title: String,
    pub values: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct ShopVariant {
    pub superkey: String,
    pub sku: String,
    pub quantity: i64,
    pub price: Decimal,
    pub final_price: Decimal,
    pub unlimited: bool,
    pub ean13: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct ShopCategory {
    pub name: String,
    pub parent: Option<String>,
    pub enabled: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct ShopTax {
    pub id: String,
    pub value: Decimal,
    pub title: String,
}

impl Dump {
    /// From the control API's answer.
    pub fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).expect("a dump")
    }
}

fn with_raw<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<ShopProduct>, D::Error> {
    let all = Vec::<Value>::deserialize(from)?;
    all.into_iter()
        .map(|raw| {
            let product = ShopProduct::deserialize(&raw).map_err(serde::de::Error::custom)?;
            Ok(ShopProduct { raw, ..product })
        })
        .collect()
}
