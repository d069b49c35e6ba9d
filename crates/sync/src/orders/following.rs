//! What became of parts on the till.
//!
//! The till has no list of what changed: open parts are asked for, many of one day by a list of that
//! day, few by their ids. Guarantees:
//!
//! - a part is called gone only where the till says that there is no such order;
//! - pieces that a point rejected are withheld there from the same moment on;
//! - a state that we do not know is no end;
//! - what nobody at a point ever closes does not eat up the till's calls: the older a part or order, the
//!   more seldom it is asked for.
//! - what was shipped is followed for a week more where the shop is told of its end.

use std::collections::{BTreeMap, BTreeSet};

use cassa_in_cloud::{Order, OrderStatus, WorkflowStatus};
use jiff::{SignedDuration, Timestamp, civil::Date};
use ponte_domain::{
    orders::part::{Event, Part, PartState, TillState, after},
    orders::withheld::Withheld,
    till::{ProductId, VariantId},
};
use ponte_store::{
    levels::WithheldRow,
    orders::{PartRow, Whole},
};

use super::{
    levels,
    lookup::{self, Named},
    pass::Pass,
    standing,
};
use crate::trouble::Trouble;

/// Parts of one day from which on a list of that day is read rather than each by its id.
const MANY: usize = 3;

/// What is younger is followed in every pass.
const YOUNG: SignedDuration = SignedDuration::from_hours(2 * 24);

/// What is older is followed once a day, what lies between once an hour.
const OLD: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How often what has this age is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Often {
    EveryPass,
    Hourly,
    Daily,
}

fn how_often(age: SignedDuration) -> Often {
    if age < YOUNG {
        Often::EveryPass
    } else if age < OLD {
        Often::Hourly
    } else {
        Often::Daily
    }
}

/// Whether what began at `since` is to be followed in this pass.
pub(super) fn is_due(pass: &Pass<'_>, since: Timestamp) -> bool {
    is_due_now(pass, how_often(pass.now().duration_since(since)))
}

fn is_due_now(pass: &Pass<'_>, often: Often) -> bool {
    let now = pass.now();
    let ago = |last: Option<Timestamp>, hours: i64| {
        last.is_none_or(|last| now.duration_since(last) >= SignedDuration::from_hours(hours))
    };
    match often {
        Often::EveryPass => true,
        Often::Hourly => ago(pass.memory.followed, 1),
        Often::Daily => ago(pass.memory.followed_old, 24),
    }
}

/// Whether a part may still move, and is to be asked for in this pass.
fn is_followed(pass: &Pass<'_>, part: &Part) -> bool {
    let urgent = || {
        part.lines
            .iter()
            .any(|line| pass.urgent.contains(&line.variant))
    };
    may_move(pass, part) && (is_due(pass, part.date) || urgent())
}

/// Asks the till for every part that may still move, and is due.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    all(pass).await?;
    let now = pass.now();
    if is_due_now(pass, Often::Hourly) {
        pass.memory.followed = Some(now);
    }
    if is_due_now(pass, Often::Daily) {
        pass.memory.followed_old = Some(now);
    }
    Ok(())
}

async fn all(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let orders = pass.open_orders().await?;
    let mut by_day: BTreeMap<Date, usize> = BTreeMap::new();
    for row in orders.iter().flat_map(|whole| &whole.parts) {
        if is_followed(pass, &row.part) {
            *by_day.entry(day(row.part.date)).or_default() += 1;
        }
    }
    let many: BTreeSet<Date> = by_day
        .into_iter()
        .filter(|(_, parts)| *parts >= MANY)
        .map(|(day, _)| day)
        .collect();
    let began = pass.now();
    let listed = lookup::list(pass, windows(&many)).await?;
    let mut in_a_row = 0;
    for whole in orders {
        pass.look_around()?;
        let followed = one(pass, whole, &listed, began).await;
        pass.bear(&mut in_a_row, followed)?;
    }
    Ok(())
}

/// Asks for the parts of one order that may still move, where the lists (read from `began` on) did not
/// show them.
async fn one(
    pass: &mut Pass<'_>,
    mut whole: Whole,
    listed: &Named,
    began: Timestamp,
) -> Result<(), Trouble> {
    let (mut moved, mut told) = (Vec::new(), Vec::new());
    for index in 0..whole.parts.len() {
        let row = &whole.parts[index];
        if !is_followed(pass, &row.part) {
            continue;
        }
        let key = (whole.order.id.clone(), row.part.number);
        let now = pass.now();
        let seen = match (listed.get(&key), &row.till_id) {
            (Some(order), _) => {
                pass.asked.insert(key.clone(), began);
                Some(state(order))
            }
            (None, Some(id)) => match pass.remotes.till.order(id).await? {
                Some(order) => {
                    pass.asked.insert(key.clone(), now);
                    Some(state(&order))
                }
                None => Some((TillState::Gone, String::new())),
            },
            // Confirmed without an id: a look-up by its name tells it.
            (None, None) => None,
        };
        let Some((till, rejection)) = seen else {
            learn_id(pass, &mut whole, index).await?;
            continue;
        };
        if step(pass, &mut whole, index, till, rejection).await? {
            moved.push(whole.parts[index].clone());
            told.push(("till", format!("{}:{}", key.1, word(till))));
        }
    }
    if !moved.is_empty() {
        standing::set(&mut whole.order, &whole.parts, pass.settings(), pass.now());
        pass.keep_telling(&whole.order, &moved, &told).await?;
        pass.tell_stock(&whole.order, &moved).await?;
    }
    Ok(())
}

