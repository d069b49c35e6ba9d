//! The world itself: start again, faults, latency, doubts, calls.

use axum::{
    Form,
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};
use serde::Deserialize;

use super::{back, catalogue::refused};
use crate::{
    control::Of,
    faults::latency::{Latencies, Latency},
    lived_in::{self, Start},
    page::{Desk, faults, notice::Notice},
    service::Service,
    switches::Switches,
};

#[derive(Debug, Deserialize)]
pub(super) struct Again {
    #[serde(default)]
    start: Start,
}

pub(super) async fn reset(Extract(desk): Extract<Desk>, Form(form): Form<Again>) -> Redirect {
    let seed = desk.world.lock().seed;
    lived_in::begin(&desk.world, form.start, seed);
    desk.note(Notice::done(
        "Ricominciato da capo",
        "Le chiavi sono quelle di prima; guasti, dubbi e chiamate sono cancellati.",
    ));
    Redirect::to("/")
}

#[derive(Debug, Deserialize)]
pub(super) struct Pauses {
    till: u64,
    shop: u64,
    jitter: u64,
}

pub(super) async fn latency(
    Extract(desk): Extract<Desk>,
    headers: HeaderMap,
    Form(form): Form<Pauses>,
) -> Redirect {
    let latency = |millis| Latency {
        millis,
        jitter_millis: form.jitter,
    };
    desk.world.lock().latencies = Latencies {
        till: latency(form.till),
        shop: latency(form.shop),
    };
    desk.note(Notice::done(
        "Ritardo impostato",
        format!(
            "La cassa risponde dopo {} ms, il negozio dopo {} ms.",
            form.till, form.shop
        ),
    ));
    back(&headers)
}

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    service: Service,
    kind: String,
    times: u64,
}

pub(super) async fn light(
    Extract(desk): Extract<Desk>,
    headers: HeaderMap,
    Form(form): Form<Wanted>,
) -> Redirect {
    let rule = faults::rule(form.service, &form.kind).map(|mut rule| {
        rule.times = Some(form.times);
        rule
    });
    let added = rule.map(|rule| desk.world.lock().faults.add(rule));
    desk.note(match added {
        Some(Ok(_)) => Notice::done(
            "Guasto acceso",
            "Colpisce le prossime chiamate, poi passa da solo.",
        ),
        Some(Err(error)) => Notice::refused("Non si può", error.to_string()),
        None => Notice::refused("Non si può", "Questo guasto non c’è."),
    });
    back(&headers)
}

pub(super) async fn put_out(
    Extract(desk): Extract<Desk>,
    Path(id): Path<u64>,
    headers: HeaderMap,
) -> Redirect {
    if desk.world.lock().faults.remove(id) {
        desk.note(Notice::done("Guasto spento", ""));
    }
    back(&headers)
}

#[derive(Debug, Deserialize)]
pub(super) struct Permit {
    on: bool,
}

/// Lets the till's key read stock, or not; all else stays.
pub(super) async fn permit_stock(
    Extract(desk): Extract<Desk>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(form): Form<Permit>,
) -> Redirect {
    let mut state = desk.world.lock();
    let done = of.tenant(&mut state).map(|tenant| {
        let scope = "read_stock".to_owned();
        if form.on {
            tenant.till.scopes.insert(scope);
        } else {
            tenant.till.scopes.remove(&scope);
        }
    });
    drop(state);
    desk.note(match done {
        Ok(()) if form.on => Notice::done("La chiave legge di nuovo le giacenze", ""),
        Ok(()) => Notice::done(
            "La chiave non legge più le giacenze",
            "La cassa le rifiuta con 403; tutto il resto va come prima.",
        ),
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    name: String,
    value: String,
}

pub(super) async fn switch(
    Extract(desk): Extract<Desk>,
    headers: HeaderMap,
    Form(form): Form<Choice>,
) -> Redirect {
    let set = desk.world.lock().switches.set(&form.name, &form.value);
    desk.note(match set {
        Ok(()) => Notice::done(format!("{}: ora {}", form.name, form.value), ""),
        Err(error) => Notice::refused("Non si può", error.to_string()),
    });
    back(&headers)
}

pub(super) async fn reset_switches(Extract(desk): Extract<Desk>, headers: HeaderMap) -> Redirect {
    desk.world.lock().switches = Switches::default();
    desk.note(Notice::done("Tutto come supposto", ""));
    back(&headers)
}

pub(super) async fn forget_calls(Extract(desk): Extract<Desk>, headers: HeaderMap) -> Redirect {
    desk.world.lock().journal.clear();
    desk.note(Notice::done("Chiamate dimenticate", "Si conta da capo."));
    back(&headers)
}
