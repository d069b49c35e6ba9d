//! The shop's stock, set by hand: one code, many, or all from the till.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{stocking::Stocked, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(set))
        .routes(routes!(set_many))
        .routes(routes!(set_from_till))
}

/// What the shop has of a code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
// The till's stock has a schema of that name too.
#[schema(as = ShopOnHand)]
struct OnHand {
    /// The code, of a product or a variant.
    sku: String,
    /// Pieces.
    quantity: i64,
}

/// Sets the shop's stock of a code by hand.
#[utoipa::path(put, path = "/shop/stock", tag = "shop", params(Of), request_body = OnHand,
    responses((status = 204), (status = 404)))]
async fn set(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<OnHand>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    let shop = &mut of.tenant(&mut state)?.shop;
    if shop.set_stock(&wanted.sku, wanted.quantity, world.now()) == 0 {
        let (what, id) = ("code", wanted.sku);
        return Err(Refusal::Unknown { what, id });
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What the shop has of many codes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ManyOnHand {
    /// Pieces by code.
    pieces: BTreeMap<String, i64>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
struct ManySet {
    /// Codes that were found.
    set: usize,
    /// Codes that the shop does not have.
    unknown: Vec<String>,
}

/// Sets the shop's stock of many codes by hand: `{"pieces": {"NIN-40": 3}}`. Codes that the shop
/// does not have are told; the others are set all the same.
#[utoipa::path(put, path = "/shop/stock/many", tag = "shop", params(Of), request_body = ManyOnHand,
    responses((status = 200, body = ManySet)))]
async fn set_many(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<ManyOnHand>,
) -> Result<Json<ManySet>, Refusal> {
    let mut state = world.lock();
    let shop = &mut of.tenant(&mut state)?.shop;
    let (mut set, mut unknown) = (0, Vec::new());
    for (sku, quantity) in wanted.pieces {
        if shop.set_stock(&sku, quantity, world.now()) > 0 {
            set += 1;
        } else {
            unknown.push(sku);
        }
    }
    Ok(Json(ManySet { set, unknown }))
}

/// Gives every code of the shop what the till has free: the sum over the sales points that the key
/// may see. Codes that the till does not count or does not know stay as they are, and are told.
#[utoipa::path(post, path = "/shop/stock/from-till", tag = "shop", params(Of),
    responses((status = 200, body = Stocked)))]
async fn set_from_till(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<Stocked>, Refusal> {
    let mut state = world.lock();
    let tenant = of.tenant(&mut state)?;
    Ok(Json(tenant.stock_shop_from_till(world.now())))
}
