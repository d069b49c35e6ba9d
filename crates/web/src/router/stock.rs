//! *Giacenze*.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::stock;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/giacenze", get(stock::show)),
        of_a_shop("GET", "/giacenze/{sku}", get(stock::one::show)),
        of_a_shop("POST", "/giacenze/{sku}", post(stock::one::choose)),
    ]
}
