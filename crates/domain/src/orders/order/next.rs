//! What is to be done with an order now.
//!
//! Guarantees (each a test):
//! - orders from before the starting moment are never sent;
//! - cancelled before anything was attempted: dropped; after: cancel it on the till;
//! - cancelled while an outcome is unknown: look up only;
//! - archived after its parts were shipped is not a cancellation;
//! - lines changed on the shop: planned again if nothing was attempted, else somebody looks;
//! - an order whose payment is awaited is not planned, and given up after the days set;
//! - what is in doubt is cleared up first, whatever else became of the order.

use jiff::{SignedDuration, Timestamp};

use super::{Attention, ShopState, Waiting};
use crate::{
    orders::ledger::{self, Ordered},
    orders::part::{Doubt, Part, PartState},
    settings::{OrderSettings, PaymentRule, UnknownLines},
};

/// What is known of an order.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Its state on the shop, as last read.
    pub state: ShopState,
    /// `orderDate`.
    pub ordered_at: Timestamp,
    /// What its payment method allows.
    pub payment: PaymentRule,
    /// Pieces of each line that the till knows.
    pub ordered: &'a Ordered,
    /// The buyer's words for the lines that the till does not know.
    pub unknown: &'a [String],
    /// Its parts, all that ever were.
    pub parts: &'a [Part],
    /// Its lines are no longer those that its parts were planned from.
    pub changed: bool,
    /// The merchant wants it ignored.
    pub ignored: bool,
}

/// What is to be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing, ever: it is older than the starting moment.
    BeforePonte,
    /// Nothing, ever: the till knows none of its lines.
    NotForTheTill,
    /// Withdraw what the till has not got, and send nothing more.
    Drop,
    /// Look these parts up on the till.
    LookUp(Vec<u32>),
    /// Place the pieces that may be planned ([`ledger::may_plan`]).
    Plan,
    /// Attempt these parts, in this order.
    Deliver(Vec<u32>),
    /// Nothing, until something changes by itself.
    Wait(Waiting),
    /// Nothing, until a person does something.
    Attend(Attention),
    /// Nothing: all that goes to the till is there.
    Done,
}

/// How the shop ended an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancellation {
    /// It is live, or was archived after its parts were shipped.
    None,
    /// It is no sale any more.
    Cancelled,
}

/// Whether an order in this state with these parts was cancelled. Archiving what was shipped is
/// tidying up.
#[must_use]
pub fn cancellation(state: ShopState, parts: &[Part]) -> Cancellation {
    let shipped = |part: &Part| matches!(&part.state, PartState::Delivered { till, .. } if till.is_fulfilled());
    let mut bound = parts.iter().filter(|part| part.is_bound()).peekable();
    let all_shipped = bound.peek().is_some() && bound.all(shipped);
    if state.is_live() || (state == ShopState::ARCHIVED && all_shipped) {
        Cancellation::None
    } else {
        Cancellation::Cancelled
    }
}

/// What is to be done `now`.
#[must_use]
pub fn next(order: &Facts<'_>, settings: &OrderSettings, now: Timestamp) -> Next {
    if settings.from.is_none_or(|from| order.ordered_at < from) {
        return Next::BeforePonte;
    }
    if cancellation(order.state, order.parts) == Cancellation::Cancelled {
        return cancelled(order.parts);
    }
    if !order.state.is_live() {
        return leave(order.parts);
    }
    clear_up(order.parts)
        .or_else(|| changed(order))
        .or_else(|| let_go(order))
        .or_else(|| gate(order, settings, now))
        .unwrap_or_else(|| place(order))
}

fn numbers(parts: &[Part], which: impl Fn(&Part) -> bool) -> Vec<u32> {
    let parts = parts.iter().filter(|part| which(part));
    parts.map(|part| part.number).collect()
}

fn first(parts: &[Part], which: impl Fn(&Part) -> bool) -> Option<u32> {
    numbers(parts, which).first().copied()
}

