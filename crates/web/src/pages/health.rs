//! `/salute`: whether this process can do its work, for whoever watches it.

use axum::{Json, extract::State, response::IntoResponse};
use http::StatusCode;
use serde_json::json;

use crate::app::App;

pub(crate) async fn show(State(app): State<App>) -> impl IntoResponse {
    match app.read().await {
        Ok(_) => (StatusCode::OK, Json(json!({ "ok": true }))),
        Err(cause) => {
            tracing::error!(%cause, "health: the database cannot be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(json!({ "ok": false })),
            )
        }
    }
}
