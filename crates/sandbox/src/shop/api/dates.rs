//! Instants as the shop writes them (TS Commerce sheet §8): in Italian time, orders with an offset
//! without a colon, customers with one.

use jiff::{Timestamp, tz::TimeZone};

/// `2024-03-05T10:15:00+0100`, exactly 24 characters.
pub(super) fn of_order(at: Timestamp) -> String {
    written(at, "%Y-%m-%dT%H:%M:%S%z")
}

/// `2024-03-05T10:15:00+01:00`.
pub(super) fn of_client(at: Timestamp) -> String {
    written(at, "%Y-%m-%dT%H:%M:%S%:z")
}

fn written(at: Timestamp, format: &str) -> String {
    let rome = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
    at.to_zoned_datetime(rome).strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_have_an_offset_without_a_colon_and_customers_one_with() {
        let at = Timestamp::from_second(1_709_630_100).expect("an instant");
        assert_eq!(of_order(at), "2024-03-05T10:15:00+0100");
        assert_eq!(of_client(at), "2024-03-05T10:15:00+01:00");
    }
}
