//! At rest every order is where it should be, or says truly why not.

use std::collections::BTreeMap;

use ponte_domain::{
    orders::{
        order::{Attention, ShopState, Stage, Waiting},
        part::{PartState, TillState},
        payment,
    },
    settings::{PaymentRule, UnknownLines},
    till::VariantId,
};
use ponte_store::orders::Whole;
use rust_decimal::Decimal;

use super::{
    reasons,
    seen::{Seen, stands},
    stock,
};

/// What is wrong, by order.
pub fn broken(seen: &Seen<'_>) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    let mut tell = |order: &str, what: String| wrong.push((order.to_owned(), what));
    for id in seen.in_shop.keys() {
        if !seen.orders.contains_key(id) {
            tell(id, "it was lost: Ponte does not hold it".to_owned());
        }
    }
    for (order, number) in seen.on_till.keys() {
        let whole = seen.orders.get(order);
        let row = whole.and_then(|whole| {
            let mut parts = whole.parts.iter();
            parts.find(|row| row.part.number == *number)
        });
        match row.map(|row| &row.part.state) {
            None => tell(order, format!("part {number} is on the till, not here")),
            Some(PartState::Delivered { .. } | PartState::Released { .. }) => {}
            Some(state) => tell(
                order,
                format!("part {number} is on the till, here {state:?}"),
            ),
        }
    }
    for (order, whole) in &seen.orders {
        if let Some(what) = misplaced(seen, order, whole) {
            tell(order, what);
        }
        for what in parts(seen, order, whole) {
            tell(order, what);
        }
    }
    wrong
}

/// Whether the parts that are said to be on the till are there, with the right goods.
fn parts(seen: &Seen<'_>, order: &str, whole: &Whole) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in &whole.parts {
        let PartState::Delivered { till, .. } = &row.part.state else {
            continue;
        };
        let number = row.part.number;
        let Some(there) = seen.named(order, number) else {
            if *till != TillState::Gone && !till.is_closed() {
                wrong.push(format!("part {number} is {till:?} here, not on the till"));
            }
            continue;
        };
        if there.sales_point_id != row.part.point {
            wrong.push(format!("part {number} is at another point"));
        }
        let mut pieces: BTreeMap<VariantId, Decimal> = BTreeMap::new();
        for row in there.rows.iter().filter(|row| !row.shipping) {
            let variant = row.variant.clone().unwrap_or_default();
            *pieces.entry(variant).or_default() += row.quantity;
        }
        let mut ours: BTreeMap<VariantId, Decimal> = BTreeMap::new();
        for line in &row.part.lines {
            *ours.entry(line.variant.clone()).or_default() += Decimal::from(line.pieces);
        }
        if pieces != ours {
            wrong.push(format!("part {number} holds {pieces:?}, not {ours:?}"));
        }
    }
    wrong
}

/// Whether an order stands where it should.
fn misplaced(seen: &Seen<'_>, order: &str, whole: &Whole) -> Option<String> {
    let row = &whole.order;
    let state = ShopState(i64::from(seen.in_shop.get(order)?.status.number()));
    let says = |what: &str| Some(format!("{what}: {:?}", row.stage));
    let ours = || seen.ours(order).filter(|one| stands(one));
    let before = seen
        .settings
        .orders
        .from
        .is_none_or(|from| row.ordered_at < from);
    if before {
        if seen.ours(order).next().is_some() {
            return says("from before Ponte, and on the till");
        }
        return (row.stage != Stage::BeforePonte).then(|| format!("{:?}", row.stage));
    }
    match &row.stage {
        Stage::Received | Stage::Planned | Stage::Sending => says("at rest, and still"),
        Stage::BeforePonte => says("not from before Ponte"),
        Stage::NotForTheTill => {
            (!row.resolved.known.is_empty()).then(|| "the till knows its lines".to_owned())
        }
        Stage::Dropped => {
            let live = state.is_live() && row.ignored.is_none();
            if live {
                return says("live");
            }
            (!state.is_live() && ours().any(|one| one.documents.is_empty()))
                .then(|| "dropped, and open on the till".to_owned())
        }
        Stage::Delivered => delivered(whole, state),
        Stage::Waiting { reason } => waits(seen, whole, state, reason),
        Stage::NeedsAttention { reason } => attention(seen, order, whole, state, reason),
    }
}

