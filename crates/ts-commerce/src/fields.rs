//! Reading records whose exact form is not promised (TS Commerce sheet §8).
//!
//! Guarantees, each borne by a test below or in `fields/scalar.rs`:
//! - a field with a legacy and a new name is read by the new one, else by the old one;
//! - null is as good as missing, and an empty map may come as `[]`;
//! - maps keep the order of the text: the order of option axes makes the superkey;
//! - what nobody asked for is kept.

mod scalar;

use std::fmt;

use rust_decimal::Decimal;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, value::RawValue};

pub(crate) use scalar::Scalar;

/// A record that can be read from its fields.
pub(crate) trait Row: Sized {
    /// Takes what it knows out of `fields`.
    fn read(fields: &mut Fields) -> Result<Self, FieldError>;
}

/// Which field is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub(crate) struct FieldError {
    field: String,
    reason: &'static str,
}

impl FieldError {
    pub(crate) fn new(field: &str, reason: &'static str) -> Self {
        let field = field.to_owned();
        Self { field, reason }
    }

    /// The same, inside `field`.
    pub(crate) fn within(self, field: &str) -> Self {
        let field = format!("{field}.{}", self.field);
        Self { field, ..self }
    }
}

/// The fields of an object that nobody has taken yet, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, Box<RawValue>)>);

impl Fields {
    /// The fields of a JSON object, or of `[]` or null as an object without any.
    pub(crate) fn parse(text: &str) -> Result<Self, FieldError> {
        serde_json::from_str(text).map_err(|_| FieldError::new("", "expected an object"))
    }

    /// Takes the field out under all its `names`, the best first; null is missing.
    pub(crate) fn take(&mut self, names: &[&str]) -> Option<Box<RawValue>> {
        let mut best: Option<(usize, Box<RawValue>)> = None;
        let mut others = Vec::with_capacity(self.0.len());
        for (name, value) in std::mem::take(&mut self.0) {
            let Some(rank) = names.iter().position(|known| *known == name) else {
                others.push((name, value));
                continue;
            };
            let better = best.as_ref().is_none_or(|(known, _)| rank < *known);
            if better && value.get() != "null" {
                best = Some((rank, value));
            }
        }
        self.0 = others;
        best.map(|(_, value)| value)
    }

    fn scalar<T>(
        &mut self,
        names: &[&str],
        read: impl FnOnce(Scalar) -> Result<Option<T>, &'static str>,
    ) -> Result<Option<T>, FieldError> {
        let Some(raw) = self.take(names) else {
            return Ok(None);
        };
        read(Scalar::of(&raw)).map_err(|reason| FieldError::new(names[0], reason))
    }

    /// Text; a number stands for its digits.
    pub(crate) fn text(&mut self, names: &[&str]) -> Result<Option<String>, FieldError> {
        self.scalar(names, Scalar::text)
    }

    /// Text that, where empty, is as good as missing.
    pub(crate) fn filled(&mut self, names: &[&str]) -> Result<Option<String>, FieldError> {
        Ok(self.text(names)?.filter(|text| !text.is_empty()))
    }

    /// A filled text, or the JSON of whatever else stands there: for fields whose form is not known.
    pub(crate) fn any(&mut self, names: &[&str]) -> Option<String> {
        let raw = self.take(names)?;
        let text = Scalar::of(&raw).text();
        let text = text.unwrap_or_else(|_| Some(raw.get().to_owned()));
        text.filter(|text| !text.is_empty())
    }

    /// A whole number or its text; an empty text is missing.
    pub(crate) fn int(&mut self, names: &[&str]) -> Result<Option<i64>, FieldError> {
        self.scalar(names, Scalar::int)
    }

    /// A whole number that must be there.
    pub(crate) fn need_int(&mut self, names: &[&str]) -> Result<i64, FieldError> {
        self.int(names)?
            .ok_or_else(|| FieldError::new(names[0], "missing"))
    }

    /// A decimal number or its text; an empty text is missing.
    pub(crate) fn decimal(&mut self, names: &[&str]) -> Result<Option<Decimal>, FieldError> {
        self.scalar(names, Scalar::decimal)
    }

    /// True or false, 0 or 1, as such or as text.
    pub(crate) fn flag(&mut self, names: &[&str]) -> Result<Option<bool>, FieldError> {
        self.scalar(names, Scalar::flag)
    }

    /// An id: text, or wrapped as `{"$id": …}` (sheet §8).
    pub(crate) fn object_id(&mut self, names: &[&str]) -> Result<Option<String>, FieldError> {
        let Some(raw) = self.take(names) else {
            return Ok(None);
        };
        if let Ok(mut wrapper) = Self::parse(raw.get()) {
            return wrapper.filled(&["$id", "$oid"]);
        }
        let text = Scalar::of(&raw).text();
        let text = text.map_err(|reason| FieldError::new(names[0], reason))?;
        Ok(text.filter(|text| !text.is_empty()))
    }

    /// An object of its own; missing is one without fields.
    pub(crate) fn object(&mut self, names: &[&str]) -> Result<Self, FieldError> {
        match self.take(names) {
            None => Ok(Self::default()),
            Some(raw) => Self::parse(raw.get()).map_err(|error| error.within(names[0])),
        }
    }

