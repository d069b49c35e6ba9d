//! *Stati che valgono una vendita*.

use axum::{extract::State, response::Response};
use ponte_domain::{
    orders::order::ShopState,
    settings::{OrderSettings, SaleStates},
};
use serde::Deserialize;

use super::{OneState, STATES, Typed, refused, save, states};
use crate::{
    app::App,
    auth::{form::Sent, member::Member},
    pages::orders::on_shop,
    trouble::Trouble,
    words::Words,
};

/// The row.
pub(in crate::pages::connector) struct SalesView {
    pub(in crate::pages::connector) value: String,
    /// `tutti`, `pagati` or `questi`.
    pub(in crate::pages::connector) which: &'static str,
    pub(in crate::pages::connector) states: Vec<OneState>,
    /// None was ticked.
    pub(in crate::pages::connector) wrong: bool,
}

impl SalesView {
    pub(super) fn new(settings: &OrderSettings, typed: Option<&Typed>, t: Words) -> Self {
        let wrong = matches!(typed, Some(Typed::Sales));
        let (value, which) = match &settings.sales {
            SaleStates::AllLive => (t.say("more-sales-all"), "tutti"),
            SaleStates::OnlyPaid => (t.say("more-sales-paid"), "pagati"),
            SaleStates::These(states) => {
                let names = states.iter().map(|state| t.say(on_shop(*state)));
                (names.collect::<Vec<_>>().join(", "), "questi")
            }
        };
        Self {
            value,
            which: if wrong { "questi" } else { which },
            states: states(|state| !wrong && state.is_sale(&settings.sales), t),
            wrong,
        }
    }
}

/// What was chosen. A box that is not ticked is not sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    quali: String,
    s0: String,
    s1: String,
    s2: String,
    s3: String,
    s4: String,
    s5: String,
}

/// *Salva*
pub(crate) async fn send(
    State(app): State<App>,
    member: Member,
    Sent(chosen): Sent<Chosen>,
) -> Result<Response, Trouble> {
    let sales = match chosen.quali.as_str() {
        "tutti" => SaleStates::AllLive,
        "pagati" => SaleStates::OnlyPaid,
        "questi" => {
            let boxes = [
                &chosen.s0, &chosen.s1, &chosen.s2, &chosen.s3, &chosen.s4, &chosen.s5,
            ];
            let ticked = STATES.into_iter().zip(boxes);
            let ticked = ticked.filter(|(_, ticked)| !ticked.is_empty());
            let states: std::collections::BTreeSet<ShopState> =
                ticked.map(|(state, _)| state).collect();
            if states.is_empty() {
                return refused(&app, &member, Typed::Sales).await;
            }
            SaleStates::These(states)
        }
        _ => return Err(Trouble::Unreadable),
    };
    save(&app, &member, "vendite", |orders| orders.sales = sales).await
}
