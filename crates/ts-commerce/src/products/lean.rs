//! A row of the whole-shop list (TS Commerce sheet §11.1).

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::Codes;
use crate::{
    Uid,
    fields::{FieldError, Fields, Row},
};

/// A product as the whole-shop list shows it. Fields that were not asked for by node are missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeanProduct {
    /// Its number.
    pub uid: Uid,
    /// Its SKU, perhaps empty.
    pub sku: String,
    /// List price, VAT included.
    pub price: Option<Decimal>,
    /// Selling price, VAT included.
    pub final_price: Option<Decimal>,
    /// 1 visible, 0 hidden.
    pub status: Option<i64>,
    /// Its name; node `title`.
    pub title: Option<String>,
    /// Its main picture, missing where it has none; node `image_id`.
    pub image_id: Option<String>,
    /// Its codes; node `ean`.
    pub codes: Codes,
    /// Sold without counting; node `unlimited`.
    pub unlimited: Option<bool>,
    /// When it was last changed, as it comes; node `update_at`.
    pub update_at: Option<String>,
    /// Other nodes, and what the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for LeanProduct {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let mut data = fields.object(&["data"])?;
        let codes = Codes::take(&mut data, fields)?;
        let unlimited = match fields.flag(&["unlimited"])? {
            Some(unlimited) => Some(unlimited),
            None => data.flag(&["unlimited"])?,
        };
        fields.put_back("data", data);
        Ok(Self {
            uid: Uid(fields.need_int(&["uid"])?),
            sku: fields.text(&["sku", "code"])?.unwrap_or_default(),
            price: fields.decimal(&["price"])?,
            final_price: fields.decimal(&["final_price"])?,
            status: fields.int(&["status"])?,
            title: fields.text(&["title"])?,
            image_id: fields.object_id(&["image_id"])?,
            codes,
            unlimited,
            update_at: fields.any(&["update_at"]),
            extra: fields.rest(),
        })
    }
}
