//! The till's orders, as its operator handles them.
//!
//! Webhooks are told of every step as if it had been done at the till.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, acting::at_till, input::Body};
use crate::{
    till::{
        dump::orders::DumpedOrder,
        orders::{
            operator::{Step, StepError},
            phone::PhoneOrder,
        },
    },
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, take))
        .routes(routes!(step))
        .routes(routes!(delete))
}

/// The till's orders, the oldest first.
#[utoipa::path(get, path = "/till/orders", tag = "till orders", params(Of),
    responses((status = 200, body = Vec<DumpedOrder>)))]
async fn list(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<Vec<DumpedOrder>>, Refusal> {
    let mut state = world.lock();
    let till = &of.tenant(&mut state)?.till;
    let orders = till.orders().map(|order| till.dump_order(order));
    Ok(Json(orders.collect()))
}

/// Takes an order by phone: an order of the till's own, whose pieces are promised whatever the switch
/// `till.orders_touch_outgoing` says. It is completed (`step`) or deleted. 400 where there are no goods
/// or a quantity is not above 0, 409 where the sales point does not have the article.
#[utoipa::path(post, path = "/till/orders", tag = "till orders", params(Of), request_body = PhoneOrder,
    responses((status = 200, body = DumpedOrder), (status = 400), (status = 404), (status = 409)))]
async fn take(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<PhoneOrder>,
) -> Result<Json<DumpedOrder>, Refusal> {
    at_till(&world, &of, |till, moment| {
        let id = till.take_by_phone(&wanted, moment)?;
        let order = till.order(&id).ok_or(StepError::Missing(id))?;
        Ok(Json(till.dump_order(order)))
    })
}

/// Does a step with an order, by its id: `{"step": "accept"}`, `{"step": "reject", "reason": "…"}`,
/// `{"step": "complete", "document": "invoice"}`. 409 where the order does not allow it.
#[utoipa::path(post, path = "/till/orders/{id}/step", tag = "till orders", params(("id" = String, Path), Of),
    request_body = Step, responses((status = 204), (status = 404), (status = 409)))]
async fn step(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
    Body(step): Body<Step>,
) -> Result<StatusCode, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(till.step_order(&id, &step, moment)?)
    })?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes an order.
#[utoipa::path(delete, path = "/till/orders/{id}", tag = "till orders", params(("id" = String, Path), Of),
    responses((status = 204), (status = 404)))]
async fn delete(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<StatusCode, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(till.delete_order(&id, moment)?)
    })?;
    Ok(StatusCode::NO_CONTENT)
}
