//! What every answer tells the browser to refuse.
//!
//! Guarantee: a page of ours loads nothing but our own style, script and pictures, sends forms to
//! us only, and is shown in nobody's frame but those named in the settings.

use axum::{extract::State, response::Response};
use http::{HeaderValue, header};

use crate::{app::App, settings::WebSettings};

pub(super) async fn guard(State(app): State<App>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy(&app.settings));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    // Not `no-referrer`: with that a browser sends our own forms with `Origin: null`.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

fn policy(settings: &WebSettings) -> HeaderValue {
    let frames = if settings.frame_ancestors.is_empty() {
        "'none'".to_owned()
    } else {
        settings.frame_ancestors.join(" ")
    };
    HeaderValue::try_from(format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
    ))
    // A setting that is no header's value shuts every frame rather than opening one.
    .unwrap_or(HeaderValue::from_static(
        "default-src 'none'; frame-ancestors 'none'",
    ))
}
