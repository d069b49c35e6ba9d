//! The till's products, as a merchant changes them in the portal.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{
    catalogue::Product,
    till::{
        edit::ProductEdit,
        state::{Missing, Till},
    },
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(show, edit, remove))
}

/// Which products.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Page {
    /// The tenant's instance; the first one if missing.
    instance: Option<String>,
    /// So many are skipped (0).
    #[serde(default)]
    start: usize,
    /// At most so many are shown (100).
    #[serde(default = "hundred")]
    limit: usize,
}

fn hundred() -> usize {
    100
}

/// Products of the till, as the dump shows them, in the order of their creation.
#[utoipa::path(get, path = "/products", tag = "till", params(Page), responses((status = 200, body = Value)))]
async fn list(
    State(world): State<SharedWorld>,
    Query(page): Query<Page>,
) -> Result<Json<Value>, Refusal> {
    let mut state = world.lock();
    let of = Of {
        instance: page.instance,
    };
    let till = &of.tenant(&mut state)?.till;
    let products: Vec<_> = till
        .products()
        .skip(page.start)
        .take(page.limit)
        .map(|product| till.dump_product(product))
        .collect();
    Ok(Json(
        json!({"total": till.product_count(), "products": products}),
    ))
}

/// Adds a product.
#[utoipa::path(post, path = "/products", tag = "till", params(Of), request_body = Product,
    responses((status = 200, body = Value)))]
async fn add(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(product): Body<Product>,
) -> Result<Json<Value>, Refusal> {
    let mut state = world.lock();
    let till = &mut of.tenant(&mut state)?.till;
    let id = till.add_product(&product, world.now(), world.random().as_ref());
    shown(till, &id)
}

/// One product, as the dump shows it.
#[utoipa::path(get, path = "/products/{id}", tag = "till", params(("id" = String, Path), Of),
    responses((status = 200, body = Value), (status = 404)))]
async fn show(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<Json<Value>, Refusal> {
    shown(&of.tenant(&mut world.lock())?.till, &id)
}

/// Changes a product: name, price, category, codes, the name of a value, e-commerce on or off.
#[utoipa::path(patch, path = "/products/{id}", tag = "till", params(("id" = String, Path), Of),
    request_body = ProductEdit, responses((status = 200, body = Value), (status = 404)))]
async fn edit(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    Body(edit): Body<ProductEdit>,
) -> Result<Json<Value>, Refusal> {
    let mut state = world.lock();
    let till = &mut of.tenant(&mut state)?.till;
    till.edit_product(&id, &edit, world.now(), world.random().as_ref())?;
    shown(till, &id)
}

/// Removes a product with its stock.
#[utoipa::path(delete, path = "/products/{id}", tag = "till", params(("id" = String, Path), Of),
    responses((status = 204), (status = 404)))]
async fn remove(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<StatusCode, Refusal> {
    of.tenant(&mut world.lock())?.till.remove_product(&id)?;
    Ok(StatusCode::NO_CONTENT)
}

fn shown(till: &Till, id: &str) -> Result<Json<Value>, Refusal> {
    let product = till
        .product(id)
        .ok_or_else(|| Missing::Product(id.to_owned()))?;
    Ok(Json(json!(till.dump_product(product))))
}
