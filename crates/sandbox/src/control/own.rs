//! The shop, as a merchant changes it in the back office: products of its own.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{catalogue::Product, shop::merchant::Edit, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(edit, remove))
}

/// Adds a product to the shop that did not come from the till; gives its uid.
#[utoipa::path(post, path = "/shop/products", tag = "shop", params(Of), request_body = Product,
    responses((status = 200, body = u64)))]
async fn add(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(product): Body<Product>,
) -> Result<Json<u64>, Refusal> {
    let mut state = world.lock();
    let shop = &mut of.tenant(&mut state)?.shop;
    let uid = shop.add_own_product(&product, world.now(), world.random().as_ref());
    Ok(Json(uid))
}

/// Changes a product of the shop by hand.
#[utoipa::path(patch, path = "/shop/products/{uid}", tag = "shop", params(("uid" = u64, Path), Of),
    request_body = Edit, responses((status = 204), (status = 404)))]
async fn edit(
    State(world): State<SharedWorld>,
    Path(uid): Path<u64>,
    Query(of): Query<Of>,
    Body(edit): Body<Edit>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    let shop = &mut of.tenant(&mut state)?.shop;
    found(shop.edit_product(uid, &edit, world.now()), "product", uid)
}

/// Deletes a product of the shop.
#[utoipa::path(delete, path = "/shop/products/{uid}", tag = "shop", params(("uid" = u64, Path), Of),
    responses((status = 204), (status = 404)))]
async fn remove(
    State(world): State<SharedWorld>,
    Path(uid): Path<u64>,
    Query(of): Query<Of>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    let removed = of.tenant(&mut state)?.shop.remove_product(uid);
    found(removed, "product", uid)
}

fn found(yes: bool, what: &'static str, id: impl ToString) -> Result<StatusCode, Refusal> {
    if yes {
        Ok(StatusCode::NO_CONTENT)
    } else {
        let id = id.to_string();
        Err(Refusal::Unknown { what, id })
    }
}
