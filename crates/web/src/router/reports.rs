//! *Segnalazioni*.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::reports;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/segnalazioni", get(reports::show)),
        of_a_shop("GET", "/segnalazioni/elenco", get(reports::list::show)),
        of_a_shop("GET", "/segnalazioni/chiuse", get(reports::closed::show)),
        of_a_shop("POST", "/segnalazioni", post(reports::help::send)),
        of_a_shop("POST", "/segnalazioni/avvisi", post(reports::wishes::send)),
    ]
}
