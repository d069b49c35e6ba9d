//! How long the services take.

use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::input::Body;
use crate::{faults::latency::Latencies, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(show, set))
}

/// The latency of both services.
#[utoipa::path(get, path = "/latency", tag = "behaviour", responses((status = 200, body = Latencies)))]
async fn show(State(world): State<SharedWorld>) -> Json<Latencies> {
    Json(world.lock().latencies)
}

/// Sets the latency of both services; what is missing becomes 0.
#[utoipa::path(put, path = "/latency", tag = "behaviour", request_body = Latencies,
    responses((status = 200, body = Latencies)))]
async fn set(State(world): State<SharedWorld>, Body(wanted): Body<Latencies>) -> Json<Latencies> {
    world.lock().latencies = wanted;
    Json(wanted)
}
