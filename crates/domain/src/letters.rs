//! Who is written to about findings, and when.
//!
//! What cannot wait is told at once: one letter for each topic, however many findings it holds, and one
//! when it is over. The rest is told once a day, at the hour that the reader chose. Both follow from
//! what is open and from what was told, and from nothing else: whoever keeps what was told together with
//! the letters neither loses one nor sends one twice.
//!
//! Guarantees (each a test): a topic is told at once when it opens and once more when it is over; what
//! can wait is never told at once; the day's letter goes at its hour, later where nobody was awake, once
//! a day, and only when something is open that waits for a person; who wants no letters gets none, and
//! is told nothing late; whoever joins after the hour waits for the next day.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::finding::{Severity, Topic};

/// What a reader chose for one shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// The hour of the day's letter, 0 to 23; `None`: never.
    pub daily: Option<u8>,
    /// Whether what cannot wait is told at once.
    pub at_once: bool,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            daily: Some(8),
            at_once: true,
        }
    }
}

/// What a reader was told of one shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// Words of topics that were told at once and are not over.
    pub open: BTreeSet<String>,
    /// The day whose letter was written, or was not needed.
    pub day: Option<Date>,
}

/// The reader's day and hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hour {
    /// The day.
    pub day: Date,
    /// The hour, 0 to 23.
    pub hour: u8,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// Something that cannot wait has begun.
    Opened(Topic),
    /// It is over: the word of its topic.
    Over(String),
    /// All that is open.
    Daily,
}

/// The letters that are due, and what was told once they are written. `open` are the topics that are
/// open now.
#[must_use]
pub fn due(open: &BTreeSet<Topic>, wishes: Wishes, told: &Told, now: Hour) -> (Vec<Letter>, Told) {
    let mut letters = Vec::new();
    let pressing = open
        .iter()
        .filter(|topic| wishes.at_once && topic.severity() == Severity::Stopped);
    let pressing: Vec<Topic> = pressing.copied().collect();
    let stands = |word: &String| open.iter().any(|topic| topic.word() == word);
    for topic in &pressing {
        if !told.open.contains(topic.word()) {
            letters.push(Letter::Opened(*topic));
        }
    }
    if wishes.at_once {
        let over = told.open.iter().filter(|word| !stands(word));
        letters.extend(over.cloned().map(Letter::Over));
    }
    let mut day = told.day;
    match (wishes.daily, told.day) {
        (Some(hour), None) if now.hour > hour => day = Some(now.day),
        (Some(hour), last) if now.hour >= hour && last.is_none_or(|last| last < now.day) => {
            day = Some(now.day);
            if open.iter().any(|topic| topic.severity() > Severity::Note) {
                letters.push(Letter::Daily);
            }
        }
        (Some(_), _) => {}
        // Whoever wants it again later begins anew.
        (None, _) => day = None,
    }
    let open = pressing.iter().map(|topic| topic.word().to_owned());
    let told = Told {
        open: open.collect(),
        day,
    };
    (letters, told)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const RED: Topic = Topic::TillSetting;
    const YELLOW: Topic = Topic::UnknownVat;
    const BLUE: Topic = Topic::SalesPoint;

    fn at(day: i8, hour: u8) -> Hour {
        Hour {
            day: date(2026, 11, day),
            hour,
        }
    }

    fn told(day: i8) -> Told {
        Told {
            day: Some(date(2026, 11, day)),
            ..Told::default()
        }
    }

    fn open(topics: &[Topic]) -> BTreeSet<Topic> {
        topics.iter().copied().collect()
    }

    #[test]
    fn a_topic_is_told_at_once_when_it_opens_and_once_more_when_it_is_over() {
        let wishes = Wishes::default();
        let (letters, told) = due(&open(&[RED]), wishes, &told(24), at(24, 10));
        assert_eq!(letters, [Letter::Opened(RED)]);
        let (letters, told) = due(&open(&[RED]), wishes, &told, at(24, 11));
        assert_eq!(letters, []);
        let (letters, told) = due(&open(&[]), wishes, &told, at(24, 12));
        assert_eq!(letters, [Letter::Over(RED.word().to_owned())]);
        let (letters, _) = due(&open(&[]), wishes, &told, at(24, 13));
        assert_eq!(letters, []);
    }

    #[test]
    fn what_can_wait_is_never_told_at_once() {
        let wishes = Wishes::default();
        let (letters, _) = due(&open(&[YELLOW, BLUE]), wishes, &told(24), at(24, 10));
        assert_eq!(letters, []);
    }

    #[test]
    fn the_day_s_letter_goes_at_its_hour_later_where_nobody_was_awake_and_once_a_day() {
        let wishes = Wishes::default();
        let yellow = open(&[YELLOW]);
        let of = |told: &Told, now| due(&yellow, wishes, told, now);
        assert_eq!(of(&told(24), at(25, 7)).0, []);
        let (letters, after) = of(&told(24), at(25, 8));
        assert_eq!(letters, [Letter::Daily]);
        assert_eq!(of(&after, at(25, 9)).0, []);
        assert_eq!(of(&told(24), at(25, 23)).0, [Letter::Daily]);
        assert_eq!(of(&told(20), at(25, 23)).0, [Letter::Daily]);
    }

    #[test]
    fn the_day_s_letter_goes_only_when_something_is_open_that_waits_for_a_person() {
        let wishes = Wishes::default();
        for nothing in [open(&[]), open(&[BLUE])] {
            let (letters, after) = due(&nothing, wishes, &told(24), at(25, 8));
            assert_eq!(letters, []);
            let (letters, _) = due(&open(&[YELLOW]), wishes, &after, at(25, 9));
            assert_eq!(letters, [], "what opens later waits for the next day");
        }
    }

    #[test]
    fn who_wants_no_letters_gets_none_and_is_told_nothing_late() {
        let none = Wishes {
            daily: None,
            at_once: false,
        };
        let mut before = told(24);
        before.open.insert(RED.word().to_owned());
        let (letters, after) = due(&open(&[YELLOW]), none, &before, at(25, 8));
        assert_eq!(letters, []);
        let (letters, _) = due(&open(&[]), Wishes::default(), &after, at(25, 9));
        assert_eq!(letters, []);
    }

    #[test]
    fn whoever_joins_after_the_hour_waits_for_the_next_day() {
        let wishes = Wishes::default();
        let yellow = open(&[YELLOW]);
        let (letters, after) = due(&yellow, wishes, &Told::default(), at(24, 15));
        assert_eq!(letters, []);
        let (letters, _) = due(&yellow, wishes, &after, at(25, 8));
        assert_eq!(letters, [Letter::Daily]);
        let (letters, _) = due(&yellow, wishes, &Told::default(), at(24, 8));
        assert_eq!(letters, [Letter::Daily]);
    }

    #[test]
    fn what_was_told_of_a_topic_that_a_newer_ponte_knew_is_read_and_told_over() {
        let newer: Told = serde_json::from_str(r#"{"open":["of a newer one"]}"#).expect("readable");
        let (letters, _) = due(&open(&[]), Wishes::default(), &newer, at(24, 10));
        assert_eq!(letters, [Letter::Over("of a newer one".to_owned())]);
    }
}
