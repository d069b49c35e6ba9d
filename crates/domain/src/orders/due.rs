//! When a part must be ready: `dueDate`.
//!
//! The till refuses a due time in the past, outside its opening hours or too near, and does not tell
//! its hours through the API (Cassa in Cloud sheet §17, §25.28); so they are settings here. The due
//! time is the first minute, not before now + preparation, at which the point is open.
//!
//! Guarantees (each a test):
//! - a due time is never earlier than now plus the preparation;
//! - it lies in a slot of a day that is not closed;
//! - no open minute after now plus the preparation comes before it;
//! - a point without hours is always open;
//! - open time is what passes while the point is open.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How far ahead an open minute is looked for: more than a season's closing.
const LOOK_AHEAD: SignedDuration = SignedDuration::from_hours(400 * 24);
const DAY_MINUTES: u16 = 24 * 60;

/// Opening hours of a point, in its local time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Week {
    /// Slots by weekday, 1 = Monday to 7 = Sunday. No slot at all: always open.
    pub slots: BTreeMap<i8, Vec<Slot>>,
    /// Days on which it is closed whatever the weekday.
    pub closed: BTreeSet<civil::Date>,
}

/// From when to when a point is open, in minutes after midnight; `to` itself is closed. A slot that
/// ends before it begins is none: hours past midnight are two slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// First open minute, 0 to 1439.
    pub from: u16,
    /// First closed minute after it, up to 1440.
    pub to: u16,
}

impl Week {
    fn has_hours(&self) -> bool {
        self.slots
            .values()
            .flatten()
            .any(|slot| slot.from < slot.to)
    }

    /// The first open minute of a day at or after `minute`.
    fn open_from(&self, day: civil::Date, minute: u16) -> Option<u16> {
        if self.closed.contains(&day) {
            return None;
        }
        let weekday = day.weekday().to_monday_one_offset();
        let slots = self.slots.get(&weekday)?;
        slots
            .iter()
            .filter(|slot| slot.from.max(minute) < slot.to.min(DAY_MINUTES))
            .map(|slot| slot.from.max(minute))
            .min()
    }

    /// The first closed minute after an open one of a day, as one of its slots tells.
    fn closes_at(&self, day: civil::Date, minute: u16) -> u16 {
        let slots = self.slots.get(&day.weekday().to_monday_one_offset());
        let around = |slot: &&Slot| slot.from <= minute && minute < slot.to;
        let ends = slots
            .into_iter()
            .flatten()
            .filter(around)
            .map(|slot| slot.to);
        ends.max().unwrap_or(minute + 1).min(DAY_MINUTES)
    }
}

/// The due time of a part sent `now` to a point with these hours in `zone`; whole minutes. `None`
/// where the point is closed for more than a year.
#[must_use]
pub fn due(
    now: Timestamp,
    preparation_minutes: u32,
    week: &Week,
    zone: &TimeZone,
) -> Option<Timestamp> {
    let preparation = SignedDuration::from_mins(preparation_minutes.into());
    let earliest = whole_minute(now.checked_add(preparation).ok()?)?;
    if !week.has_hours() {
        return Some(earliest);
    }
    let last = earliest.checked_add(LOOK_AHEAD).ok()?;
    let mut moment = earliest;
    while moment <= last {
        let stretch = stretch(moment, week, zone)?;
        if stretch.is_open {
            return Some(moment);
        }
        moment = stretch.ends;
    }
    None
}

/// How long a point with these hours was open between two moments, to the minute. What nobody
/// accepted in so much of it is a finding.
#[must_use]
pub fn open_time(
    since: Timestamp,
    until: Timestamp,
    week: &Week,
    zone: &TimeZone,
) -> SignedDuration {
    let whole = until.duration_since(since).max(SignedDuration::ZERO);
    if !week.has_hours() {
        return whole;
    }
    // What lies further back than a year makes no difference any more.
    let earliest = until.checked_sub(LOOK_AHEAD).unwrap_or(since);
    let mut open = SignedDuration::ZERO;
    let mut next = whole_minute(since.max(earliest));
    while let Some(moment) = next.filter(|moment| *moment < until) {
        let stretch = stretch(moment, week, zone);
        next = stretch.as_ref().map(|stretch| stretch.ends);
        if let Some(stretch) = stretch.filter(|stretch| stretch.is_open) {
            open += stretch.ends.min(until).duration_since(moment);
        }
    }
    open
}

/// Time during which a point is open, or closed, all along.
struct Stretch {
    is_open: bool,
    ends: Timestamp,
}

/// The stretch that begins at `moment`, a whole minute; it may go on after its end.
fn stretch(moment: Timestamp, week: &Week, zone: &TimeZone) -> Option<Stretch> {
    let local = zone.to_datetime(moment);
    let minute = minute_of_day(local.time());
    let opens = week.open_from(local.date(), minute);
    let is_open = opens == Some(minute);
    let ends = if is_open {
        week.closes_at(local.date(), minute)
    } else {
        opens.unwrap_or(DAY_MINUTES)
    };
    let length = SignedDuration::from_mins((ends - minute).into());
    let ends = moment.checked_add(length).ok()?;
    // Where the clock changes on the way, an hour is missing or comes twice: then minute by minute.
    let ends = if zone.to_offset(ends) == zone.to_offset(moment) {
        ends
    } else {
        moment.checked_add(SignedDuration::from_mins(1)).ok()?
    };
    Some(Stretch { is_open, ends })
}

fn minute_of_day(time: civil::Time) -> u16 {
    u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
}

/// The first whole minute at or after a moment.
fn whole_minute(moment: Timestamp) -> Option<Timestamp> {
    let minute = 60_000_000_000;
    let begun = moment.as_nanosecond() + minute - 1;
    Timestamp::from_nanosecond(begun.div_euclid(minute) * minute).ok()
}

#[cfg(test)]
mod tests;
