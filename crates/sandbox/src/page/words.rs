//! Numbers, money and times as Italians write them.

use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;

use crate::{rome, service::Service};

/// `4.210`.
pub(super) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `1.098,50 €`, with a space that does not break.
pub(super) fn euro(amount: Decimal) -> String {
    let cents = format!("{:.2}", amount.round_dp(2));
    let (units, cents) = cents.split_once('.').unwrap_or((&cents, "00"));
    let (sign, units) = match units.strip_prefix('-') {
        Some(units) => ("−", units),
        None => ("", units),
    };
    let units = units.parse().map_or_else(|_| units.to_owned(), whole);
    format!("{sign}{units},{cents}\u{a0}€")
}

/// `12` or `4,8`, without needless zeros.
pub(super) fn quantity(quantity: Decimal) -> String {
    let text = quantity.normalize().to_string();
    text.replace('.', ",").replace('-', "−")
}

/// A number as somebody types it: `12,5` or `12.5`.
pub(super) fn typed(text: &str) -> Option<Decimal> {
    text.trim().replace(',', ".").parse().ok()
}

/// `10:41:07.312`, by the clock on an Italian wall.
pub(super) fn clock(at: Timestamp) -> String {
    let rome = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
    at.to_zoned_datetime(rome)
        .strftime("%H:%M:%S%.3f")
        .to_string()
}

/// `1/10 alle 10:41`, by the clock on an Italian wall.
pub(super) fn day_and_time(millis: i64) -> String {
    rome::at(millis).strftime("%-d/%-m alle %H:%M").to_string()
}

/// `1,2 secondi`.
pub(super) fn seconds(millis: i128) -> String {
    format!("{},{} secondi", millis / 1000, millis % 1000 / 100)
}

/// Who was called.
pub(super) fn service(service: Service) -> &'static str {
    match service {
        Service::Till => "Cassa",
        Service::Shop => "Negozio",
        Service::Pictures => "Immagini",
    }
}

/// How a status is to be seen.
pub(super) fn tone(status: u16) -> &'static str {
    match status {
        200..=399 => "ok",
        429 | 509 => "warn",
        _ => "bad",
    }
}

/// A status in words where it is none.
pub(super) fn status(status: u16) -> String {
    match status {
        0 => "nessuna".to_owned(),
        status => status.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_italy() {
        assert_eq!((whole(0), whole(999)), ("0".into(), "999".into()));
        assert_eq!(
            (whole(4_210), whole(100_000)),
            ("4.210".into(), "100.000".into())
        );
        assert_eq!(euro(Decimal::new(123_450, 2)), "1.234,50\u{a0}€");
        assert_eq!(euro(Decimal::from(98)), "98,00\u{a0}€");
        assert_eq!(quantity(Decimal::new(4_800, 3)), "4,8");
        assert_eq!(typed(" 12,50 "), Some(Decimal::new(1_250, 2)));
        assert_eq!(seconds(1_249), "1,2 secondi");
    }

    #[test]
    fn times_are_those_of_an_italian_wall() {
        let at: Timestamp = "2026-11-24T09:41:07.312Z".parse().expect("an instant");
        assert_eq!(clock(at), "10:41:07.312");
        assert_eq!(day_and_time(at.as_millisecond()), "24/11 alle 10:41");
    }
}
