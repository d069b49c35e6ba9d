//! Webhooks: making them, and what a delivery says (TS Commerce sheet §24).
//!
//! Guarantees, each borne by a test below or in `tests/it/webhooks.rs`:
//! - "sent" and "in preparation" are not swapped, although the platform swaps their numbers;
//! - an order's id is found in a form and in JSON, whatever the content type claims;
//! - a creation leaves once.
//!
//! A delivery is not signed: what it says is a hint to read the order, no more.

use std::fmt;

use http::Method;
use serde_json::{Map, Value};

use crate::{
    Client, Error, Form,
    client::Effect,
    fields::{FieldError, Fields, Row},
    unconfirmed::{self, WEBHOOK_PATH},
};

/// What a webhook tells. Its numbers are not those of the states: 2 and 3 are swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WebhookType {
    /// 0: an order was made, in whatever state.
    OrderCreated,
    /// 1: an order was paid, state 1.
    OrderPaid,
    /// 2: an order was sent, state **3**.
    OrderSent,
    /// 3: an order is in preparation, state **2**.
    OrderInPreparation,
    /// 7: an order was cancelled, state 7.
    OrderCancelled,
    /// 53: a cart was left behind.
    CartAbandoned,
    /// Another number.
    Other(i64),
}

impl WebhookType {
    /// The types that are about orders.
    pub const ORDERS: [Self; 5] = [
        Self::OrderCreated,
        Self::OrderPaid,
        Self::OrderSent,
        Self::OrderInPreparation,
        Self::OrderCancelled,
    ];

    /// The type with this number.
    #[must_use]
    pub fn of(number: i64) -> Self {
        match number {
            0 => Self::OrderCreated,
            1 => Self::OrderPaid,
            2 => Self::OrderSent,
            3 => Self::OrderInPreparation,
            7 => Self::OrderCancelled,
            53 => Self::CartAbandoned,
            other => Self::Other(other),
        }
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::OrderCreated => 0,
            Self::OrderPaid => 1,
            Self::OrderSent => 2,
            Self::OrderInPreparation => 3,
            Self::OrderCancelled => 7,
            Self::CartAbandoned => 53,
            Self::Other(number) => number,
        }
    }

    /// The state that the order has then (sheet §20.4), where the type tells it.
    #[must_use]
    pub fn order_status(self) -> Option<i64> {
        match self {
            Self::OrderPaid => Some(1),
            Self::OrderInPreparation => Some(2),
            Self::OrderSent => Some(3),
            Self::OrderCancelled => Some(7),
            Self::OrderCreated | Self::CartAbandoned | Self::Other(_) => None,
        }
    }
}

/// A webhook of the shop: one type, one address.
#[derive(Clone, PartialEq)]
pub struct Webhook {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it calls; holds a token of the receiver's.
    pub url: String,
    /// What it tells.
    pub kind: WebhookType,
    /// What the sheet does not know.
    pub extra: Map<String, Value>,
}

impl Row for Webhook {
    fn read(fields: &mut Fields) -> Result<Self, FieldError> {
        let id = fields.object_id(&["id", "_id"])?;
        Ok(Self {
            id: id.ok_or_else(|| FieldError::new("id", "missing"))?,
            name: fields.text(&["name"])?.unwrap_or_default(),
            url: fields.text(&["url"])?.unwrap_or_default(),
            kind: WebhookType::of(fields.need_int(&["type"])?),
            extra: fields.rest(),
        })
    }
}

