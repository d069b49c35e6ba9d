//! Looking parts up on the till by their names.
//!
//! The till lists orders only by windows of days, and which of an order's dates a window means is not
//! known (Cassa in Cloud sheet §16.4). Guarantees:
//!
//! - a part is looked for in every window that may hold it; a look-up that fails, or meets an order
//!   whose name cannot be read, is no answer: the part stays as it is;
//! - what is found enters the ledger only with the same frozen fields;
//! - a look-up never leads to a new name.

use std::collections::{BTreeMap, BTreeSet};

use cassa_in_cloud::{Order, OrdersQuery, Window};
use jiff::{SignedDuration, Timestamp, civil::Date};
use ponte_domain::{
    orders::allocation::Wanted,
    orders::amounts::PartAmounts,
    orders::due::due,
    orders::ledger::{self, Entered},
    orders::order::Next,
    orders::part::{APART, Doubt, Event, ExternalId, Part, PartState, after, windows},
};
use ponte_store::orders::{PartRow, Whole};

use super::{following, found, pass::Pass, standing};
use crate::{
    rome::zone,
    trouble::{Cause, Trouble},
};

/// A first attempt that comes later than this after the order is preceded by a look-up.
const LATE: SignedDuration = SignedDuration::from_mins(15);

/// Orders on the till with a name of ours, by name.
pub(super) type Named = BTreeMap<(String, u32), Order>;

/// Every order of ours in these windows.
pub(super) async fn list(
    pass: &Pass<'_>,
    windows: impl IntoIterator<Item = (Date, Date)>,
) -> Result<Named, Trouble> {
    let mut named = Named::new();
    for (from, to) in windows {
        let window = Window::new(from, to).map_err(|bad| unreadable(&bad.to_string()))?;
        let mut query = OrdersQuery::new(window, &[]);
        loop {
            let page = pass.remotes.till.orders(&query).await?;
            let read = page.rows.len() as u64;
            for order in page.rows {
                if order.could_not_read("externalId") {
                    return Err(unreadable(
                        "an order on the till has a name that cannot be read",
                    ));
                }
                let id = order.external_id.as_deref().and_then(ExternalId::parse);
                if let Some(id) = id {
                    named.insert((id.order, id.number), order);
                }
            }
            query.start += read;
            if read == 0 || query.start >= page.total_count {
                break;
            }
        }
    }
    Ok(named)
}

fn unreadable(text: &str) -> Trouble {
    Trouble::Wait {
        until: None,
        cause: Cause::TillAway,
        text: text.to_owned(),
    }
}

/// Looks up every part whose outcome must be known before anything else.
pub(super) async fn clear_up(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let mut in_a_row = 0;
    for whole in pass.open_orders().await? {
        let now = pass.now();
        let next = standing::look(&whole.order, &whole.parts, pass.settings(), now);
        if let Next::LookUp(mut numbers) = next {
            numbers.retain(|number| !was_looked_up_lately(&whole, *number, now));
            if numbers.is_empty() {
                continue;
            }
            pass.look_around()?;
            let looked = one(pass, &whole, &numbers).await.map(|_| ());
            pass.bear(&mut in_a_row, looked)?;
        }
    }
    Ok(())
}

/// Whether a look-up found nothing so lately that another one would tell nothing new: what lets go of
/// a part of a cancelled order are two of them, far enough apart.
fn was_looked_up_lately(whole: &Whole, number: u32, now: Timestamp) -> bool {
    let mut rows = whole.parts.iter().filter(|row| row.part.number == number);
    rows.any(|row| match row.part.state {
        PartState::Unknown {
            not_found: Some((first, _)),
            ..
        } => now.duration_since(first) < APART,
        _ => false,
    })
}

