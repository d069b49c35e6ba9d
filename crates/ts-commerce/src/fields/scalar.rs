//! A single value that may come as a number, a text or a flag (TS Commerce sheet §8).
//!
//! Guarantee, borne by a test below: a decimal is exact; it is read from the digits in the answer
//! and never becomes a binary fraction.

use rust_decimal::Decimal;
use serde_json::value::RawValue;

/// A single value; a number is its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Null,
    Flag(bool),
    Number(String),
    Text(String),
    /// A list or an object.
    Other,
}

impl Scalar {
    pub(crate) fn of(raw: &RawValue) -> Self {
        let text = raw.get();
        match text.as_bytes().first() {
            Some(b'"') => serde_json::from_str(text).map_or(Self::Other, Self::Text),
            Some(b'n') => Self::Null,
            Some(b't') => Self::Flag(true),
            Some(b'f') => Self::Flag(false),
            Some(b'-' | b'0'..=b'9') => Self::Number(text.to_owned()),
            _ => Self::Other,
        }
    }

    pub(crate) fn text(self) -> Result<Option<String>, &'static str> {
        match self {
            Self::Null => Ok(None),
            Self::Text(text) | Self::Number(text) => Ok(Some(text)),
            Self::Flag(flag) => Ok(Some(u8::from(flag).to_string())),
            Self::Other => Err("expected a text"),
        }
    }

    pub(crate) fn decimal(self) -> Result<Option<Decimal>, &'static str> {
        let digits = match self {
            Self::Null => return Ok(None),
            Self::Text(text) | Self::Number(text) => text,
            Self::Flag(_) | Self::Other => return Err("expected a decimal number"),
        };
        let digits = digits.trim();
        if digits.is_empty() {
            return Ok(None);
        }
        Decimal::from_str_exact(digits)
            .or_else(|_| Decimal::from_scientific(digits))
            .map(Some)
            .map_err(|_| "expected a decimal number")
    }

    pub(crate) fn int(self) -> Result<Option<i64>, &'static str> {
        if let Self::Flag(flag) = self {
            return Ok(Some(i64::from(flag)));
        }
        let Some(number) = self.decimal().map_err(|_| "expected a whole number")? else {
            return Ok(None);
        };
        if !number.is_integer() {
            return Err("expected a whole number");
        }
        i64::try_from(number)
            .map(Some)
            .map_err(|_| "expected a whole number")
    }

    pub(crate) fn flag(self) -> Result<Option<bool>, &'static str> {
        match self {
            Self::Null => Ok(None),
            Self::Flag(flag) => Ok(Some(flag)),
            Self::Text(text) if text == "true" => Ok(Some(true)),
            Self::Text(text) if text == "false" => Ok(Some(false)),
            other => match other.int() {
                Ok(number) => Ok(number.map(|number| number != 0)),
                Err(_) => Err("expected true or false"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(json: &str) -> Scalar {
        let raw = RawValue::from_string(json.to_owned()).expect("a JSON value");
        Scalar::of(&raw)
    }

    #[test]
    fn a_decimal_is_exact() {
        for (json, exact) in [
            ("0.1", "0.1"),
            ("64.50", "64.50"),
            (r#""64.50""#, "64.50"),
            ("110", "110"),
            ("1e2", "100"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("12345678901234567.89", "12345678901234567.89"),
        ] {
            let exact = Decimal::from_str_exact(exact).expect("a decimal");
            assert_eq!(scalar(json).decimal(), Ok(Some(exact)), "{json}");
        }
        assert_eq!(scalar(r#""""#).decimal(), Ok(None));
        assert!(scalar(r#""x""#).decimal().is_err() && scalar("[]").decimal().is_err());
    }

    #[test]
    fn whole_numbers_and_flags_come_in_several_forms() {
        for json in ["7", "7.0", r#""7""#] {
            assert_eq!(scalar(json).int(), Ok(Some(7)), "{json}");
        }
        assert!(scalar("7.5").int().is_err());
        for (json, flag) in [("true", true), ("1", true), (r#""0""#, false), ("0", false)] {
            assert_eq!(scalar(json).flag(), Ok(Some(flag)), "{json}");
        }
        assert_eq!(scalar(r#""""#).flag(), Ok(None));
        assert_eq!(scalar("null").flag(), Ok(None));
        assert!(scalar(r#""maybe""#).flag().is_err());
    }
}
