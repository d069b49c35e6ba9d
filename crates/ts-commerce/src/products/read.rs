//! A product with all its fields (TS Commerce sheet §11.2, §11.3).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::{
    Axis, Variant,
    variants::{read_variants, read_vars},
};
use crate::{
    Seo, Uid,
    fields::{FieldError, Fields, Row, to_value},
};

/// A product. Pages give only the nodes that were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Product {
    /// Its number.
    pub uid: Uid,
    /// Its SKU, perhaps empty.
    pub sku: String,
    /// Its name in the default language.
    pub title: Option<String>,
    /// Its description, HTML.
    pub description: Option<String>,
    /// List price, VAT included.
    pub price: Option<Decimal>,
    /// Selling price, VAT included.
    pub final_price: Option<Decimal>,
    /// 1 visible, 0 hidden.
    pub status: Option<i64>,
    /// Its stock where it has no variants.
    pub stock_count: Option<i64>,
    /// Sold without counting.
    pub unlimited: Option<bool>,
    /// Its brand.
    pub brand: Option<Uid>,
    /// Its categories.
    pub categories: Vec<Uid>,
    /// Its VAT profile; `None` is the shop's default.
    pub tax_profile: Option<String>,
    /// Its codes.
    pub codes: Codes,
    /// Its weight, in kg as is assumed.
    pub weight: Option<Decimal>,
    /// Its size, in cm as is assumed.
    pub dimension: Dimension,
    /// Its main picture, missing where it has none.
    pub image_id: Option<String>,
    /// Part of its address.
    pub slug: Option<String>,
    /// Texts for search engines.
    pub seo: Seo,
    /// Tags.
    pub tags: Vec<String>,
    /// Values of the shop's own fields, by attribute id.
    pub attributes: BTreeMap<String, Value>,
    /// Sold through variants.
    pub use_variants: Option<bool>,
    /// The option axes, in the order that makes the superkey.
    pub vars: Vec<Axis>,
    /// The combinations.
    pub variants: Vec<Variant>,
    /// When it was made, as it comes.
    pub create_at: Option<String>,
    /// When it was last changed, as it comes.
    pub update_at: Option<String>,
    /// What has no field here, and what the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Product {
    /// The value of one of the shop's own fields as text.
    #[must_use]
    pub fn attribute(&self, id: &str) -> Option<String> {
        match self.attributes.get(id)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Whether buyers see it; `None` where the answer does not say it.
    #[must_use]
    pub fn visible(&self) -> Option<bool> {
        self.status.map(|status| status == 1)
    }
}

/// Codes of a product; an empty one is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// EAN with 13 digits.
    pub ean13: Option<String>,
    /// EAN with 8 digits.
    pub ean8: Option<String>,
    /// The manufacturer's part number.
    pub mpn: Option<String>,
}

impl Codes {
    /// From `data`, else from the row itself (sheet §11.1).
    pub(super) fn take(data: &mut Fields, row: &mut Fields) -> Result<Self, FieldError> {
        let plain = row.filled(&["ean13", "ean"])?;
        Ok(Self {
            ean13: data.filled(&["ean13"])?.or(plain),
            ean8: data.filled(&["ean8"])?.or(row.filled(&["ean8"])?),
            mpn: row.filled(&["mpn"])?.or(data.filled(&["mpn"])?),
        })
    }
}

/// Width, height and depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// Width.
    pub w: Option<Decimal>,
    /// Height.
    pub h: Option<Decimal>,
    /// Depth.
    pub z: Option<Decimal>,
}

impl Row for Dimension {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        Ok(Self {
            w: fields.decimal(&["w"])?,
            h: fields.decimal(&["h"])?,
            z: fields.decimal(&["z"])?,
        })
    }
}

impl Row for Product {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let mut data = fields.object(&["data"])?;
        let categories = fields.ints(&["categories", "categoryUID"])?;
        let attributes = fields.object(&["attributes"])?.entries();
        let brand = fields.int(&["brandUID"])?;
        let codes = Codes::take(&mut data, fields)?;
        let unlimited = match data.flag(&["unlimited"])? {
            Some(unlimited) => Some(unlimited),
            None => fields.flag(&["unlimited"])?,
        };
        fields.put_back("data", data);
        Ok(Self {
            uid: Uid(fields.need_int(&["uid"])?),
            sku: fields.text(&["sku", "code"])?.unwrap_or_default(),
            title: fields.text(&["title"])?,
            description: fields.text(&["description"])?,
            price: fields.decimal(&["price"])?,
            final_price: fields.decimal(&["final_price"])?,
            status: fields.int(&["status"])?,
            stock_count: fields.int(&["stock_count", "stockCount"])?,
            unlimited,
            brand: brand.filter(|uid| *uid != 0).map(Uid),
            categories: categories.into_iter().map(Uid).collect(),
            tax_profile: fields.object_id(&["tax_profile", "taxprofile"])?,
            codes,
            weight: fields.decimal(&["weight"])?,
            dimension: Dimension::read(&mut fields.object(&["dimension"])?)?,
            image_id: fields.object_id(&["image_id"])?,
            slug: fields.filled(&["slug"])?,
            seo: Seo::read(&mut fields.object(&["seo"])?)?,
            tags: fields.texts(&["tags"])?,
            attributes: attributes
                .into_iter()
                .map(|(id, raw)| (id, to_value(&raw)))
                .collect(),
            use_variants: fields.flag(&["usevariants"])?,
            vars: read_vars(fields)?,
            variants: read_variants(fields)?,
            create_at: fields.any(&["create_at"]),
            update_at: fields.any(&["update_at"]),
            extra: fields.rest(),
        })
    }
}
