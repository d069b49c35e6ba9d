//! The shop's key pairs: READ, and READ & WRITE.

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
    shop::pairs::{Access, KeyPair},
    world::SharedWorld,
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(revoke))
}

/// The shop's key pairs.
#[utoipa::path(get, path = "/accounts/{instance}/pairs", tag = "accounts",
    params(("instance" = String, Path)), responses((status = 200, body = Vec<KeyPair>), (status = 404)))]
async fn list(
    State(world): State<SharedWorld>,
    Path(instance): Path<String>,
) -> Result<Json<Vec<KeyPair>>, Refusal> {
    let mut state = world.lock();
    let tenant = state.tenant(&instance).ok_or(Refusal::Tenant(instance))?;
    Ok(Json(tenant.shop.pairs.clone()))
}

/// A pair to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPair {
    /// What it may do, for ever.
    access: Access,
}

/// Makes a pair.
#[utoipa::path(post, path = "/accounts/{instance}/pairs", tag = "accounts",
    params(("instance" = String, Path)), request_body = NewPair,
    responses((status = 200, body = KeyPair), (status = 404)))]
async fn add(
    State(world): State<SharedWorld>,
    Path(instance): Path<String>,
    Body(new): Body<NewPair>,
) -> Result<Json<KeyPair>, Refusal> {
    let mut state = world.lock();
    let tenant = state.tenant(&instance).ok_or(Refusal::Tenant(instance))?;
    let pair = tenant.shop.add_pair(new.access, world.random().as_ref());
    Ok(Json(pair))
}

/// Kills a pair: whoever uses it is refused from now on.
#[utoipa::path(delete, path = "/accounts/{instance}/pairs/{key}", tag = "accounts",
    params(("instance" = String, Path), ("key" = String, Path)),
    responses((status = 204), (status = 404)))]
async fn revoke(
    State(world): State<SharedWorld>,
    Path((instance, key)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    let mut state = world.lock();
    let tenant = state.tenant(&instance).ok_or(Refusal::Tenant(instance))?;
    if tenant.shop.revoke_pair(&key) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        // The key is not repeated: it may be a right one, mistyped.
        let (what, id) = ("pair", "with this key".to_owned());
        Err(Refusal::Unknown { what, id })
    }
}
