//! Delivery: one part after the other to the till.
//!
//! Guarantees:
//! - the attempt is stored before its request leaves, with the lease checked, and only where no person
//!   decided something for the order meanwhile;
//! - a refusal, a conflict and a missing answer are told apart, and each is stored as it comes;
//! - after a part that did not arrive, the order's later parts wait: half an order helps nobody;
//! - where the till does not answer at all, or allows no more calls, nobody's parts are tried further
//!   in this pass.

use cassa_in_cloud::{Code, Error, OrderRefusal};
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    finding::{Finding, TillSetting},
    orders::due::{Week, due},
    orders::order::{Next, Stage, Waiting, back_off},
    orders::part::{Event, Part, after},
};
use ponte_store::orders::{Attempt, OrderRow, Whole};

use super::{
    buyers::{self, Buyer, NoBuyer},
    lookup,
    pass::Pass,
    standing,
    wording::{self, Surroundings},
};
use crate::{journal::about, trouble::Trouble};

/// Attempts of unknown outcome in a row after which the till is left alone for this pass.
const SILENCES: u32 = 3;

/// Whether something of it may be attempted now.
pub(super) fn may_go(pass: &Pass<'_>, whole: &Whole) -> bool {
    let now = pass.now();
    pass.till_shut.is_none()
        && whole
            .parts
            .iter()
            .find(|row| row.part.may_attempt())
            .is_some_and(|row| row.next_at.is_none_or(|at| at <= now))
}

/// Sends the parts of an order that are to be sent, in the order of their numbers.
pub(super) async fn go(pass: &mut Pass<'_>, mut whole: Whole) -> Result<(), Trouble> {
    loop {
        let now = pass.now();
        let next = standing::look(&whole.order, &whole.parts, pass.settings(), now);
        let Next::Deliver(numbers) = next else {
            // Delivered, or something else is to be done: kept as it stands.
            let before = whole.order.clone();
            standing::refresh(&mut whole.order, &whole.parts, pass.settings(), now);
            if whole.order != before {
                pass.keep(&whole.order, &[]).await?;
            }
            return Ok(());
        };
        let Some(number) = numbers.first().copied() else {
            return Ok(());
        };
        pass.look_around()?;
        if pass.till_shut.is_some() {
            standing::wait(&mut whole.order, Waiting::Budget, now);
            pass.keep(&whole.order, &[]).await?;
            return Ok(());
        }
        let row = whole.parts.iter().find(|row| row.part.number == number);
        if row.is_none_or(|row| row.next_at.is_some_and(|at| at > now)) {
            return Ok(());
        }
        let id = whole.order.id.clone();
        let (after, arrived) = about(id, attempt(pass, whole, number).boxed()).await?;
        whole = after;
        if !arrived {
            return Ok(());
        }
    }
}

/// One attempt; the order as it is then, and whether the part arrived.
async fn attempt(
    pass: &mut Pass<'_>,
    mut whole: Whole,
    number: u32,
) -> Result<(Whole, bool), Trouble> {
    let Some(details) = whole.order.details.clone() else {
        return Ok((whole, false));
    };
    let buyer = match buyers::find(pass, &whole.order.id, &details).await {
        Ok(buyer) => buyer,
        Err(NoBuyer::Refused(text)) => {
            let now = pass.now();
            if let Some(row) = row_mut(&mut whole, number) {
                row.refusal.clone_from(&text);
                row.next_at = now.checked_add(longer(row.looked_at, row.next_at)).ok();
                row.looked_at = Some(now);
            }
            let setting = None;
            standing::wait(&mut whole.order, Waiting::Refused { text, setting }, now);
            let parts = whole.parts.clone();
            pass.keep(&whole.order, &parts).await?;
            return Ok((whole, false));
        }
        Err(NoBuyer::Trouble(trouble)) => return Err(trouble),
    };
    let Some(due) = due_time(pass, &whole, number) else {
        standing::wait(&mut whole.order, Waiting::TillClosed, pass.now());
        pass.keep(&whole.order, &[]).await?;
        return Ok((whole, false));
    };
    let order = wording(pass, &whole, number, &buyer, due);
    let Some(order) = order else {
        return Ok((whole, false));
    };
    if !begin(pass, &mut whole, number, due).await? {
        return Ok((whole, false));
    }
    let answer = pass.remotes.till.create_order(&order).await;
    let arrived = answered(pass, &mut whole, number, answer).await?;
    Ok((whole, arrived))
}

