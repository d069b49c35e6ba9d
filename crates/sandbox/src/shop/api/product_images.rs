//! Pictures of a product (TS Commerce sheet §17.1).

use axum::Router;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, flag},
    door::{Endpoint, serve},
    gallery::picture,
    json,
    refusal::Refusal,
};
use crate::{SharedWorld, switches::ShopImageAnswer};

pub(super) fn routes() -> Router<SharedWorld> {
    let image = Endpoint {
        get: Some(list),
        post: Some(upload),
        delete: Some(delete),
        ..Endpoint::default()
    };
    Router::new().route("/products/image.json", serve(image))
}

#[derive(Serialize)]
struct Images {
    images: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    image_id: String,
    thumbnail: String,
    original: String,
}

fn row(call: &Call<'_>, id: &str) -> Row {
    Row {
        image_id: id.to_owned(),
        thumbnail: call.thumbnail(id),
        original: call.original(id),
    }
}

/// `GET /products/image.json?uid=`: always an array, the main picture first.
fn list(call: &mut Call<'_>) -> Outcome {
    let product = call.shop.products.get(call.uid()?);
    let product = product.ok_or_else(|| Refusal::unknown("product"))?;
    let images = product.images.iter().map(|image| row(call, &image.id));
    Ok(json::body(&Images {
        images: images.collect(),
    }))
}

/// `POST /products/image.json`: the bytes are looked at before anything is kept.
fn upload(call: &mut Call<'_>) -> Outcome {
    let uid = call.uid()?;
    if call.shop.products.get(uid).is_none() {
        return Err(Refusal::unknown("product"));
    }
    let related = flag(call.form, "related")?.unwrap_or(false);
    let bytes = picture(call)?;
    let id = call
        .shop
        .add_picture(uid, bytes, related, call.now, call.random)
        .ok_or_else(|| Refusal::bad("not a picture"))?;
    Ok(match call.switches.shop_image_answer {
        ShopImageAnswer::Full => json::body(&row(call, &id)),
        ShopImageAnswer::Ok => json::body(&json!({ "ok": 1, "err": null })),
    })
}

/// `DELETE /products/image.json` with `uid` and `image_id`.
fn delete(call: &mut Call<'_>) -> Outcome {
    let uid = call.uid()?;
    let id = call.required("image_id")?;
    if call.shop.products.get(uid).is_none() {
        return Err(Refusal::unknown("product"));
    }
    if !call.shop.remove_picture(uid, id, call.now) {
        return Err(Refusal::unknown("image"));
    }
    Ok(json::body(
        &json!({ "ok": 1, "n": 1, "err": null, "errmsg": null }),
    ))
}
