//! Chiamate: what the two services heard.

use askama::Template;
use axum::{
    extract::{Query, State as Extract},
    response::Response,
};
use serde::Deserialize;

use super::{
    Desk,
    shell::{self, Shell},
    words,
};
use crate::{
    control::Of,
    journal::{Call, Count, Filter},
    service::Service,
};

/// Calls on the page.
const MOST: usize = 100;

/// A call as a row of the table.
#[derive(Debug)]
pub(super) struct CallRow {
    pub(super) at: String,
    pub(super) service: &'static str,
    pub(super) what: String,
    pub(super) millis: String,
    pub(super) tone: &'static str,
    pub(super) status: String,
}

impl CallRow {
    pub(super) fn new(call: &Call) -> Self {
        let status = call.status.unwrap_or(0);
        Self {
            at: words::clock(call.at),
            service: words::service(call.service),
            what: format!("{} {}", call.method, call.path),
            millis: words::whole(call.millis),
            tone: words::tone(status),
            status: words::status(status),
        }
    }
}

struct CountRow {
    service: &'static str,
    what: String,
    tone: &'static str,
    status: String,
    calls: String,
}

impl CountRow {
    fn new(count: &Count) -> Self {
        let call = &count.call;
        Self {
            service: words::service(call.service),
            what: format!("{} {}", call.method, call.path),
            tone: words::tone(call.status),
            status: words::status(call.status),
            calls: words::whole(count.calls),
        }
    }
}

struct Tab {
    path: &'static str,
    name: &'static str,
    current: bool,
}

#[derive(Template)]
#[template(path = "calls.html")]
struct Calls {
    shell: Shell,
    counts: Vec<CountRow>,
    most: usize,
    tabs: Vec<Tab>,
    calls: Vec<CallRow>,
}

/// Which calls.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    service: Option<Service>,
}

pub(super) async fn show(Extract(desk): Extract<Desk>, Query(wish): Query<Wish>) -> Response {
    let state = desk.world.lock();
    let filter = Filter {
        service: wish.service,
        limit: Some(MOST),
        ..Filter::default()
    };
    let tab = |path, name, service| Tab {
        path,
        name,
        current: wish.service == service,
    };
    shell::answer(&Calls {
        shell: Shell::new(&desk, &state, "/chiamate", &Of::default()),
        counts: state.journal.counts().iter().map(CountRow::new).collect(),
        most: MOST,
        tabs: vec![
            tab("/chiamate", "Tutte", None),
            tab("/chiamate?service=till", "Cassa", Some(Service::Till)),
            tab("/chiamate?service=shop", "Negozio", Some(Service::Shop)),
        ],
        calls: state.journal.rows(&filter).map(CallRow::new).collect(),
    })
}