    /// The items of a list. A map counts as the list of its values (PHP writes a list with gaps
    /// so), a filled scalar as a list of one.
    pub(crate) fn list(&mut self, names: &[&str]) -> Result<Vec<Box<RawValue>>, FieldError> {
        let Some(raw) = self.take(names) else {
            return Ok(Vec::new());
        };
        if let Ok(items) = serde_json::from_str(raw.get()) {
            return Ok(items);
        }
        if let Ok(map) = Self::parse(raw.get()) {
            return Ok(map.0.into_iter().map(|(_, value)| value).collect());
        }
        let empty = matches!(Scalar::of(&raw).text(), Ok(Some(text)) if text.is_empty());
        Ok(if empty { Vec::new() } else { vec![raw] })
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, names: &[&str]) -> Result<Vec<String>, FieldError> {
        let items = self.list(names)?;
        let texts = items
            .iter()
            .filter_map(|raw| Scalar::of(raw).text().transpose());
        texts
            .collect::<Result<_, _>>()
            .map_err(|reason| FieldError::new(names[0], reason))
    }

    /// A list of whole numbers.
    pub(crate) fn ints(&mut self, names: &[&str]) -> Result<Vec<i64>, FieldError> {
        let items = self.list(names)?;
        let ints = items
            .iter()
            .filter_map(|raw| Scalar::of(raw).int().transpose());
        ints.collect::<Result<_, _>>()
            .map_err(|reason| FieldError::new(names[0], reason))
    }

    /// A list of records.
    pub(crate) fn rows<T: Row>(&mut self, names: &[&str]) -> Result<Vec<T>, FieldError> {
        let items = self.list(names)?;
        items
            .iter()
            .enumerate()
            .map(|(place, raw)| {
                row(raw.get()).map_err(|error| error.within(&format!("{}[{place}]", names[0])))
            })
            .collect()
    }

    /// The names and values of what is left, in the order of the text.
    pub(crate) fn entries(self) -> Vec<(String, Box<RawValue>)> {
        self.0
    }

    /// Puts a nested object back in what is left of this one, where something of it is left too.
    pub(crate) fn put_back(&mut self, name: &str, nested: Self) {
        let nested: Map<String, Value> = nested
            .0
            .into_iter()
            .map(|(name, raw)| (name, to_value(&raw)))
            .collect();
        if !nested.is_empty()
            && let Ok(raw) = serde_json::value::to_raw_value(&nested)
        {
            self.0.push((name.to_owned(), raw));
        }
    }

    /// What nobody has taken.
    pub(crate) fn rest(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.0)
            .into_iter()
            .map(|(name, raw)| (name, to_value(&raw)))
            .collect()
    }
}

/// The record in a JSON text.
pub(crate) fn row<T: Row>(text: &str) -> Result<T, FieldError> {
    T::read(&mut Fields::parse(text)?)
}

/// A raw value as a value; what nests too deeply to be one is null.
pub(crate) fn to_value(raw: &RawValue) -> Value {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object, [] or null")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }

            /// A filled list leaves something unread, which is an error of its own.
            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Fields, A::Error> {
                Ok(Fields::default())
            }

            fn visit_unit<E>(self) -> Result<Fields, E> {
                Ok(Fields::default())
            }
        }

        from.deserialize_any(FieldsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        Fields::parse(text).expect("an object")
    }

    #[test]
    fn the_new_name_is_read_and_else_the_old_one() {
        let names = ["sku", "code"];
        for (text, sku) in [
            (r#"{"code":"old","sku":"new"}"#, Some("new")),
            (r#"{"code":"old","sku":null}"#, Some("old")),
            (r#"{"code":"old"}"#, Some("old")),
            (r#"{"code":null,"x":1}"#, None),
        ] {
            let mut fields = fields(text);
            assert_eq!(fields.text(&names), Ok(sku.map(str::to_owned)), "{text}");
            assert!(!fields.rest().contains_key("code"), "{text}");
        }
    }

    #[test]
    fn an_empty_map_may_come_as_an_empty_list_or_null() {
        for text in [r#"{"m":[]}"#, r#"{"m":null}"#, r#"{"m":{}}"#, "{}", "[]"] {
            let map = fields(text).object(&["m"]).expect("an empty map");
            assert!(map.entries().is_empty(), "{text}");
        }
        assert!(fields(r#"{"m":[1]}"#).object(&["m"]).is_err());
    }

    #[test]
    fn maps_keep_the_order_of_the_text() {
        let map = fields(r#"{"taglia":1,"colore":2,"altro":3}"#);
        let names: Vec<_> = map.entries().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["taglia", "colore", "altro"]);
    }

    #[test]
    fn what_nobody_asked_for_is_kept() {
        let mut fields = fields(r#"{"a":1,"new":{"b":[2]}}"#);
        assert_eq!(fields.int(&["a"]), Ok(Some(1)));
        assert_eq!(
            Value::Object(fields.rest()),
            serde_json::json!({"new": {"b": [2]}})
        );
    }

    #[test]
    fn ids_come_plain_or_wrapped() {
        for text in [
            r#"{"id":"57e1"}"#,
            r#"{"_id":{"$id":"57e1"}}"#,
            r#"{"id":{"$oid":"57e1"}}"#,
        ] {
            let id = fields(text).object_id(&["id", "_id"]);
            assert_eq!(id, Ok(Some("57e1".to_owned())), "{text}");
        }
        assert_eq!(fields(r#"{"id":""}"#).object_id(&["id"]), Ok(None));
    }

    #[test]
    fn a_list_may_come_as_a_map_or_alone() {
        for text in [r#"{"c":[1,"2"]}"#, r#"{"c":{"0":1,"4":2}}"#] {
            assert_eq!(fields(text).ints(&["c"]), Ok(vec![1, 2]), "{text}");
        }
        assert_eq!(fields(r#"{"c":7}"#).ints(&["c"]), Ok(vec![7]));
        assert_eq!(fields(r#"{"c":""}"#).texts(&["c"]), Ok(vec![]));
    }
}