fn delivered(whole: &Whole, state: ShopState) -> Option<String> {
    let row = &whole.order;
    if !state.is_live() {
        // Once nothing can move there any more, nobody looks: there is nothing left to cancel.
        let closed =
            |one: &PartState| matches!(one, PartState::Delivered { till, .. } if till.is_closed());
        let mut parts = whole.parts.iter().filter(|row| row.part.is_bound());
        let over = parts.all(|row| closed(&row.part.state) || row.part.is_surely_absent());
        return (!over).then(|| format!("delivered, and {} in the shop", state.0));
    }
    if row.ignored.is_some() {
        return None;
    }
    let details = row.details.as_ref()?;
    let mut open = details.pieces();
    open.retain(|line, _| row.resolved.known.iter().any(|(known, _)| known == line));
    if row.basis.as_ref() != Some(&details.basis()) {
        return Some("delivered, and its lines are others".to_owned());
    }
    for part in whole.parts.iter().filter(|row| row.part.is_bound()) {
        for line in &part.part.lines {
            let left = open.get(&line.line).copied().unwrap_or(0);
            open.insert(line.line.clone(), left.saturating_sub(line.pieces));
        }
    }
    let missing: u32 = open.values().sum();
    (missing > 0).then(|| format!("delivered, and {missing} pieces are in no part"))
}

fn waits(seen: &Seen<'_>, whole: &Whole, state: ShopState, reason: &Waiting) -> Option<String> {
    let row = &whole.order;
    let orders = &seen.settings.orders;
    match reason {
        Waiting::Stock { missing } => {
            if missing.is_empty() {
                return Some("waits for no pieces".to_owned());
            }
            coverable(seen, whole).then(|| format!("waits for {missing:?}, and all is there"))
        }
        Waiting::Payment => {
            let method = row.details.as_ref().map(|details| &details.payment);
            let rule = method.map(|method| payment::rule(method, orders));
            let waits = rule == Some(PaymentRule::AwaitPayment) && !state.is_paid();
            (!waits).then(|| "waits for a payment that came, or need not come".to_owned())
        }
        Waiting::NotASale { .. } => state
            .is_sale(&orders.sales)
            .then(|| "waits, and is a sale".to_owned()),
        Waiting::UnknownLines { .. } => (orders.unknown_lines != UnknownLines::Wait)
            .then(|| "waits for lines that may be left out".to_owned()),
        Waiting::TillClosed | Waiting::Budget | Waiting::Refused { .. } | Waiting::Outcome => {
            Some(format!("at rest, and waits: {reason:?}"))
        }
    }
}

/// Whether the points have now all that it lacks.
fn coverable(seen: &Seen<'_>, whole: &Whole) -> bool {
    let row = &whole.order;
    let Some(details) = &row.details else {
        return false;
    };
    let free = stock::free(seen);
    let mut points = stock::receiving(seen);
    points.retain(|point| !row.wishes.without.contains(point));
    if let (Some(point), false) = (
        reasons::collected_at(seen, whole),
        seen.settings.orders.bound_falls_back,
    ) {
        points.retain(|known| *known == point);
    }
    let pieces = details.pieces();
    row.resolved.known.iter().all(|(line, variant)| {
        let bound = whole.parts.iter().filter(|row| row.part.is_bound());
        let bound: u32 = bound.map(|row| row.part.pieces_of(line)).sum();
        let wanted = pieces.get(line).copied().unwrap_or(0);
        let lacks = i64::from(wanted.saturating_sub(bound));
        let here = points
            .iter()
            .map(|point| free.get(&(*point, variant.clone())));
        let mut here = here.flatten();
        here.clone().any(Option::is_none) || here.by_ref().flatten().sum::<i64>() >= lacks
    })
}

fn attention(
    seen: &Seen<'_>,
    order: &str,
    whole: &Whole,
    state: ShopState,
    reason: &Attention,
) -> Option<String> {
    let row = &whole.order;
    let there = |number: &u32| seen.named(order, *number);
    let untrue = match reason {
        Attention::NotFoundOnTill { number } => there(number).is_some(),
        Attention::Rejected { number } => there(number).is_none_or(stands),
        // What is closed here is not looked at again.
        Attention::CancelOnTill => {
            let closed = |one: &PartState| matches!(one, PartState::Delivered { till, .. } if till.is_closed());
            let mut parts = whole.parts.iter();
            let closed = parts.any(|row| closed(&row.part.state));
            state.is_live() || (!closed && !seen.ours(order).any(stands))
        }
        Attention::Changed => {
            let basis = row.details.as_ref().map(|details| details.basis());
            row.basis == basis
        }
        Attention::Differs { .. }
        | Attention::Broken { .. }
        | Attention::Amounts
        | Attention::UnpaidTooLong => true,
    };
    untrue.then(|| format!("wants attention for what is not so: {reason:?}"))
}
