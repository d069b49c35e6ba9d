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
        documents::{sale::Sale, void::DumpedDocument},
        dump::orders::DumpedOrder,
        orders::operator::Step,
    },
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(step))
        .routes(routes!(delete))
        .routes(routes!(sell))
        .routes(routes!(documents))
        .routes(routes!(void))
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

/// Sells over the counter: a receipt is issued, the goods leave the shelf.
#[utoipa::path(post, path = "/till/sales", tag = "till orders", params(Of), request_body = Sale,
    responses((status = 204), (status = 404)))]
async fn sell(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(sale): Body<Sale>,
) -> Result<StatusCode, Refusal> {
    at_till(&world, &of, |till, moment| Ok(till.sell(&sale, moment)?))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Receipts, invoices and delivery notes, the oldest first; voided ones are left out.
#[utoipa::path(get, path = "/till/documents", tag = "till orders", params(Of),
    responses((status = 200, body = Vec<DumpedDocument>)))]
async fn documents(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<Vec<DumpedDocument>>, Refusal> {
    let mut state = world.lock();
    let till = &of.tenant(&mut state)?.till;
    Ok(Json(till.documents().map(Into::into).collect()))
}

/// Voids a document: its goods come back; the order that it came from stays as it is.
#[utoipa::path(post, path = "/till/documents/{id}/void", tag = "till orders",
    params(("id" = String, Path), Of), responses((status = 204), (status = 404)))]
async fn void(
    State(world): State<SharedWorld>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Result<StatusCode, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(till.void_document(&id, moment)?)
    })?;
    Ok(StatusCode::NO_CONTENT)
}
