//! Both sides as they are, in one moment.

use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Of, Refusal};
use crate::{shop, till, world::SharedWorld};

pub(super) fn router() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::new().routes(routes!(dump))
}

/// What a dump holds.
#[derive(Serialize)]
struct Both<'a> {
    till: till::dump::Dump<'a>,
    shop: shop::dump::Dump,
}

/// Both sides of a tenant: `{"till": …, "shop": …}`, names in place of ids, money as decimal text.
/// It is one moment: nothing changes while it is written.
#[utoipa::path(get, path = "/dump", tag = "journal", params(Of),
    responses((status = 200, body = serde_json::Value)))]
async fn dump(State(world): State<SharedWorld>, Query(of): Query<Of>) -> Result<Response, Refusal> {
    let mut state = world.lock();
    let tenant = of.tenant(&mut state)?;
    let both = Both {
        till: tenant.till.dump(),
        shop: tenant.shop.dump(),
    };
    // Written straight to text: a tree of values for 100,000 variants would be ten times as big.
    let text = serde_json::to_vec(&both).map_err(|error| Refusal::Body(error.to_string()))?;
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((kind, text).into_response())
}
