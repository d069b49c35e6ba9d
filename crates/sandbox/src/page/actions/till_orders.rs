//! The operator's buttons on the till's orders.

use axum::{
    body::Bytes,
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};

use super::{Fields, back, catalogue::refused, fields};
use crate::{
    control::{Of, Refusal, acting::at_till},
    page::{Desk, banks::till_orders, notice::Notice, till_order::DOCUMENTS},
    till::{
        documents::Kind,
        orders::operator::{Step, StepError},
    },
};

pub(super) async fn step(
    Extract(desk): Extract<Desk>,
    Path((id, action)): Path<(String, String)>,
    Query(of): Query<Of>,
    headers: HeaderMap,
    body: Bytes,
) -> Redirect {
    let done = match wanted(&action, &fields(&body)) {
        None => Err(Refusal::Unknown {
            what: "action",
            id: action,
        }),
        Some(step) => at_till(&desk.world, &of, |till, moment| {
            till.step_order(&id, &step, moment)?;
            let order = till.order(&id);
            let order = order.ok_or_else(|| StepError::Missing(id.clone()))?;
            Ok((order.number, till_orders::state(order).0))
        }),
    };
    desk.note(match done {
        Ok((number, state)) => Notice::done(format!("Ordine n. {number}: {state}"), ""),
        Err(Refusal::Step(StepError::NotFrom { .. })) => Notice::refused(
            "Non si può",
            "L’ordine è già in un altro stato: non è cambiato nulla.",
        ),
        Err(refusal) => refused(&refusal),
    });
    back(&headers)
}

/// The step of a button, with the reason and the document that the form names.
fn wanted(action: &str, fields: &Fields) -> Option<Step> {
    let chosen = |name: &str| fields.get(name).filter(|text| !text.trim().is_empty());
    let named = |text: &String| {
        let mut known = DOCUMENTS.iter();
        known
            .find(|(value, _, _)| value == text)
            .map(|(_, _, it)| *it)
    };
    let issued = |usual: Kind| chosen("documento").and_then(named).unwrap_or(usual);
    Some(match till_orders::step(action)? {
        Step::Reject { reason } => Step::Reject {
            reason: chosen("motivo").cloned().unwrap_or(reason),
        },
        Step::Ship { document } => Step::Ship {
            document: issued(document),
        },
        Step::Complete { document } => Step::Complete {
            document: issued(document),
        },
        other => other,
    })
}

pub(super) async fn delete(
    Extract(desk): Extract<Desk>,
    Path(id): Path<String>,
    Query(of): Query<Of>,
) -> Redirect {
    let done = at_till(&desk.world, &of, |till, moment| {
        Ok(till.delete_order(&id, moment)?)
    });
    desk.note(match done {
        Ok(()) => Notice::done("Ordine eliminato", "Sulla cassa non lo trova più nessuno."),
        Err(refusal) => refused(&refusal),
    });
    // Its own page is gone.
    Redirect::to("/")
}
