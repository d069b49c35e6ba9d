//! Getting in and out.

use axum::{
    response::Redirect,
    routing::{get, post},
};

use super::entry::{Entry, open};
use crate::pages::{language, login, logout};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        open("GET", "/", get(|| async { Redirect::to("/connettore") })),
        open("GET", "/accedi", get(login::show)),
        open("POST", "/accedi", post(login::send)),
        open("POST", "/esci", post(logout::send)),
        open("POST", "/lingua", post(language::send)),
    ]
}
