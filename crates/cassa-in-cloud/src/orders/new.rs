//! An order to be made (Cassa in Cloud sheet §16.2).

use std::fmt;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;

use super::{DeliveryMode, PrepaymentStatus};
use crate::{personal::Personal, unconfirmed};

/// An external order: one that the till's app shows and handles.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewOrder {
    /// Unique in the account: the key that makes a repeat harmless.
    pub external_id: String,
    /// When the buyer ordered.
    #[serde(serialize_with = "millis")]
    pub date: Timestamp,
    /// When it must be ready or delivered: in the future, and within the account's rules (sheet §17).
    #[serde(serialize_with = "due")]
    pub due_date: Timestamp,
    /// How it reaches the buyer.
    pub delivery_mode: DeliveryMode,
    /// Where to, for a delivery.
    #[serde(flatten)]
    pub destination: Option<Destination>,
    /// The buyer's telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Paid, or to be paid, in advance.
    pub prepay: bool,
    /// How far that payment is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepayment_status: Option<PrepaymentStatus>,
    /// The payment's own reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepayment_transaction_id: Option<String>,
    /// What is ordered, by whom and where.
    pub document: NewDocument,
}

/// A delivery address.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Destination {
    /// Street and number.
    #[serde(rename = "destinationStreet")]
    pub street: String,
    /// Town.
    #[serde(rename = "destinationCity")]
    pub city: String,
    /// Postal code.
    #[serde(rename = "destinationZipcode")]
    pub zipcode: String,
    /// Province.
    #[serde(rename = "destinationDistrict")]
    pub district: String,
    /// ISO 3166-1 alpha-2.
    #[serde(rename = "destinationCountry")]
    pub country: String,
}

/// The document inside an order.
#[derive(Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewDocument {
    /// The sales point that must handle the order.
    pub id_sales_point: i64,
    /// The customer; this or the organization is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_customer: Option<String>,
    /// The company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_organization: Option<String>,
    /// The total, VAT included: the exact sum of the rows.
    #[serde(serialize_with = "exact")]
    pub amount: Decimal,
    /// What the staff should read.
    pub note: String,
    /// The buyer's e-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What is ordered; not empty.
    pub rows: Vec<NewOrderRow>,
}

/// One row. The shipping charge has a row too: [`unconfirmed::shipping_row`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewOrderRow {
    /// Its place.
    pub row_number: u32,
    /// The article: the product's technical variant where it is a simple one (sheet §13.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_product_variant: Option<String>,
    /// The article's department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_department: Option<String>,
    /// Pieces, or kg where it is sold by weight.
    #[serde(serialize_with = "exact")]
    pub quantity: Decimal,
    /// Of one unit, VAT included, discounts taken off.
    #[serde(serialize_with = "exact")]
    pub price: Decimal,
    /// What the staff should read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Is the shipping charge.
    pub shipping_cost: bool,
    /// Is a subtotal and no article.
    pub subtotal: bool,
    /// Is a menu.
    pub menu: bool,
    /// Is made of components.
    pub composition: bool,
}

/// What the till says to a creation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedOrder {
    /// The order's id; missing where the till does not tell it (a guess that it may): the order is
    /// there, and a look-up finds it.
    pub id: Option<String>,
}

/// How an order is paid (sheet §16.6).
#[derive(Clone, PartialEq, Eq)]
pub struct Prepayment {
    /// Paid, or to be paid, in advance.
    pub prepay: bool,
    /// How far that payment is.
    pub status: PrepaymentStatus,
    /// The payment's own reference.
    pub transaction_id: Option<String>,
}

/// The body of the call: one order, since what one bad order does to the others is not known.
#[derive(Serialize)]
pub(super) struct Batch<'a> {
    create: [External<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct External<'a> {
    is_external_order: bool,
    #[serde(flatten)]
    order: &'a NewOrder,
}

impl NewOrder {
    pub(super) fn batch(&self) -> Batch<'_> {
        let order = self;
        Batch {
            create: [External {
                is_external_order: true,
                order,
            }],
        }
    }

    /// What of it no error may repeat.
    pub(super) fn personal(&self) -> Personal {
        let mut personal = Personal::default()
            .words_of(self.phone_number.as_ref())
            .words_of(self.prepayment_transaction_id.as_ref())
            .words_of(self.document.email.as_ref())
            .whole(Some(&self.document.note));
        if let Some(to) = &self.destination {
            for text in [&to.street, &to.city, &to.zipcode, &to.district] {
                personal = personal.words(text);
            }
        }
        for row in &self.document.rows {
            personal = personal.whole(row.note.as_ref());
        }
        personal
    }
}

impl fmt::Debug for NewOrder {
    /// Nothing of the buyer.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewOrder")
            .field("external_id", &self.external_id)
            .field("date", &self.date)
            .field("due_date", &self.due_date)
            .field("delivery_mode", &self.delivery_mode)
            .field("prepay", &self.prepay)
            .field("prepayment_status", &self.prepayment_status)
            .field("document", &self.document)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NewDocument {
    /// Nothing of the buyer but ids.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewDocument")
            .field("id_sales_point", &self.id_sales_point)
            .field("id_customer", &self.id_customer)
            .field("id_organization", &self.id_organization)
            .field("amount", &self.amount)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Destination").finish_non_exhaustive()
    }
}

impl fmt::Debug for Prepayment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepayment")
            .field("prepay", &self.prepay)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

fn millis<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i64(at.as_millisecond())
}

fn due<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    unconfirmed::due_date(*at).serialize(to)
}

/// A number with the decimal's own digits: never through a binary fraction.
fn exact<S: Serializer>(number: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(number.to_string())
        .map_err(S::Error::custom)?
        .serialize(to)
}
