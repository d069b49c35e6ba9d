//! Days and hours in Italy: both services count them there (Cassa in Cloud sheet §25 line 32).

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// The zone; the sandbox carries its own time zone data.
#[must_use]
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC)
}

/// What an Italian calendar and clock show at this epoch millisecond; the very first moment where
/// it is none.
#[must_use]
pub fn at(millis: i64) -> DateTime {
    let instant = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MIN);
    zone().to_datetime(instant)
}

/// The first epoch millisecond of a day.
#[must_use]
pub fn start_of(day: Date) -> i64 {
    let start = zone().to_timestamp(day.at(0, 0, 0, 0));
    start.map_or(0, jiff::Timestamp::as_millisecond)
}
