//! Option values in use, and pictures of values and variants (TS Commerce sheet §12.2).

use std::collections::BTreeMap;

use axum::Router;
use serde::Serialize;
use serde_json::json;

use super::{
    call::{Call, Outcome, missing},
    door::{Endpoint, get, put, serve},
    json::{self, Map},
    refusal::Refusal,
};
use crate::{SharedWorld, shop::product::Product};

pub(super) fn routes() -> Router<SharedWorld> {
    let gallery = Endpoint {
        get: Some(show_gallery),
        put: Some(write_gallery),
        ..Endpoint::default()
    };
    Router::new()
        .route("/productvariants/list.json", get(list))
        .route("/productvariants/variantimage.json", put(write_image))
        .route("/productvariants/variantgallery.json", serve(gallery))
}

#[derive(Serialize)]
struct AxisRow<'a> {
    key: &'a str,
    values: Map<&'a str, ValueRow<'a>>,
}

#[derive(Serialize)]
struct ValueRow<'a> {
    value: &'a str,
    img: String,
}

/// `GET /productvariants/list.json`: every axis in use with its values, as first written.
fn list(call: &mut Call<'_>) -> Outcome {
    let mut keys: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    for axis in call.shop.products.iter().flat_map(|it| &it.axes) {
        let values = keys.entry(&axis.key).or_default();
        for value in &axis.values {
            values.entry(value.to_lowercase()).or_insert(value);
        }
    }
    let pictures = &call.shop.option_pictures;
    Ok(json::list(keys.into_iter().map(|(key, values)| {
        let row = |(lower, value)| {
            let picture = pictures.get(&(key.to_owned(), lower));
            let img = picture.map(|id| call.original(id)).unwrap_or_default();
            (value, ValueRow { value, img })
        };
        AxisRow {
            key,
            values: Map(values.into_iter().map(row).collect()),
        }
    })))
}

/// `PUT /productvariants/variantimage.json`: `nModified` counts the products that use the value.
fn write_image(call: &mut Call<'_>) -> Outcome {
    let key = call.required("key")?.to_lowercase();
    let value = call.required("value")?.to_lowercase();
    let id = known_image(call, call.required("image_id")?)?;
    let uses = |product: &&Product| {
        let axes = product.axes.iter().filter(|axis| axis.key == key);
        axes.flat_map(|axis| &axis.values)
            .any(|known| known.to_lowercase() == value)
    };
    let modified = call.shop.products.iter().filter(uses).count();
    if modified > 0 {
        call.shop.option_pictures.insert((key, value), id);
    }
    Ok(json::body(
        &json!({ "ok": 1, "err": null, "nModified": modified }),
    ))
}

/// `GET /productvariants/variantgallery.json`
fn show_gallery(call: &mut Call<'_>) -> Outcome {
    let (uid, sku) = (call.uid()?, call.required("sku")?);
    let product = call.shop.products.get(uid);
    let variant = product.and_then(|it| it.variants.iter().find(|variant| variant.sku == sku));
    let variant = variant.ok_or_else(|| Refusal::unknown("variant"))?;
    let links = variant.gallery.iter().map(|image| match image {
        link if link.contains("://") => link.clone(),
        id => call.original(id),
    });
    let gallery: Vec<_> = links.collect();
    Ok(json::body(
        &json!({ "uid": uid, "variant": { "sku": sku, "gallery": gallery } }),
    ))
}

/// `PUT /productvariants/variantgallery.json`: each picture a link or an id of the gallery.
fn write_gallery(call: &mut Call<'_>) -> Outcome {
    let (uid, sku) = (call.uid()?, call.required("sku")?);
    let sent = call
        .form
        .list("gallery")
        .ok_or_else(|| missing("gallery"))?;
    let mut gallery = Vec::new();
    for image in sent {
        gallery.push(match image {
            link if link.starts_with("http://") || link.starts_with("https://") => link.to_owned(),
            id => known_image(call, id)?,
        });
    }
    let product = call.shop.products.keeping_skus(uid);
    let variant = product.and_then(|it| it.variants.iter_mut().find(|it| it.sku == sku));
    let variant = variant.ok_or_else(|| Refusal::unknown("variant"))?;
    let modified = u8::from(variant.gallery != gallery);
    variant.gallery = gallery;
    let status = json!({ "ok": 1, "nModified": modified, "n": 1, "err": null, "errmsg": null });
    Ok(json::body(&json!({ "inserted": { "status": status } })))
}

fn known_image(call: &Call<'_>, id: &str) -> Result<String, Refusal> {
    match call.shop.gallery.get(id) {
        Some(image) => Ok(image.id.clone()),
        None => Err(Refusal::bad("unknown image")),
    }
}
