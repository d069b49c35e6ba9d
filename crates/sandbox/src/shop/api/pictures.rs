//! Files of pictures, open to everybody as on the real picture hosts (TS Commerce sheet §17.3).

use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    response::Response,
    routing::get,
};
use http::{HeaderValue, StatusCode, header};

use crate::SharedWorld;

pub(super) fn routes() -> Router<SharedWorld> {
    Router::new()
        .route("/gallery/{id}", get(file))
        .route("/secache/{id}", get(file))
}

/// `GET /gallery/{id}`: the file as it was sent; `GET /secache/{id}` gives it too.
async fn file(State(world): State<SharedWorld>, Path(id): Path<String>) -> Response {
    let found = {
        let state = world.lock();
        let galleries = state.tenants.iter().map(|tenant| &tenant.shop.gallery);
        galleries
            .filter_map(|gallery| gallery.get(&id))
            .map(|image| (image.bytes.clone(), image.content_type))
            .next()
    };
    let mut response = Response::default();
    match found {
        Some((bytes, kind)) => {
            response
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            *response.body_mut() = Body::from(bytes);
        }
        None => *response.status_mut() = StatusCode::NOT_FOUND,
    }
    response
}
