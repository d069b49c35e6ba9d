//! Days of the till: those of Italy (Cassa in Cloud sheet §25.32).

use jiff::tz::TimeZone;

/// The till's time zone.
pub(crate) fn zone() -> TimeZone {
    TimeZone::get(cassa_in_cloud::unconfirmed::ZONE).unwrap_or(TimeZone::UTC)
}
