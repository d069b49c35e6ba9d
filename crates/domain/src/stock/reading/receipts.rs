//! Receipts: the till's own word for what was sold.
//!
//! Guarantees (each a test):
//! - today's are read, and yesterday's until two o'clock, since a late evening is told late;
//! - reading goes on one page before the last offset, and from the beginning once an hour, since
//!   tills come late;
//! - receipts never take more than they may.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use super::{Call, PAGE};

/// Until this hour yesterday's are read too.
const LATE: i8 = 2;

/// How often all of them are read.
const IN_FULL_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// A day's receipts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The day, as the till counts it.
    pub date: Date,
    /// Receipts seen so far.
    pub seen: u64,
    /// Read from the beginning.
    pub in_full: bool,
}

/// The days whose receipts are read, where it is `now` at the till.
#[must_use]
pub fn days(now: DateTime) -> Vec<Date> {
    let today = now.date();
    let yesterday = today.yesterday().ok().filter(|_| now.hour() < LATE);
    yesterday.into_iter().chain([today]).collect()
}

/// Whether they are to be read from the beginning again; `last`: when that was last done.
#[must_use]
pub fn in_full(last: Option<Timestamp>, now: Timestamp) -> bool {
    last.is_none_or(|last| now.duration_since(last) >= IN_FULL_EVERY)
}

/// The calls for these days. Where reading in full would take more than `most`, it goes on from the
/// last offset, and what does not fit even so is left out.
pub(super) fn calls(days: &[Day], most: u32) -> Vec<Call> {
    let whole = pages(days, |day| if day.in_full { 0 } else { before_last(day) });
    let mut calls = if whole.len() <= most as usize {
        whole
    } else {
        pages(days, before_last)
    };
    calls.truncate(most as usize);
    calls
}

fn pages(days: &[Day], from: impl Fn(&Day) -> u64) -> Vec<Call> {
    let of = |day: &Day| {
        let date = day.date;
        let starts = (from(day)..=day.seen).step_by(PAGE as usize);
        starts.map(move |start| Call::Receipts { day: date, start })
    };
    days.iter().flat_map(of).collect()
}

/// The page before the last offset.
fn before_last(day: &Day) -> u64 {
    let page = u64::from(PAGE);
    (day.seen / page * page).saturating_sub(page)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    fn starts(seen: u64, in_full: bool, most: u32) -> Vec<u64> {
        let day = Day {
            date: date(2026, 11, 25),
            seen,
            in_full,
        };
        let start = |call| match call {
            Call::Receipts { start, .. } => start,
            other => panic!("{other:?}"),
        };
        calls(&[day], most).into_iter().map(start).collect()
    }

    #[test]
    fn todays_are_read_and_yesterdays_until_two_o_clock() {
        let today = date(2026, 11, 25);
        let yesterday = date(2026, 11, 24);
        assert_eq!(
            days(datetime(2026, 11, 25, 1, 59, 59, 0)),
            [yesterday, today]
        );
        assert_eq!(days(datetime(2026, 11, 25, 2, 0, 0, 0)), [today]);
    }

    #[test]
    fn reading_goes_on_one_page_before_the_last_offset_and_from_the_beginning_once_an_hour() {
        assert_eq!(starts(0, false, 9), [0]);
        assert_eq!(starts(99, false, 9), [0]);
        assert_eq!(starts(100, false, 9), [0, 100]);
        assert_eq!(starts(350, false, 9), [200, 300]);
        assert_eq!(starts(350, true, 9), [0, 100, 200, 300]);
        let now = Timestamp::from_second(10_000).expect("in range");
        assert!(in_full(None, now));
        assert!(in_full(Some(now - IN_FULL_EVERY), now));
        assert!(!in_full(Some(now), now));
    }

    #[test]
    fn receipts_never_take_more_than_they_may() {
        assert_eq!(starts(350, true, 3), [200, 300]);
        assert_eq!(starts(350, false, 1), [200]);
        assert_eq!(starts(350, true, 0), [0_u64; 0]);
    }
}
