//! *Connettore* and what its sections send.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::connector;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/connettore", get(connector::show)),
        of_a_shop(
            "GET",
            "/connettore/avanzamento",
            get(connector::stream::show),
        ),
        of_a_shop("POST", "/connettore/chiave", post(connector::key::send)),
        of_a_shop(
            "POST",
            "/connettore/chiave/conferma",
            post(connector::key::confirm),
        ),
        of_a_shop("POST", "/connettore/prova", post(connector::runs::try_out)),
        of_a_shop("POST", "/connettore/prima", post(connector::runs::first)),
        of_a_shop("POST", "/connettore/forza", post(connector::runs::force)),
        of_a_shop("POST", "/connettore/pausa", post(connector::runs::pause)),
        of_a_shop(
            "POST",
            "/connettore/trattenute",
            post(connector::held::confirm),
        ),
        of_a_shop("POST", "/connettore/ordini", post(connector::orders::send)),
        of_a_shop("POST", "/connettore/punti", post(connector::points::send)),
        of_a_shop(
            "POST",
            "/connettore/margine",
            post(connector::stock::margin),
        ),
        of_a_shop("POST", "/connettore/giacenze", post(connector::stock::send)),
        of_a_shop("POST", "/connettore/avvisi", post(connector::inlets::renew)),
        of_a_shop(
            "POST",
            "/connettore/avvisi/codice",
            post(connector::inlets::add),
        ),
        of_a_shop(
            "POST",
            "/connettore/avvisi/togli",
            post(connector::inlets::remove),
        ),
    ]
}
