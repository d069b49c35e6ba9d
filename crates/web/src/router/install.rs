//! Installing, the frame of the shop's admin, and how a person comes in to a shop.
//!
//! What is entered in the platform's portal: `/installa` as the Auth URL, `/incorpora` as the Embed URL.

use axum::{
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use super::entry::{Entry, inlet, of_a_shop, open};
use crate::pages::{connect, install, shop_keys};

/// For people, who are asked who they are.
pub(super) fn entries() -> Vec<Entry> {
    vec![
        open("GET", "/incorpora", get(install::embedded)),
        open("GET", "/collega", get(connect::show)),
        open("POST", "/collega", post(connect::send)),
        open("GET", "/collega/codice", get(connect::code::show)),
        open("POST", "/collega/codice", post(connect::code::ask)),
        open(
            "POST",
            "/collega/codice/conferma",
            post(connect::code::confirm),
        ),
        of_a_shop("GET", "/connettore/negozio", get(shop_keys::show)),
        of_a_shop("POST", "/connettore/negozio", post(shop_keys::send)),
    ]
}

/// For the platform, which is nobody.
pub(super) fn calls() -> Vec<Entry> {
    let called = post(install::called).layer(DefaultBodyLimit::max(install::LONGEST_BODY));
    vec![inlet("/installa", called)]
}