/// Whether the till may still show something new of it that anybody waits for.
fn may_move(pass: &Pass<'_>, part: &Part) -> bool {
    matches!(part.state, PartState::Delivered { till, .. } if !till.is_closed())
        || standing::may_be_completed(part, pass.settings(), pass.now())
}

fn day(at: Timestamp) -> Date {
    crate::rome::zone().to_datetime(at).date()
}

/// These days in windows of one or two.
pub(super) fn windows(days: &BTreeSet<Date>) -> Vec<(Date, Date)> {
    let mut windows: Vec<(Date, Date)> = Vec::new();
    for day in days {
        match windows.last_mut() {
            Some((first, last)) if first == last && first.tomorrow().ok() == Some(*day) => {
                *last = *day;
            }
            _ => windows.push((*day, *day)),
        }
    }
    windows
}

/// Where an order stands on the till, and why it was rejected.
fn state(order: &Order) -> (TillState, String) {
    use WorkflowStatus as Status;
    let reason = order.rejection_reason.clone().unwrap_or_default();
    let till = match &order.external_workflow_status {
        Some(Status::Rejected) => TillState::Rejected,
        Some(Status::Canceled) => TillState::Cancelled,
        Some(Status::Completed) => TillState::Completed,
        Some(Status::Shipped) => TillState::Shipped,
        _ if order.status == Some(OrderStatus::Processed) => TillState::Processed,
        Some(Status::Requested) | None => TillState::Requested,
        Some(Status::Processing) => TillState::Processing,
        Some(Status::Ready) => TillState::Ready,
        Some(Status::Shipping | Status::Delivering) => TillState::OnItsWay,
        Some(_) => TillState::Accepted,
    };
    (till, reason)
}

/// A part is in this state now; whether that is news.
async fn step(
    pass: &mut Pass<'_>,
    whole: &mut Whole,
    index: usize,
    till: TillState,
    rejection: String,
) -> Result<bool, Trouble> {
    let now = pass.now();
    let row = &mut whole.parts[index];
    let PartState::Delivered { till: before, .. } = row.part.state else {
        return Ok(false);
    };
    if before == till {
        return Ok(false);
    }
    if let Ok(part) = after(&row.part, Event::Till(till, now)) {
        row.part = part;
    }
    row.rejection = rejection;
    row.looked_at = Some(now);
    if till == TillState::Rejected {
        let row = row.clone();
        withhold(pass, &whole.order.id, &whole.order.products, &row).await?;
    }
    Ok(true)
}

/// The rejected pieces stay outside what the point can give: its figure is read right now, to be
/// compared with later ones.
async fn withhold(
    pass: &mut Pass<'_>,
    order: &str,
    products: &BTreeMap<VariantId, ProductId>,
    row: &PartRow,
) -> Result<(), Trouble> {
    let variants: BTreeSet<&VariantId> = row.part.lines.iter().map(|line| &line.variant).collect();
    let wanted: BTreeMap<VariantId, ProductId> = variants
        .iter()
        .filter_map(|variant| {
            let product = products.get(*variant)?;
            Some(((*variant).clone(), product.clone()))
        })
        .collect();
    let levels = levels::read(pass, &wanted).await?;
    let mut tx = pass.write().await?;
    for variant in variants {
        let pieces = row
            .part
            .lines
            .iter()
            .filter(|line| line.variant == *variant);
        let pieces = pieces.map(|line| line.pieces).sum();
        let readings = levels.readings(row.part.point, [variant.clone()]);
        for (variant, reading) in readings {
            let withheld = WithheldRow {
                point: row.part.point,
                variant,
                order: order.to_owned(),
                number: row.part.number,
                withheld: Withheld::new(pieces, reading.quantity),
            };
            tx.withheld_put(pass.id(), &withheld).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// A part that was confirmed without an id gets it by a look-up.
async fn learn_id(pass: &mut Pass<'_>, whole: &mut Whole, index: usize) -> Result<(), Trouble> {
    let number = whole.parts[index].part.number;
    let updated = lookup::one(pass, whole, &[number]).await?;
    *whole = updated;
    Ok(())
}

/// The till's state in a word that the pages translate.
fn word(till: TillState) -> String {
    serde_json::to_value(till)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(workflow: Option<&str>, status: Option<&str>) -> TillState {
        state(&Order {
            external_workflow_status: workflow.map(|word| WorkflowStatus::from(word.to_owned())),
            status: status.map(|word| OrderStatus::from(word.to_owned())),
            ..Order::default()
        })
        .0
    }

    #[test]
    fn the_older_a_part_the_more_seldom_it_is_asked_for() {
        let hours = |hours| how_often(SignedDuration::from_hours(hours));
        assert_eq!([hours(0), hours(47)], [Often::EveryPass; 2]);
        assert_eq!([hours(48), hours(14 * 24 - 1)], [Often::Hourly; 2]);
        assert_eq!([hours(14 * 24), hours(9999)], [Often::Daily; 2]);
    }

    #[test]
    fn a_state_that_we_do_not_know_is_no_end() {
        assert_eq!(told(Some("ON_HOLD"), None), TillState::Accepted);
        assert_eq!(told(None, Some("ARCHIVED")), TillState::Requested);
    }

    #[test]
    fn what_was_turned_into_a_document_is_processed_unless_its_own_end_says_more() {
        assert_eq!(
            told(Some("ACCEPTED"), Some("PROCESSED")),
            TillState::Processed
        );
        assert_eq!(
            told(Some("REJECTED"), Some("PROCESSED")),
            TillState::Rejected
        );
        assert_eq!(told(Some("SHIPPED"), Some("PROCESSED")), TillState::Shipped);
    }
}
