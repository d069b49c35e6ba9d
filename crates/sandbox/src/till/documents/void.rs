//! Voiding a document (Cassa in Cloud sheet §21.4, §24.18): `RECEIPT/DELETE` and its like.
//!
//! - A voided document is read by nobody any more, and its number is not given again.
//! - Its goods come back where they were counted, and what it had brought back leaves again; the
//!   order that it came from stays as it is.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Issued, Kind, view};
use crate::{
    moment::Moment,
    till::{
        movements::Figure,
        state::{Missing, Till},
        webhooks::Happening,
    },
};

/// A document as the control API lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DumpedDocument {
    /// UUID.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Counted from 1 in each sales point and kind.
    pub number: u64,
    /// Epoch milliseconds.
    pub at: i64,
    /// Id of the sales point.
    pub sales_point_id: i64,
    /// Sum of its rows, euro.
    pub amount: Decimal,
    /// Id of the order that it comes from.
    pub order: Option<String>,
}

impl From<&Issued> for DumpedDocument {
    fn from(issued: &Issued) -> Self {
        Self {
            id: issued.id.clone(),
            kind: issued.kind,
            number: issued.number,
            at: issued.at,
            sales_point_id: issued.sales_point,
            amount: issued.amount(),
            order: issued.order.as_ref().map(|(id, _)| id.clone()),
        }
    }
}

impl Till {
    /// Voids a document.
    ///
    /// # Errors
    /// [`Missing::Document`], also where it is voided already.
    pub fn void_document(&mut self, id: &str, moment: &Moment) -> Result<(), Missing> {
        let mut documents = self.documents.iter_mut();
        let known = documents.find(|known| known.id == id && !known.voided);
        let known = known.ok_or_else(|| Missing::Document(id.to_owned()))?;
        known.voided = true;
        let issued = known.clone();
        let (point, entity) = (issued.sales_point, issued.kind.entity());
        for row in issued.rows.iter().filter(|row| row.movement.is_some()) {
            let article = (row.product.as_deref(), row.variant.as_deref());
            let back = issued.kind.leaving(row.quantity);
            self.shift(point, article, Figure::Quantity, back, moment);
        }
        let body = view(&issued, &moment.switches);
        self.announce(entity, Happening::Delete, Some(point), &body);
        Ok(())
    }
}
