//! Guesses about webhooks.

use serde_json::Value;

use crate::Webhook;

/// Key of the list in the answer of `GET /webhooks` (sheet §21.1: the call exists, its shape is not
/// known).
pub const WEBHOOKS_KEY: &str = "webhooks";

/// Whether a signature in base64 counts as well as one in hex (sheet §21.3, §25.15: hex; base64 until
/// a real delivery has been seen).
pub const BASE64_SIGNATURES: bool = true;

/// Bytes of the longest delivery whose articles are read (sheet §8, §21.3: the till takes 100 KB itself;
/// what it sends at most is not known).
pub const LONGEST_DELIVERY: usize = 256 * 1024;

/// Whether a delivery may name articles outside `document.rows`: itself by `idProduct`, and in `rows`
/// (sheet §21.4: the body of a stock movement is not known, nor are those of invoices, delivery notes
/// and credit notes). Where it names none, nobody knows what has moved.
pub const MOVEMENT_NAMES_ARTICLES: bool = true;

/// The records of a delivery that may name an article: see [`MOVEMENT_NAMES_ARTICLES`].
pub(crate) fn movement_records(body: &Value) -> impl Iterator<Item = &Value> {
    let rows = body["rows"].as_array().into_iter().flatten();
    rows.chain([body]).filter(|_| MOVEMENT_NAMES_ARTICLES)
}

/// Entity of a stock movement (sheet §21.2, §25.17: assumed).
pub const STOCK_MOVEMENT: &str = "STOCK_MOVEMENT";
/// Entity of a company (sheet §21.2: probable).
pub const ORGANIZATION: &str = "ORGANIZATION";
/// Entity of an invoice (sheet §21.2: assumed).
pub const INVOICE: &str = "INVOICE";
/// Entity of a delivery note (sheet §21.2: assumed).
pub const DELIVERY_NOTE: &str = "DELIVERY_NOTE";
/// Entity of a credit note (sheet §21.2: assumed).
pub const CREDIT_NOTE: &str = "CREDIT_NOTE";
/// Entity of a quote (sheet §21.2: assumed).
pub const QUOTE: &str = "QUOTE";
/// Entity of a closing of the till (sheet §21.2: assumed).
pub const CLOSING: &str = "CLOSING";

/// A webhook as `GET /webhooks` may show it (sheet §21.1: what it is made of is known from the portal,
/// the names are not). What is not there stays empty.
pub(crate) fn webhook(value: &Value) -> Webhook {
    let text = |names: &[&str]| names.iter().find_map(|name| super::text(&value[*name]));
    let list = |names: &[&str]| {
        let found = names
            .iter()
            .map(|name| &value[*name])
            .find(|v| !v.is_null());
        match found {
            Some(Value::Array(items)) => items.iter().filter_map(super::text).collect(),
            Some(one) => super::text(one).into_iter().collect(),
            None => Vec::new(),
        }
    };
    let points: Vec<String> = list(&["idsSalesPoint", "salesPoints", "idSalesPoint"]);
    Webhook {
        id: text(&["id"]).unwrap_or_default(),
        description: text(&["description", "name"]),
        entity: text(&["entity", "entityType", "type"]).map(Into::into),
        events: list(&["events", "operations", "event", "operation"])
            .into_iter()
            .map(Into::into)
            .collect(),
        url: text(&["url", "targetUrl", "callbackUrl"]),
        paused: ["paused", "suspended"]
            .iter()
            .find_map(|name| value[*name].as_bool())
            .or_else(|| {
                ["enabled", "active"]
                    .iter()
                    .find_map(|name| value[*name].as_bool().map(|on| !on))
            }),
        ids_sales_point: points.iter().filter_map(|id| id.parse().ok()).collect(),
    }
}
