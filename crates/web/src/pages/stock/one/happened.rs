//! The history of a figure, newest first: what changed it, from what to what, what was written and
//! what the shop answered.

use ponte_domain::stock::{
    change::Change,
    offer::{Doubt, Standing},
    write::Write,
};
use ponte_store::offers::{Answer, OfferEvent};

use crate::{
    pages::stock::{About, point},
    words::Words,
};

/// Something that happened.
pub(super) struct Happened {
    /// `10:38:12`
    pub(super) time: String,
    /// The day, where it was not today.
    pub(super) day: Option<String>,
    /// `ok`, `warn`, `bad`, or nothing for a mere fact.
    pub(super) tone: &'static str,
    /// What changed it, one sentence each.
    pub(super) changes: Vec<String>,
    /// "Dovrebbe mostrarne 3, prima 5."
    pub(super) figure: Option<String>,
    /// What was written, and the answer.
    pub(super) write: Option<String>,
}

/// The time line; `events` are the newest first.
pub(super) fn views(events: &[OfferEvent], about: &About<'_>) -> Vec<Happened> {
    let before = events.iter().skip(1).map(Some).chain([None]);
    events
        .iter()
        .zip(before)
        .map(|(event, before)| view(event, before, about))
        .collect()
}

fn view(event: &OfferEvent, before: Option<&OfferEvent>, about: &About<'_>) -> Happened {
    let (t, wall) = (about.t, about.wall);
    let changes = event.changes.iter();
    let mut changes: Vec<String> = changes.map(|change| said(change, about)).collect();
    if changes.is_empty() && event.write.is_none() {
        changes.push(t.say("change-first"));
    }
    let (tone, write) = match event.write {
        None => ("", None),
        Some((write, answer)) => {
            let (tone, key) = match answer {
                Answer::Done => ("ok", "answer-done"),
                Answer::Refused => ("bad", "answer-refused"),
                Answer::Unknown => ("warn", "answer-unknown"),
            };
            let said = format!("{}. {}", written(write, t), t.say(key));
            (tone, Some(said))
        }
    };
    Happened {
        time: wall.to_the_second(event.at),
        day: (!wall.is_today(event.at)).then(|| wall.when_alone(event.at, t)),
        tone,
        changes,
        figure: figure(event, before, t),
        write,
    }
}

/// From what to what; none where the figure stayed, or where there is none.
fn figure(event: &OfferEvent, before: Option<&OfferEvent>, t: Words) -> Option<String> {
    if event.sum.is_unmanaged() {
        return None;
    }
    let is = event.sum.offer();
    let Some(before) = before.filter(|before| !before.sum.is_unmanaged()) else {
        return Some(t.with("figure-is", &[("is", t.pieces(is).into())]));
    };
    let was = before.sum.offer();
    let args = [("was", t.pieces(was).into()), ("is", t.pieces(is).into())];
    (was != is).then(|| t.with("figure-changed", &args))
}

/// What was written.
pub(super) fn written(write: Write, t: Words) -> String {
    let (key, pieces) = match write {
        Write::Add { pieces } if pieces < 0 => ("write-take", pieces.saturating_neg()),
        Write::Add { pieces } => ("write-add", pieces),
        Write::Set { pieces, .. } => ("write-set", pieces),
        Write::WithoutStock => return t.say("write-without-stock"),
    };
    t.count(key, u64::try_from(pieces).unwrap_or(0))
}

fn said(change: &Change, about: &About<'_>) -> String {
    let t = about.t;
    let at = |id: &i64| ("point", point(*id, about.points).into());
    match change {
        Change::Counts { point } => t.with("change-counts", &[at(point)]),
        Change::CountsNoLonger { point } => t.with("change-counts-no-longer", &[at(point)]),
        Change::Standing { point, is, .. } => {
            let key = match is {
                Standing::Managed => "change-managed",
                Standing::Unmanaged => "change-unmanaged",
                Standing::NoRecord => "change-no-record",
                Standing::NeverRead => "change-never-read",
            };
            t.with(key, &[at(point)])
        }
        Change::Quantity { point, was, is } => {
            let (was, is) = (t.quantity(*was).into(), t.quantity(*is).into());
            t.with("change-quantity", &[at(point), ("was", was), ("is", is)])
        }
        Change::Promised { point, was, is } => {
            let (was, is) = (t.quantity(*was).into(), t.quantity(*is).into());
            t.with("change-promised", &[at(point), ("was", was), ("is", is)])
        }
        Change::Withheld { point, was, is } => {
            let (was, is) = (t.pieces(*was).into(), t.pieces(*is).into());
            t.with("change-withheld", &[at(point), ("was", was), ("is", is)])
        }
        Change::Reserve { point, was, is } => {
            let (was, is) = (t.pieces(*was).into(), t.pieces(*is).into());
            t.with("change-reserve", &[at(point), ("was", was), ("is", is)])
        }
        Change::Doubt { point, is } => {
            let key = match is {
                None => "change-sure",
                Some(Doubt::Unread { .. }) => "change-unread",
                Some(Doubt::Old) => "change-old",
                Some(Doubt::NotFollowed) => "change-not-followed",
            };
            t.with(key, &[at(point)])
        }
        Change::Margin { was, is } => {
            let (was, is) = (t.pieces(*was).into(), t.pieces(*is).into());
            t.with("change-margin", &[("was", was), ("is", is)])
        }
        Change::Unplaced { was, is } => {
            let (was, is) = (t.pieces(*was).into(), t.pieces(*is).into());
            t.with("change-unplaced", &[("was", was), ("is", is)])
        }
    }
}
