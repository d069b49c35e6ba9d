//! *Abbinamenti*.

use axum::routing::{get, post};

use super::entry::{Entry, of_a_shop};
use crate::pages::pairings;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        of_a_shop("GET", "/abbinamenti", get(pairings::show)),
        of_a_shop("POST", "/abbinamenti/rileggi", post(pairings::read)),
        of_a_shop("POST", "/abbinamenti/iva", post(pairings::tax)),
        of_a_shop("POST", "/abbinamenti/categoria", post(pairings::category)),
        of_a_shop("POST", "/abbinamenti/spedizione", post(pairings::shipping)),
        of_a_shop("POST", "/abbinamenti/pagamento", post(pairings::payment)),
    ]
}
