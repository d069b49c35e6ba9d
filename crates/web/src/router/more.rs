//! *Altre impostazioni*, at the foot of *Connettore*.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::connector::more;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/connettore/altre", get(more::show)),
        of_a_shop("GET", "/connettore/altre/inizio", get(more::start::show)),
        of_a_shop("POST", "/connettore/altre/inizio", post(more::start::send)),
        of_a_shop("POST", "/connettore/altre/vendite", post(more::sales)),
        of_a_shop("POST", "/connettore/altre/orari", post(more::hours)),
        of_a_shop(
            "POST",
            "/connettore/altre/preparazione",
            post(more::preparation),
        ),
        of_a_shop("POST", "/connettore/altre/clienti", post(more::customers)),
        of_a_shop("POST", "/connettore/altre/avanzamento", post(more::back)),
        of_a_shop("POST", "/connettore/altre/sconosciute", post(more::unknown)),
        of_a_shop("POST", "/connettore/altre/non-pagati", post(more::unpaid)),
        of_a_shop("POST", "/connettore/altre/ritiro", post(more::bound)),
    ]
}
