//! When something was, as people say it: *oggi alle 10:38*.

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use ponte_transport::clock::between;

use super::Words;

/// What is older is told by its date.
const LONG_AGO: Duration = Duration::from_secs(24 * 3600);

/// The clock and calendar on the merchant's wall.
#[derive(Clone, Debug)]
pub(crate) struct Wall {
    /// Its time zone.
    pub(crate) zone: TimeZone,
    /// The present instant.
    pub(crate) now: Timestamp,
}

impl Wall {
    /// `10:38`
    pub(crate) fn time(&self, at: Timestamp) -> String {
        let at = at.to_zoned_datetime(self.zone.clone());
        format!("{}:{:02}", at.hour(), at.minute())
    }

    /// `10:38:12`, for time lines.
    pub(crate) fn to_the_second(&self, at: Timestamp) -> String {
        let second = at.to_zoned_datetime(self.zone.clone()).second();
        format!("{}:{second:02}", self.time(at))
    }

    /// Whether it is today.
    pub(crate) fn is_today(&self, at: Timestamp) -> bool {
        let day = |at: Timestamp| at.to_zoned_datetime(self.zone.clone()).date();
        day(at) == day(self.now)
    }

    /// `Dalle 9:14` of today; what is older as [`Self::when_alone`].
    pub(crate) fn since(&self, at: Timestamp, words: Words) -> String {
        if self.is_today(at) {
            words.with("since-today", &[("time", self.time(at).into())])
        } else {
            words.with("since-day", &[("when", self.when(at, words).into())])
        }
    }

    /// As [`Self::when`], standing alone: `Oggi alle 10:38`.
    pub(crate) fn when_alone(&self, at: Timestamp, words: Words) -> String {
        let said = self.when(at, words);
        let mut letters = said.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    /// `3 minuti fa`; what is older than a day as [`Self::when`].
    pub(crate) fn ago(&self, at: Timestamp, words: Words) -> String {
        let passed = between(at, self.now);
        if passed > LONG_AGO {
            return self.when(at, words);
        }
        words.with("ago", &[("time", duration(passed, words).into())])
    }

    /// `Lunedì 23 novembre 2026, ore 10:42`: now.
    pub(crate) fn day_and_time(&self, words: Words) -> String {
        let now = self.now.to_zoned_datetime(self.zone.clone());
        let month = words.with("month", &[("month", i64::from(now.month()).into())]);
        words.with(
            "overview-now",
            &[
                (
                    "weekday",
                    i64::from(now.weekday().to_monday_one_offset()).into(),
                ),
                ("day", i64::from(now.day()).into()),
                ("month", month.into()),
                ("year", now.year().to_string().into()),
                ("time", self.time(self.now).into()),
            ],
        )
    }

    /// `oggi alle 10:38`, `ieri alle 10:38`, `il 12 novembre 2026 alle 9:14`
    pub(crate) fn when(&self, at: Timestamp, words: Words) -> String {
        let time = self.time(at);
        let day = at.to_zoned_datetime(self.zone.clone()).date();
        let today = self.now.to_zoned_datetime(self.zone.clone()).date();
        if self.is_today(at) {
            words.with("when-today", &[("time", time.into())])
        } else if day.tomorrow().is_ok_and(|next| next == today) {
            words.with("when-yesterday", &[("time", time.into())])
        } else {
            let month = words.with("month", &[("month", i64::from(day.month()).into())]);
            words.with(
                "when-date",
                &[
                    ("day", i64::from(day.day()).into()),
                    ("month", month.into()),
                    ("year", day.year().to_string().into()),
                    ("time", time.into()),
                ],
            )
        }
    }
}

/// `11 minuti`, `meno di un minuto`, `2 ore`: rounded up, for people.
pub(crate) fn duration(length: Duration, words: Words) -> String {
    let seconds = length.as_secs();
    if seconds < 60 {
        words.say("less-than-a-minute")
    } else if seconds < 90 * 60 {
        words.count("minutes", seconds.div_ceil(60))
    } else {
        words.count("hours", seconds.div_ceil(3600))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn instants_are_told_as_people_say_them() {
        let words = Words {
            language: Language::Italian,
        };
        let wall = Wall {
            zone: TimeZone::get("Europe/Rome").expect("the zone is built in"),
            now: "2026-11-24T09:40:00Z".parse().expect("an instant"),
        };
        for (at, said) in [
            ("2026-11-24T09:38:00Z", "oggi alle 10:38"),
            ("2026-11-23T22:59:00Z", "ieri alle 23:59"),
            ("2026-11-12T08:14:00Z", "il 12 novembre 2026 alle 9:14"),
            ("2026-08-08T08:00:00Z", "l’8 agosto 2026 alle 10:00"),
            ("2026-03-01T08:00:00Z", "il 1° marzo 2026 alle 9:00"),
        ] {
            assert_eq!(wall.when(at.parse().expect("an instant"), words), said);
        }
        for (at, said) in [
            ("2026-11-24T09:37:30Z", "3 minuti fa"),
            ("2026-11-24T09:40:00Z", "meno di un minuto fa"),
            ("2026-11-12T08:14:00Z", "il 12 novembre 2026 alle 9:14"),
        ] {
            assert_eq!(wall.ago(at.parse().expect("an instant"), words), said);
        }
        assert_eq!(duration(Duration::from_secs(601), words), "11 minuti");
        assert_eq!(
            duration(Duration::from_secs(20), words),
            "meno di un minuto"
        );
        assert_eq!(duration(Duration::from_secs(7200), words), "2 ore");
    }
}
