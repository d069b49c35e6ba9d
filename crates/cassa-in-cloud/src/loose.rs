//! Reading values whose exact JSON form is not promised (Cassa in Cloud sheet §5.5, §23).
//!
//! Guarantees, each borne by a test below:
//! - a decimal is exact: it is read from text or from a number's shortest text, never through
//!   arithmetic on a binary fraction;
//! - null is as good as missing.

use jiff::{Timestamp, civil, tz::TimeZone};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

/// `null` is the default, like a missing key.
pub(crate) fn or_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// Text; a number stands for its digits.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(some_text(from)?.unwrap_or_default())
}

/// An id: text or a number, and never empty.
pub(crate) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    some_text(from)?
        .filter(|id| !id.is_empty())
        .ok_or_else(|| D::Error::custom("a record without an id"))
}

/// Text that may be missing.
pub(crate) fn some_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) => Ok(Some(number.to_string())),
        _ => Err(D::Error::custom("expected a text")),
    }
}

/// A text that, where empty, is as good as missing.
pub(crate) fn filled<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(some_text(from)?.filter(|text| !text.is_empty()))
}

/// A decimal number or its text.
pub(crate) fn decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    some_decimal(from)?.ok_or_else(|| D::Error::custom("expected a number"))
}

/// A decimal number or its text, that may be missing; an empty text is missing.
pub(crate) fn some_decimal<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Decimal>, D::Error> {
    let text = some_text(from)?.unwrap_or_default();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    Decimal::from_str_exact(text)
        .or_else(|_| Decimal::from_scientific(text))
        .map(Some)
        .map_err(|_| D::Error::custom("expected a decimal number"))
}

/// A whole number or its text, that may be missing.
pub(crate) fn some_int<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    some_decimal(from)?
        .map(|number| {
            number
                .is_integer()
                .then(|| i64::try_from(number).ok())
                .flatten()
                .ok_or_else(|| D::Error::custom("expected a whole number"))
        })
        .transpose()
}

/// A whole number or its text.
pub(crate) fn int<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    some_int(from)?.ok_or_else(|| D::Error::custom("expected a whole number"))
}

/// True, 1, "1" or "true"; missing, null and the rest of the usual forms are false.
pub(crate) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(some_flag(from)?.unwrap_or_default())
}

/// As [`flag`]; missing, null and an empty text are none.
pub(crate) fn some_flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        Value::Bool(flag) => Ok(Some(flag)),
        Value::Number(number) => Ok(Some(number.as_f64() != Some(0.0))),
        Value::String(text) => match text.as_str() {
            "true" | "1" => Ok(Some(true)),
            "false" | "0" => Ok(Some(false)),
            "" => Ok(None),
            _ => Err(D::Error::custom("expected true or false")),
        },
        _ => Err(D::Error::custom("expected true or false")),
    }
}

/// An instant: epoch milliseconds as a number or text, or ISO text. A text without an offset is
/// read in Italy (sheet §5.5).
pub(crate) fn some_instant<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Timestamp>, D::Error> {
    let text = some_text(from)?.unwrap_or_default();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    instant(text)
        .map(Some)
        .ok_or_else(|| D::Error::custom("expected an instant"))
}

fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(number) = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)) {
        let millis = i64::try_from(number.trunc()).ok()?;
        return Timestamp::from_millisecond(millis).ok();
    }
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let italy = TimeZone::get(crate::unconfirmed::ZONE).ok()?;
    let local: civil::DateTime = text.parse().ok()?;
    italy.to_timestamp(local).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Row {
        #[serde(deserialize_with = "some_decimal")]
        price: Option<Decimal>,
        #[serde(deserialize_with = "some_instant")]
        at: Option<Timestamp>,
        #[serde(deserialize_with = "flag")]
        on: bool,
        #[serde(deserialize_with = "some_int")]
        place: Option<i64>,
        #[serde(deserialize_with = "or_default")]
        list: Vec<String>,
    }

    fn row(json: &str) -> Row {
        serde_json::from_str(json).expect("a row")
    }

    #[test]
    fn a_decimal_is_exact_whether_it_comes_as_number_or_as_text() {
        for (json, exact) in [
            (r#"{"price":0.1}"#, "0.1"),
            (r#"{"price":12.50}"#, "12.5"),
            (r#"{"price":"12.50"}"#, "12.50"),
            (r#"{"price":1e2}"#, "100"),
            (r#"{"price":4.35}"#, "4.35"),
            (r#"{"price":-0.07}"#, "-0.07"),
            (r#"{"price":123456789.01}"#, "123456789.01"),
        ] {
            let exact = exact.parse::<Decimal>().expect("a decimal");
            assert_eq!(row(json).price, Some(exact), "{json}");
        }
        assert!(serde_json::from_str::<Row>(r#"{"price":"twelve"}"#).is_err());
    }

    #[test]
    fn null_is_as_good_as_missing() {
        let row = row(r#"{"price":null,"at":null,"on":null,"place":null,"list":null}"#);
        assert_eq!(
            (row.price, row.at, row.on, row.place),
            (None, None, false, None)
        );
        assert!(row.list.is_empty());
    }

    #[test]
    fn an_instant_comes_as_milliseconds_as_digits_or_as_iso_text() {
        let expected = "2026-01-01T00:00:00Z".parse().ok();
        for json in [
            r#"{"at":1767225600000}"#,
            r#"{"at":"1767225600000"}"#,
            r#"{"at":1767225600000.0}"#,
            r#"{"at":"2026-01-01T00:00:00.000Z"}"#,
            r#"{"at":"2026-01-01T01:00:00+0100"}"#,
            r#"{"at":"2026-01-01T01:00:00"}"#,
        ] {
            assert_eq!(row(json).at, expected, "{json}");
        }
        let midnight_in_italy = "2025-12-31T23:00:00Z".parse().ok();
        assert_eq!(row(r#"{"at":"2026-01-01"}"#).at, midnight_in_italy);
    }

    #[test]
    fn flags_and_whole_numbers_come_in_several_forms() {
        assert!(row(r#"{"on":1}"#).on && row(r#"{"on":"true"}"#).on && !row(r#"{"on":0}"#).on);
        assert_eq!(row(r#"{"place":"101"}"#).place, Some(101));
        assert_eq!(row(r#"{"place":101.0}"#).place, Some(101));
        assert!(serde_json::from_str::<Row>(r#"{"place":1.5}"#).is_err());
    }
}
