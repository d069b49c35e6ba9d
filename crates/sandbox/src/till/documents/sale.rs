//! Selling over the counter: a receipt without an order (Cassa in Cloud sheet §24.18).

use rust_decimal::Decimal;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Buyer, Good, Kind};
use crate::{
    moment::Moment,
    till::state::{Missing, Till},
};

/// What somebody buys over the counter.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sale {
    /// Where.
    pub sales_point: i64,
    /// What.
    pub goods: Vec<Sold>,
}

/// An article of a sale.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sold {
    /// Id of the variant.
    pub variant: String,
    /// Pieces or kilograms.
    pub quantity: Decimal,
    /// Unit price, VAT included, euro; the first base price if missing.
    pub price: Option<Decimal>,
}

impl Till {
    /// Sells over the counter: a receipt is issued, the goods leave the shelf.
    ///
    /// # Errors
    /// [`Missing`] where the sales point or an article does not exist; nothing is sold then.
    pub fn sell(&mut self, sale: &Sale, moment: &Moment) -> Result<(), Missing> {
        let point = sale.sales_point;
        if !self.sales_points().iter().any(|known| known.id == point) {
            return Err(Missing::SalesPoint(point));
        }
        let goods = sale.goods.iter().map(|sold| self.good(sold));
        let goods = goods.collect::<Result<_, _>>()?;
        self.issue(Kind::Receipt, point, goods, Buyer::default(), moment);
        Ok(())
    }

    fn good(&self, sold: &Sold) -> Result<Good, Missing> {
        let found = self.products().find_map(|product| {
            let mut variants = product.variants.iter();
            let variant = variants.find(|variant| variant.id == sold.variant)?;
            Some((product, variant))
        });
        let (product, variant) = found.ok_or_else(|| Missing::Variant(sold.variant.clone()))?;
        let base = variant.prices.iter().find(|price| price.mode.is_none());
        let price = sold.price.or_else(|| base.map(|price| price.value));
        Ok(Good {
            product: Some(product.id.clone()),
            variant: Some(variant.id.clone()),
            quantity: sold.quantity,
            price: price.unwrap_or_default(),
            shipping: false,
        })
    }
}
