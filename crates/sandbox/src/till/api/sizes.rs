//! The longest URL and the longest body (Cassa in Cloud sheet §8, §24.10), before anything else is
//! looked at.

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use super::{auth, refusal::Refusal};
use crate::{SharedWorld, till::state::Limits};

/// Lets a call through whose URL and body are short enough.
pub(super) async fn check(
    State(world): State<SharedWorld>,
    request: Request,
    next: Next,
) -> Response {
    let refuse = |refusal: Refusal| refusal.response(&world.lock().switches);
    let limits = limits_for(&world, &request);
    let url = request.uri().path_and_query();
    if url.is_some_and(|url| url.as_str().len() > limits.url) {
        return refuse(Refusal::Url);
    }
    let (parts, body) = request.into_parts();
    // A body that broke on the way was not read to its end either: nobody is there to tell apart.
    let Ok(body) = to_bytes(body, limits.body).await else {
        return refuse(Refusal::Body);
    };
    next.run(Request::from_parts(parts, Body::from(body))).await
}

/// The limits of the account that calls; the usual ones where nobody is known.
fn limits_for(world: &SharedWorld, request: &Request) -> Limits {
    let now = world.now();
    let mut state = world.lock();
    let tenant = auth::bearer(request.headers())
        .and_then(|token| auth::tenant_of(&mut state.tenants, token, now));
    tenant.map_or_else(Limits::default, |tenant| tenant.till.limits.clone())
}
