//! A line of an order (TS Commerce sheet §20.3).

use std::fmt;

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::{
    Uid,
    fields::{FieldError, Fields, row},
    unconfirmed,
};

/// A line.
#[derive(Clone, Default, PartialEq)]
pub struct Line {
    /// Its key in the cart: product and superkey.
    pub key: String,
    /// Pieces.
    pub count: i64,
    /// Of one piece, discount taken off, VAT included.
    pub price: Decimal,
    /// The superkey; empty without variants.
    pub options: String,
    /// The product's name, with its options.
    pub title: String,
    /// The SKU of the variant or product; can be empty, and then matches nobody.
    pub sku: String,
    /// Of one piece before the catalogue's discount.
    pub listing_price: Option<Decimal>,
    /// The catalogue's discount in percent.
    pub listing_discount: Option<Decimal>,
    /// The VAT rate in percent.
    pub tax_profile_value: Option<Decimal>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Line {
    /// The product, by the key.
    #[must_use]
    pub fn uid(&self) -> Option<Uid> {
        unconfirmed::line_key(&self.key).map(|(uid, _)| uid)
    }

    /// Which combination it is, by `options`, else by the key; empty without variants.
    #[must_use]
    pub fn superkey(&self) -> String {
        if !self.options.is_empty() {
            return self.options.clone();
        }
        unconfirmed::line_key(&self.key)
            .map(|(_, superkey)| superkey)
            .unwrap_or_default()
    }

    /// Takes the lines out of a cart, in the order of the answer.
    pub(super) fn take_all(cart: &mut Fields) -> Result<Vec<Self>, FieldError> {
        let items = cart.object(&["items"])?.entries();
        items
            .into_iter()
            .map(|(key, raw)| {
                let within = |error: FieldError| error.within(&format!("items[{key}]"));
                let Body(line) = row(raw.get()).map_err(within)?;
                Ok(Self {
                    key: key.clone(),
                    ..line
                })
            })
            .collect()
    }
}

/// A line without its key, which stands outside.
struct Body(Line);

impl crate::fields::Row for Body {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let price = fields.decimal(&["price"])?;
        Ok(Self(Line {
            key: String::new(),
            count: fields.need_int(&["count"])?,
            price: price.ok_or_else(|| FieldError::new("price", "missing"))?,
            options: fields.text(&["options"])?.unwrap_or_default(),
            title: fields.text(&["title"])?.unwrap_or_default(),
            sku: fields.text(&["sku", "code"])?.unwrap_or_default(),
            listing_price: fields.decimal(&["listing_price"])?,
            listing_discount: fields.decimal(&["listing_discount"])?,
            tax_profile_value: fields.decimal(&["tax_profile_value"])?,
            extra: fields.rest(),
        }))
    }
}

impl fmt::Debug for Line {
    /// Without what the sheet does not know: a message on a gift, perhaps.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("key", &self.key)
            .field("count", &self.count)
            .field("price", &self.price)
            .field("sku", &self.sku)
            .finish_non_exhaustive()
    }
}
