//! How often the shop lets itself be called (TS Commerce sheet §5).
//!
//! - A call that was refused for one limit counts for none.
//! - A day's calls are counted by the minute, not one by one: a pair costs at most 1,441 numbers.
//!   A minute leaves the count only when all of it lies 24 hours back, so the count never forgets
//!   a call too early.

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

const MINUTES_A_DAY: i64 = 24 * 60;
const SECOND: SignedDuration = SignedDuration::from_secs(1);
const MINUTE: SignedDuration = SignedDuration::from_secs(60);

/// What was called when.
#[derive(Debug, Default)]
pub struct Limits {
    by_pair: BTreeMap<String, Day>,
    last_second: Window,
    by_endpoint: BTreeMap<&'static str, Window>,
}

/// A call that would like to be served, and what limits it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Under which name its day is counted.
    pub key: &'a str,
    /// Calls in any 24 hours.
    pub per_day: u32,
    /// Calls of the whole shop in any second.
    pub per_second: Option<u32>,
    /// The endpoint's own name and its calls in any 60 seconds.
    pub endpoint: Option<(&'static str, u32)>,
}

/// The limit that a call went over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The endpoint's own.
    Endpoint,
    /// That of a second.
    Second,
    /// That of a day.
    Day,
}

/// An endpoint's own limit after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Calls left in the window.
    pub left: u32,
    /// Calls allowed in the window.
    pub assigned: u32,
}

impl Limits {
    /// Counts a call, or tells which limit it went over; and what is left of its endpoint's own.
    pub fn admit(&mut self, asked: Asked<'_>, now: Timestamp) -> (Result<(), Over>, Option<Left>) {
        let over = self.over(asked, now);
        let served = over.is_none();
        if served {
            self.count(asked, now);
        }
        let left = asked.endpoint.map(|(name, assigned)| Left {
            left: assigned.saturating_sub(self.by_endpoint[name].used()),
            assigned,
        });
        (over.map_or(Ok(()), Err), left)
    }

    /// Calls of the pair `key` that count now.
    #[must_use]
    pub fn calls_today(&self, key: &str) -> u32 {
        self.by_pair.get(key).map_or(0, |day| day.total)
    }

    fn over(&mut self, asked: Asked<'_>, now: Timestamp) -> Option<Over> {
        if let Some((name, limit)) = asked.endpoint {
            let window = self.by_endpoint.entry(name).or_default();
            window.forget(MINUTE, now);
            if window.used() >= limit {
                return Some(Over::Endpoint);
            }
        }
        if let Some(limit) = asked.per_second {
            self.last_second.forget(SECOND, now);
            if self.last_second.used() >= limit {
                return Some(Over::Second);
            }
        }
        if !self.by_pair.contains_key(asked.key) {
            self.by_pair.insert(asked.key.to_owned(), Day::default());
        }
        let day = self.by_pair.get_mut(asked.key)?;
        day.forget(minute(now));
        (day.total >= asked.per_day).then_some(Over::Day)
    }

    fn count(&mut self, asked: Asked<'_>, now: Timestamp) {
        if let Some((name, _)) = asked.endpoint {
            self.by_endpoint.entry(name).or_default().0.push_back(now);
        }
        // Without a limit nothing is remembered: nothing would ever forget it.
        if asked.per_second.is_some() {
            self.last_second.0.push_back(now);
        }
        if let Some(day) = self.by_pair.get_mut(asked.key) {
            day.count(minute(now));
        }
    }
}

/// The calls of one pair in 24 hours, by minute.
#[derive(Debug, Default)]
struct Day {
    minutes: VecDeque<(i64, u32)>,
    total: u32,
}

impl Day {
    fn forget(&mut self, minute: i64) {
        while let Some((oldest, calls)) = self.minutes.front().copied() {
            if oldest >= minute - MINUTES_A_DAY {
                return;
            }
            self.total -= calls;
            self.minutes.pop_front();
        }
    }

    fn count(&mut self, minute: i64) {
        self.total += 1;
        match self.minutes.back_mut() {
            Some((last, calls)) if *last == minute => *calls += 1,
            _ => self.minutes.push_back((minute, 1)),
        }
    }
}

fn minute(now: Timestamp) -> i64 {
    now.as_second().div_euclid(60)
}

/// The calls of a short time, one by one; never more than its limit.
#[derive(Debug, Default)]
struct Window(VecDeque<Timestamp>);

impl Window {
    fn forget(&mut self, length: SignedDuration, now: Timestamp) {
        while let Some(oldest) = self.0.front() {
            if now.duration_since(*oldest) < length {
                return;
            }
            self.0.pop_front();
        }
    }

    fn used(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 3600;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("a second of this century")
    }

    fn asked(per_day: u32) -> Asked<'static> {
        Asked {
            key: "k",
            per_day,
            per_second: None,
            endpoint: None,
        }
    }

    #[test]
    fn a_call_refused_for_one_limit_counts_for_none() {
        let mut limits = Limits::default();
        let strict = Asked {
            per_second: Some(1),
            endpoint: Some(("list", 5)),
            ..asked(2)
        };
        let left = |left| Some(Left { left, assigned: 5 });
        assert_eq!(limits.admit(strict, at(0)), (Ok(()), left(4)));
        assert_eq!(limits.admit(strict, at(0)), (Err(Over::Second), left(4)));
        assert_eq!(limits.admit(strict, at(1)), (Ok(()), left(3)));
        assert_eq!(limits.admit(strict, at(2)), (Err(Over::Day), left(3)));
        assert_eq!(limits.calls_today("k"), 2);
    }

    #[test]
    fn a_day_of_calls_slides_and_never_forgets_too_early() {
        let mut limits = Limits::default();
        assert_eq!(limits.admit(asked(1), at(59)).0, Ok(()));
        assert_eq!(limits.admit(asked(1), at(59 + DAY)).0, Err(Over::Day));
        assert_eq!(limits.admit(asked(1), at(120 + DAY)).0, Ok(()));
    }

    #[test]
    fn a_pair_costs_at_most_one_number_a_minute() {
        let mut limits = Limits::default();
        for second in 0..200_000 {
            assert_eq!(limits.admit(asked(u32::MAX), at(second)).0, Ok(()));
        }
        let minutes = limits.by_pair["k"].minutes.len();
        assert!(minutes <= 1441, "{minutes}");
        assert!(limits.calls_today("k") <= 86_460);
    }

    #[test]
    fn an_endpoint_s_window_slides() {
        let mut limits = Limits::default();
        let listed = Asked {
            endpoint: Some(("list", 5)),
            ..asked(u32::MAX)
        };
        for second in 0..5 {
            assert_eq!(limits.admit(listed, at(second)).0, Ok(()));
        }
        assert_eq!(limits.admit(listed, at(59)).0, Err(Over::Endpoint));
        assert_eq!(limits.admit(listed, at(60)).0, Ok(()));
        assert_eq!(limits.admit(listed, at(60)).0, Err(Over::Endpoint));
    }
}
