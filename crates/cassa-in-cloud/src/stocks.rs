//! Reading stock, per sales point (Cassa in Cloud sheet §15.1).
//!
//! Guarantees, each borne by a test in `tests/it/stocks.rs`:
//! - unknown is not zero: a record of managed stock without its quantity is an error;
//! - a reading says of which ids it is not complete;
//! - an address is never longer than the till takes, and is split in two where it finds it too long.

mod reading;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Map, Value};

pub use reading::StockReading;

use crate::{Client, Error, Page, loose, params::Params, query::PAGE};

/// What one sales point has of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stock {
    /// The product.
    pub id_product: String,
    /// The variant; missing with simple products, as is assumed (sheet §25.31).
    pub id_product_variant: Option<String>,
    /// Whether the till counts it. `Some(false)` is "as many as you like"; missing is not.
    pub manage_stock: Option<bool>,
    /// What is there; may be negative, and decimal where it is sold by weight.
    pub quantity: Decimal,
    /// What is expected in.
    pub incoming: Decimal,
    /// What is expected out; whether orders feed it is not known (sheet §18).
    pub outgoing: Decimal,
    /// The level under which to reorder.
    pub warning_level: Option<Decimal>,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(deserialize_with = "loose::id")]
    id_product: String,
    #[serde(default, deserialize_with = "loose::some_text")]
    id_product_variant: Option<String>,
    #[serde(default, deserialize_with = "loose::some_flag")]
    manage_stock: Option<bool>,
    #[serde(default, deserialize_with = "loose::some_decimal")]
    quantity: Option<Decimal>,
    #[serde(default, deserialize_with = "loose::some_decimal")]
    incoming_quantity: Option<Decimal>,
    #[serde(default, deserialize_with = "loose::some_decimal")]
    outgoing_quantity: Option<Decimal>,
    #[serde(default, deserialize_with = "loose::some_decimal")]
    warning_level: Option<Decimal>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

impl<'de> Deserialize<'de> for Stock {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(from)?;
        let quantity = match wire.quantity {
            Some(quantity) => quantity,
            None if wire.manage_stock == Some(false) => Decimal::ZERO,
            None => return Err(D::Error::custom("managed stock without a quantity")),
        };
        Ok(Self {
            id_product: wire.id_product,
            id_product_variant: wire.id_product_variant.filter(|id| !id.is_empty()),
            manage_stock: wire.manage_stock,
            quantity,
            incoming: wire.incoming_quantity.unwrap_or_default(),
            outgoing: wire.outgoing_quantity.unwrap_or_default(),
            warning_level: wire.warning_level,
            extra: wire.extra,
        })
    }
}

/// Filters of the stock list. An empty list filters nothing.
#[derive(Clone, Debug, Default)]
pub struct StockQuery {
    /// Offset of the first record, from 0.
    pub start: u64,
    /// Records on the page, 1 to 100; `None` is 100.
    pub limit: Option<u32>,
    /// Only articles of these products.
    pub id_product: Vec<String>,
    /// Only these variants.
    pub id_product_variant: Vec<String>,
}

impl StockQuery {
    /// A page of 100 from `start`.
    #[must_use]
    pub fn from(start: u64) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    fn params(&self) -> Params {
        let mut params = Params::default();
        params.set("start", &self.start);
        params.set("limit", &self.limit.unwrap_or(PAGE).clamp(1, PAGE));
        params.set_list("idProduct", &self.id_product);
        params.set_list("idProductVariant", &self.id_product_variant);
        params
    }
}

fn path(point: i64) -> String {
    format!("/stocks/{point}")
}

impl Client {
    /// A page of the stock of one sales point. An article without a record has none.
    ///
    /// [`Page::total_count`] counts the records that fit the query, on all pages: without filters all
    /// that the sales point has, so that it tells how many pages a full reading takes. With ids it is
    /// at most one a variant, and less where some have no record. The order of records is not stable
    /// (sheet §5.2): a full reading page by page may skip one, and only [`Client::stocks_of`] tells of
    /// which ids that may be so.
    ///
    /// # Errors
    /// [`Error`]; [`Error::MissingPermission`] where the key may not read stock.
    pub async fn stocks(&self, point: i64, query: &StockQuery) -> Result<Page<Stock>, Error> {
        self.list(&path(point), "stocks", &query.params(), query.start)
            .await
    }
}
