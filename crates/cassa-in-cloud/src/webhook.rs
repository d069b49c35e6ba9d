//! Webhooks: which ones there are, and what a delivery is worth (Cassa in Cloud sheet §21).
//!
//! Guarantees, each borne by a test below:
//! - a signature is right only where the whole raw body was signed with the secret; comparing takes
//!   the same time wherever they differ;
//! - names of entities and events are read without regard to case, and unknown ones are kept.
//!
//! A delivery has neither time nor number of its own: a repeat is known by [`digest`] alone, and what it
//! says must be read anew from the till.

mod articles;

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};

pub use articles::{Article, articles};

use crate::{Client, Error, Page, Query, loose, unconfirmed, words::words};

/// Header that says what happened: `ENTITY/EVENT`.
pub const OPERATION_HEADER: &str = "x-cn-operation";

/// Header with the signature.
pub const SIGNATURE_HEADER: &str = "x-cn-signature";

words! {
    /// What a webhook is about (sheet §21.2).
    Entity {
        /// Orders.
        Order = "ORDER",
        /// Receipts.
        Receipt = "RECEIPT",
        /// Closed bills.
        Bill = "BILL",
        /// Products.
        Product = "PRODUCT",
        /// Categories.
        Category = "CATEGORY",
        /// Additions and removals.
        Modifier = "MODIFIER",
        /// Departments.
        Department = "DEPARTMENT",
        /// Taxes.
        Tax = "TAX",
        /// Customers.
        Customer = "CUSTOMER",
        /// Companies.
        Organization = unconfirmed::ORGANIZATION,
        /// Stock movements.
        StockMovement = unconfirmed::STOCK_MOVEMENT,
        /// Invoices.
        Invoice = unconfirmed::INVOICE,
        /// Delivery notes.
        DeliveryNote = unconfirmed::DELIVERY_NOTE,
        /// Credit notes.
        CreditNote = unconfirmed::CREDIT_NOTE,
        /// Quotes.
        Quote = unconfirmed::QUOTE,
        /// Closings of the till.
        Closing = unconfirmed::CLOSING,
    }
}

impl Entity {
    /// Whether such a document moves goods, or what is promised of them: receipts, invoices, delivery
    /// notes and credit notes (sheet §18), movements by hand, and orders, which may change what is
    /// expected out. Of a bill the receipt tells.
    #[must_use]
    pub fn moves_stock(&self) -> bool {
        matches!(
            self,
            Self::Order
                | Self::Receipt
                | Self::StockMovement
                | Self::Invoice
                | Self::DeliveryNote
                | Self::CreditNote
        )
    }
}

words! {
    /// What happened to it (sheet §21.2).
    Event {
        /// It was made.
        Create = "CREATE",
        /// It was changed.
        Edit = "EDIT",
        /// It was removed.
        Delete = "DELETE",
    }
}

/// Whether `header` is the signature of the raw `body` with `secret`: HMAC-SHA1 in hex (sheet §21.3),
/// or in base64 ([`unconfirmed::BASE64_SIGNATURES`]). An account may have several secrets: any will do.
#[must_use]
pub fn signature_is_right(secret: &SecretString, body: &[u8], header: &str) -> bool {
    let header = header.trim();
    let signature = match hex::decode(header) {
        Ok(signature) => signature,
        Err(_) if unconfirmed::BASE64_SIGNATURES => match STANDARD.decode(header) {
            Ok(signature) => signature,
            Err(_) => return false,
        },
        Err(_) => return false,
    };
    let secret = secret.expose_secret().as_bytes();
    if secret.is_empty() {
        return false;
    }
    Hmac::<Sha1>::new_from_slice(secret)
        .is_ok_and(|hmac| hmac.chain_update(body).verify_slice(&signature).is_ok())
}

/// What [`OPERATION_HEADER`] says. Without a slash it is an unknown entity with an empty event.
#[must_use]
pub fn operation(header: &str) -> (Entity, Event) {
    let header = header.trim();
    let (entity, event) = header.split_once('/').unwrap_or((header, ""));
    (
        Entity::from(entity.trim().to_owned()),
        Event::from(event.trim().to_owned()),
    )
}

/// The id of the record in a body, where there is one.
#[must_use]
pub fn record(body: &[u8]) -> Option<String> {
    let mut body: Value = serde_json::from_slice(body).ok()?;
    let id = loose::some_text(body.get_mut("id")?.take()).ok()?;
    id.filter(|id| !id.is_empty())
}

/// The sales point in a body: at the top, or in its document (sheet §21.3).
#[must_use]
pub fn sales_point(body: &[u8]) -> Option<i64> {
    sales_point_of(&serde_json::from_slice(body).ok()?)
}

fn sales_point_of(body: &Value) -> Option<i64> {
    [body, &body["document"]]
        .iter()
        .find_map(|record| loose::some_int(&record["idSalesPoint"]).ok()?)
}

/// What makes a delivery the same as another: SHA-256 of `operation|body`, in lower-case hex.
#[must_use]
pub fn digest(operation: &str, body: &[u8]) -> String {
    let digest = Sha256::new()
        .chain_update(operation)
        .chain_update("|")
        .chain_update(body)
        .finalize();
    hex::encode(digest)
}

