//! The sandbox's own page: both sides at a glance, and what one may do to them by click.
//!
//! - It works without script: links and forms, each action answered by a redirect.
//! - Nothing is loaded from elsewhere, and no script or style stands in a page: the policy in
//!   `headers` forbids it.
//! - Another web site cannot press its buttons: writes that a browser sends from there are refused
//!   ([`neighbours`]).
//!
//! | file | page |
//! |---|---|
//! | `banks` | Le due sponde |
//! | `article` | one article of the till |
//! | `till_order`, `shop_order` | one order of each side, with all that may be done to it |
//! | `purchase` | buying with all that a checkout asks |
//! | `admin` | Pannello del negozio: the app in a frame |
//! | `order_rules` | Impostazioni ordini: what makes the till refuse orders |
//! | `faults`, `switches`, `calls`, `api` | Guasti, Dubbi, Chiamate, API |
//! | `shopper` | a product as a shopper sees it, on the shop's own address |
//! | `actions` | what the forms do |

mod actions;
mod admin;
mod api;
mod article;
mod banks;
mod calls;
mod faults;
mod headers;
pub mod neighbours;
mod notice;
mod order_rules;
mod pager;
mod purchase;
mod shell;
mod shop_order;
mod shop_side;
pub mod shopper;
mod static_files;
mod switches;
mod till_order;
mod words;

use std::sync::{Arc, Mutex, PoisonError};

use axum::{Router, middleware, routing::get};

use self::notice::Notice;
use crate::world::SharedWorld;

/// The world, and what was last done by hand.
#[derive(Clone, Debug)]
struct Desk {
    world: SharedWorld,
    notice: Arc<Mutex<Option<Notice>>>,
}

impl Desk {
    fn note(&self, notice: Notice) {
        *self.notice.lock().unwrap_or_else(PoisonError::into_inner) = Some(notice);
    }

    fn noted(&self) -> Option<Notice> {
        let notice = self.notice.lock().unwrap_or_else(PoisonError::into_inner);
        notice.clone()
    }
}

/// The pages and their forms.
pub fn router(world: SharedWorld) -> Router {
    let desk = Desk {
        notice: Arc::default(),
        world: world.clone(),
    };
    Router::new()
        .route("/", get(banks::show))
        .route("/articolo/{id}", get(article::show))
        .route("/ordine-cassa/{id}", get(till_order::show))
        .route("/ordine/{id}", get(shop_order::show))
        .route("/compra/{uid}", get(purchase::show))
        .route("/impostazioni-ordini", get(order_rules::show))
        .route("/negozio", get(admin::show))
        .route("/guasti", get(faults::show))
        .route("/dubbi", get(switches::show))
        .route("/chiamate", get(calls::show))
        .route("/api", get(api::show))
        .merge(actions::router())
        .with_state(desk)
        .layer(middleware::map_response_with_state(world, headers::add))
        .merge(static_files::router())
}
