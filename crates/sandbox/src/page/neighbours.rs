//! Other web sites in the same browser: they may not change anything here.

use axum::{
    extract::Request,
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses a write that a browser sends on behalf of another site. Programs do not send the header
/// that browsers tell it by, and are let through.
pub async fn refuse(request: Request, next: Next) -> Response {
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    let site = request.headers().get("sec-fetch-site");
    let ours = site.is_none_or(|site| site == "same-origin" || site == "none");
    if reads || ours {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "asked by another site").into_response()
    }
}
