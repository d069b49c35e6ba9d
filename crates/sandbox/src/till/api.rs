//! The public API of the till, with its real paths (Cassa in Cloud sheet §9).
//!
//! A call passes, in this order: CORS, longest URL and body, route, token, allowance, version,
//! permission, and then its own parameters. Every refusal leaves the state as it was.

use axum::{
    Router, middleware,
    routing::{get, post},
};

use crate::SharedWorld;

mod auth;
mod call;
mod categories;
mod cors;
mod departments;
mod envelope;
mod like;
mod options;
mod page;
mod products;
mod query;
mod record;
mod refusal;
mod sales_modes;
mod sales_points;
mod sizes;
mod sorts;
mod stocks;
mod taxes;
mod webhooks;
mod window;

/// The till as its clients see it. The tenant is found by the token.
pub fn router(world: SharedWorld) -> Router {
    Router::new()
        .route("/apikey/token", post(auth::token))
        .route("/salespoint", get(sales_points::list))
        .route("/salespoint/{id}", get(sales_points::one))
        .route("/categories", get(categories::list))
        .route("/categories/{id}", get(categories::one))
        .route("/departments", get(departments::list))
        .route("/departments/{id}", get(departments::one))
        .route("/taxes", get(taxes::list))
        .route("/salesmodes", get(sales_modes::list))
        .route("/options", get(options::list))
        .route("/products", get(products::list))
        .route("/products/{id}", get(products::one))
        .route("/stocks/{id}", get(stocks::list))
        .route("/webhooks", get(webhooks::list))
        .fallback(refusal::no_route)
        .method_not_allowed_fallback(refusal::no_route)
        .layer(middleware::from_fn_with_state(world.clone(), sizes::check))
        .layer(middleware::from_fn_with_state(world.clone(), cors::answer))
        .with_state(world)
}
