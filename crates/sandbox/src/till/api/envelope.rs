//! Envelopes and numbers, as they stand in a body (Cassa in Cloud sheet §5.5, §6).

use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::refusal::Refusal;

/// `{"<key>":[…],"totalCount":n}`.
pub(super) fn list<T: Serialize>(
    key: &'static str,
    rows: &[T],
    total: usize,
) -> Result<Vec<u8>, Refusal> {
    write(&List { key, rows, total })
}

/// `{"<key>":{…}}`.
pub(super) fn one<T: Serialize>(key: &'static str, record: &T) -> Result<Vec<u8>, Refusal> {
    write(&One { key, record })
}

/// The record as it is.
pub(super) fn write<T: Serialize>(record: &T) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(record).map_err(|_| Refusal::Broken)
}

struct List<'a, T> {
    key: &'static str,
    rows: &'a [T],
    total: usize,
}

impl<T: Serialize> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(self.key, self.rows)?;
        map.serialize_entry("totalCount", &self.total)?;
        map.end()
    }
}

struct One<'a, T> {
    key: &'static str,
    record: &'a T,
}

impl<T: Serialize> Serialize for One<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.key, self.record)?;
        map.end()
    }
}

/// A decimal as a JSON number, or as text where the switch says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) as_text: bool,
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.value.normalize();
        if self.as_text {
            return serializer.collect_str(&value);
        }
        if let (0, Ok(whole)) = (value.scale(), i64::try_from(value)) {
            return serializer.serialize_i64(whole);
        }
        // The double nearest to at most 15 digits is written as exactly these digits again.
        let nearest = value.to_string().parse();
        serializer.serialize_f64(nearest.map_err(serde::ser::Error::custom)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_written_with_its_own_digits() {
        for (text, expected) in [
            ("12.50", "12.5"),
            ("22.00", "22"),
            ("0.29", "0.29"),
            ("-1.115", "-1.115"),
        ] {
            let value = text.parse().expect("a decimal");
            let number = Number {
                value,
                as_text: false,
            };
            assert_eq!(serde_json::to_string(&number).expect("a number"), expected);
            let number = Number {
                value,
                as_text: true,
            };
            assert_eq!(
                serde_json::to_string(&number).expect("a text"),
                format!("\"{expected}\"")
            );
        }
    }
}
