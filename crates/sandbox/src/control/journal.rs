//! The journal of calls.

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    journal::{Call, Count, Filter},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, clear))
        .routes(routes!(counts))
}

/// The latest calls, newest first.
#[utoipa::path(get, path = "/journal", tag = "journal", params(Filter),
    responses((status = 200, body = Vec<Call>)))]
async fn list(State(world): State<SharedWorld>, Query(filter): Query<Filter>) -> Json<Vec<Call>> {
    Json(world.lock().journal.rows(&filter).cloned().collect())
}

/// How often each kind of call happened since the start or the last clearing.
#[utoipa::path(get, path = "/journal/counts", tag = "journal", responses((status = 200, body = Vec<Count>)))]
async fn counts(State(world): State<SharedWorld>) -> Json<Vec<Count>> {
    Json(world.lock().journal.counts())
}

/// Forgets all calls; numbers begin anew.
#[utoipa::path(delete, path = "/journal", tag = "journal", responses((status = 204)))]
async fn clear(State(world): State<SharedWorld>) -> StatusCode {
    world.lock().journal.clear();
    StatusCode::NO_CONTENT
}
