//! Webhook calls of both services: what waits, and what was made.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{deliver::Attempt, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Webhook calls.
#[derive(Debug, Serialize, ToSchema)]
struct Deliveries {
    /// How many wait for their time.
    waiting: usize,
    /// The latest that were made, oldest first.
    made: Vec<Attempt>,
}

/// Webhook calls of both services: how many wait, and what came of the latest 1,000.
#[utoipa::path(get, path = "/deliveries", tag = "journal", responses((status = 200, body = Deliveries)))]
async fn list(State(world): State<SharedWorld>) -> Json<Deliveries> {
    let state = world.lock();
    Json(Deliveries {
        waiting: state.outbox.waiting(),
        made: state.outbox.made().cloned().collect(),
    })
}
