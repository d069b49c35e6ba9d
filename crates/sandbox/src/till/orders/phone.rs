//! Orders that the till takes itself, by phone say: an order of the portal, no external one (Cassa in
//! Cloud sheet §16.1, §18).
//!
//! What it promises always stands in `outgoingQuantity`, however the switch for orders of the API is
//! set: so a till that does not count those still has others there.

use serde::Deserialize;
use utoipa::ToSchema;

use super::draft::{DocumentDraft, OrderDraft, RowDraft};
use crate::{
    moment::Moment,
    till::{
        goods::{Item, NotMoved, check},
        state::Till,
    },
};

/// What somebody orders by phone.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PhoneOrder {
    /// Where.
    pub sales_point: i64,
    /// What.
    pub goods: Vec<Item>,
    /// Free text.
    #[serde(default)]
    pub note: Option<String>,
}

impl Till {
    /// Takes an order by phone; gives its id. It is completed or deleted, nothing else.
    ///
    /// # Errors
    /// [`NotMoved`]; nothing is promised then.
    pub fn take_by_phone(
        &mut self,
        wanted: &PhoneOrder,
        moment: &Moment,
    ) -> Result<String, NotMoved> {
        self.check_point(wanted.sales_point)?;
        check(
            wanted
                .goods
                .iter()
                .map(|item| (&*item.variant, item.quantity)),
        )?;
        let mut rows = Vec::with_capacity(wanted.goods.len());
        for (item, number) in wanted.goods.iter().zip(1..) {
            let (_, variant) = self.article_at(wanted.sales_point, &item.variant)?;
            let base = variant.prices.iter().find(|price| price.mode.is_none());
            rows.push(RowDraft {
                row_number: Some(number),
                id_product_variant: Some(variant.id.clone()),
                quantity: item.quantity,
                price: item.price.or_else(|| base.map(|price| price.value)),
                ..RowDraft::default()
            });
        }
        let draft = OrderDraft {
            document: DocumentDraft {
                id_sales_point: wanted.sales_point,
                note: wanted.note.clone(),
                rows,
                ..DocumentDraft::default()
            },
            ..OrderDraft::default()
        };
        let mut own = moment.clone();
        own.switches.till_orders_touch_outgoing = true;
        Ok(self.store(draft, &own, true))
    }
}
