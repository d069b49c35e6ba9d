//! What the till issues: sales over the counter, credit notes, and documents taken back.
//!
//! Webhooks are told of the document and of every movement, as if it had been done at the till.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, acting::at_till, input::Body};
use crate::{
    till::documents::{credit::Credit, sale::Sale, void::DumpedDocument},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(sell))
        .routes(routes!(credit))
        .routes(routes!(documents))
        .routes(routes!(void))
}

/// Sells over the counter: a receipt is issued, the goods leave the shelf, also where they are not there.
/// With `"refund": true` an article comes back, as a negative row. With `at` the receipt bears a date of
/// the past, as from a till that was offline. 400 where there are no goods, a quantity is not above 0 or
/// `at` lies in the future.
#[utoipa::path(post, path = "/till/sales", tag = "till orders", params(Of), request_body = Sale,
    responses((status = 200, body = DumpedDocument), (status = 400), (status = 404)))]
async fn sell(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(sale): Body<Sale>,
) -> Result<Json<DumpedDocument>, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(Json(till.sell(&sale, moment)?))
    })
}

/// Issues a credit note: the goods come back onto the shelf. 400 where there are no goods or a quantity is
/// not above 0, 409 where the sales point does not have the article.
#[utoipa::path(post, path = "/till/credit-notes", tag = "till orders", params(Of), request_body = Credit,
    responses((status = 200, body = DumpedDocument), (status = 400), (status = 404), (status = 409)))]
async fn credit(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(credit): Body<Credit>,
) -> Result<Json<DumpedDocument>, Refusal> {
    at_till(&world, &of, |till, moment| {
        Ok(Json(till.credit(&credit, moment)?))
    })
}

/// Receipts, invoices, delivery notes and credit notes, the oldest date first; voided ones are left out.
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

/// Voids a document: its goods come back, and what it had brought back leaves again; the order that it
/// came from stays as it is.
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
