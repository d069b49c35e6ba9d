//! `/static/…`: style, script, mark.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "static"]
struct Assets;

/// The address of a file, which changes with its content: so it may be kept for ever.
pub(crate) fn address(name: &str) -> String {
    let version = Assets::get(name).map_or_else(String::new, |file| {
        hex::encode(file.metadata.sha256_hash().get(..6).unwrap_or_default())
    });
    format!("/static/{name}?v={version}")
}

pub(crate) async fn show(Path(name): Path<String>) -> Response {
    let Some(file) = Assets::get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let kept = "public, max-age=31536000, immutable";
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)],
        file.data.into_owned(),
    )
        .into_response()
}
