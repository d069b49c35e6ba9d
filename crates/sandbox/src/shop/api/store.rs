//! The shop itself (TS Commerce sheet §10).

use axum::Router;
use serde::Serialize;

use super::{
    call::{Call, Outcome},
    door::get,
    json,
};
use crate::SharedWorld;

/// Languages the platform knows (sheet §19).
const AVAILABLE: [&str; 5] = ["it_IT", "en_US", "fr_FR", "es_ES", "de_DE"];

pub(super) fn routes() -> Router<SharedWorld> {
    Router::new()
        .route("/store/info.json", get(info))
        .route("/store/languages.json", get(languages))
}

#[derive(Serialize)]
struct InfoRow<'a> {
    uid: u32,
    store_name: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warehouse: Option<Warehouse<'a>>,
}

#[derive(Serialize)]
struct Warehouse<'a> {
    city: &'a str,
}

/// `GET /store/info.json`
fn info(call: &mut Call<'_>) -> Outcome {
    let info = &call.shop.info;
    let nodes = call.nodes();
    Ok(json::body(&InfoRow {
        uid: info.uid,
        store_name: &info.name,
        url: &info.url,
        email: nodes.contains(&"email").then_some(&info.email),
        status: nodes.contains(&"status").then_some(info.status),
        warehouse: nodes
            .contains(&"warehouse")
            .then_some(Warehouse { city: &info.city }),
    }))
}

#[derive(Serialize)]
struct Languages<'a> {
    active: &'a [String],
    available: [&'a str; 5],
}

/// `GET /store/languages.json`; the sheet knows what it tells, not its shape.
fn languages(call: &mut Call<'_>) -> Outcome {
    Ok(json::body(&Languages {
        active: &call.shop.languages,
        available: AVAILABLE,
    }))
}
