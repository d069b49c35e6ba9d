//! The till's sales points.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{till::records::SalesPoint, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(enable))
}

/// The sales points, those that the key may not see too.
#[utoipa::path(get, path = "/salespoints", tag = "till", params(Of),
    responses((status = 200, body = Vec<SalesPoint>)))]
async fn list(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<Vec<SalesPoint>>, Refusal> {
    Ok(Json(
        of.tenant(&mut world.lock())?.till.sales_points().to_vec(),
    ))
}

/// A sales point to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPoint {
    /// Its name.
    name: String,
    /// Its town.
    #[serde(default)]
    city: String,
}

/// Opens a sales point; gives its id.
#[utoipa::path(post, path = "/salespoints", tag = "till", params(Of), request_body = NewPoint,
    responses((status = 200, body = i64)))]
async fn add(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(new): Body<NewPoint>,
) -> Result<Json<i64>, Refusal> {
    let mut state = world.lock();
    let till = &mut of.tenant(&mut state)?.till;
    Ok(Json(till.add_sales_point(&new.name, &new.city)))
}

/// Whether the key may see it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Enabled {
    /// It may.
    enabled: bool,
}

/// Shows a sales point to the api key, or hides it.
#[utoipa::path(put, path = "/salespoints/{id}", tag = "till", params(("id" = i64, Path), Of),
    request_body = Enabled, responses((status = 204), (status = 404)))]
async fn enable(
    State(world): State<SharedWorld>,
    Path(id): Path<i64>,
    Query(of): Query<Of>,
    Body(wanted): Body<Enabled>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    of.tenant(&mut state)?
        .till
        .enable_sales_point(id, wanted.enabled)?;
    Ok(StatusCode::NO_CONTENT)
}
