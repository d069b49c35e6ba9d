//! The control API: what a test or a person does to the simulated world from outside.
//!
//! JSON on an address of its own, described by `/openapi.json`. Nothing here is part of the two
//! services: its calls cost no latency, meet no fault and are in no journal. Where a call does not
//! name an `instance`, the first tenant is meant.
//!
//! | file | resource |
//! |---|---|
//! | `reset` | start again, bare or lived-in |
//! | `accounts`, `pairs` | tenants, their permissions and keys |
//! | `app` | the app of the shops |
//! | `catalogues` | import and generate |
//! | `products`, `stock`, `categories`, `options`, `sales_points` | the till, as a merchant changes it |
//! | `goods`, `till_documents` | what moves the till's goods: received, carried, sold, brought back |
//! | `till_orders`, `order_rules`, `till_webhooks` | the till's orders: the operator, what refuses them, who hears of them |
//! | `own`, `shop_stock` | the shop, as a merchant changes it |
//! | `shop_orders` | the shop's orders: a shopper buys, the merchant sets states |
//! | `trade` | as much of all that as one wants, chosen by a seed |
//! | `latency`, `limits`, `faults`, `switches` | how the services behave |
//! | `journal`, `deliveries`, `dump` | who called, whom webhooks called, and what is there |

mod accounts;
pub(crate) mod acting;
mod app;
mod catalogues;
mod categories;
mod deliveries;
mod dump;
mod faults;
mod goods;
mod input;
mod journal;
mod latency;
mod limits;
mod options;
mod order_rules;
mod own;
mod pairs;
mod products;
mod refusal;
mod reset;
mod sales_points;
pub(crate) mod shop_change;
mod shop_orders;
mod shop_stock;
mod stock;
mod switches;
mod till_documents;
mod till_orders;
mod till_webhooks;
mod trade;

use axum::{Json, Router, extract::DefaultBodyLimit, routing::get};
use utoipa::{OpenApi, openapi::OpenApi as Document};
use utoipa_axum::router::OpenApiRouter;

pub use self::{input::Of, refusal::Refusal};
use crate::world::SharedWorld;

/// The head of the document; the paths come from the resources.
#[derive(OpenApi)]
#[openapi(info(
    title = "Ponte Sandbox: control",
    description = "What a test or a person does to the simulated Cassa in Cloud and TS Commerce. \
                   Where a call does not name an instance, the first tenant is meant."
))]
struct Head;

fn resources() -> OpenApiRouter<SharedWorld> {
    OpenApiRouter::with_openapi(Head::openapi())
        .merge(reset::router())
        .merge(accounts::router())
        .merge(pairs::router())
        .merge(app::router())
        .merge(catalogues::router())
        .merge(products::router())
        .merge(stock::router())
        .merge(goods::router())
        .merge(categories::router())
        .merge(options::router())
        .merge(sales_points::router())
        .merge(own::router())
        .merge(shop_stock::router())
        .merge(till_documents::router())
        .merge(till_orders::router())
        .merge(order_rules::router())
        .merge(till_webhooks::router())
        .merge(shop_orders::router())
        .merge(trade::router())
        .merge(latency::router())
        .merge(limits::router())
        .merge(faults::router())
        .merge(switches::router())
        .merge(journal::router())
        .merge(deliveries::router())
        .merge(dump::router())
}

/// The OpenAPI document.
#[must_use]
pub fn document() -> Document {
    resources().into_openapi()
}

/// The control API.
pub fn router(world: SharedWorld) -> Router {
    let (router, document) = resources().split_for_parts();
    router
        .route("/openapi.json", get(async || Json(document)))
        // A catalogue of 100,000 variants has some 60 MB.
        .layer(DefaultBodyLimit::max(256 << 20))
        .with_state(world)
}
