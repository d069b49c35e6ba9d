//! Documents that the till issues: receipts, invoices, delivery notes, credit notes (Cassa in Cloud
//! sheet §18, §20).
//!
//! - They move the goods: off the shelf, or back onto it by a credit note or a refund.
//! - Only receipts can be read through the API; nothing can be made there. A voided one can no
//!   longer be read.
//! - They stand in the order of their dates: one that comes late from a till that was offline takes
//!   its place among those that are already there, and the later ones move on by one.

pub mod credit;
pub mod sale;
mod view;
pub mod void;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) use view::view;

use self::void::DumpedDocument;
use super::{
    movements::Figure,
    orders::record::Order,
    state::{Missing, Till},
    webhooks::Happening,
};
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
    /// A credit note: goods come back.
    CreditNote,
}

impl Kind {
    /// Its entity in a webhook (sheet §21.2).
    #[must_use]
    pub fn entity(self) -> &'static str {
        match self {
            Self::Receipt => "RECEIPT",
            Self::Invoice => "INVOICE",
            Self::DeliveryNote => "DELIVERY_NOTE",
            Self::CreditNote => "CREDIT_NOTE",
        }
    }

    /// What leaves the shelf by a row of this quantity; negative where it comes back.
    fn leaving(self, quantity: Decimal) -> Decimal {
        match self {
            Self::Receipt | Self::Invoice | Self::DeliveryNote => quantity,
            Self::CreditNote => -quantity,
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
    /// Pieces or kilograms; negative in a refund.
    pub quantity: Decimal,
    /// Unit price, VAT included.
    pub price: Decimal,
    /// The shipping charge.
    pub shipping: bool,
    /// The movement that took it off the shelf, or back; none where the till does not count it.
    pub movement: Option<String>,
}

impl IssuedRow {
    /// Quantity times price.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        (self.quantity * self.price).round_dp(2)
    }

    /// Goods that the buyer gives back.
    #[must_use]
    pub fn is_refund(&self) -> bool {
        self.quantity < Decimal::ZERO
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
    /// The issued documents, the oldest date first; voided ones are left out.
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
        let slip = Slip {
            kind,
            point: order.sales_point(),
            at: moment.millis(),
            goods: goods.collect(),
            buyer,
        };
        self.issue(slip, moment);
    }

    /// Issues a document: its goods leave the shelf, or come back, now, whatever its date.
    fn issue(&mut self, slip: Slip, moment: &Moment) -> DumpedDocument {
        let Slip {
            kind,
            point,
            at,
            goods,
            buyer,
        } = slip;
        let mut rows = Vec::with_capacity(goods.len());
        for good in goods {
            let article = (good.product.as_deref(), good.variant.as_deref());
            let by = -kind.leaving(good.quantity);
            let movement = self.shift(point, article, Figure::Quantity, by, moment);
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
            at,
            z_number: rome::at(at).day_of_year(),
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
        let dumped = DumpedDocument::from(&issued);
        let place = self.documents.partition_point(|known| known.at <= at);
        self.documents.insert(place, issued);
        dumped
    }

    /// An article as it goes on a document.
    fn good(
        &self,
        variant: &str,
        quantity: Decimal,
        price: Option<Decimal>,
    ) -> Result<Good, Missing> {
        let (product, variant) = self.article(variant)?;
        let base = variant.prices.iter().find(|price| price.mode.is_none());
        let price = price.or_else(|| base.map(|price| price.value));
        Ok(Good {
            product: Some(product.id.clone()),
            variant: Some(variant.id.clone()),
            quantity,
            price: price.unwrap_or_default(),
            shipping: false,
        })
    }
}

/// What is to be issued.
struct Slip {
    kind: Kind,
    point: i64,
    /// Epoch milliseconds.
    at: i64,
    goods: Vec<Good>,
    buyer: Buyer,
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
