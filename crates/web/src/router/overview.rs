//! *Panoramica* and *Registro*.

use axum::routing::get;

use super::entry::{Entry, of_a_shop};
use crate::pages::{log, overview};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/panoramica", get(overview::show)),
        of_a_shop("GET", "/registro", get(log::show)),
    ]
}
