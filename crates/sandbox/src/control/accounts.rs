//! Tenants: a till account and a shop each.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::{Path, State},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Refusal, input::Body};
use crate::{
    lived_in::{self, Start},
    till::state::SCOPES,
    world::{Account, SharedWorld, Tenant},
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(permissions, permit))
}

/// Every tenant's secrets.
#[utoipa::path(get, path = "/accounts", tag = "accounts", responses((status = 200, body = Vec<Account>)))]
async fn list(State(world): State<SharedWorld>) -> Json<Vec<Account>> {
    Json(world.accounts())
}

/// What a new tenant begins with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct NewAccount {
    /// Bare, or lived-in.
    start: Start,
    /// Seed of the lived-in catalogue.
    seed: u64,
}

impl Default for NewAccount {
    fn default() -> Self {
        let (start, seed) = (Start::Empty, 1);
        Self { start, seed }
    }
}

/// Adds a tenant.
#[utoipa::path(post, path = "/accounts", tag = "accounts", request_body = NewAccount,
    responses((status = 200, body = Account)))]
async fn add(State(world): State<SharedWorld>, Body(new): Body<NewAccount>) -> Json<Account> {
    let account = world.add_tenant();
    lived_in::fill(&world, &account.instance, new.start, new.seed);
    Json(account)
}

/// What the till's api key may do.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Permissions {
    /// The account has a licence that allows the API; without it the key gets no token.
    #[serde(default = "yes")]
    licensed: bool,
    /// Scopes of the key, `read_product` and so on; all if missing.
    #[serde(default = "all")]
    scopes: BTreeSet<String>,
}

fn yes() -> bool {
    true
}

fn all() -> BTreeSet<String> {
    SCOPES.iter().map(ToString::to_string).collect()
}

/// What the till's api key may do.
#[utoipa::path(get, path = "/accounts/{instance}/permissions", tag = "accounts",
    params(("instance" = String, Path)), responses((status = 200, body = Permissions), (status = 404)))]
async fn permissions(
    State(world): State<SharedWorld>,
    Path(instance): Path<String>,
) -> Result<Json<Permissions>, Refusal> {
    let mut state = world.lock();
    let tenant = state.tenant(&instance).ok_or(Refusal::Tenant(instance))?;
    Ok(Json(now(tenant)))
}

/// Takes permissions from the till's api key, or gives them back. Tokens that are out feel it too.
#[utoipa::path(put, path = "/accounts/{instance}/permissions", tag = "accounts",
    params(("instance" = String, Path)), request_body = Permissions,
    responses((status = 200, body = Permissions), (status = 400), (status = 404)))]
async fn permit(
    State(world): State<SharedWorld>,
    Path(instance): Path<String>,
    Body(wanted): Body<Permissions>,
) -> Result<Json<Permissions>, Refusal> {
    let unknown = |scope: &&String| !SCOPES.contains(&scope.as_str());
    if let Some(scope) = wanted.scopes.iter().find(unknown) {
        let scopes = SCOPES.join(", ");
        return Err(Refusal::Body(format!(
            "there is no scope {scope}; there are {scopes}"
        )));
    }
    let mut state = world.lock();
    let tenant = state.tenant(&instance).ok_or(Refusal::Tenant(instance))?;
    tenant.till.licensed = wanted.licensed;
    tenant.till.scopes = wanted.scopes;
    Ok(Json(now(tenant)))
}

fn now(tenant: &Tenant) -> Permissions {
    Permissions {
        licensed: tenant.till.licensed,
        scopes: tenant.till.scopes.clone(),
    }
}
