//! Where an order stands, from what is stored of it: the rules of the domain over rows.
//!
//! What planning and sending find out (no stock, till closed, a refusal, a broken plan) is a reason
//! that the rules cannot see: it stays until planning or sending is tried again.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    orders::order::{Attention, Facts, LineKey, Next, ShopState, Stage, Waiting, next},
    orders::part::{Part, PartState, TillState},
    orders::payment,
    orders::{ledger::Ordered, order::back_to_shop},
    settings::{OrderSettings, PaymentRule},
};
use ponte_store::orders::{OrderRow, PartRow};

/// How long an order that the till knows nothing of is looked at again: its article may be new there.
const MAY_BECOME_KNOWN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long an order that ended on the shop is looked at: it may have been a mistake there.
const MAY_REVIVE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a part that vanished from the till stays a finding.
const GONE_IS_TOLD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a part that was shipped is followed, where the shop is told when it is completed.
const COMPLETION_IS_TOLD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The parts themselves.
pub(super) fn parts(rows: &[PartRow]) -> Vec<Part> {
    rows.iter().map(|row| row.part.clone()).collect()
}

/// `all`, with those that `changed` replaced or added.
pub(super) fn with(all: &[PartRow], changed: &[PartRow]) -> Vec<PartRow> {
    let number = |row: &PartRow| row.part.number;
    let mut rows: Vec<PartRow> = all
        .iter()
        .filter(|row| !changed.iter().any(|new| number(new) == number(row)))
        .chain(changed)
        .cloned()
        .collect();
    rows.sort_by_key(number);
    rows
}

/// What its payment method allows.
pub(super) fn payment_rule(order: &OrderRow, settings: &OrderSettings) -> PaymentRule {
    let method = order.details.as_ref().map(|details| &details.payment);
    method.map_or_else(PaymentRule::default, |method| {
        payment::rule(method, settings)
    })
}

/// Whether one of its lines was never looked up.
pub(super) fn is_unresolved(order: &OrderRow) -> bool {
    let known = order.resolved.known.iter().map(|(line, _)| line);
    let unknown = order.resolved.unknown.iter().map(|(line, _)| line);
    let looked_up: BTreeSet<&LineKey> = known.chain(unknown).collect();
    let details = order.details.iter();
    let mut lines = details.flat_map(|details| &details.lines);
    lines.any(|line| !looked_up.contains(&line.key))
}

/// Pieces of each line that goes to the till; of every line as long as nobody looked them up.
pub(super) fn ordered(order: &OrderRow) -> Ordered {
    let Some(details) = &order.details else {
        return Ordered::new();
    };
    let mut pieces = details.pieces();
    if !is_unresolved(order) {
        let known = &order.resolved.known;
        pieces.retain(|line, _| known.iter().any(|(known, _)| known == line));
    }
    pieces
}

/// What is to be done with it at `now`. An order whose details were never read is to be planned, as
/// far as its list row tells: whoever plans reads them first.
pub(super) fn look(
    order: &OrderRow,
    rows: &[PartRow],
    settings: &OrderSettings,
    now: Timestamp,
) -> Next {
    let parts = parts(rows);
    let unknown: Vec<String> = order
        .resolved
        .unknown
        .iter()
        .map(|(_, title)| title.clone())
        .collect();
    let unread = Ordered::from([(String::new(), 1)]);
    let pieces = match &order.details {
        Some(_) => ordered(order),
        None => unread,
    };
    let basis = order.details.as_ref().map(|details| details.basis());
    let facts = Facts {
        state: order.state,
        ordered_at: order.ordered_at,
        payment: payment_rule(order, settings),
        ordered: &pieces,
        unknown: &unknown,
        parts: &parts,
        changed: order.basis.is_some() && order.basis != basis,
        ignored: order.ignored.is_some(),
    };
    let next = match next(&facts, settings, now) {
        // What is on the till, or may be, is an order whatever the moment was moved to.
        Next::BeforePonte if parts.iter().any(Part::is_bound) => {
            let from = Some(order.ordered_at);
            let settings = OrderSettings {
                from,
                ..settings.clone()
            };
            next(&facts, &settings, now)
        }
        next => next,
    };
    let next = ignored(order, &parts).unwrap_or(next);
    let in_doubt = |row: &&PartRow| matches!(row.part.state, PartState::Unknown { .. });
    let differs = rows.iter().filter(in_doubt).find(|row| row.differs);
    match (&next, differs) {
        (Next::Attend(Attention::NotFoundOnTill { number }), _)
            if rows
                .iter()
                .any(|row| row.part.number == *number && row.differs) =>
        {
            Next::Attend(Attention::Differs { number: *number })
        }
        // What a look-up found is not what we hold, which is not the same as nothing.
        (Next::LookUp(_) | Next::Drop, Some(row)) if !order.state.is_live() => {
            Next::Attend(Attention::Differs {
                number: row.part.number,
            })
        }
        _ => next,
    }
}

