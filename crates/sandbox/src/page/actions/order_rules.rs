//! The settings of a sales point that refuse orders, as the form sets them.

use axum::{
    Form,
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};
use jiff::civil::Time;
use serde::Deserialize;

use super::{back, catalogue::refused};
use crate::{
    control::{Of, Refusal},
    page::{Desk, notice::Notice, words},
    till::orders::rules::{Opening, OrderRules},
};

/// The form: what is not ticked does not come, an hour left open comes as an empty text.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    lead: u32,
    minimum: String,
    #[serde(default)]
    mandatory: bool,
    #[serde(default)]
    closed: bool,
}

pub(super) async fn set(
    Extract(desk): Extract<Desk>,
    Path(id): Path<i64>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    Form(wanted): Form<Wanted>,
) -> Redirect {
    let notice = match changed(&desk, &of, id, &wanted) {
        Ok(()) => Notice::done("Impostazioni salvate", "Valgono dal prossimo ordine."),
        Err(refusal) => refused(&refusal),
    };
    desk.note(notice);
    back(&headers)
}

fn changed(desk: &Desk, of: &Of, id: i64, wanted: &Wanted) -> Result<(), Refusal> {
    let minimum = words::typed(&wanted.minimum);
    let minimum = minimum.filter(|minimum| !minimum.is_sign_negative());
    let minimum = minimum.ok_or_else(|| Refusal::Body("l’Ordine Minimo non è un numero".into()))?;
    let mut state = desk.world.lock();
    let till = &mut of.tenant(&mut state)?.till;
    let before = till.order_rules(id);
    let rules = OrderRules {
        hours: hours(&before.hours, wanted),
        closed: wanted.closed,
        lead_minutes: wanted.lead,
        mandatory_time: wanted.mandatory,
        minimum,
        ..before
    };
    Ok(till.set_order_rules(id, rules)?)
}

/// The hours of every day; those that were there where the form shows them unchanged.
fn hours(before: &[Opening], wanted: &Wanted) -> Vec<Opening> {
    let time = |text: &str| text.parse::<Time>().ok();
    let (Some(from), Some(to)) = (time(&wanted.from), time(&wanted.to)) else {
        return Vec::new();
    };
    if before
        .first()
        .is_some_and(|it| (it.from, it.to) == (from, to))
    {
        return before.to_vec();
    }
    vec![Opening {
        days: (1..=7).collect(),
        from,
        to,
    }]
}
