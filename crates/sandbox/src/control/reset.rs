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
    /// Seed of the lived-in world.
    #[serde(default = "one")]
    seed: u64,
}

fn one() -> u64 {
    1
}

/// Starts again: every tenant keeps its keys and loses all else; faults, latency, switches and the
/// journal are as at the start.
#[utoipa::path(post, path = "/reset", tag = "world", request_body = Reset,
    responses((status = 200, body = Vec<Account>)))]
async fn reset(State(world): State<SharedWorld>, Body(reset): Body<Reset>) -> Json<Vec<Account>> {
    lived_in::begin(&world, reset.start, reset.seed);
    Json(world.accounts())
}
