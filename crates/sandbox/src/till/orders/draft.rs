//! An order as it comes over the wire (Cassa in Cloud sheet §16.2).

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use serde_json::Value;

use crate::rome;

/// An order to be made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderDraft {
    /// Unique in the account.
    pub external_id: Option<String>,
    /// Shown to the operator; otherwise a sales document of the portal only.
    pub is_external_order: bool,
    /// Order date; now if missing.
    pub date: Option<When>,
    /// When it must be ready.
    pub due_date: Option<When>,
    /// How it leaves.
    pub delivery_mode: Option<DeliveryMode>,
    /// Delivery address: street and number.
    pub destination_street: Option<String>,
    /// Delivery address: town.
    pub destination_city: Option<String>,
    /// Delivery address: post code.
    pub destination_zipcode: Option<String>,
    /// Delivery address: province.
    pub destination_district: Option<String>,
    /// Delivery address: country.
    pub destination_country: Option<String>,
    /// Free text.
    pub other_delivery_destination: Option<String>,
    /// Free text.
    pub transport_note: Option<String>,
    /// Contact.
    pub phone_number: Option<String>,
    /// Paid in advance.
    #[serde(flatten)]
    pub prepayment: Prepayment,
    /// The table, in a restaurant.
    pub id_table: Option<String>,
    /// State of an internal order.
    pub internal_workflow_status: Option<String>,
    /// What is ordered, where, by whom.
    pub document: DocumentDraft,
}

/// Payment in advance; also the body of `PUT /documents/orders/{id}/prepayment` (sheet §16.6).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Prepayment {
    /// Paid or to be paid in advance.
    pub prepay: Option<bool>,
    /// How far it is.
    pub prepayment_status: Option<PrepaymentStatus>,
    /// Reference of the online payment.
    pub prepayment_transaction_id: Option<String>,
}

/// How far a payment in advance is (sheet §25 line 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PrepaymentStatus {
    /// Expected.
    Waiting,
    /// Done.
    Completed,
    /// Failed.
    Failed,
}

/// How an order leaves (sheet §25 line 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeliveryMode {
    /// Collected at the sales point.
    Pickup,
    /// Brought to the buyer.
    Delivery,
    /// Served at a table.
    Table,
}

/// The document of an order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentDraft {
    /// The sales point that handles the order.
    pub id_sales_point: i64,
    /// Who buys.
    pub id_customer: Option<String>,
    /// The company that buys.
    pub id_organization: Option<String>,
    /// Total, as the sender says; not checked against the rows (sheet §25 line 26).
    pub amount: Option<Decimal>,
    /// Without VAT.
    pub tax_free: Option<bool>,
    /// Free text.
    pub note: Option<String>,
    /// Contact.
    pub email: Option<String>,
    /// An id of its own.
    pub external_id: Option<String>,
    /// What is ordered.
    pub rows: Vec<RowDraft>,
}

/// A row of an order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RowDraft {
    /// Its number, as the sender counts.
    pub row_number: Option<i64>,
    /// The article.
    pub id_product_variant: Option<String>,
    /// Its department.
    pub id_department: Option<String>,
    /// Its tax.
    pub id_tax: Option<String>,
    /// Its price list.
    pub id_sales_mode: Option<String>,
    /// Pieces, or kilograms.
    pub quantity: Decimal,
    /// Unit price, VAT included.
    pub price: Option<Decimal>,
    /// Free text.
    pub note: Option<String>,
    /// A subtotal, no article.
    #[serde(default)]
    pub subtotal: bool,
    /// The shipping charge.
    #[serde(default)]
    pub shipping_cost: bool,
    /// A menu.
    pub menu: Option<bool>,
    /// A composition.
    pub composition: Option<bool>,
}

impl RowDraft {
    /// Quantity times price.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        (self.quantity * self.price.unwrap_or_default()).round_dp(2)
    }
}

/// A moment as it is sent: epoch milliseconds, ISO text, or a day without a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Epoch milliseconds.
    At(i64),
    /// A day in Italy.
    Day(Date),
}

impl When {
    /// Epoch milliseconds; of a day its first one.
    #[must_use]
    pub fn millis(self) -> i64 {
        match self {
            Self::At(millis) => millis,
            Self::Day(day) => rome::start_of(day),
        }
    }

    fn read(value: &Value) -> Option<Self> {
        let Value::String(text) = value else {
            return value.as_i64().map(Self::At);
        };
        if let Ok(millis) = text.parse() {
            return Some(Self::At(millis));
        }
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Self::At(at.as_millisecond()));
        }
        text.parse().ok().map(Self::Day)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::read(&value).ok_or_else(|| D::Error::custom("not a date"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_comes_as_a_number_as_text_or_as_a_day() {
        for (text, expected) in [
            ("1767348000000", When::At(1_767_348_000_000)),
            ("\"1767348000000\"", When::At(1_767_348_000_000)),
            ("\"2026-01-02T10:00:00Z\"", When::At(1_767_348_000_000)),
            ("\"2026-01-02\"", When::Day(jiff::civil::date(2026, 1, 2))),
        ] {
            let read: When = serde_json::from_str(text).expect("a moment");
            assert_eq!(read, expected);
        }
        assert!(serde_json::from_str::<When>("\"soon\"").is_err());
    }
}
