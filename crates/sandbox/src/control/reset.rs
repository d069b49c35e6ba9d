//! Starting again.

use axum::{Json, extract::State};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::input::Body;
use crate::{
    lived_in::{self, Start},
    world::{Account, SharedWorld},
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(reset))
}

/// How to start again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Reset {
    /// What every tenant begins with.
    #[serde(default)]
    start: Start,
    /// Seed of the lived-in world; that of the start if missing.
    seed: Option<u64>,
}

/// Starts again: every tenant keeps its keys and loses all else; faults, latency, switches and the
/// journal are as at the start.
#[utoipa::path(post, path = "/reset", tag = "world", request_body = Reset,
    responses((status = 200, body = Vec<Account>)))]
async fn reset(State(world): State<SharedWorld>, Body(reset): Body<Reset>) -> Json<Vec<Account>> {
    let seed = reset.seed.unwrap_or_else(|| world.lock().seed);
    lived_in::begin(&world, reset.start, seed);
    Json(world.accounts())
}
