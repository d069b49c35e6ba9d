//! The settings of a sales point that refuse orders: *Impostazioni Account → Impostazioni Ordini*.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{
    till::{orders::rules::OrderRules, state::Missing},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(show, set))
}

/// The settings of a sales point.
#[utoipa::path(get, path = "/salespoints/{id}/order-rules", tag = "till orders",
    params(("id" = i64, Path), Of), responses((status = 200, body = OrderRules), (status = 404)))]
async fn show(
    State(world): State<SharedWorld>,
    Path(id): Path<i64>,
    Query(of): Query<Of>,
) -> Result<Json<OrderRules>, Refusal> {
    let mut state = world.lock();
    let till = &of.tenant(&mut state)?.till;
    if !till.sales_points().iter().any(|point| point.id == id) {
        return Err(Missing::SalesPoint(id).into());
    }
    Ok(Json(till.order_rules(id)))
}

/// Changes all of them; what is left out is as at first, when nothing is refused.
#[utoipa::path(put, path = "/salespoints/{id}/order-rules", tag = "till orders",
    params(("id" = i64, Path), Of), request_body = OrderRules,
    responses((status = 204), (status = 404)))]
async fn set(
    State(world): State<SharedWorld>,
    Path(id): Path<i64>,
    Query(of): Query<Of>,
    Body(rules): Body<OrderRules>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    of.tenant(&mut state)?.till.set_order_rules(id, rules)?;
    Ok(StatusCode::NO_CONTENT)
}
