//! Guesses about orders.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{NewOrderRow, Prepayment, personal::without_values};

/// `deliveryMode` of a collection (sheet §25.6: seen once).
pub const PICKUP: &str = "PICKUP";

/// `deliveryMode` of a home delivery (sheet §16.2, §25.6: it exists, its word is assumed).
pub const DELIVERY: &str = "DELIVERY";

/// `deliveryMode` of an order at a table (sheet §16.2).
pub const TABLE: &str = "TABLE";

/// `prepaymentStatus` of a payment that is awaited (sheet §16.2: seen once).
pub const PREPAYMENT_WAITING: &str = "WAITING";

/// `prepaymentStatus` of a payment that was made (sheet §25.7: assumed).
pub const PREPAYMENT_COMPLETED: &str = "COMPLETED";

/// `prepaymentStatus` of a payment that failed (sheet §25.7: assumed).
pub const PREPAYMENT_FAILED: &str = "FAILED";

/// Calendar days that a window of a list of documents may have, both ends counted (sheet §16.4, §20,
/// §25.33: less than three days, and the end day counts in full).
pub const DOCUMENT_WINDOW_DAYS: i64 = 2;

/// How `dueDate` is written (sheet §25.5: epoch milliseconds are assumed; a plain date could not say
/// "later today").
#[must_use]
pub fn due_date(at: Timestamp) -> Value {
    json!(at.as_millisecond())
}

/// The row of the shipping charge (sheet §16.2, §25.25: `shippingCost: true`, one piece; whether it
/// needs an article is not known: name one of the account's where the till refuses it without).
#[must_use]
pub fn shipping_row(row_number: u32, price: Decimal, article: Option<String>) -> NewOrderRow {
    NewOrderRow {
        row_number,
        id_product_variant: article,
        quantity: Decimal::ONE,
        price,
        shipping_cost: true,
        ..NewOrderRow::default()
    }
}

/// Path of [`prepayment_body`]; `id` is percent-encoded (sheet §16.6).
#[must_use]
pub fn prepayment_path(id: &str) -> String {
    format!("/documents/orders/{id}/prepayment")
}

/// Body of `PUT …/prepayment` (sheet §16.6: assumed).
#[must_use]
pub fn prepayment_body(prepayment: &Prepayment) -> Value {
    let mut body = json!({
        "prepay": prepayment.prepay,
        "prepaymentStatus": prepayment.status.as_str(),
    });
    if let Some(id) = &prepayment.transaction_id {
        body["prepaymentTransactionId"] = json!(id);
    }
    body
}

/// Whether a 2xx answer to an order's creation that names one of the known codes, and no id, means that
/// the order was refused (sheet §25.11: how a bad order is told inside a batch is not known). Where
/// this is false its outcome is unknown. `ConflictValue` is a conflict in any case.
pub const CODE_UNDER_200_IS_REFUSAL: bool = true;

/// What a 2xx answer to an order's creation says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Created {
    /// It was made, and this is its id.
    Id(String),
    /// It was made; the id is not told.
    WithoutId,
    /// Neither is said.
    Unclear(String),
}

/// Reads the answer to the creation of one order (sheet §6, §16.2): an entry under
/// `batchResponse.createDetails`, or under `batchResponse.create` as products have it. Guesses: an
/// entry without an id, and a body that is empty (sheet §23), mean that the order was made.
///
/// An entry that names another `externalId` is unclear: it is the answer to something else.
pub(crate) fn created_order(answer: &str, external_id: &str) -> Created {
    if answer.trim().is_empty() {
        return Created::WithoutId;
    }
    let answer: Value = match serde_json::from_str(answer) {
        Ok(answer) => answer,
        Err(error) => return Created::Unclear(without_values(&error)),
    };
    let entries = ["createDetails", "create"]
        .iter()
        .find_map(|key| answer["batchResponse"][key].as_array());
    let Some([entry]) = entries.map(Vec::as_slice) else {
        return Created::Unclear("not one entry under \"batchResponse\"".to_owned());
    };
    if !entry.is_object() {
        return Created::Unclear("the entry under \"batchResponse\" is no object".to_owned());
    }
    match entry["externalId"].as_str() {
        Some(other) if other != external_id => {
            Created::Unclear("the entry has another \"externalId\"".to_owned())
        }
        _ => super::text(&entry["id"]).map_or(Created::WithoutId, Created::Id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_creations_answer_comes_in_several_forms() {
        let id = || Created::Id("b-1".to_owned());
        for (answer, created) in [
            (
                r#"{"batchResponse":{"createDetails":[{"index":0,"id":"b-1","externalId":"x"}]}}"#,
                id(),
            ),
            (
                r#"{"batchResponse":{"create":[{"id":"b-1","externalId":"x"}]}}"#,
                id(),
            ),
            (
                r#"{"batchResponse":{"createDetails":[{"id":7}]}}"#,
                Created::Id("7".to_owned()),
            ),
            (
                r#"{"batchResponse":{"createDetails":[{"index":0,"id":null}]}}"#,
                Created::WithoutId,
            ),
            ("", Created::WithoutId),
        ] {
            assert_eq!(created_order(answer, "x"), created, "{answer}");
        }
    }

    #[test]
    fn an_answer_that_speaks_of_something_else_is_unclear() {
        for answer in [
            "{}",
            "[]",
            "null",
            "<html>",
            r#"{"batchResponse":{"createDetails":[]}}"#,
            r#"{"batchResponse":{"createDetails":[1]}}"#,
            r#"{"batchResponse":{"createDetails":[{"id":"1"},{"id":"2"}]}}"#,
            r#"{"batchResponse":{"createDetails":[{"id":"1","externalId":"y"}]}}"#,
        ] {
            let created = created_order(answer, "x");
            assert!(
                matches!(created, Created::Unclear(_)),
                "{answer}: {created:?}"
            );
        }
    }
}
