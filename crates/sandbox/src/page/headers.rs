//! What a browser may do with a page.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

use crate::world::SharedWorld;

/// Adds the policy: own style and script only, pictures also from the shop, and the app in a frame.
pub(super) async fn add(State(world): State<SharedWorld>, mut answer: Response) -> Response {
    let state = world.lock();
    let shop = state.addresses.shop.clone().unwrap_or_default();
    let app = state.app.as_ref().map(|app| app.embed_url.origin());
    let app = app.map_or_else(|| "'none'".to_owned(), |app| app.ascii_serialization());
    drop(state);
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
         img-src 'self' {shop}; frame-src {app}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
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
