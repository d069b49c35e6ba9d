//! Planning: which point gives what, and then sending it.
//!
//! Guarantees:
//! - the levels of all waiting orders are read before the first is planned, and the oldest order
//!   chooses first;
//! - what one order was promised, the next does not find;
//! - what is still to be sent to a point that no longer receives is planned anew;
//! - trouble with one order keeps no other from being planned and sent;
//! - a plan is stored with its reasons before any call;
//! - before an order waits for stock, the till is looked through once for parts that already have it;
//! - an order that was read too long ago is read anew, and planned anew where it changed, before
//!   anything of it is first sent;
//! - while the stream is held nothing is planned or sent, and what is over is taken back as always.

use std::collections::BTreeMap;

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    orders::allocation::{Allocation, Point, Rules, Standing, Wanted, allocate},
    orders::explanation::Explanation,
    orders::ledger,
    orders::order::{Attention, Next, Waiting},
    orders::part::{Event, Part, PartLine, after},
    orders::shipping::{bound, shipping},
    settings::{Shipping, Shortage},
    till::{ProductId, SalesPointId, VariantId},
};
use ponte_store::orders::{OrderRow, PartRow, Whole};

use super::{
    delivery, levels, levels::Levels, lookup, pass::Pass, pricing, reading, resolving, standing,
};
use crate::trouble::Trouble;

/// How old an order's reading may be when something of it is first sent.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// Plans and sends what can be, oldest order first.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let mut orders = Vec::new();
    let mut in_a_row = 0;
    for mut whole in pass.open_orders().await? {
        pass.look_around()?;
        let now = pass.now();
        let next = standing::look(&whole.order, &whole.parts, pass.settings(), now);
        let wants = matches!(
            next,
            Next::Plan | Next::NotForTheTill | Next::Wait(Waiting::UnknownLines { .. })
        );
        if wants && whole.order.details.is_some() {
            let resolved = resolving::go(pass, &mut whole).await;
            pass.bear(&mut in_a_row, resolved)?;
        }
        orders.push(whole);
    }
    let open = |order: &String| orders.iter().any(|whole| whole.order.id == *order);
    pass.memory.looked_for.retain(|order, _| open(order));
    let mut wanted = levels::worth_a_look(pass).await?;
    wanted.extend(to_be_read(pass, &orders));
    let mut levels = (!pass.is_held()).then(Levels::default);
    if levels.is_some() && !wanted.is_empty() {
        let read = levels::read(pass, &wanted).await;
        levels = match read {
            Ok(read) => Some(read),
            // Nothing new is planned from figures that were not read; what is planned goes on.
            Err(trouble) => pass.note(Err(trouble)).map(|()| None)?,
        };
    }
    let mut in_a_row = 0;
    for whole in orders {
        pass.look_around()?;
        let done = one(pass, whole, levels.as_ref()).boxed().await;
        pass.bear(&mut in_a_row, done)?;
    }
    Ok(())
}

/// Every variant that is to be planned.
fn to_be_read(pass: &Pass<'_>, orders: &[Whole]) -> BTreeMap<VariantId, ProductId> {
    let now = pass.now();
    let to_be_planned = |whole: &&Whole| {
        let next = standing::look(&whole.order, &whole.parts, pass.settings(), now);
        next == Next::Plan || (matches!(next, Next::Deliver(_)) && is_misplaced(pass, whole))
    };
    let orders = orders.iter().filter(to_be_planned);
    orders
        .flat_map(|whole| whole.order.products.clone())
        .collect()
}

/// Whether a part that is still to be sent, and nothing else, stands at a point that no longer
/// receives: what no request of unknown outcome has left for is planned anew.
fn is_misplaced(pass: &Pass<'_>, whole: &Whole) -> bool {
    let receives = |id: SalesPointId| {
        let mut points = pass.points.iter();
        points.any(|point| point.id == id && point.takes_orders())
    };
    let in_doubt = |part: &Part| part.may_attempt() && !part.is_loose();
    let parts = whole.parts.iter().map(|row| &row.part);
    let chosen = whole.order.wishes.rest_at;
    let mut loose = parts.clone().filter(|part| part.is_loose());
    loose.any(|part| !receives(part.point) && Some(part.point) != chosen)
        && !parts.into_iter().any(in_doubt)
}

