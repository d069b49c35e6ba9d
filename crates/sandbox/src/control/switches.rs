//! Doubtful behaviour, by name.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Refusal, input::Body};
use crate::{
    switches::{Described, Switches},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, clear))
        .routes(routes!(set))
}

/// Every switch, with what is chosen and what may be.
#[utoipa::path(get, path = "/switches", tag = "behaviour", responses((status = 200, body = Vec<Described>)))]
async fn list(State(world): State<SharedWorld>) -> Json<Vec<Described>> {
    Json(world.lock().switches.describe())
}

/// A choice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Choice {
    /// What is chosen, as text: `true`, `nested`, `429`.
    value: String,
}

/// Sets a switch.
#[utoipa::path(put, path = "/switches/{name}", tag = "behaviour", params(("name" = String, Path)),
    request_body = Choice, responses((status = 204), (status = 400), (status = 404)))]
async fn set(
    State(world): State<SharedWorld>,
    Path(name): Path<String>,
    Body(choice): Body<Choice>,
) -> Result<StatusCode, Refusal> {
    world.lock().switches.set(&name, &choice.value)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets every switch to what the fact sheets assume.
#[utoipa::path(delete, path = "/switches", tag = "behaviour", responses((status = 204)))]
async fn clear(State(world): State<SharedWorld>) -> StatusCode {
    world.lock().switches = Switches::default();
    StatusCode::NO_CONTENT
}
