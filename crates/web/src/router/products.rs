//! *Prodotti*.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::products;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/prodotti", get(products::show)),
        of_a_shop("GET", "/prodotti/{product}", get(products::one::show)),
        of_a_shop(
            "POST",
            "/prodotti/{product}/confronta",
            post(products::one::compare),
        ),
        of_a_shop(
            "POST",
            "/prodotti/{product}/sincronizza",
            post(products::one::start),
        ),
        of_a_shop(
            "POST",
            "/prodotti/{product}/fuori",
            post(products::one::leave_out),
        ),
        of_a_shop(
            "POST",
            "/prodotti/{product}/rimetti",
            post(products::one::take_back),
        ),
    ]
}
