//! The public API of the shop, version 1.1, with its real paths.
//!
//! One file a resource. A handler is a plain function over the caller's shop: it runs while the
//! world is locked, and what it gives back is sent after the lock is free again.
//!
//! | module | subject |
//! |---|---|
//! | [`door`] | from an HTTP request to a [`call::Call`]: form, keys, permission, limits |
//! | [`call`] | what a handler gets, and how it reads parameters |
//! | [`refusal`] | errors in the three styles |
//! | [`json`], [`dates`] | JSON as PHP writes it, instants as the shop does |
//! | `pictures` | files of pictures, on the shop's own address |

mod attributes;
mod brands;
mod call;
mod categories;
mod clients;
mod countries;
mod dates;
mod door;
mod gallery;
mod inventory;
mod inventory_list;
mod json;
mod order_list;
mod order_read;
mod orders;
mod pictures;
mod product_fields;
mod product_images;
mod product_lists;
mod product_read;
mod product_row;
mod product_write;
mod refusal;
mod store;
mod taxes;
mod translations;
mod variant_pictures;
mod variant_write;
mod webhooks;

use axum::Router;

use crate::SharedWorld;

/// Both hosts of the shop in one: `connect.storeden.com/v1.1/…` and the picture hosts.
pub fn router(world: SharedWorld) -> Router {
    let endpoints = Router::new()
        .merge(store::routes())
        .merge(product_lists::routes())
        .merge(product_write::routes())
        .merge(product_images::routes())
        .merge(variant_pictures::routes())
        .merge(inventory::routes())
        .merge(categories::routes())
        .merge(brands::routes())
        .merge(attributes::routes())
        .merge(taxes::routes())
        .merge(countries::routes())
        .merge(gallery::routes())
        .merge(translations::routes())
        .merge(orders::routes())
        .merge(clients::routes())
        .merge(webhooks::routes());
    Router::new()
        .nest(door::VERSION, endpoints)
        .merge(pictures::routes())
        .fallback(door::unknown_path)
        .with_state(world)
}
