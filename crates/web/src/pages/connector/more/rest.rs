//! Lines that the till does not know, orders that nobody pays, and points that cannot do it all.

use axum::{extract::State, response::Response};
use ponte_domain::settings::{OrderSettings, UnknownLines};
use serde::Deserialize;

use super::{Number, Typed, number, refused, save};
use crate::{
    app::App,
    auth::{form::Sent, member::Member},
    trouble::Trouble,
    words::Words,
};

const MOST_DAYS: u32 = 365;

/// The three rows.
pub(in crate::pages::connector) struct RestView {
    pub(in crate::pages::connector) unknown: String,
    pub(in crate::pages::connector) unknown_wait: bool,
    pub(in crate::pages::connector) unpaid: String,
    pub(in crate::pages::connector) days: Number,
    pub(in crate::pages::connector) bound: String,
    pub(in crate::pages::connector) falls_back: bool,
}

impl RestView {
    pub(super) fn new(settings: &OrderSettings, typed: Option<&Typed>, t: Words) -> Self {
        let unknown_wait = settings.unknown_lines == UnknownLines::Wait;
        let falls_back = settings.bound_falls_back;
        let days = match typed {
            Some(Typed::Unpaid(sent)) => Number {
                value: sent.giorni.clone(),
                wrong: Some(t.count("more-unpaid-wrong", MOST_DAYS.into())),
            },
            _ => Number::of(settings.unpaid_days),
        };
        let say = |yes: bool, one: &str, other: &str| t.say(if yes { one } else { other });
        Self {
            unknown: say(unknown_wait, "more-unknown-wait", "more-unknown-out"),
            unknown_wait,
            unpaid: t.count("more-unpaid-days", settings.unpaid_days.into()),
            days,
            bound: say(falls_back, "more-bound-others", "more-bound-waits"),
            falls_back,
        }
    }
}

/// One of two ways.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Way {
    come: String,
}

/// *Articoli che la cassa non conosce*
pub(crate) async fn unknown(
    State(app): State<App>,
    member: Member,
    Sent(way): Sent<Way>,
) -> Result<Response, Trouble> {
    let unknown = match way.come.as_str() {
        "fuori" => UnknownLines::LeaveOut,
        "aspetta" => UnknownLines::Wait,
        _ => return Err(Trouble::Unreadable),
    };
    save(&app, &member, "sconosciute", |orders| {
        orders.unknown_lines = unknown;
    })
    .await
}

/// *Ritiro in un punto vendita*
pub(crate) async fn bound(
    State(app): State<App>,
    member: Member,
    Sent(way): Sent<Way>,
) -> Result<Response, Trouble> {
    let falls_back = match way.come.as_str() {
        "aspetta" => false,
        "altri" => true,
        _ => return Err(Trouble::Unreadable),
    };
    save(&app, &member, "ritiro", |orders| {
        orders.bound_falls_back = falls_back;
    })
    .await
}

/// Days.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Unpaid {
    giorni: String,
}

/// *Ordini non pagati*
pub(crate) async fn unpaid(
    State(app): State<App>,
    member: Member,
    Sent(sent): Sent<Unpaid>,
) -> Result<Response, Trouble> {
    let days = number(&sent.giorni, 1, MOST_DAYS).and_then(|days| days.try_into().ok());
    let Some(days) = days else {
        return refused(&app, &member, Typed::Unpaid(sent)).await;
    };
    save(&app, &member, "non-pagati", |orders| {
        orders.unpaid_days = days;
    })
    .await
}
