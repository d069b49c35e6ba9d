//! What every answer tells the browser to refuse.
//!
//! Guarantee: a page of ours loads nothing but our own style, script and pictures, sends forms to
//! us only, and is shown in nobody's frame but those named in the settings, and, for a shop's own people,
//! that shop's.

use axum::{extract::State, response::Response};
use http::{HeaderValue, header};

use crate::{app::App, auth::embed::Around, settings::WebSettings};

pub(super) async fn guard(State(app): State<App>, mut response: Response) -> Response {
    let around = response.extensions().get::<Around>().cloned();
    let policy = policy(&app.settings, &around.unwrap_or_default());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
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

fn policy(settings: &WebSettings, around: &Around) -> HeaderValue {
    let frames = [&settings.frame_ancestors[..], &around.0[..]].concat();
    let frames = if frames.is_empty() {
        "'none'".to_owned()
    } else {
        frames.join(" ")
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
