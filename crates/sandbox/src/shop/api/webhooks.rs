//! Webhooks, as they are registered (TS Commerce sheet §24).

use axum::Router;
use serde::Serialize;
use serde_json::json;
use url::Url;

use super::{
    call::{Call, Outcome, missing, optional},
    door::{Endpoint, get, serve},
    json,
    refusal::Refusal,
};
use crate::{
    SharedWorld,
    shop::webhooks::{Kind, Webhook},
};

pub(super) fn routes() -> Router<SharedWorld> {
    let webhook = Endpoint {
        get: Some(show),
        post: Some(create),
        put: Some(update),
        delete: Some(delete),
        ..Endpoint::default()
    };
    Router::new()
        .route("/webhook/list.json", get(list))
        .route("/webhook/search.json", get(search))
        .route("/webhook/webhook.json", serve(webhook))
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "type")]
    kind: u32,
    url: &'a str,
    name: &'a str,
    id: &'a str,
}

impl<'a> From<&'a Webhook> for Row<'a> {
    fn from(webhook: &'a Webhook) -> Self {
        Self {
            kind: webhook.kind.number(),
            url: webhook.url.as_str(),
            name: &webhook.name,
            id: &webhook.id,
        }
    }
}

/// `GET /webhook/list.json`
fn list(call: &mut Call<'_>) -> Outcome {
    Ok(json::list(call.shop.webhooks.list.iter().map(Row::from)))
}

/// `GET /webhook/webhook.json`
fn show(call: &mut Call<'_>) -> Outcome {
    let at = place(call)?;
    Ok(json::body(&Row::from(&call.shop.webhooks.list[at])))
}

/// `GET /webhook/search.json`: the first with exactly that name.
fn search(call: &mut Call<'_>) -> Outcome {
    let name = call.required("name")?;
    let mut all = call.shop.webhooks.list.iter();
    let found = all.find(|webhook| webhook.name == name);
    let found = found.ok_or_else(|| Refusal::unknown("webhook"))?;
    Ok(json::body(&Row::from(found)))
}

/// `POST /webhook/webhook.json`
fn create(call: &mut Call<'_>) -> Outcome {
    let url = url(call)?.ok_or_else(|| missing("url"))?;
    let kind = kind(call)?.ok_or_else(|| missing("type"))?;
    let name = call.required("name")?;
    let id = call
        .shop
        .add_webhook(kind, url, name, call.now, call.random);
    Ok(json::body(&json!({ "id": id })))
}

/// `PUT /webhook/webhook.json`: `id`, and what is to change.
fn update(call: &mut Call<'_>) -> Outcome {
    let at = place(call)?;
    let (url, kind) = (url(call)?, kind(call)?);
    let name = call.form.text("name").filter(|name| !name.is_empty());
    let webhook = &mut call.shop.webhooks.list[at];
    if let Some(url) = url {
        webhook.url = url;
    }
    if let Some(kind) = kind {
        webhook.kind = kind;
    }
    if let Some(name) = name {
        name.clone_into(&mut webhook.name);
    }
    Ok(json::body(
        &json!({ "ok": 1, "err": null, "updatedExisting": true }),
    ))
}

/// `DELETE /webhook/webhook.json`
fn delete(call: &mut Call<'_>) -> Outcome {
    let at = place(call)?;
    call.shop.webhooks.list.remove(at);
    Ok(json::body(
        &json!({ "ok": 1, "n": 1, "err": null, "errmsg": null }),
    ))
}

/// Where the webhook with the call's `id` is in the list.
fn place(call: &Call<'_>) -> Result<usize, Refusal> {
    let id = call.required("id")?;
    let mut all = call.shop.webhooks.list.iter();
    let place = all.position(|webhook| webhook.id == id);
    place.ok_or_else(|| Refusal::unknown("webhook"))
}

/// The address, where it is there; the documentation's samples have plain http (sheet §24).
fn url(call: &Call<'_>) -> Result<Option<Url>, Refusal> {
    let Some(text) = call.form.text("url").filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let url = Url::parse(text).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let url = url.ok_or_else(|| Refusal::bad("invalid parameter url"))?;
    Ok(Some(url))
}

/// The type, where it is there.
fn kind(call: &Call<'_>) -> Result<Option<Kind>, Refusal> {
    let Some(number) = optional(call.form, "type")? else {
        return Ok(None);
    };
    let kind = Kind::numbered(number);
    let kind = kind.ok_or_else(|| Refusal::bad(format!("unknown type {number}")))?;
    Ok(Some(kind))
}
