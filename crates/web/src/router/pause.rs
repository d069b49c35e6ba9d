//! *Pausa*.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::pause;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/pausa", get(pause::show)),
        of_a_shop("POST", "/pausa", post(pause::hold)),
        of_a_shop("POST", "/pausa/fine", post(pause::end)),
    ]
}
