//! *Avanzamento scritto nel negozio*.

use axum::{extract::State, response::Response};
use ponte_domain::{orders::order::ShopState, settings::OrderSettings};
use serde::Deserialize;

use super::{OneState, STATES, save, states};
use crate::{
    app::App,
    auth::{form::Sent, member::Member},
    trouble::Trouble,
    words::Words,
};

/// The row.
pub(in crate::pages::connector) struct BackView {
    pub(in crate::pages::connector) value: String,
    pub(in crate::pages::connector) tells: bool,
    /// What an order becomes of which a point rejects a part.
    pub(in crate::pages::connector) rejected: Vec<OneState>,
}

impl BackView {
    pub(super) fn new(settings: &OrderSettings, t: Words) -> Self {
        let tells = settings.tell_shop;
        let key = if tells {
            "more-back-on"
        } else {
            "more-back-off"
        };
        Self {
            value: t.say(key),
            tells,
            rejected: states(|state| settings.state_when_rejected == Some(state), t),
        }
    }
}

/// What was chosen. A switch that is off is not sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    scrivi: String,
    rifiutato: String,
}

/// *Salva*
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<Chosen>,
) -> Result<Response, Trouble> {
    let rejected = match chosen.rifiutato.as_str() {
        "" => None,
        number => {
            let state = number.parse().map(ShopState).ok();
            let known = state.filter(|state| STATES.contains(state));
            Some(known.ok_or(Trouble::Unreadable)?)
        }
    };
    save(&app, &member, "avanzamento", |orders| {
        orders.tell_shop = !chosen.scrivi.is_empty();
        orders.state_when_rejected = rejected;
    })
    .await
}
