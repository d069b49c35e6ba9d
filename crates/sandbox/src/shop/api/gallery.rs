//! The gallery (TS Commerce sheet §17.2).

use axum::Router;
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, missing, optional},
    door::{Endpoint, get, serve},
    json,
    refusal::Refusal,
};
use crate::{
    SharedWorld,
    shop::gallery::{DIRECTORIES, sniff},
};

pub(super) fn routes() -> Router<SharedWorld> {
    let image = Endpoint {
        post: Some(upload),
        delete: Some(delete),
        ..Endpoint::default()
    };
    let listed = Endpoint {
        get: Some(list),
        limited: Some("gallery/list"),
        ..Endpoint::default()
    };
    Router::new()
        .route("/gallery/image.json", serve(image))
        .route("/gallery/directories.json", get(directories))
        .route("/gallery/list.json", serve(listed))
}

#[derive(Serialize)]
struct Row {
    id: String,
    thumbnail: String,
    original: String,
}

fn row(call: &Call<'_>, id: &str) -> Row {
    Row {
        id: id.to_owned(),
        thumbnail: call.thumbnail(id),
        original: call.original(id),
    }
}

/// `POST /gallery/image.json`
fn upload(call: &mut Call<'_>) -> Outcome {
    let bytes = picture(call)?;
    let id = call
        .shop
        .gallery
        .add(bytes, "item", call.now, call.random)
        .ok_or_else(|| Refusal::bad("not a picture"))?;
    Ok(json::body(&row(call, &id)))
}

/// `DELETE /gallery/image.json`
fn delete(call: &mut Call<'_>) -> Outcome {
    let id = call.required("id")?;
    if !call.shop.gallery.remove(id) {
        return Err(Refusal::unknown("image"));
    }
    call.shop.products.forget_image(id);
    Ok(json::body(
        &json!({ "ok": 1, "n": 1, "err": null, "errmsg": null }),
    ))
}

/// `GET /gallery/directories.json`: the static ones; the sandbox has no custom ones.
fn directories(_: &mut Call<'_>) -> Outcome {
    let rows = DIRECTORIES.map(|(id, name)| json!({ "type": "static", "name": name, "id": id }));
    Ok(json::list(rows))
}

/// `GET /gallery/list.json`: 5 calls in 60 seconds. The sheet knows no field of its rows: they are
/// those of the upload's answer.
fn list(call: &mut Call<'_>) -> Outcome {
    let directory = call.form.text("id").unwrap_or("item");
    let limit: usize = optional(call.form, "limit")?.unwrap_or(100);
    let page: usize = optional(call.form, "page")?.unwrap_or(1);
    let skipped = page.saturating_sub(1).saturating_mul(limit);
    let images = call.shop.gallery.in_directory(directory);
    Ok(json::list(
        images
            .skip(skipped)
            .take(limit)
            .map(|image| row(call, &image.id)),
    ))
}

/// The file in `base64`: plain base64 of a kind of picture that the shop takes.
pub(super) fn picture(call: &Call<'_>) -> Result<Bytes, Refusal> {
    let Some(encoded) = call.form.text("base64").filter(|text| !text.is_empty()) else {
        return Err(missing("base64"));
    };
    // Line ends come from clients that wrap their base64.
    let encoded: String = encoded
        .chars()
        .filter(|letter| !matches!(letter, '\r' | '\n'))
        .collect();
    let bytes = STANDARD
        .decode(encoded)
        .map_err(|_| Refusal::bad("invalid parameter base64"))?;
    sniff(&bytes).ok_or_else(|| Refusal::bad("not a picture"))?;
    Ok(Bytes::from(bytes))
}
