//! An order as the till keeps it.

use rust_decimal::Decimal;
use serde::Serialize;

use super::draft::{OrderDraft, RowDraft, When};

/// An order.
#[derive(Clone, Debug)]
pub struct Order {
    /// UUID.
    pub id: String,
    /// Counted from 1, as the operator sees it.
    pub number: u64,
    /// When it came in: epoch milliseconds.
    pub created: i64,
    /// Order date: epoch milliseconds.
    pub date: i64,
    /// Where an external order stands; none for an internal one.
    pub workflow: Option<Workflow>,
    /// How much of it has been turned into later documents.
    pub status: OrderStatus,
    /// Why it was rejected.
    pub rejection_reason: Option<String>,
    /// Id of its document.
    pub document: String,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What was sent.
    pub sent: OrderDraft,
}

impl Order {
    /// The sales point that handles it.
    #[must_use]
    pub fn sales_point(&self) -> i64 {
        self.sent.document.id_sales_point
    }

    /// When it must be ready: epoch milliseconds.
    #[must_use]
    pub fn due(&self) -> Option<i64> {
        self.sent.due_date.map(When::millis)
    }

    /// Sum of its rows.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        let goods = self.rows.iter().filter(|row| !row.sent.subtotal);
        goods.map(|row| row.sent.amount()).sum()
    }

    /// Neither rejected nor cancelled.
    #[must_use]
    pub fn is_live(&self) -> bool {
        !matches!(self.workflow, Some(Workflow::Rejected | Workflow::Canceled))
    }
}

/// A row of an order.
#[derive(Clone, Debug)]
pub struct Row {
    /// UUID.
    pub id: String,
    /// The product of its article.
    pub product: Option<String>,
    /// The variant of its article.
    pub variant: Option<String>,
    /// What it adds to `outgoingQuantity` at present.
    pub promised: Decimal,
    /// The movement that promised it.
    pub outgoing_movement: Option<String>,
    /// What was sent.
    pub sent: RowDraft,
}

/// Where an external order stands (sheet §16.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Workflow {
    /// Just arrived.
    Requested,
    /// Accepted.
    Accepted,
    /// Refused.
    Rejected,
    /// Being prepared.
    Processing,
    /// Ready for collection.
    Ready,
    /// On its way to the carrier.
    Shipping,
    /// On its way to the buyer.
    Delivering,
    /// Sent.
    Shipped,
    /// Done.
    Completed,
    /// Cancelled, with one L.
    Canceled,
}

/// How much of an order has been turned into later documents (sheet §16.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderStatus {
    /// Nothing.
    NotProcessed,
    /// All of it.
    Processed,
}
