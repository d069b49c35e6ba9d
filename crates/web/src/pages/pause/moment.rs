//! A day and an hour as a field of a form holds them, on the merchant's wall.

use std::fmt;

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// A moment in a `datetime-local` field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment(DateTime);

impl Moment {
    /// A moment, as the wall shows it.
    pub(crate) fn of(at: Timestamp, zone: &TimeZone) -> Self {
        Self(zone.to_datetime(at))
    }

    /// The last whole hour before a moment.
    pub(crate) fn whole_hour(at: Timestamp, zone: &TimeZone) -> Self {
        let Self(wall) = Self::of(at, zone);
        Self(wall.date().at(wall.hour(), 0, 0, 0))
    }

    /// What a field holds; `None` where that is no moment. An hour that the clocks leave out is the one
    /// after it, one that comes twice the first of both.
    pub(crate) fn read(text: &str, zone: &TimeZone) -> Option<Timestamp> {
        let wall: DateTime = text.trim().replace(' ', "T").parse().ok()?;
        zone.to_timestamp(wall).ok()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wall = self.0;
        write!(f, "{}T{:02}:{:02}", wall.date(), wall.hour(), wall.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_holds_is_read_as_the_wall_shows_it() {
        let rome = TimeZone::get("Europe/Rome").expect("the zone is built in");
        let at: Timestamp = "2026-11-24T17:30:00Z".parse().expect("an instant");
        let field = Moment::of(at, &rome).to_string();
        assert_eq!(field, "2026-11-24T18:30");
        assert_eq!(Moment::read(&field, &rome), Some(at));
        assert_eq!(Moment::read("2026-11-24 18:30", &rome), Some(at));
        let hour = Moment::whole_hour(at, &rome).to_string();
        assert_eq!(hour, "2026-11-24T18:00");
        for wrong in ["", "stasera", "2026-11-31T10:00"] {
            assert_eq!(Moment::read(wrong, &rome), None, "{wrong}");
        }
    }
}
