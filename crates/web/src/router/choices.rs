//! What the sections of *Connettore* let the merchant choose: points of sale, fields.

use axum::routing::post;

use super::entry::{Entry, of_a_shop};
use crate::pages::connector::{fields, points};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("POST", "/connettore/punti/acceso", post(points::switch)),
        of_a_shop("POST", "/connettore/punti/ordine", post(points::order)),
        of_a_shop("POST", "/connettore/campi", post(fields::send)),
    ]
}
