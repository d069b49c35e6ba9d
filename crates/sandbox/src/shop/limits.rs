//! How often the shop lets itself be called (TS Commerce sheet §5).
//!
//! - A call that was refused for a limit counts for none.
//! - A day's calls are counted by the minute, not one by one: a pair costs at most 1,441 numbers.
//!   A minute leaves the count only when all of it lies 24 hours back, so the count never forgets
//!   a call too early.

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

const MINUTES_A_DAY: i64 = 24 * 60;

/// What was called when.
#[derive(Debug, Default)]
pub struct Limits {
    by_pair: BTreeMap<String, Day>,
    last_second: Window,
    by_endpoint: BTreeMap<&'static str, Window>,
}

#[derive(Debug, Default)]
struct Day {
    minutes: VecDeque<(i64, u32)>,
    total: u32,
}

#[derive(Debug, Default)]
struct Window(VecDeque<Timestamp>);

/// An endpoint's own limit after a call: how many are left, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Whether this call was let through.
    pub served: bool,
    /// Calls left in the window.
    pub left: u32,
    /// Calls allowed in the window.
    pub assigned: u32,
}

impl Limits {
    /// Counts a call of the pair `key` unless it made `limit` in the last 24 hours.
    pub(super) fn day(&mut self, key: &str, limit: u32, now: Timestamp) -> bool {
        if !self.by_pair.contains_key(key) {
            self.by_pair.insert(key.to_owned(), Day::default());
        }
        let Some(day) = self.by_pair.get_mut(key) else {
            return false;
        };
        let minute = now.as_second().div_euclid(60);
        while let Some((oldest, calls)) = day.minutes.front().copied() {
            if oldest >= minute - MINUTES_A_DAY {
                break;
            }
            day.total -= calls;
            day.minutes.pop_front();
        }
        if day.total >= limit {
            return false;
        }
        day.total += 1;
        match day.minutes.back_mut() {
            Some((last, calls)) if *last == minute => *calls += 1,
            _ => day.minutes.push_back((minute, 1)),
        }
        true
    }

    /// Calls of the pair `key` that count now.
    #[must_use]
    pub fn calls_today(&self, key: &str) -> u32 {
        self.by_pair.get(key).map_or(0, |day| day.total)
    }

    /// Counts a call unless `limit` were let through in the last second.
    pub(super) fn second(&mut self, limit: u32, now: Timestamp) -> bool {
        self.last_second
            .admit(limit, SignedDuration::from_secs(1), now)
            .served
    }

    /// Counts a call of `endpoint` unless it had `limit` in the last 60 seconds.
    pub(super) fn endpoint(&mut self, endpoint: &'static str, limit: u32, now: Timestamp) -> Left {
        self.by_endpoint.entry(endpoint).or_default().admit(
            limit,
            SignedDuration::from_secs(60),
            now,
        )
    }
}

impl Window {
    fn admit(&mut self, limit: u32, length: SignedDuration, now: Timestamp) -> Left {
        while self
            .0
            .front()
            .is_some_and(|at| now.duration_since(*at) >= length)
        {
            self.0.pop_front();
        }
        let used = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let served = used < limit;
        if served {
            self.0.push_back(now);
        }
        Left {
            served,
            left: limit.saturating_sub(used + u32::from(served)),
            assigned: limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("a second of this century")
    }

    #[test]
    fn a_refused_call_does_not_count() {
        let mut limits = Limits::default();
        assert!(limits.second(1, at(0)));
        assert!(!limits.second(1, at(0)));
        assert!(limits.second(1, at(1)));
        assert!(limits.day("k", 1, at(0)));
        assert!(!limits.day("k", 1, at(60)));
        assert_eq!(limits.calls_today("k"), 1);
    }

    #[test]
    fn a_day_of_calls_slides_and_never_forgets_too_early() {
        let mut limits = Limits::default();
        assert!(limits.day("k", 1, at(59)));
        assert!(!limits.day("k", 1, at(59 + 24 * 3600)));
        assert!(limits.day("k", 1, at(120 + 24 * 3600)));
    }

    #[test]
    fn a_pair_costs_at_most_one_number_a_minute() {
        let mut limits = Limits::default();
        for second in 0..200_000 {
            limits.day("k", u32::MAX, at(second));
        }
        let minutes = limits.by_pair["k"].minutes.len();
        assert!(minutes <= 1441, "{minutes}");
        assert!(limits.calls_today("k") <= 86_460);
    }

    #[test]
    fn an_endpoint_s_window_tells_what_is_left() {
        let mut limits = Limits::default();
        let left: Vec<_> = (0..6)
            .map(|second| limits.endpoint("list", 5, at(second)).left)
            .collect();
        assert_eq!(left, [4, 3, 2, 1, 0, 0]);
        assert!(!limits.endpoint("list", 5, at(6)).served);
        assert!(limits.endpoint("list", 5, at(60)).served);
    }
}