fn cancelled(parts: &[Part]) -> Next {
    let in_doubt =
        |part: &Part| matches!(part.state, PartState::Unknown { .. }) && !part.is_surely_absent();
    let look_up = numbers(parts, in_doubt);
    let stands = |part: &Part| matches!(&part.state, PartState::Delivered { till, .. } if !till.is_off() && *till != crate::orders::part::TillState::Gone);
    if !look_up.is_empty() {
        Next::LookUp(look_up)
    } else if first(parts, is_sending).is_some() {
        Next::Wait(Waiting::Outcome)
    } else if first(parts, stands).is_some() {
        Next::Attend(Attention::CancelOnTill)
    } else {
        Next::Drop
    }
}

fn is_sending(part: &Part) -> bool {
    matches!(part.state, PartState::Sending { .. })
}

/// Parts whose outcome is not known: looked up, repeated, or shown to a person.
fn clear_up(parts: &[Part]) -> Option<Next> {
    let look_up = numbers(parts, Part::needs_look_up);
    if !look_up.is_empty() {
        return Some(Next::LookUp(look_up));
    }
    let repeat = numbers(parts, |part| part.may_attempt() && !part.is_loose());
    if !repeat.is_empty() {
        return Some(Next::Deliver(repeat));
    }
    if first(parts, is_sending).is_some() {
        return Some(Next::Wait(Waiting::Outcome));
    }
    let lost = first(parts, |part| {
        matches!(
            part.state,
            PartState::Unknown {
                doubt: Doubt::Conflict,
                ..
            }
        )
    });
    lost.map(|number| Next::Attend(Attention::NotFoundOnTill { number }))
}

fn changed(order: &Facts<'_>) -> Option<Next> {
    let attempted = order.parts.iter().any(|part| part.attempted);
    (order.changed && attempted).then_some(Next::Attend(Attention::Changed))
}

/// What the merchant ignores.
fn let_go(order: &Facts<'_>) -> Option<Next> {
    order.ignored.then(|| leave(order.parts))
}

/// Nothing more is to be sent: what is loose goes, what is there stays.
fn leave(parts: &[Part]) -> Next {
    let nothing_there = !parts.iter().any(Part::is_bound);
    if nothing_there || parts.iter().any(Part::is_loose) {
        Next::Drop
    } else {
        Next::Done
    }
}

/// Whether something keeps the order from being planned or sent.
fn gate(order: &Facts<'_>, settings: &OrderSettings, now: Timestamp) -> Option<Next> {
    let nothing_there = !order.parts.iter().any(Part::is_bound);
    if order.ordered.values().all(|pieces| *pieces == 0) && nothing_there {
        return Some(Next::NotForTheTill);
    }
    let is_sale = order.state.is_sale(&settings.sales);
    let awaits = order.payment == PaymentRule::AwaitPayment;
    if !order.state.is_paid() && nothing_there && (awaits || !is_sale) {
        let days = SignedDuration::from_hours(24 * i64::from(settings.unpaid_days));
        if now.duration_since(order.ordered_at) >= days {
            return Some(Next::Attend(Attention::UnpaidTooLong));
        }
    }
    if !is_sale {
        let state = order.state;
        return Some(Next::Wait(Waiting::NotASale { state }));
    }
    if awaits && !order.state.is_paid() {
        return Some(Next::Wait(Waiting::Payment));
    }
    let waits = settings.unknown_lines == UnknownLines::Wait && !order.unknown.is_empty();
    waits.then(|| {
        let titles = order.unknown.to_vec();
        Next::Wait(Waiting::UnknownLines { titles })
    })
}

fn place(order: &Facts<'_>) -> Next {
    let loose = numbers(order.parts, Part::is_loose);
    let lacks = ledger::not_in_parts(order.ordered, order.parts);
    if order.changed {
        Next::Plan
    } else if !loose.is_empty() {
        Next::Deliver(loose)
    } else if lacks.values().any(|pieces| *pieces > 0) {
        Next::Plan
    } else if let Some(number) = first(order.parts, Part::is_off) {
        Next::Attend(Attention::Rejected { number })
    } else {
        Next::Done
    }
}

#[cfg(test)]
mod tests;
