//! Where on the till to look for a part: windows of at most two calendar days.
//!
//! The till lists orders only in windows shorter than three days, the last day counts in full, and
//! which date it filters by is not known (Cassa in Cloud sheet §16.4, §25.20, §25.33). Clocks differ
//! too, so every moment that could be the date is looked at a day wider on each side.
//!
//! Guarantees (each a test): every day from the day before to the day after each moment lies in
//! exactly one window; no window is longer than two days.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// First and last day of a window, both counted in full.
pub type Window = (Date, Date);

/// Windows around the moments that the till may have filed a part under: its date, every attempt,
/// every due time. Days are days in `zone`; in order.
#[must_use]
pub fn windows(moments: &[Timestamp], zone: &TimeZone) -> Vec<Window> {
    let mut days = BTreeSet::new();
    for moment in moments {
        let day = zone.to_datetime(*moment).date();
        for beside in [-1, 0, 1] {
            days.insert(day.saturating_add(beside.days()));
        }
    }
    let mut windows: Vec<Window> = Vec::new();
    for day in days {
        match windows.last_mut() {
            Some((first, last)) if first == last && first.tomorrow().ok() == Some(day) => {
                *last = day;
            }
            _ => windows.push((day, day)),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn rome() -> TimeZone {
        TimeZone::get("Europe/Rome").expect("a known zone")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_part_is_looked_for_from_the_day_before_to_the_day_after_as_days_are_in_italy() {
        // Half past midnight in Rome.
        let sent = at("2026-11-24T23:30:00Z");
        let due = at("2026-11-26T09:00:00Z");
        let day = |day| date(2026, 11, day);
        assert_eq!(
            windows(&[sent], &rome()),
            [(day(24), day(25)), (day(26), day(26))]
        );
        let both = [(day(24), day(25)), (day(26), day(27))];
        assert_eq!(windows(&[due, sent], &rome()), both);
        assert_eq!(windows(&[], &rome()), []);
    }

    proptest! {
        #[test]
        fn every_day_lies_in_exactly_one_window_and_none_is_longer_than_two_days(
            seconds in prop::collection::vec(1_700_000_000_i64..1_702_000_000, 0..5),
        ) {
            let moments: Vec<_> = seconds
                .iter()
                .map(|second| Timestamp::from_second(*second).expect("in range"))
                .collect();
            let windows = windows(&moments, &rome());
            for (first, last) in &windows {
                prop_assert!(*last == *first || first.tomorrow().ok() == Some(*last));
            }
            for moment in moments {
                let day = rome().to_datetime(moment).date();
                for day in [day.yesterday(), Ok(day), day.tomorrow()] {
                    let day = day.expect("in range");
                    let around = windows.iter().filter(|(first, last)| *first <= day && day <= *last);
                    prop_assert_eq!(around.count(), 1);
                }
            }
        }
    }
}
