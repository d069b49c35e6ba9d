//! Credit notes: goods come back without a receipt (Cassa in Cloud sheet §18, §21.2).
//!
//! Told as `CREDIT_NOTE/CREATE`, beside the movement of what comes back. No API lists them: who
//! counts receipts alone misses them.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Buyer, Kind, Slip, void::DumpedDocument};
use crate::{
    moment::Moment,
    till::{
        goods::{Item, NotMoved, check},
        state::Till,
    },
};

/// What somebody brings back.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// Where.
    pub sales_point: i64,
    /// What.
    pub goods: Vec<Item>,
}

impl Till {
    /// Issues a credit note: the goods come back onto the shelf where the till counts them.
    ///
    /// # Errors
    /// [`NotMoved`]; nothing is issued then.
    pub fn credit(&mut self, credit: &Credit, moment: &Moment) -> Result<DumpedDocument, NotMoved> {
        self.check_point(credit.sales_point)?;
        check(
            credit
                .goods
                .iter()
                .map(|item| (&*item.variant, item.quantity)),
        )?;
        for item in &credit.goods {
            self.article_at(credit.sales_point, &item.variant)?;
        }
        let goods = credit.goods.iter();
        let goods = goods.map(|item| self.good(&item.variant, item.quantity, item.price));
        let slip = Slip {
            kind: Kind::CreditNote,
            point: credit.sales_point,
            at: moment.millis(),
            goods: goods.collect::<Result<_, _>>()?,
            buyer: Buyer::default(),
        };
        Ok(self.issue(slip, moment))
    }
}