/// Does with one order what is next, as far as it comes in this pass.
async fn one(
    pass: &mut Pass<'_>,
    mut whole: Whole,
    levels: Option<&Levels>,
) -> Result<(), Trouble> {
    let now = pass.now();
    let next = standing::look(&whole.order, &whole.parts, pass.settings(), now);
    match (next, levels) {
        (Next::Drop | Next::BeforePonte, _) => withdraw(pass, whole).await,
        (Next::Deliver(_), Some(levels)) if is_misplaced(pass, &whole) => {
            if let Some(planned) = plan(pass, whole, levels).await? {
                delivery::go(pass, planned).await?;
            }
            Ok(())
        }
        (Next::Plan, Some(levels)) => {
            if let Some(planned) = plan(pass, whole, levels).await? {
                delivery::go(pass, planned).await?;
            }
            Ok(())
        }
        (Next::Deliver(_), _) if !pass.is_held() => {
            let first = !whole.parts.iter().any(|row| row.part.attempted);
            if first && delivery::may_go(pass, &whole) {
                match ready(pass, whole).await? {
                    Some(fresh) => whole = fresh,
                    None => return Ok(()),
                }
                // It may have changed on the shop, or have been found on the till.
                let next = standing::look(&whole.order, &whole.parts, pass.settings(), pass.now());
                if next == Next::Plan {
                    // Its levels were not read in this pass.
                    let wanted = whole.order.products.clone();
                    let levels = levels::read(pass, &wanted).await?;
                    match plan(pass, whole, &levels).await? {
                        Some(planned) => whole = planned,
                        None => return Ok(()),
                    }
                }
            }
            delivery::go(pass, whole).await
        }
        _ => {
            let before = whole.order.clone();
            standing::refresh(&mut whole.order, &whole.parts, pass.settings(), now);
            if whole.order != before {
                pass.keep(&whole.order, &[]).await?;
            }
            Ok(())
        }
    }
}

/// Takes back what the till has not got: the order ended, or is ignored.
async fn withdraw(pass: &mut Pass<'_>, mut whole: Whole) -> Result<(), Trouble> {
    let mut changed = Vec::new();
    for row in &mut whole.parts {
        if let Ok(part) = after(&row.part, Event::Withdraw) {
            row.part = part;
            changed.push(row.clone());
        }
    }
    let before = whole.order.clone();
    standing::set(&mut whole.order, &whole.parts, pass.settings(), pass.now());
    if !changed.is_empty() || whole.order != before {
        let told = [("dropped", String::new())];
        pass.keep_telling(&whole.order, &changed, &told).await?;
    }
    Ok(())
}

/// Makes sure that an order of which nothing was ever sent is read lately, and that the till does not
/// hold parts of it that we do not know of. `None`: it cannot go now.
async fn ready(pass: &mut Pass<'_>, mut whole: Whole) -> Result<Option<Whole>, Trouble> {
    let stale = |order: &OrderRow, now: Timestamp| {
        order
            .read_at
            .is_none_or(|read| now.duration_since(read) > FRESH)
    };
    if lookup::is_needed(pass, &whole) {
        whole = lookup::restore(pass, &whole).await?;
    }
    if stale(&whole.order, pass.now()) {
        let Some(read) = reading::one(pass, whole).await? else {
            return Ok(None);
        };
        whole = read;
        resolving::go(pass, &mut whole).await?;
    }
    Ok(Some(whole))
}

/// Plans what may be planned of an order; gives it where there is something to send.
async fn plan(
    pass: &mut Pass<'_>,
    whole: Whole,
    levels: &Levels,
) -> Result<Option<Whole>, Trouble> {
    let Some(found) = try_plan(pass, &whole, levels).await? else {
        return Ok(None);
    };
    let first = !whole.parts.iter().any(|row| row.part.attempted);
    let waits = found.parts.is_empty();
    if !first || (waits && !lookup::is_needed_to_wait(pass, &whole)) {
        return store(pass, whole, found, levels).await;
    }
    let Some(fresh) = ready(pass, whole).await? else {
        return Ok(None);
    };
    // What was read or found meanwhile may change what is to be done.
    let next = standing::look(&fresh.order, &fresh.parts, pass.settings(), pass.now());
    if next != Next::Plan && !(matches!(next, Next::Deliver(_)) && is_misplaced(pass, &fresh)) {
        let mut fresh = fresh;
        let now = pass.now();
        standing::refresh(&mut fresh.order, &fresh.parts, pass.settings(), now);
        pass.keep(&fresh.order, &[]).await?;
        return Ok(None);
    }
    match try_plan(pass, &fresh, levels).await? {
        Some(found) => store(pass, fresh, found, levels).await,
        None => Ok(None),
    }
}

/// What the points would give of it now; `None` where nothing of it is to be planned.
async fn try_plan(
    pass: &mut Pass<'_>,
    whole: &Whole,
    levels: &Levels,
) -> Result<Option<Allocation>, Trouble> {
    let wanted = to_be_planned(whole);
    if wanted.is_empty() && !whole.parts.iter().any(|row| row.part.is_loose()) {
        return Ok(None);
    }
    let points = levels::points(pass, &whole.order, levels).await?;
    Ok(Some(match whole.order.wishes.rest_at {
        Some(point) => all_at(point, &wanted, &points),
        None => allocate(&wanted, &points, rules(pass, &whole.order)),
    }))
}