impl fmt::Debug for Webhook {
    /// Without the address, whose path is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// The shop's webhooks.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, Error> {
        self.read_rows("/webhook/list.json", &Form::new()).await
    }

    /// The webhook with this name, if there is one.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn webhook_by_name(&self, name: &str) -> Result<Option<Webhook>, Error> {
        const PATH: &str = "/webhook/search.json";
        let mut form = Form::new();
        form.set("name", name);
        let answer = match self.read(PATH, &form).await {
            Err(error) if error.is_not_found() => return Ok(None),
            answer => answer?,
        };
        if unconfirmed::is_no_webhook(&answer) {
            return Ok(None);
        }
        crate::fields::row(answer.get())
            .map(Some)
            .map_err(|error| Error::broken(PATH, &error.to_string()))
    }

    /// Makes a webhook; gives its id. Never repeated: look for its name where the outcome is unknown.
    ///
    /// # Errors
    /// [`Error`].
    pub async fn create_webhook(
        &self,
        url: &str,
        kind: WebhookType,
        name: &str,
    ) -> Result<String, Error> {
        let mut form = Form::new();
        form.set("url", url)
            .set("type", kind.number())
            .set("name", name);
        let mut answer = self
            .write(Method::POST, WEBHOOK_PATH, &form, Effect::Create)
            .await?;
        unconfirmed::created_webhook(&mut answer)
            .ok_or_else(|| Error::broken(WEBHOOK_PATH, "no id"))
    }

    /// Removes a webhook; the call is a guess ([`unconfirmed::WEBHOOK_PATH`]).
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotFound`] where there is no such webhook.
    pub async fn delete_webhook(&self, id: &str) -> Result<(), Error> {
        let mut form = Form::new();
        form.set("id", id);
        self.change(Method::DELETE, WEBHOOK_PATH, &form).await
    }
}

/// Characters of an order's id at most; 20 are known (sheet §8).
const LONGEST_ID: usize = 64;

/// The order that a delivery is about, where it says one
/// ([`unconfirmed::ORDER_ID_NAMES`]). Without one, the order list tells what is new.
#[must_use]
pub fn order_id(content_type: Option<&str>, body: &[u8]) -> Option<String> {
    let is_json = content_type.is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
    if is_json {
        in_json(body).or_else(|| in_form(body))
    } else {
        in_form(body).or_else(|| in_json(body))
    }
}

fn in_json(body: &[u8]) -> Option<String> {
    let mut fields = Fields::parse(std::str::from_utf8(body).ok()?).ok()?;
    unconfirmed::ORDER_ID_NAMES
        .iter()
        .find_map(|name| fields.filled(&[name]).ok().flatten().and_then(fit))
}

fn in_form(body: &[u8]) -> Option<String> {
    let pairs: Vec<_> = url::form_urlencoded::parse(body).collect();
    unconfirmed::ORDER_ID_NAMES.iter().find_map(|name| {
        let found = pairs.iter().find(|(known, _)| known == name)?;
        fit(found.1.clone().into_owned())
    })
}

/// An id that can be one: a delivery is hostile until it is read.
fn fit(id: String) -> Option<String> {
    let id = id.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    (!id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(plain)).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "417_65e6f0c40a1b2";

    #[test]
    fn sent_and_in_preparation_are_not_swapped() {
        assert_eq!(WebhookType::of(2).order_status(), Some(3));
        assert_eq!(WebhookType::of(3).order_status(), Some(2));
        assert_eq!(WebhookType::OrderSent.number(), 2);
        assert_eq!(WebhookType::OrderInPreparation.number(), 3);
        for number in 0..60 {
            assert_eq!(WebhookType::of(number).number(), number);
        }
    }

    #[test]
    fn an_orders_id_is_found_in_a_form_and_in_json_whatever_the_content_type_claims() {
        let form = Some("application/x-www-form-urlencoded; charset=utf-8");
        let json = Some("Application/JSON");
        for body in [
            format!("type=0&id_order={ID}&instance=7"),
            format!("id=9&orderID={ID}"),
            format!("order%5Fid={ID}"),
            format!("id={ID}"),
            format!(r#"{{"id":9,"id_order":"{ID}"}}"#),
            format!(r#"{{"type":0,"orderID":"{ID}"}}"#),
            format!(r#" {{"order_id":"{ID}"}}"#),
            format!(r#"{{"id":"{ID}","id_order":""}}"#),
        ] {
            for kind in [form, json, None] {
                assert_eq!(
                    order_id(kind, body.as_bytes()).as_deref(),
                    Some(ID),
                    "{body}"
                );
            }
        }
    }

    #[test]
    fn what_cannot_be_an_orders_id_is_none() {
        for body in [
            "",
            "{}",
            "[]",
            "null",
            "type=0",
            "id_order=",
            "id_order=a%20b",
            r#"{"id_order":{"$id":"x"}}"#,
            "\u{1}",
        ] {
            for kind in [None, Some("application/json")] {
                assert_eq!(order_id(kind, body.as_bytes()), None, "{body}");
            }
        }
        let long = format!("id_order={}", "1".repeat(65));
        assert_eq!(order_id(None, long.as_bytes()), None);
        assert_eq!(order_id(None, &[0xff, 0xfe]), None);
    }
}
