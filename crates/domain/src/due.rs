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
//! - a point without hours is always open.

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
        let local = zone.to_datetime(moment);
        let minute = minute_of_day(local.time());
        let open = week.open_from(local.date(), minute);
        if open == Some(minute) {
            return Some(moment);
        }
        let closed = SignedDuration::from_mins((open.unwrap_or(DAY_MINUTES) - minute).into());
        let next = moment.checked_add(closed).ok()?;
        // Where the clock changes on the way, an hour is missing or comes twice: then minute by
        // minute.
        moment = if zone.to_offset(next) == zone.to_offset(moment) {
            next
        } else {
            moment.checked_add(SignedDuration::from_mins(1)).ok()?
        };
    }
    None
}

fn minute_of_day(time: civil::Time) -> u16 {
    u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
}

/// The first whole minute at or after a moment.
fn whole_minute(moment: Timestamp) -> Option<Timestamp> {
    let minute = 60_000;
    let whole = moment
        .as_millisecond()
        .checked_add(minute - 1)?
        .div_euclid(minute);
    // A part of a millisecond past a minute is nothing that the till could see.
    Timestamp::from_millisecond(whole * minute).ok()
}

#[cfg(test)]
mod tests;
