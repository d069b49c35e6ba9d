//! Creating, updating and deleting products (TS Commerce sheet §11.5, §28.1–§28.3).
//!
//! - A write is carried out whole or refused whole.
//! - Creating does not look for a product with the same SKU: whoever creates twice has two.

use std::collections::BTreeSet;

use axum::Router;
use serde_json::json;

use super::{
    call::{Call, Outcome, missing},
    door::{Endpoint, serve},
    json, product_fields, product_read,
    refusal::Refusal,
    variant_write,
};
use crate::{
    SharedWorld,
    shop::{product::Product, taxonomy::slug},
    switches::ShopDuplicateSku,
};

pub(super) fn routes() -> Router<SharedWorld> {
    let product = Endpoint {
        get: Some(product_read::show),
        post: Some(create),
        put: Some(update),
        delete: Some(delete),
        ..Endpoint::default()
    };
    Router::new().route("/products/product.json", serve(product))
}

/// `POST /products/product.json`
///
/// Visible unless `status` says else; `final_price` is `price` where it is missing; a simple
/// product without `stock_count` was never counted.
fn create(call: &mut Call<'_>) -> Outcome {
    for name in ["sku", "title", "price"] {
        call.required(name)?;
    }
    let mut product = Product {
        visible: true,
        created: call.now,
        updated: call.now,
        ..Product::default()
    };
    product_fields::fill(call, &mut product)?;
    if call.form.text("final_price").unwrap_or_default().is_empty() {
        product.final_price = product.price;
    }
    if product.slug.is_empty() {
        product.slug = slug(&product.title);
    }
    variant_write::apply(call.form, call.switches, &mut product)?;
    refuse_doubles(call, &product, None)?;
    product.uid = call.shop.new_uid();
    let uid = product.uid;
    call.shop.products.put(product, call.now);
    Ok(json::body(&json!({ "uid": uid })))
}

/// `PUT /products/product.json`: `uid` and what is to change.
fn update(call: &mut Call<'_>) -> Outcome {
    let before = call.shop.products.get(call.uid()?);
    let before = before.ok_or_else(|| Refusal::unknown("product"))?;
    let mut product = before.clone();
    for name in ["price", "final_price"] {
        if call.form.text(name) == Some("") {
            return Err(missing(name));
        }
    }
    product_fields::fill(call, &mut product)?;
    variant_write::apply(call.form, call.switches, &mut product)?;
    refuse_doubles(call, &product, Some(before))?;
    product.updated = call.now;
    call.shop.products.put(product, call.now);
    Ok(json::body(
        &json!({ "ok": 1, "err": null, "updatedExisting": true }),
    ))
}

/// `DELETE /products/product.json`: its pictures stay in the gallery.
fn delete(call: &mut Call<'_>) -> Outcome {
    if !call.shop.remove_product(call.uid()?) {
        return Err(Refusal::unknown("product"));
    }
    Ok(json::body(&json!({ "ok": 1, "n": 1, "err": null })))
}

/// Refuses SKUs that something else has, where the switch says so. Those that the product had
/// before this write are left alone: the merchant may have made them by hand.
fn refuse_doubles(
    call: &Call<'_>,
    product: &Product,
    before: Option<&Product>,
) -> Result<(), Refusal> {
    if call.switches.shop_duplicate_sku == ShopDuplicateSku::Allowed {
        return Ok(());
    }
    let known: BTreeSet<_> = before.into_iter().flat_map(Product::skus).collect();
    let mut seen = BTreeSet::new();
    for sku in product.skus() {
        let mut others = call.shop.products.with_sku(sku);
        let taken = !known.contains(sku) && others.any(|other| other.uid != product.uid);
        if taken || (!seen.insert(sku) && !known.contains(sku)) {
            return Err(Refusal::bad(format!("sku {sku} exists already")));
        }
    }
    Ok(())
}
