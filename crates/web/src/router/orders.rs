//! *Ordini*.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::orders;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/ordini", get(orders::show)),
        of_a_shop("GET", "/ordini.csv", get(orders::sheet::show)),
        of_a_shop("GET", "/ordini/{order}", get(orders::one::show)),
        of_a_shop("POST", "/ordini/{order}", post(orders::one::remedy)),
    ]
}
