//! What is known of a variant's stock at a point, and what an answer of the till makes of it.
//!
//! Unknown is not zero. A refusal, an empty page, a list that is shorter than it says, a point that
//! vanished: the level keeps its value and its reading time, and is marked as unread, so that
//! nothing is raised by it ([`crate::stock::offer`]).
//!
//! Guarantees (each a test):
//! - what could not be read keeps its value and its reading time;
//! - an old reading that arrives late changes nothing;
//! - absent by id from a complete answer, twice, is nothing; once is unread;
//! - where there never was a record there is nothing, not everything;
//! - an answer is complete only if it holds what it says it holds, and something.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::orders::free::Reading;

/// Stock of one variant at one point, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// As last read.
    pub known: Known,
    /// Since when it could not be read; `None`: the last try succeeded.
    pub unread: Option<Timestamp>,
    /// When the reading began that lacked it, if that was the last one to say anything.
    pub absent: Option<Timestamp>,
}

/// A level as last read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "known", rename_all = "snake_case")]
pub enum Known {
    /// It was never read: counts as 0.
    #[default]
    Never,
    /// The till has no record there: 0, not unlimited (which overrides Cassa in Cloud sheet §15.1).
    NoRecord {
        /// When the reading began.
        began: Timestamp,
    },
    /// `manageStock` is false: the figures mean nothing.
    Unmanaged {
        /// When the reading began.
        began: Timestamp,
    },
    /// The figures, and when their reading began.
    Managed(Reading),
}

/// What a try to read a level brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A record whose stock the till manages.
    Managed(Reading),
    /// A record with `manageStock: false`.
    Unmanaged {
        /// When the reading began.
        began: Timestamp,
    },
    /// Asked for by its id, and absent from a complete answer ([`is_complete`]).
    Absent {
        /// When the reading began.
        began: Timestamp,
    },
    /// Anything else: refused, broken, short, or not on the page where it was expected.
    Nothing {
        /// When that was.
        at: Timestamp,
    },
}

impl Known {
    /// When the reading began; `None`: never.
    #[must_use]
    pub fn began(&self) -> Option<Timestamp> {
        match self {
            Self::Never => None,
            Self::NoRecord { began } | Self::Unmanaged { began } => Some(*began),
            Self::Managed(reading) => Some(reading.began),
        }
    }
}

/// Whether an answer to a call that asked for so many products by their ids is complete. One without
/// any row proves something only of a product that was asked for alone.
#[must_use]
pub fn is_complete(asked: usize, rows: u64, total: Option<u64>) -> bool {
    total == Some(rows) && (rows > 0 || asked == 1)
}

/// The level after a try to read it.
#[must_use]
pub fn after(level: &Level, heard: Heard) -> Level {
    let is_late = |began: Timestamp| level.known.began().is_some_and(|last| began < last);
    let read = |known| Level {
        known,
        unread: None,
        absent: None,
    };
    match heard {
        Heard::Managed(Reading { began, .. })
        | Heard::Unmanaged { began }
        | Heard::Absent { began }
            if is_late(began) =>
        {
            level.clone()
        }
        Heard::Managed(reading) => read(Known::Managed(reading)),
        Heard::Unmanaged { began } => read(Known::Unmanaged { began }),
        Heard::Absent { began } => {
            let never = matches!(level.known, Known::Never | Known::NoRecord { .. });
            if never || level.absent.is_some_and(|first| first < began) {
                read(Known::NoRecord { began })
            } else {
                Level {
                    absent: Some(level.absent.unwrap_or(began)),
                    ..unread(level, began)
                }
            }
        }
        Heard::Nothing { at } if is_late(at) => level.clone(),
        Heard::Nothing { at } => unread(level, at),
    }
}

fn unread(level: &Level, at: Timestamp) -> Level {
    Level {
        unread: Some(level.unread.unwrap_or(at)),
        ..level.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    fn five(began: i64) -> Reading {
        Reading {
            quantity: 5.into(),
            outgoing: 0.into(),
            began: at(began),
        }
    }

    fn through(heard: &[Heard]) -> Level {
        heard.iter().fold(Level::default(), |level, heard| {
            after(&level, heard.clone())
        })
    }

    fn read(began: i64) -> Heard {
        Heard::Managed(five(began))
    }

    fn nothing(second: i64) -> Heard {
        Heard::Nothing { at: at(second) }
    }

    fn absent(began: i64) -> Heard {
        Heard::Absent { began: at(began) }
    }

    #[test]
    fn what_could_not_be_read_keeps_its_value_and_its_reading_time() {
        let level = through(&[read(10), nothing(20), nothing(30)]);
        assert_eq!(level.known, Known::Managed(five(10)));
        assert_eq!(level.unread, Some(at(20)));
        let again = after(&level, read(40));
        assert_eq!(
            (again.known, again.unread),
            (Known::Managed(five(40)), None)
        );
    }

    #[test]
    fn an_old_reading_that_arrives_late_changes_nothing() {
        let level = through(&[read(10)]);
        let unmanaged = Heard::Unmanaged { began: at(9) };
        for late in [read(9), absent(9), nothing(9), unmanaged] {
            assert_eq!(after(&level, late.clone()), level, "{late:?}");
        }
    }

    #[test]
    fn absent_by_id_from_a_complete_answer_twice_is_nothing_and_once_is_unread() {
        let once = through(&[read(10), absent(20)]);
        assert_eq!(once.known, Known::Managed(five(10)));
        assert_eq!(once.unread, Some(at(20)));
        assert_eq!(after(&once, absent(20)).known, Known::Managed(five(10)));
        let twice = after(&once, absent(30));
        assert_eq!(twice.known, Known::NoRecord { began: at(30) });
        assert_eq!(twice.unread, None);
        // A failure between them takes nothing back; a record does.
        let failed = through(&[read(10), absent(20), nothing(25), absent(30)]);
        assert_eq!(failed.known, Known::NoRecord { began: at(30) });
        let seen = through(&[read(10), absent(20), read(25), absent(30)]);
        assert_eq!(seen.known, Known::Managed(five(25)));
    }

    #[test]
    fn where_there_never_was_a_record_there_is_nothing_not_everything() {
        assert_eq!(through(&[nothing(10)]).known, Known::Never);
        let level = through(&[nothing(10), absent(20)]);
        assert_eq!(level.known, Known::NoRecord { began: at(20) });
        assert_eq!(level.unread, None);
    }

    #[test]
    fn an_answer_is_complete_only_if_it_holds_what_it_says_and_something() {
        assert!(is_complete(100, 40, Some(40)));
        assert!(is_complete(1, 0, Some(0)));
        assert!(!is_complete(2, 0, Some(0)));
        assert!(!is_complete(100, 40, Some(41)));
        assert!(!is_complete(100, 40, None));
    }
}
