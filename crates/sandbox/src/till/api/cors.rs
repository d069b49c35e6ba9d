//! Browsers of other hosts are answered, refusals included (Cassa in Cloud sheet §4, §24.22).

use axum::{
    extract::{Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{
            ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::SharedWorld;

const METHODS: &str = "GET, POST, PUT, DELETE";
const HEADERS: &str = "authorization, content-type, x-version, x-requested-with";

/// Answers preflights without a token, and marks every other answer.
pub(super) async fn answer(
    State(world): State<SharedWorld>,
    request: Request,
    next: Next,
) -> Response {
    if !world.lock().switches.till_cors {
        return next.run(request).await;
    }
    let mut response = if request.method() == Method::OPTIONS {
        let allowed = [
            (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
            (ACCESS_CONTROL_ALLOW_HEADERS, HEADERS),
        ];
        (StatusCode::NO_CONTENT, allowed).into_response()
    } else {
        next.run(request).await
    };
    let everybody = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(ACCESS_CONTROL_ALLOW_ORIGIN, everybody);
    response
}
