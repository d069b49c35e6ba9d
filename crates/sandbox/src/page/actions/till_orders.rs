//! The operator's buttons on the till's orders.

use axum::{
    extract::{Path, Query, State as Extract},
    http::HeaderMap,
    response::Redirect,
};

use super::{back, catalogue::refused};
use crate::{
    control::{Of, Refusal, acting::at_till},
    page::{Desk, banks::till_orders, notice::Notice},
    till::orders::operator::StepError,
};

pub(super) async fn step(
    Extract(desk): Extract<Desk>,
    Path((id, action)): Path<(String, String)>,
    Query(of): Query<Of>,
    headers: HeaderMap,
) -> Redirect {
    let done = match till_orders::step(&action) {
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
