//! Goods that move without a sale: received, carried to another sales point.
//!
//! Webhooks are told of every movement. All goods of a call move, or none of them.

use axum::{
    Json,
    extract::{Query, State},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, acting::at_till, input::Body};
use crate::{
    till::goods::{Moved, Received, Transfer},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(receive))
        .routes(routes!(transfer))
}

/// Takes goods in; a stock record is made where there is none. 400 where there are no goods or a quantity
/// is not above 0, 409 where the sales point does not have or does not count the article.
#[utoipa::path(post, path = "/till/goods", tag = "till", params(Of), request_body = Received,
    responses((status = 200, body = Vec<Moved>), (status = 400), (status = 404), (status = 409)))]
async fn receive(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(received): Body<Received>,
) -> Result<Json<Vec<Moved>>, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(Json(till.receive(&received, moment)?))
    })
}

/// Carries goods from one sales point to another: two movements an article. A shelf may fall below zero.
/// 400 also where both are the same sales point.
#[utoipa::path(post, path = "/till/transfers", tag = "till", params(Of), request_body = Transfer,
    responses((status = 200, body = Vec<Moved>), (status = 400), (status = 404), (status = 409)))]
async fn transfer(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<Transfer>,
) -> Result<Json<Vec<Moved>>, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(Json(till.transfer(&wanted, moment)?))
    })
}
