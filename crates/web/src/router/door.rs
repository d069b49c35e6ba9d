//! Getting in and out.

use axum::routing::{get, post};

use super::entry::{Entry, open};
use crate::pages::{language, login, logout};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        open("GET", "/accedi", get(login::show)),
        open("POST", "/accedi", post(login::send)),
        open("POST", "/esci", post(logout::send)),
        open("POST", "/lingua", post(language::send)),
    ]
}
