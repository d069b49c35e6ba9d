//! JSON as PHP writes it (TS Commerce sheet §8): slashes as `\/`, an empty map as `[]`.

use std::io;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::ser::Formatter;

/// `value` as a body.
pub(super) fn body<T: Serialize>(value: &T) -> Vec<u8> {
    let mut body = Vec::new();
    write(value, &mut body);
    body
}

/// `rows` as the body of a list, written one by one: no tree of the whole is ever built.
pub(super) fn list<T: Serialize>(rows: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut body = vec![b'['];
    for (at, row) in rows.into_iter().enumerate() {
        if at > 0 {
            body.push(b',');
        }
        write(&row, &mut body);
    }
    body.push(b']');
    body
}

fn write<T: Serialize>(value: &T, body: &mut Vec<u8>) {
    let mut serializer = serde_json::Serializer::with_formatter(body, Php);
    value
        .serialize(&mut serializer)
        .expect("the shop's answers have text keys and a vector takes every byte");
}

/// Writes slashes as `\/`.
struct Php;

impl Formatter for Php {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        for (at, piece) in fragment.split('/').enumerate() {
            if at > 0 {
                writer.write_all(b"\\/")?;
            }
            writer.write_all(piece.as_bytes())?;
        }
        Ok(())
    }
}

/// A map in its own order; `[]` when it is empty.
pub(super) struct Map<K, V>(pub Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_empty() {
            return serializer.serialize_seq(Some(0))?.end();
        }
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// A decimal as a JSON number: whole ones without a point (`110`), others with one (`6.66`).
#[derive(Clone, Copy)]
pub(super) struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = self.0.normalize();
        match number.to_i64() {
            Some(whole) if number.fract().is_zero() => serializer.serialize_i64(whole),
            _ => serializer.serialize_f64(number.to_f64().unwrap_or(0.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_are_escaped_and_everything_reads_back() {
        let text = "a/b//\"c\"\n\\/é😀";
        let body = body(&text);
        let body = String::from_utf8(body).expect("UTF-8");
        assert!(body.starts_with("\"a\\/b\\/\\/\\\"c\\\""), "{body}");
        assert_eq!(serde_json::from_str::<String>(&body).expect("JSON"), text);
    }

    #[test]
    fn an_empty_map_is_an_empty_array_and_a_full_one_keeps_its_order() {
        let empty: Map<&str, u8> = Map(Vec::new());
        assert_eq!(body(&empty), b"[]");
        assert_eq!(body(&Map(vec![("z", 1), ("a", 2)])), br#"{"z":1,"a":2}"#);
    }

    #[test]
    fn whole_prices_are_integers_and_others_are_not() {
        let prices = [
            Decimal::new(11_000, 2),
            Decimal::new(666, 2),
            Decimal::new(1_010, 2),
        ];
        assert_eq!(list(prices.map(Number)), b"[110,6.66,10.1]");
    }
}
