//! Custom product fields (TS Commerce sheet §16).

use axum::Router;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, flag},
    door::{Endpoint, get, serve},
    json,
};
use crate::{SharedWorld, shop::taxonomy::Attribute};

pub(super) fn routes() -> Router<SharedWorld> {
    let attribute = Endpoint {
        post: Some(create),
        ..Endpoint::default()
    };
    Router::new()
        .route("/attributes/list.json", get(list))
        .route("/attributes/search.json", get(search))
        .route("/attributes/attribute.json", serve(attribute))
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    data: &'a [String],
}

fn row(attribute: &Attribute) -> Row<'_> {
    Row {
        id: &attribute.id,
        label: &attribute.label,
        kind: &attribute.kind,
        data: &attribute.data,
    }
}

/// `GET /attributes/list.json`
fn list(call: &mut Call<'_>) -> Outcome {
    Ok(json::list(call.shop.attributes.iter().map(row)))
}

/// `GET /attributes/search.json?label=`
fn search(call: &mut Call<'_>) -> Outcome {
    let wanted = call.required("label")?.to_lowercase();
    let all = call.shop.attributes.iter();
    Ok(json::list(
        all.filter(|it| it.label.to_lowercase() == wanted).map(row),
    ))
}

/// `POST /attributes/attribute.json`: two attributes may have one label.
fn create(call: &mut Call<'_>) -> Outcome {
    let (label, kind) = (call.required("label")?, call.required("type")?);
    let data = call.form.list("data").filter(|_| kind == "select");
    let data = data
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let read_only = flag(call.form, "read_only")?.unwrap_or(false);
    let id = call
        .shop
        .add_attribute(label, kind, data, read_only, call.now, call.random);
    Ok(json::body(&json!({ "id": id })))
}