/// What is in doubt of an order that the merchant ignores is looked up, as of a cancelled one, and
/// never sent again; `None`: nothing is.
fn ignored(order: &OrderRow, parts: &[Part]) -> Option<Next> {
    if order.ignored.is_none() || !order.state.is_live() {
        return None;
    }
    let mut in_doubt = parts
        .iter()
        .filter(|part| matches!(part.state, PartState::Unknown { .. }))
        .peekable();
    in_doubt.peek()?;
    let open: Vec<u32> = in_doubt
        .filter(|part| !part.is_surely_absent())
        .map(|part| part.number)
        .collect();
    if !open.is_empty() {
        return Some(Next::LookUp(open));
    }
    let stands = |part: &Part| matches!(part.state, PartState::Delivered { .. });
    let nothing_to_take_back = !parts.iter().any(Part::is_loose) && parts.iter().any(stands);
    Some(if nothing_to_take_back {
        Next::Done
    } else {
        Next::Drop
    })
}

/// Sets where it stands, forgetting what planning and sending found out before.
pub(super) fn set(
    order: &mut OrderRow,
    rows: &[PartRow],
    settings: &OrderSettings,
    now: Timestamp,
) -> Next {
    let next = look(order, rows, settings, now);
    enter(order, Stage::of(&next, &parts(rows)), now);
    order.open = is_open(order, rows, &next, settings, now);
    next
}

/// Sets where it stands; a reason that planning or sending found out stays as long as the rules have
/// nothing newer to say.
pub(super) fn refresh(
    order: &mut OrderRow,
    rows: &[PartRow],
    settings: &OrderSettings,
    now: Timestamp,
) -> Next {
    let next = look(order, rows, settings, now);
    let found_out = matches!(
        &order.stage,
        Stage::Waiting {
            reason: Waiting::Stock { .. }
                | Waiting::TillClosed
                | Waiting::Budget
                | Waiting::Refused { .. }
        } | Stage::NeedsAttention {
            reason: Attention::Broken { .. } | Attention::Amounts
        }
    );
    if !(found_out && matches!(next, Next::Plan | Next::Deliver(_))) {
        enter(order, Stage::of(&next, &parts(rows)), now);
    }
    order.open = is_open(order, rows, &next, settings, now);
    next
}

/// It waits, for a reason that was found out.
pub(super) fn wait(order: &mut OrderRow, reason: Waiting, now: Timestamp) {
    enter(order, Stage::Waiting { reason }, now);
    order.open = true;
}

/// A person must look at it, for a reason that was found out.
pub(super) fn attend(order: &mut OrderRow, reason: Attention, now: Timestamp) {
    enter(order, Stage::NeedsAttention { reason }, now);
    order.open = true;
}

fn enter(order: &mut OrderRow, stage: Stage, now: Timestamp) {
    if order.stage != stage {
        order.stage = stage;
        order.stage_at = now;
    }
}

/// It was read in this state.
pub(super) fn saw_state(order: &mut OrderRow, state: ShopState, now: Timestamp) {
    order.state = state;
    order.ended_at = if state.is_live() {
        None
    } else {
        Some(order.ended_at.unwrap_or(now))
    };
}

fn is_open(
    order: &OrderRow,
    rows: &[PartRow],
    next: &Next,
    settings: &OrderSettings,
    now: Timestamp,
) -> bool {
    if order.ignored.is_some() && order.set_aside && order.state.is_live() {
        // Its pieces count as long as the till counts them too.
        return true;
    }
    match next {
        Next::BeforePonte => {
            let loose = rows.iter().any(|row| row.part.is_loose());
            loose || (order.set_aside && order.state.is_live())
        }
        Next::NotForTheTill => {
            order.state.is_live() && now.duration_since(order.ordered_at) < MAY_BECOME_KNOWN
        }
        Next::Drop => {
            let may_revive = order
                .ended_at
                .is_some_and(|at| now.duration_since(at) < MAY_REVIVE);
            may_revive || rows.iter().any(|row| row.part.is_loose())
        }
        Next::Done => {
            let stands = rows.iter().filter(|row| row.part.is_bound());
            let untold = settings.tell_shop
                && back_to_shop(order.state, payment_rule(order, settings), &parts(rows)).is_some();
            let moves = |row: &PartRow| {
                may_still_move(row, now) || may_be_completed(&row.part, settings, now)
            };
            untold || stands.into_iter().any(moves)
        }
        _ => true,
    }
}

/// Whether it was shipped lately, and the shop is to be told when it is completed.
pub(super) fn may_be_completed(part: &Part, settings: &OrderSettings, now: Timestamp) -> bool {
    let lately = |at: &Timestamp| now.duration_since(*at) < COMPLETION_IS_TOLD;
    let shipped = matches!(
        &part.state,
        PartState::Delivered { till: TillState::Shipped, closed: Some(at), .. } if lately(at)
    );
    settings.tell_shop && shipped
}

fn may_still_move(row: &PartRow, now: Timestamp) -> bool {
    let PartState::Delivered { till, closed, .. } = &row.part.state else {
        return true;
    };
    match till {
        TillState::Gone => closed.is_none_or(|at| now.duration_since(at) < GONE_IS_TOLD),
        till => !till.is_closed() && !till.is_off(),
    }
}