/// Looks up these parts of an order; gives the order as it is then.
pub(super) async fn one(
    pass: &mut Pass<'_>,
    whole: &Whole,
    numbers: &[u32],
) -> Result<Whole, Trouble> {
    let moments: Vec<Timestamp> = whole
        .parts
        .iter()
        .filter(|row| numbers.contains(&row.part.number))
        .flat_map(|row| {
            let attempts = row.attempts.iter();
            attempts
                .flat_map(|attempt| [attempt.at, attempt.due])
                .chain([row.part.date])
        })
        .collect();
    let named = list(pass, windows(&moments, &zone())).await?;
    let mut whole = whole.clone();
    let now = pass.now();
    for number in numbers {
        let before = whole.parts.clone();
        let told = match named.get(&(whole.order.id.clone(), *number)) {
            Some(order) => {
                let found = enter(&mut whole, *number, order, now);
                if found { "found" } else { "differs" }
            }
            None => {
                for row in whole
                    .parts
                    .iter_mut()
                    .filter(|row| row.part.number == *number)
                {
                    if let Ok(part) = after(&row.part, Event::NotFound(now)) {
                        row.part = part;
                    }
                }
                "not_found"
            }
        };
        standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
        let changed = whole.parts.iter().filter(|row| !before.contains(row));
        let changed: Vec<PartRow> = changed.cloned().collect();
        pass.keep_telling(&whole.order, &changed, &[(told, number.to_string())])
            .await?;
    }
    Ok(whole)
}

/// Enters what was found into the ledger; `false` where it is not what we hold under that name.
fn enter(whole: &mut Whole, number: u32, order: &Order, now: Timestamp) -> bool {
    let entered = found::frozen(number, order, whole).map(|found| {
        let parts = standing::parts(&whole.parts);
        let lines = wanted(whole);
        ledger::enter(
            &standing::ordered(&whole.order),
            &parts,
            &lines,
            &found,
            now,
        )
    });
    match entered {
        Some(Entered::Delivered(parts)) => {
            for part in parts {
                match whole
                    .parts
                    .iter_mut()
                    .find(|row| row.part.number == part.number)
                {
                    Some(row) => row.part = part,
                    None => {
                        let mut row = new_row(part);
                        row.amounts = found::amounts_of(order, &row, &whole.order.products);
                        whole.parts.push(row);
                    }
                }
            }
            if let Some(row) = row_mut(whole, number) {
                row.till_id.clone_from(&order.id);
                row.next_at = None;
                row.differs = false;
            }
            true
        }
        Some(Entered::Known) => {
            if let Some(row) = row_mut(whole, number)
                && row.till_id.is_none()
            {
                row.till_id.clone_from(&order.id);
            }
            true
        }
        Some(Entered::Differs) | None => {
            if let Some(row) = row_mut(whole, number) {
                row.differs = true;
                if let Ok(part) = after(&row.part, Event::NotFound(now)) {
                    row.part = part;
                }
            }
            false
        }
    }
}

fn row_mut(whole: &mut Whole, number: u32) -> Option<&mut PartRow> {
    whole.parts.iter_mut().find(|row| row.part.number == number)
}

/// A part that is new in the ledger.
pub(super) fn new_row(part: Part) -> PartRow {
    PartRow {
        part,
        amounts: PartAmounts::default(),
        till_id: None,
        attempts: Vec::new(),
        refusal: String::new(),
        next_at: None,
        rejection: String::new(),
        differs: false,
        before: Vec::new(),
        looked_at: None,
    }
}

/// The order's known lines with their variants and pieces, in the order's order.
pub(super) fn wanted(whole: &Whole) -> Vec<Wanted> {
    let pieces = whole
        .order
        .details
        .as_ref()
        .map(|details| details.pieces())
        .unwrap_or_default();
    let known = whole.order.resolved.known.iter();
    known
        .map(|(line, variant)| Wanted {
            line: line.clone(),
            variant: variant.clone(),
            pieces: pieces.get(line).copied().unwrap_or(0),
        })
        .collect()
}

/// Whether the first attempt of an order must be preceded by a look at the till.
pub(super) fn is_needed(pass: &Pass<'_>, whole: &Whole) -> bool {
    is_late(pass, whole) && !pass.looked_for.contains(&whole.order.id)
}

fn is_late(pass: &Pass<'_>, whole: &Whole) -> bool {
    let ordered_at = whole.order.ordered_at;
    pass.now().duration_since(ordered_at) > LATE || ordered_at < pass.engine.began
}

