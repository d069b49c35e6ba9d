//! What is the same for everybody: nobody is asked who they are.

use axum::routing::{get, post};

use super::entry::{Entry, inlet, open};
use crate::pages::{assets, health, inlets};

pub(super) fn entries() -> Vec<Entry> {
    let mut entries = vec![
        open("GET", "/salute", get(health::show)),
        open("GET", "/static/{name}", get(assets::show)),
        inlet("/avvisi/cassa/{token}", post(inlets::till)),
        inlet("/avvisi/negozio/{token}", post(inlets::shop)),
    ];
    entries.extend(super::install::calls());
    entries
}
