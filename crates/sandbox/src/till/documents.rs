//! Documents that the till issues: receipts, invoices, delivery notes (Cassa in Cloud sheet §20).
//!
//! They move the goods. Only receipts can be read through the API; nothing can be made there. A
//! voided one can no longer be read.

pub mod sale;
mod view;
pub mod void;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) use view::view;

use super::{movements::Figure, orders::record::Order, state::Till, webhooks::Happening};
use crate::{moment::Moment, rome};

/// A kind of document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A receipt.
    #[default]
    Receipt,
    /// An invoice.
    Invoice,
    /// A delivery note.
    DeliveryNote,
}

impl Kind {
    /// Its entity in a webhook (sheet §21.2).
    #[must_use]
    pub fn entity(self) -> &'static str {
        match self {
            Self::Receipt => "RECEIPT",
            Self::Invoice => "INVOICE",
            Self::DeliveryNote => "DELIVERY_NOTE",
        }
    }
}

/// An issued document.
#[derive(Clone, Debug)]
pub struct Issued {
    /// UUID.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Counted from 1 in each sales point and kind.
    pub number: u64,
    /// When it was issued: epoch milliseconds.
    pub at: i64,
    /// Daily closing number: the days of that year.
    pub z_number: i16,
    /// Id of the document inside.
    pub document: String,
    /// Where it was issued.
    pub sales_point: i64,
    /// Who bought.
    pub customer: Option<String>,
    /// The company that bought.
    pub organization: Option<String>,
    /// What was sold.
    pub rows: Vec<IssuedRow>,
    /// The order that it comes from: id and external id.
    pub order: Option<(String, Option<String>)>,
    /// Taken back: nobody reads it any more.
    pub voided: bool,
}

/// A row of a document.
#[derive(Clone, Debug)]
pub struct IssuedRow {
    /// UUID.
    pub id: String,
    /// The product.
    pub product: Option<String>,
    /// The variant.
    pub variant: Option<String>,
    /// Pieces or kilograms.
    pub quantity: Decimal,
    /// Unit price, VAT included.
    pub price: Decimal,
    /// The shipping charge.
    pub shipping: bool,
    /// The movement that took it off the shelf; none where the till does not count it.
    pub movement: Option<String>,
}

impl IssuedRow {
    /// Quantity times price.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        (self.quantity * self.price).round_dp(2)
    }
}

impl Issued {
    /// Sum of its rows.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        self.rows.iter().map(IssuedRow::amount).sum()
    }
}

impl Till {
    /// The issued documents, the oldest first; voided ones are left out.
    pub fn documents(&self) -> impl DoubleEndedIterator<Item = &Issued> {
        self.documents.iter().filter(|issued| !issued.voided)
    }

    /// Issues the document of an order: its goods leave the shelf.
    pub(super) fn issue_for(&mut self, kind: Kind, order: &Order, moment: &Moment) {
        let goods = order.rows.iter().filter(|row| !row.sent.subtotal);
        let goods = goods.map(|row| Good {
            product: row.product.clone(),
            variant: row.variant.clone(),
            quantity: row.sent.quantity,
            price: row.sent.price.unwrap_or_default(),
            shipping: row.sent.shipping_cost,
        });
        let document = &order.sent.document;
        let buyer = Buyer {
            customer: document.id_customer.clone(),
            organization: document.id_organization.clone(),
            order: Some((order.id.clone(), order.sent.external_id.clone())),
        };
        self.issue(kind, order.sales_point(), goods.collect(), buyer, moment);
    }

    /// Issues a document: its goods leave the shelf.
    fn issue(&mut self, kind: Kind, point: i64, goods: Vec<Good>, buyer: Buyer, moment: &Moment) {
        let mut rows = Vec::with_capacity(goods.len());
        for good in goods {
            let article = (good.product.as_deref(), good.variant.as_deref());
            let movement = self.shift(point, article, Figure::Quantity, -good.quantity, moment);
            rows.push(IssuedRow {
                id: moment.id(),
                product: good.product,
                variant: good.variant,
                quantity: good.quantity,
                price: good.price,
                shipping: good.shipping,
                movement,
            });
        }
        let same = |known: &&Issued| known.kind == kind && known.sales_point == point;
        let before = self.documents.iter().filter(same).count();
        let issued = Issued {
            id: moment.id(),
            kind,
            number: before as u64 + 1,
            at: moment.millis(),
            z_number: rome::at(moment.millis()).day_of_year(),
            document: moment.id(),
            sales_point: point,
            customer: buyer.customer,
            organization: buyer.organization,
            rows,
            order: buyer.order,
            voided: false,
        };
        let body = view(&issued, &moment.switches);
        self.announce(kind.entity(), Happening::Create, Some(point), &body);
        self.documents.push(issued);
    }
}

/// What goes on a document.
struct Good {
    product: Option<String>,
    variant: Option<String>,
    quantity: Decimal,
    price: Decimal,
    shipping: bool,
}

/// Whom a document is for, and the order that it comes from.
#[derive(Default)]
struct Buyer {
    customer: Option<String>,
    organization: Option<String>,
    order: Option<(String, Option<String>)>,
}
