//! Orders in a readable form.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::till::{
    documents::Kind,
    orders::{
        draft::PrepaymentStatus,
        record::{Order, OrderStatus, Row, Workflow},
    },
    state::Till,
};

/// An order of the till.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DumpedOrder {
    /// UUID.
    pub id: String,
    /// As the operator sees it, counted from 1.
    pub number: u64,
    /// Its id in the system that made it.
    pub external_id: Option<String>,
    /// Name of the sales point that handles it.
    pub sales_point: String,
    /// Its id.
    pub sales_point_id: i64,
    /// Where it stands; none for an internal order.
    pub workflow: Option<Workflow>,
    /// How much of it has become a document.
    pub status: OrderStatus,
    /// Why it was rejected.
    pub rejection_reason: Option<String>,
    /// Epoch milliseconds.
    pub date: i64,
    /// When it must be ready: epoch milliseconds.
    pub due: Option<i64>,
    /// How far a payment in advance is.
    #[schema(value_type = Option<String>)]
    pub prepayment: Option<PrepaymentStatus>,
    /// Free text.
    pub note: Option<String>,
    /// Name of the customer, or else of the organization.
    pub buyer: Option<String>,
    /// Sum of its rows, euro.
    pub amount: Decimal,
    /// Its rows.
    pub rows: Vec<DumpedRow>,
    /// The documents that came of it.
    pub documents: Vec<Kind>,
}

/// A row of an order.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DumpedRow {
    /// Id of the variant.
    pub variant: Option<String>,
    /// Its code.
    pub sku: Option<String>,
    /// Name of the product.
    pub name: Option<String>,
    /// Pieces or kilograms.
    pub quantity: Decimal,
    /// Unit price, VAT included, euro.
    pub price: Option<Decimal>,
    /// What it adds to `outgoingQuantity` at present.
    pub promised: Decimal,
    /// The shipping charge.
    pub shipping: bool,
}

impl Till {
    /// One order.
    #[must_use]
    pub fn dump_order(&self, order: &Order) -> DumpedOrder {
        let document = &order.sent.document;
        let customer = document.id_customer.as_deref();
        let customer = customer.and_then(|id| self.customer(id));
        let organization = document.id_organization.as_deref();
        let buyer = customer.or_else(|| self.organization(organization?));
        let mut points = self.sales_points().iter();
        let point = points.find(|point| point.id == order.sales_point());
        let issued = self.documents().filter(|issued| {
            let source = issued.order.as_ref();
            source.is_some_and(|(id, _)| *id == order.id)
        });
        DumpedOrder {
            id: order.id.clone(),
            number: order.number,
            external_id: order.sent.external_id.clone(),
            sales_point: point.map(|point| point.name.clone()).unwrap_or_default(),
            sales_point_id: order.sales_point(),
            workflow: order.workflow,
            status: order.status,
            rejection_reason: order.rejection_reason.clone(),
            date: order.date,
            due: order.due(),
            prepayment: order.sent.prepayment.prepayment_status,
            note: document.note.clone(),
            buyer: buyer.map(|buyer| buyer.text("name").to_owned()),
            amount: order.amount(),
            rows: order.rows.iter().map(|row| self.dump_row(row)).collect(),
            documents: issued.map(|issued| issued.kind).collect(),
        }
    }

    fn dump_row(&self, row: &Row) -> DumpedRow {
        let product = row.product.as_deref().and_then(|id| self.product(id));
        let variant = product.and_then(|product| {
            let mut variants = product.variants.iter();
            variants.find(|variant| Some(&variant.id) == row.variant.as_ref())
        });
        DumpedRow {
            variant: row.variant.clone(),
            sku: variant.and_then(|variant| variant.sku.clone()),
            name: product.map(|product| product.name.clone()),
            quantity: row.sent.quantity,
            price: row.sent.price,
            promised: row.promised,
            shipping: row.sent.shipping_cost,
        }
    }
}
