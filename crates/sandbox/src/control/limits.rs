//! How many calls the services put up with.

use axum::{
    Json,
    extract::{Query, State},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal, input::Body};
use crate::{
    till,
    world::{SharedWorld, Tenant},
};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(show, set))
}

/// The limits of one tenant.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct CallLimits {
    /// The till's.
    till: till::state::Limits,
    /// The shop's.
    shop: ShopLimits,
}

/// The shop's limits.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ShopLimits {
    /// Calls of a pair in any 24 hours; beyond that 509.
    calls_per_day: u32,
    /// Calls in any second; beyond that 429. None if missing, as documented.
    calls_per_second: Option<u32>,
}

impl Default for ShopLimits {
    fn default() -> Self {
        let (calls_per_day, calls_per_second) = (100_000, None);
        Self {
            calls_per_day,
            calls_per_second,
        }
    }
}

/// The limits of both services.
#[utoipa::path(get, path = "/limits", tag = "behaviour", params(Of),
    responses((status = 200, body = CallLimits)))]
async fn show(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
) -> Result<Json<CallLimits>, Refusal> {
    Ok(Json(now(of.tenant(&mut world.lock())?)))
}

/// Sets the limits of both services; what is missing becomes what the fact sheets say.
#[utoipa::path(put, path = "/limits", tag = "behaviour", params(Of), request_body = CallLimits,
    responses((status = 200, body = CallLimits)))]
async fn set(
    State(world): State<SharedWorld>,
    Query(of): Query<Of>,
    Body(wanted): Body<CallLimits>,
) -> Result<Json<CallLimits>, Refusal> {
    let mut state = world.lock();
    let tenant = of.tenant(&mut state)?;
    tenant.till.limits = wanted.till;
    tenant.shop.calls_per_day = wanted.shop.calls_per_day;
    tenant.shop.calls_per_second = wanted.shop.calls_per_second;
    Ok(Json(now(tenant)))
}

fn now(tenant: &Tenant) -> CallLimits {
    CallLimits {
        till: tenant.till.limits.clone(),
        shop: ShopLimits {
            calls_per_day: tenant.shop.calls_per_day,
            calls_per_second: tenant.shop.calls_per_second,
        },
    }
}
