//! An order, as the till shows it (Cassa in Cloud sheet §16.4, §16.5).
//!
//! Reading never fails: what cannot be read counts as missing and is named in
//! [`Order::unreadable`], so that one odd order does not hide a whole page, and does not look like one
//! that is not there.

use std::fmt;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::{DeliveryMode, OrderStatus, PrepaymentStatus, WorkflowStatus};
use crate::{
    loose::{self, filled},
    reader::Reader,
};

/// What is named as unreadable where there is no record at all.
const WHOLE: &str = "the whole order";

/// An order. Whatever it is made of may be missing.
#[derive(Clone, Default, PartialEq)]
pub struct Order {
    /// Its id.
    pub id: Option<String>,
    /// Its id in an outside system.
    pub external_id: Option<String>,
    /// Is handled at the till.
    pub is_external: bool,
    /// When it was ordered.
    pub date: Option<Timestamp>,
    /// When it must be ready or delivered.
    pub due_date: Option<Timestamp>,
    /// How far it is.
    pub external_workflow_status: Option<WorkflowStatus>,
    /// How much of it has become later documents.
    pub status: Option<OrderStatus>,
    /// Why the till refused it.
    pub rejection_reason: Option<String>,
    /// How it reaches the buyer.
    pub delivery_mode: Option<DeliveryMode>,
    /// How far a payment in advance is.
    pub prepayment_status: Option<PrepaymentStatus>,
    /// What is ordered, by whom and where.
    pub document: OrderDocument,
    /// Which fields could not be read, such as `document.rows[1].quantity`; they count as missing.
    /// `the whole order` where it is no record at all.
    pub unreadable: Vec<String>,
    /// What the sheet does not know; may be personal.
    pub extra: Map<String, Value>,
}

/// The document inside an order.
#[derive(Clone, Default, PartialEq)]
pub struct OrderDocument {
    /// Its id.
    pub id: Option<String>,
    /// The sales point.
    pub id_sales_point: Option<i64>,
    /// The customer.
    pub id_customer: Option<String>,
    /// The company.
    pub id_organization: Option<String>,
    /// The note; may be personal.
    pub note: Option<String>,
    /// The total, VAT included.
    pub amount: Option<Decimal>,
    /// What is ordered.
    pub rows: Vec<OrderRow>,
    /// What the sheet does not know; may be personal.
    pub extra: Map<String, Value>,
}

/// One row.
#[derive(Clone, Default, PartialEq)]
pub struct OrderRow {
    /// Its id.
    pub id: Option<String>,
    /// Its place.
    pub row_number: Option<i64>,
    /// The product.
    pub id_product: Option<String>,
    /// The variant.
    pub id_product_variant: Option<String>,
    /// Pieces or kg.
    pub quantity: Option<Decimal>,
    /// Of one unit, VAT included.
    pub price: Option<Decimal>,
    /// The row's sum.
    pub calculated_amount: Option<Decimal>,
    /// The note; may be personal.
    pub note: Option<String>,
    /// Is the shipping charge.
    pub shipping_cost: bool,
    /// Is a subtotal and no article.
    pub subtotal: bool,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Order {
    /// Whether it is, or may be, the order with this outside id: also where its own cannot be read.
    #[must_use]
    pub fn may_be(&self, external_id: &str) -> bool {
        match &self.external_id {
            Some(own) => own == external_id,
            None => self.could_not_read("externalId"),
        }
    }

    /// Whether `field` (such as `document.rows[0].quantity`) is there and could not be read.
    #[must_use]
    pub fn could_not_read(&self, field: &str) -> bool {
        // Where a record cannot be read, nothing inside it can.
        let holds = |bad: &String| {
            let inside = field.strip_prefix(bad.as_str());
            inside.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.unreadable.iter().any(|bad| bad == WHOLE || holds(bad))
    }

    pub(super) fn read(value: Value) -> Self {
        let mut from = Reader::new(value, WHOLE);
        let mut order = Self {
            id: from.take("id", filled),
            external_id: from.take("externalId", filled),
            is_external: from.take("isExternalOrder", loose::flag),
            date: from.take("date", loose::some_instant),
            due_date: from.take("dueDate", loose::some_instant),
            external_workflow_status: from.word("externalWorkflowStatus"),
            status: from.word("status"),
            rejection_reason: from.take("rejectionReason", filled),
            delivery_mode: from.word("deliveryMode"),
            prepayment_status: from.word("prepaymentStatus"),
            document: from.object("document", OrderDocument::read),
            unreadable: Vec::new(),
            extra: from.rest(),
        };
        order.unreadable = from.unreadable();
        order
    }
}

impl OrderDocument {
    fn read(from: &mut Reader) -> Self {
        Self {
            id: from.take("id", filled),
            id_sales_point: from.take("idSalesPoint", loose::some_int),
            id_customer: from.take("idCustomer", filled),
            id_organization: from.take("idOrganization", filled),
            note: from.take("note", filled),
            amount: from.take("amount", loose::some_decimal),
            rows: from.list("rows", OrderRow::read),
            extra: from.rest(),
        }
    }
}

impl OrderRow {
    fn read(from: &mut Reader) -> Self {
        Self {
            id: from.take("id", filled),
            row_number: from.take("rowNumber", loose::some_int),
            id_product: from.take("idProduct", filled),
            id_product_variant: from.take("idProductVariant", filled),
            quantity: from.take("quantity", loose::some_decimal),
            price: from.take("price", loose::some_decimal),
            calculated_amount: from.take("calculatedAmount", loose::some_decimal),
            note: from.take("note", filled),
            shipping_cost: from.take("shippingCost", loose::flag),
            subtotal: from.take("subtotal", loose::flag),
            extra: from.rest(),
        }
    }
}

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Value::deserialize(from).map(Self::read)
    }
}

impl fmt::Debug for Order {
    /// Nothing of the buyer but ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order")
            .field("id", &self.id)
            .field("external_id", &self.external_id)
            .field("is_external", &self.is_external)
            .field("date", &self.date)
            .field("due_date", &self.due_date)
            .field("external_workflow_status", &self.external_workflow_status)
            .field("status", &self.status)
            .field("delivery_mode", &self.delivery_mode)
            .field("prepayment_status", &self.prepayment_status)
            .field("document", &self.document)
            .field("unreadable", &self.unreadable)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OrderDocument {
    /// Nothing of the buyer but ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderDocument")
            .field("id", &self.id)
            .field("id_sales_point", &self.id_sales_point)
            .field("id_customer", &self.id_customer)
            .field("id_organization", &self.id_organization)
            .field("amount", &self.amount)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OrderRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderRow")
            .field("row_number", &self.row_number)
            .field("id_product", &self.id_product)
            .field("id_product_variant", &self.id_product_variant)
            .field("quantity", &self.quantity)
            .field("price", &self.price)
            .field("shipping_cost", &self.shipping_cost)
            .field("subtotal", &self.subtotal)
            .finish_non_exhaustive()
    }
}
