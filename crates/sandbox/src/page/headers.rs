//! What a browser may do with a page.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

use crate::world::SharedWorld;

/// Adds the policy: own style and script only, pictures also from the shop.
pub(super) async fn add(State(world): State<SharedWorld>, mut answer: Response) -> Response {
    let shop = world.lock().addresses.shop.clone().unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
         img-src 'self' {shop}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let headers = answer.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