/// A webhook of the account, made by hand in the portal. Its secret is never kept.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Webhook {
    /// Its id, perhaps empty.
    pub id: String,
    /// What the merchant calls it.
    pub description: Option<String>,
    /// What it is about.
    pub entity: Option<Entity>,
    /// Which events it tells.
    pub events: Vec<Event>,
    /// Where it calls; may hold a token of ours.
    pub url: Option<String>,
    /// Whether it rests, where the till says so.
    pub paused: Option<bool>,
    /// Its sales points; empty means all, or not told.
    pub ids_sales_point: Vec<i64>,
}

impl fmt::Debug for Webhook {
    /// Without the address, whose path is a secret of the receiver.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("id", &self.id)
            .field("entity", &self.entity)
            .field("events", &self.events)
            .field("paused", &self.paused)
            .field("ids_sales_point", &self.ids_sales_point)
            .finish_non_exhaustive()
    }
}

impl<'de> Deserialize<'de> for Webhook {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Value::deserialize(from).map(|value| unconfirmed::webhook(&value))
    }
}

impl Client {
    /// A page of the account's webhooks (sheet §21.1); the shape is a guess:
    /// [`unconfirmed::WEBHOOKS_KEY`]. They can be made and changed in the portal only.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn webhooks(&self, query: &Query) -> Result<Page<Webhook>, Error> {
        self.page("/webhooks", unconfirmed::WEBHOOKS_KEY, query)
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"what do ya want for nothing?";
    /// RFC 2202, test case 2.
    const HEX: &str = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";

    fn right(secret: &str, body: &[u8], header: &str) -> bool {
        signature_is_right(&secret.to_owned().into(), body, header)
    }

    #[test]
    fn a_signature_is_right_only_for_the_whole_body_and_the_secret() {
        assert!(right("Jefe", BODY, HEX));
        assert!(right("Jefe", BODY, &HEX.to_uppercase()));
        assert!(right("Jefe", BODY, "7/zfauXrL6LSdBbV8YTfnCWafHk="));
        assert!(!right("jefe", BODY, HEX));
        assert!(!right("", BODY, HEX));
        assert!(!right("Jefe", &BODY[1..], HEX));
        assert!(!right("Jefe", b"", HEX));
        for header in [
            "",
            "sha1=",
            &HEX[..38],
            &format!("sha1={HEX}"),
            "é",
            "====",
            "00",
        ] {
            assert!(!right("Jefe", BODY, header), "{header}");
        }
        let mut other = HEX.to_owned();
        other.replace_range(39.., "8");
        assert!(!right("Jefe", BODY, &other));
    }

    #[test]
    fn operations_are_read_without_regard_to_case_and_unknown_ones_are_kept() {
        assert_eq!(operation("ORDER/EDIT"), (Entity::Order, Event::Edit));
        assert_eq!(
            operation(" receipt/Create "),
            (Entity::Receipt, Event::Create)
        );
        let (entity, event) = operation("Giftcard/Burn");
        assert_eq!((entity.as_str(), event.as_str()), ("Giftcard", "Burn"));
        let (entity, event) = operation("ORDERS");
        assert_eq!((entity.as_str(), event.as_str()), ("ORDERS", ""));
    }

    #[test]
    fn documents_of_goods_and_orders_move_stock() {
        let moves = |entity: &str| operation(entity).0.moves_stock();
        for entity in [
            "ORDER",
            "RECEIPT",
            "STOCK_MOVEMENT",
            "INVOICE",
            "DELIVERY_NOTE",
            "credit_note",
        ] {
            assert!(moves(entity), "{entity}");
        }
        for entity in [
            "BILL", "QUOTE", "CLOSING", "PRODUCT", "CUSTOMER", "GIFTCARD", "",
        ] {
            assert!(!moves(entity), "{entity}");
        }
    }

    #[test]
    fn a_sales_point_stands_at_the_top_or_in_the_document() {
        assert_eq!(sales_point(br#"{"idSalesPoint":101}"#), Some(101));
        assert_eq!(
            sales_point(br#"{"document":{"idSalesPoint":"102"}}"#),
            Some(102)
        );
        for body in [
            &b"{}"[..],
            b"[]",
            b"7",
            b"<html>",
            b"",
            br#"{"idSalesPoint":"x"}"#,
        ] {
            assert_eq!(sales_point(body), None);
        }
        assert_eq!(record(br#"{"id":"b-1"}"#).as_deref(), Some("b-1"));
        assert_eq!((record(b"[]"), record(br#"{"id":""}"#)), (None, None));
    }

    #[test]
    fn two_deliveries_are_the_same_only_with_the_same_operation_and_body() {
        let one = digest("ORDER/EDIT", b"{}");
        assert_eq!((one.len(), &one), (64, &digest("ORDER/EDIT", b"{}")));
        assert_ne!(one, digest("ORDER/CREATE", b"{}"));
        assert_ne!(one, digest("ORDER/EDIT", b"{} "));
    }
}
