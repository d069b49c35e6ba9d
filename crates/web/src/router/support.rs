//! Help, the diagnosis, and the data of those who buy.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::{privacy, support};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/aiuto", get(support::show)),
        of_a_shop("GET", "/diagnosi", get(support::diagnosis)),
        of_a_shop("GET", "/dati-personali", get(privacy::show)),
        of_a_shop("POST", "/dati-personali", post(privacy::send)),
        of_a_shop("POST", "/dati-personali/conservazione", post(privacy::keep)),
    ]
}
