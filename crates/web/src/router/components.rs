//! The page of components.

use axum::routing::get;

use super::entry::{Entry, of_a_shop};
use crate::pages::components;

pub(super) fn entries() -> Vec<Entry> {
    vec![of_a_shop("GET", "/componenti", get(components::show))]
}