/// The lines with the pieces that may be planned.
fn to_be_planned(whole: &Whole) -> Vec<Wanted> {
    let parts = standing::parts(&whole.parts);
    let free = ledger::may_plan(&standing::ordered(&whole.order), &parts);
    let mut wanted = lookup::wanted(whole);
    for line in &mut wanted {
        line.pieces = free.get(&line.line).copied().unwrap_or(0);
    }
    wanted.retain(|line| line.pieces > 0);
    wanted
}

fn rules(pass: &Pass<'_>, order: &OrderRow) -> Rules {
    let settings = pass.settings();
    let profile = order
        .details
        .as_ref()
        .map(|details| &details.shipping_profile);
    let shipped = profile.map_or(Shipping::Delivery, |profile| shipping(profile, settings));
    Rules {
        strategy: settings.strategy,
        shortage: order.wishes.shortage.unwrap_or(settings.shortage),
        // A person gave it away from there.
        bound: bound(shipped, settings).filter(|at| !order.wishes.without.contains(&at.point)),
    }
}

/// Everything to one point, whatever it has: a person chose so.
fn all_at(point: SalesPointId, wanted: &[Wanted], points: &[Point]) -> Allocation {
    let only: Vec<Point> = points
        .iter()
        .filter(|known| known.id == point)
        .map(|known| Point {
            standing: Standing::Receives,
            ..known.clone()
        })
        .collect();
    let rules = Rules {
        shortage: Shortage::RestOnFirst,
        ..Rules::default()
    };
    allocate(wanted, &only, rules)
}

/// Stores a plan with its reasons; gives the order where there is something to send.
async fn store(
    pass: &mut Pass<'_>,
    mut whole: Whole,
    found: Allocation,
    levels: &Levels,
) -> Result<Option<Whole>, Trouble> {
    let now = pass.now();
    let rules = rules(pass, &whole.order);
    whole.order.explanation = Some(Explanation {
        at: now,
        strategy: rules.strategy,
        shortage: rules.shortage,
        bound: rules.bound.map(|bound| bound.point),
        steps: found.steps.clone(),
        missing: found.missing.clone(),
    });
    if found.parts.is_empty() {
        let missing = found.missing;
        let told = waits_anew(&whole.order, &missing);
        standing::wait(&mut whole.order, Waiting::Stock { missing }, now);
        let told = if told {
            vec![("waits_for_stock", String::new())]
        } else {
            Vec::new()
        };
        let withdrawn = withdrawn(&mut whole);
        pass.keep_telling(&whole.order, &withdrawn, &told).await?;
        return Ok(None);
    }
    let parts = standing::parts(&whole.parts);
    let mut ordered = standing::ordered(&whole.order);
    // A person has seen that the shop shows less than what was sent: that is not to be planned.
    for part in parts.iter().filter(|part| part.is_bound()) {
        for PartLine { line, .. } in &part.lines {
            let pieces = ordered.entry(line.clone()).or_default();
            *pieces = ledger::pieces_bound(&parts, line).max(*pieces);
        }
    }
    let planned = match ledger::plan(&ordered, &parts, &found.parts, now) {
        Ok(planned) => planned,
        Err(invalid) => {
            tracing::error!(order = whole.order.id, %invalid, "a plan breaks the ledger");
            standing::attend(&mut whole.order, Attention::Broken { invalid }, now);
            pass.keep(&whole.order, &[]).await?;
            return Ok(None);
        }
    };
    let rows = match pricing::rows_of(&whole, &planned, levels) {
        Ok(rows) => rows,
        Err(broken) => {
            tracing::warn!(order = whole.order.id, %broken, "an order's amounts contradict one another");
            standing::attend(&mut whole.order, Attention::Amounts, now);
            pass.keep(&whole.order, &[]).await?;
            return Ok(None);
        }
    };
    let before = whole.clone();
    whole.order.basis = whole.order.details.as_ref().map(|details| details.basis());
    whole.parts = rows;
    standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
    let count = whole.parts.iter().filter(|row| row.part.is_loose()).count();
    let parts = whole.parts.clone();
    let told = [("planned", count.to_string())];
    let kept = pass
        .keep_undecided(&before, &whole.order, &parts, &told)
        .await?;
    Ok(kept.then_some(whole))
}

/// Whether it did not wait for these pieces before.
fn waits_anew(order: &OrderRow, missing: &[Wanted]) -> bool {
    use ponte_domain::orders::order::Stage;
    !matches!(&order.stage, Stage::Waiting { reason: Waiting::Stock { missing: before } } if before == missing)
}

/// Parts that were planned or refused and are taken back, since nobody has all of it any more.
fn withdrawn(whole: &mut Whole) -> Vec<PartRow> {
    let mut changed = Vec::new();
    for row in &mut whole.parts {
        if let Ok(part) = after(&row.part, Event::Withdraw) {
            row.part = part;
            changed.push(row.clone());
        }
    }
    changed
}