/// The pause after a buyer that the till did not take: twice that before, where there was one. No
/// request for the part has left, so there are no attempts to count.
fn longer(last: Option<Timestamp>, next: Option<Timestamp>) -> SignedDuration {
    let (least, most) = (back_off(1), back_off(u32::MAX));
    let before = last.zip(next).map(|(last, next)| next.duration_since(last));
    before.map_or(least, |before| (before * 2).clamp(least, most))
}

fn row_mut(whole: &mut Whole, number: u32) -> Option<&mut ponte_store::orders::PartRow> {
    whole.parts.iter_mut().find(|row| row.part.number == number)
}

/// When a part sent now must be ready; `None` where its point is closed for longer than can be told.
fn due_time(pass: &Pass<'_>, whole: &Whole, number: u32) -> Option<Timestamp> {
    let part = whole.parts.iter().find(|row| row.part.number == number)?;
    let settings = pass.settings();
    let always = Week::default();
    let week = settings.opening.get(&part.part.point).unwrap_or(&always);
    due(
        pass.now(),
        settings.preparation_minutes,
        week,
        &crate::rome::zone(),
    )
}

fn wording(
    pass: &Pass<'_>,
    whole: &Whole,
    number: u32,
    buyer: &Buyer,
    due: Timestamp,
) -> Option<cassa_in_cloud::NewOrder> {
    let details = whole.order.details.as_ref()?;
    let row = whole.parts.iter().find(|row| row.part.number == number)?;
    let stands = |part: &Part| (part.is_bound() || part.is_loose()) && !part.is_off();
    let standing = whole.parts.iter().filter(|row| stands(&row.part));
    let points: Vec<(u32, String)> = standing
        .map(|row| (row.part.number, pass.point_name(row.part.point)))
        .collect();
    let place = points.iter().position(|(known, _)| *known == number)?;
    let points: Vec<String> = points.into_iter().map(|(_, name)| name).collect();
    let around = Surroundings {
        settings: pass.settings(),
        buyer,
        due,
        points: &points,
        place: place + 1,
    };
    Some(wording::order(&whole.order, details, row, &around))
}

/// The attempt is stored: from here on a request may have left. `false`: a person decided something
/// for the order meanwhile, and nothing may leave.
async fn begin(
    pass: &mut Pass<'_>,
    whole: &mut Whole,
    number: u32,
    due: Timestamp,
) -> Result<bool, Trouble> {
    let now = pass.now();
    let before = whole.clone();
    if let Some(row) = row_mut(whole, number) {
        if let Ok(part) = after(&row.part, Event::Attempt) {
            row.part = part;
        }
        row.attempts.push(Attempt { at: now, due });
    }
    standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
    let parts: Vec<_> = whole
        .parts
        .iter()
        .filter(|row| row.part.number == number)
        .cloned()
        .collect();
    let told = [("attempted", number.to_string())];
    let kept = pass
        .keep_undecided(&before, &whole.order, &parts, &told)
        .await?;
    Ok(kept)
}

/// What the till said, stored; whether the part is there.
async fn answered(
    pass: &mut Pass<'_>,
    whole: &mut Whole,
    number: u32,
    answer: Result<cassa_in_cloud::CreatedOrder, Error>,
) -> Result<bool, Trouble> {
    let now = pass.now();
    let (event, id) = match &answer {
        Ok(created) => (Event::Confirmed(now), created.id.clone()),
        Err(error) if error.is_conflict() => (Event::Conflict, None),
        Err(error) if error.outcome_unknown() => (Event::NoAnswer, None),
        Err(_) => (Event::Refused, None),
    };
    let text = answer.as_ref().err().map(Error::said);
    if let Some(row) = row_mut(whole, number) {
        match after(&row.part, event) {
            Ok(part) => row.part = part,
            Err(impossible) => tracing::error!(%impossible, "orders: an answer out of turn"),
        }
        row.till_id = id.or(row.till_id.take());
        row.refusal = text.clone().unwrap_or_default();
        let times = u32::try_from(row.attempts.len()).unwrap_or(u32::MAX);
        row.next_at = match (event, &answer) {
            // Nothing left: that is no reason to be patient for long.
            (Event::Refused, Err(Error::Quota { until })) => until.or(Some(now)),
            (Event::Refused | Event::NoAnswer, _) => now.checked_add(back_off(times)).ok(),
            _ => None,
        };
    }
    standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
    let told = match event {
        Event::Confirmed(_) => "delivered",
        Event::Conflict => "conflict",
        Event::NoAnswer => "no_answer",
        _ => "refused",
    };
    if let (Event::Refused, Some(text)) = (event, text) {
        let reason = match &answer {
            Err(Error::Quota { .. } | Error::Throttled { .. }) => Waiting::Budget,
            Err(error) => Waiting::Refused {
                text,
                setting: setting(error),
            },
            Ok(_) => Waiting::Outcome,
        };
        standing::wait(&mut whole.order, reason, now);
    }
    let rows: Vec<_> = whole
        .parts
        .iter()
        .filter(|row| row.part.number == number)
        .cloned()
        .collect();
    pass.keep_telling(&whole.order, &rows, &[(told, number.to_string())])
        .await?;
    if matches!(event, Event::Confirmed(_)) {
        pass.note_for_stock(&whole.order, &rows).await?;
    }
    consequences(pass, whole, number, event, answer).await
}

