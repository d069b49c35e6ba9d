//! Faults, and the place to kill a client at.

use std::time::Duration;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Refusal, input::Body};
use crate::{
    faults::{Fault, Rule},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, add, clear))
        .routes(routes!(show, remove))
}

/// Every fault, with what it saw and struck.
#[utoipa::path(get, path = "/faults", tag = "behaviour", responses((status = 200, body = Vec<Fault>)))]
async fn list(State(world): State<SharedWorld>) -> Json<Vec<Fault>> {
    Json(world.lock().faults.list())
}

/// Adds a fault; calls that came before do not count.
#[utoipa::path(post, path = "/faults", tag = "behaviour", request_body = Rule,
    responses((status = 200, body = Fault), (status = 400)))]
async fn add(
    State(world): State<SharedWorld>,
    Body(rule): Body<Rule>,
) -> Result<Json<Fault>, Refusal> {
    let mut state = world.lock();
    let id = state.faults.add(rule)?;
    state.faults.get(id).map(Json).ok_or(unknown(id))
}

/// Removes all faults; held calls go on.
#[utoipa::path(delete, path = "/faults", tag = "behaviour", responses((status = 204)))]
async fn clear(State(world): State<SharedWorld>) -> StatusCode {
    world.lock().faults.clear();
    StatusCode::NO_CONTENT
}

/// What to wait for.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Wait {
    /// A call has been held.
    Reached,
}

/// Whether to wait.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Patience {
    /// `reached`: the answer comes when a call is held by this fault.
    wait: Option<Wait>,
    /// The answer comes after so many seconds in any case (60).
    #[serde(default = "minute")]
    seconds: u64,
}

fn minute() -> u64 {
    60
}

/// One fault; with `wait=reached` as soon as it holds a call. `holding` above 0 tells that it does.
#[utoipa::path(get, path = "/faults/{id}", tag = "behaviour", params(("id" = u64, Path), Patience),
    responses((status = 200, body = Fault), (status = 404)))]
async fn show(
    State(world): State<SharedWorld>,
    Path(id): Path<u64>,
    Query(patience): Query<Patience>,
) -> Result<Json<Fault>, Refusal> {
    let fault = world.lock().faults.get(id).ok_or(unknown(id))?;
    if let Some(Wait::Reached) = patience.wait {
        let clock = world.clock();
        tokio::select! {
            // Without an order of its own the choice would be the machine's.
            biased;
            () = fault.gate().reached() => {}
            () = clock.sleep(Duration::from_secs(patience.seconds)) => {}
        }
    }
    world.lock().faults.get(id).map(Json).ok_or(unknown(id))
}

/// Removes a fault; calls that it holds go on.
#[utoipa::path(delete, path = "/faults/{id}", tag = "behaviour", params(("id" = u64, Path)),
    responses((status = 204), (status = 404)))]
async fn remove(
    State(world): State<SharedWorld>,
    Path(id): Path<u64>,
) -> Result<StatusCode, Refusal> {
    if world.lock().faults.remove(id) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(unknown(id))
    }
}

fn unknown(id: u64) -> Refusal {
    let (what, id) = ("fault", id.to_string());
    Refusal::Unknown { what, id }
}
