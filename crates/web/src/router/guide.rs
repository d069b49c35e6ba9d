//! *Guida*.

use axum::routing::get;

use super::entry::{Entry, of_a_shop};
use crate::pages::guide;

pub(super) fn entries() -> Vec<Entry> {
    vec![of_a_shop("GET", "/guida", get(guide::show))]
}
