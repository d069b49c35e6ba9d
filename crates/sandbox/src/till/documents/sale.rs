//! Selling over the counter: a receipt without an order (Cassa in Cloud sheet §20, §24.18).
//!
//! - Nothing need be there: a till sells below zero too.
//! - What a buyer gives back stands on a receipt as a row of its own, negative.
//! - An amount typed without an article is a row that names no product, and moves nothing.
//! - A receipt may come late, from a till that was offline: it bears its own date, and its goods
//!   leave the shelf when it comes.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Buyer, Good, Kind, Slip, void::DumpedDocument};
use crate::{
    moment::Moment,
    till::{
        goods::{NotMoved, check},
        state::Till,
    },
};

/// What somebody buys over the counter.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sale {
    /// Where.
    pub sales_point: i64,
    /// What.
    #[serde(default)]
    pub goods: Vec<Sold>,
    /// Amounts typed without an article, euro.
    #[serde(default)]
    pub amounts: Vec<Decimal>,
    /// When it was sold, `2026-10-01T09:30:00Z`; now if missing. An earlier moment is a till that
    /// was offline.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// An article of a sale.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sold {
    /// Id of the variant.
    pub variant: String,
    /// Pieces or kilograms, above 0.
    pub quantity: Decimal,
    /// Unit price, VAT included, euro; the first base price if missing.
    pub price: Option<Decimal>,
    /// The buyer gives them back: a negative row, and the goods return to the shelf.
    #[serde(default)]
    pub refund: bool,
}

impl Till {
    /// Sells over the counter: a receipt is issued, the goods leave the shelf.
    ///
    /// # Errors
    /// [`NotMoved`]; nothing is sold then.
    pub fn sell(&mut self, sale: &Sale, moment: &Moment) -> Result<DumpedDocument, NotMoved> {
        self.check_point(sale.sales_point)?;
        if !sale.goods.is_empty() || sale.amounts.is_empty() {
            check(
                sale.goods
                    .iter()
                    .map(|sold| (&*sold.variant, sold.quantity)),
            )?;
        }
        let at = sale.at.unwrap_or(moment.at);
        if at > moment.at {
            return Err(NotMoved::Future(at));
        }
        let goods = sale.goods.iter().map(|sold| {
            let pieces = if sold.refund {
                -sold.quantity
            } else {
                sold.quantity
            };
            self.good(&sold.variant, pieces, sold.price)
        });
        let mut goods = goods.collect::<Result<Vec<_>, _>>()?;
        goods.extend(sale.amounts.iter().map(|amount| Good {
            product: None,
            variant: None,
            quantity: Decimal::ONE,
            price: *amount,
            shipping: false,
        }));
        let slip = Slip {
            kind: Kind::Receipt,
            point: sale.sales_point,
            at: at.as_millisecond(),
            goods,
            buyer: Buyer::default(),
        };
        Ok(self.issue(slip, moment))
    }
}
