//! The public API of the till, with its real paths (Cassa in Cloud sheet §9).
//!
//! A call passes, in this order: CORS, longest URL and body, route, token, allowance, version,
//! permission, and then its own parameters. Every refusal leaves the state as it was.

use axum::{
    Router, middleware,
    routing::{get, post, put},
};

use crate::SharedWorld;

mod auth;
mod call;
mod categories;
mod cors;
mod customers;
mod dates;
mod departments;
mod envelope;
mod like;
mod options;
mod orders;
mod organizations;
mod page;
mod products;
mod query;
mod receipts;
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
mod written;

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
        .route("/customers", get(customers::list).post(customers::create))
        .route(
            "/customers/{id}",
            get(customers::one).put(customers::update),
        )
        .route(
            "/organizations",
            get(organizations::list).post(organizations::create),
        )
        .route("/documents/orders", get(orders::list))
        .route("/documents/orders/batch", post(orders::create))
        .route("/documents/orders/{id}", get(orders::one))
        .route(
            "/documents/orders/{id}/prepayment",
            put(orders::set_prepayment),
        )
        .route("/documents/receipts", get(receipts::list))
        .route("/webhooks", get(webhooks::list))
        .fallback(refusal::no_route)
        .method_not_allowed_fallback(refusal::no_route)
        .layer(middleware::from_fn_with_state(world.clone(), sizes::check))
        .layer(middleware::from_fn_with_state(world.clone(), cors::answer))
        .with_state(world)
}