/// Whether the till is to be looked at before an order begins to wait for stock: parts of its own
/// that we do not know of may be what takes the stock away. Once for each order and process, since
/// only a process that began later can have a restored database.
pub(super) fn is_needed_to_wait(pass: &Pass<'_>, whole: &Whole) -> bool {
    let looked = pass.memory.looked_for.get(&whole.order.id);
    is_needed(pass, whole) && looked.is_none_or(|looked| *looked < pass.engine.began)
}

/// Looks through the days of these windows, each once a pass: many orders of many days ask for the
/// same ones.
async fn look_through(
    pass: &mut Pass<'_>,
    windows: impl IntoIterator<Item = (Date, Date)>,
) -> Result<(), Trouble> {
    let days = windows.into_iter().flat_map(|(from, to)| [from, to]);
    let days: BTreeSet<Date> = days
        .filter(|day| !pass.looked_through.contains(day))
        .collect();
    for window in following::windows(&days) {
        let found = list(pass, [window]).await?;
        pass.found.extend(found);
        pass.looked_through.extend([window.0, window.1]);
    }
    Ok(())
}

/// Looks for parts of an order that we do not know of (an older database was restored) and enters
/// them; gives the order as it is then.
pub(super) async fn restore(pass: &mut Pass<'_>, whole: &Whole) -> Result<Whole, Trouble> {
    let now = pass.now();
    // Nobody knows when they were sent: any day since the order, or the day they would be due.
    let mut moments: BTreeSet<Timestamp> = [whole.order.ordered_at, now].into();
    let mut day = whole.order.ordered_at;
    while day < now {
        moments.insert(day);
        day = day
            .checked_add(SignedDuration::from_hours(24))
            .unwrap_or(now);
    }
    let settings = pass.settings();
    for week in settings.opening.values() {
        moments.extend(due(now, settings.preparation_minutes, week, &zone()));
    }
    let moments: Vec<Timestamp> = moments.into_iter().collect();
    look_through(pass, windows(&moments, &zone())).await?;
    let named = pass.found.clone();
    pass.looked_for.insert(whole.order.id.clone());
    pass.memory.looked_for.insert(whole.order.id.clone(), now);
    let mut whole = whole.clone();
    let id = whole.order.id.clone();
    let ours = named.range((id.clone(), 0)..=(id, u32::MAX));
    let mut told = Vec::new();
    for ((_, number), order) in ours {
        let well = enter(&mut whole, *number, order, now);
        if !well && row_mut(&mut whole, *number).is_none() {
            // Nothing of ours has that number: a row that says so keeps anything from being sent.
            return Ok(mismatch(pass, whole, *number, order, now).await?);
        }
        told.push((if well { "found" } else { "differs" }, number.to_string()));
    }
    if !told.is_empty() {
        standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
        let (order, parts) = (whole.order.clone(), whole.parts.clone());
        pass.keep_telling(&order, &parts, &told).await?;
    }
    Ok(whole)
}

/// The till holds something under a name of this order that is more than was ordered, or cannot be
/// read: a part without goods stands for it, in doubt, until a person has looked.
async fn mismatch(
    pass: &mut Pass<'_>,
    mut whole: Whole,
    number: u32,
    order: &Order,
    now: Timestamp,
) -> Result<Whole, ponte_store::StoreError> {
    let part = Part {
        number,
        point: order.document.id_sales_point.unwrap_or_default(),
        lines: Vec::new(),
        date: order.date.unwrap_or(now),
        attempted: true,
        state: PartState::Unknown {
            doubt: Doubt::Conflict,
            not_found: Some((now, now)),
        },
    };
    let mut row = new_row(part);
    row.differs = true;
    row.till_id.clone_from(&order.id);
    whole.parts.push(row);
    whole.parts.sort_by_key(|row| row.part.number);
    standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
    let (order, parts) = (whole.order.clone(), whole.parts.clone());
    let told = [("differs", number.to_string())];
    pass.keep_telling(&order, &parts, &told).await?;
    Ok(whole)
}