/// What follows for the pass; whether the part is there.
async fn consequences(
    pass: &mut Pass<'_>,
    whole: &mut Whole,
    number: u32,
    event: Event,
    answer: Result<cassa_in_cloud::CreatedOrder, Error>,
) -> Result<bool, Trouble> {
    pass.silences = match event {
        Event::NoAnswer => pass.silences + 1,
        _ => 0,
    };
    match (event, answer) {
        (Event::Confirmed(_), _) => {
            pass.figures.delivered += 1;
            Ok(true)
        }
        (Event::Conflict, _) => {
            *whole = lookup::one(pass, whole, &[number]).await?;
            let there = |row: &&ponte_store::orders::PartRow| row.part.number == number;
            let row = whole.parts.iter().find(there);
            Ok(row.is_some_and(|row| {
                row.part.is_bound() && !row.part.needs_look_up() && row.till_id.is_some()
            }))
        }
        (Event::NoAnswer, Err(error)) => {
            if pass.silences >= SILENCES {
                pass.till_shut = Some(error.into());
            }
            Ok(false)
        }
        (_, Err(error)) => {
            refused(pass, whole, &error).await?;
            if matches!(
                error,
                Error::Quota { .. } | Error::Throttled { .. } | Error::NoToken(_)
            ) || matches!(error, Error::WrongCredentials { .. } | Error::Transport(_))
            {
                pass.till_shut = Some(error.into());
            }
            Ok(false)
        }
        (_, Ok(_)) => Ok(false),
    }
}

/// A refusal that names a setting of the till's account is a finding of its own, once for all orders.
async fn refused(pass: &mut Pass<'_>, whole: &Whole, error: &Error) -> Result<(), Trouble> {
    let setting = setting(error);
    if let (true, Some(details)) = (may_lack_the_buyer(error), &whole.order.details) {
        buyers::forget(pass, &whole.order.id, details).await?;
    }
    let refused = |other: &OrderRow| {
        matches!(
            &other.stage,
            Stage::Waiting {
                reason: Waiting::Refused { .. }
            }
        )
    };
    let open = pass.read().await?.orders_open(pass.id()).await?;
    let others = open
        .iter()
        .any(|other| other.id != whole.order.id && refused(other));
    let now = pass.now();
    let mut tx = pass.write().await?;
    for known in TillSetting::ALL {
        let finding = Finding::TillSetting { setting: known };
        if Some(known) == setting {
            tx.finding_seen(pass.id(), known.name(), &finding, pass.run.id, now)
                .await?;
        } else if !others {
            // The till got as far as another reason, and nobody else waits because of this one.
            tx.finding_close(pass.id(), finding.kind(), known.name(), now)
                .await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The till's setting that a refusal names.
fn setting(error: &Error) -> Option<TillSetting> {
    match error.order_refusal()? {
        OrderRefusal::MandatoryTime => Some(TillSetting::MandatoryTime),
        OrderRefusal::MinimumOrder => Some(TillSetting::MinimumOrder),
        OrderRefusal::OutsideHours => Some(TillSetting::OpeningHours),
        OrderRefusal::TooSoon | OrderRefusal::DueDatePast => Some(TillSetting::LeadTime),
        OrderRefusal::SlotFull => Some(TillSetting::SlotFull),
        OrderRefusal::PointNotEnabled
        | OrderRefusal::CustomerMissing
        | OrderRefusal::ArticleUnknown
        | OrderRefusal::DueDateMissing => None,
    }
}

/// Whether the till may have refused because it has nobody of the buyer's id.
fn may_lack_the_buyer(error: &Error) -> bool {
    let unknown_id = matches!(
        error,
        Error::Refused {
            code: Some(Code::InvalidId),
            ..
        }
    );
    match error.order_refusal() {
        Some(OrderRefusal::CustomerMissing) => true,
        Some(_) => false,
        None => unknown_id,
    }
}
