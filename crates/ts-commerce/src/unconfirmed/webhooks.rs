//! Guesses about webhooks.

use serde_json::value::RawValue;

use crate::fields::{Fields, Scalar};

/// Path of single webhooks, for DELETE too, with the parameter `id` (sheet §24: assumed).
pub const WEBHOOK_PATH: &str = "/webhook/webhook.json";

/// Names of the order's id in a delivery, the likeliest first (sheet §24, §28.27: one weak source says
/// `id_order`).
pub const ORDER_ID_NAMES: [&str; 4] = ["id_order", "orderID", "order_id", "id"];

/// The id in the answer to a webhook's creation (sheet §24: cut off; presumably `{"id": …}`).
pub(crate) fn created_webhook(answer: &mut Fields) -> Option<String> {
    if let Ok(Some(id)) = answer.object_id(&["id", "_id", "$id"]) {
        return Some(id);
    }
    let mut inner = answer.object(&["webhook"]).ok()?;
    inner.object_id(&["id", "_id", "$id"]).ok()?
}

/// Whether the answer to a search means "there is none" (sheet §24 tells the call alone): null, false,
/// or something empty. A 404 means it too.
pub(crate) fn is_no_webhook(answer: &RawValue) -> bool {
    match Scalar::of(answer) {
        Scalar::Null | Scalar::Flag(false) => true,
        Scalar::Text(text) => text.is_empty(),
        Scalar::Other => {
            Fields::parse(answer.get()).is_ok_and(|fields| fields.entries().is_empty())
        }
        _ => false,
    }
}
