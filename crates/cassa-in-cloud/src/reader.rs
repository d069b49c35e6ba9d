//! Reading a record field by field, so that one bad field does not take the others with it, and one
//! bad record not the page.

use serde_json::{Map, Value};

/// The fields of a record that nobody has taken yet.
pub(crate) struct Reader {
    map: Map<String, Value>,
    /// Where it stands in the record that was begun with, with a dot at the end; empty for that one.
    place: String,
    /// Which fields could not be read. Names only: values may be personal.
    unreadable: Vec<String>,
}

impl Reader {
    /// The fields of `value`; `whole` is what is named where it is no record at all.
    pub(crate) fn new(value: Value, whole: &str) -> Self {
        Self::at(value, "", whole)
    }

    fn at(value: Value, place: &str, name: &str) -> Self {
        let place = place.to_owned();
        let mut unreadable = Vec::new();
        let map = match value {
            Value::Object(map) => map,
            Value::Null if !place.is_empty() => Map::new(),
            _ => {
                unreadable.push(name.to_owned());
                Map::new()
            }
        };
        Self {
            map,
            place,
            unreadable,
        }
    }

    /// Takes a field; one that cannot be read is noted and counts as missing.
    pub(crate) fn take<T: Default>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value) -> Result<T, serde_json::Error>,
    ) -> T {
        let value = self.map.remove(name).unwrap_or_default();
        read(value).unwrap_or_else(|_| {
            self.unreadable.push(format!("{}{name}", self.place));
            T::default()
        })
    }

    /// Takes a word.
    pub(crate) fn word<T: From<String>>(&mut self, name: &str) -> Option<T> {
        let text = self.take(name, crate::loose::some_text);
        text.filter(|text| !text.is_empty()).map(Into::into)
    }

    /// Reads a record inside this one; a missing one is empty.
    pub(crate) fn object<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let value = self.map.remove(name).unwrap_or_default();
        let place = format!("{}{name}", self.place);
        self.nested(value, &place, read)
    }

    /// Reads the records of a list inside this one; a missing one is empty.
    pub(crate) fn list<T>(&mut self, name: &str, read: impl Fn(&mut Self) -> T) -> Vec<T> {
        let place = format!("{}{name}", self.place);
        match self.map.remove(name).unwrap_or_default() {
            Value::Array(items) => items
                .into_iter()
                .enumerate()
                .map(|(number, item)| self.nested(item, &format!("{place}[{number}]"), &read))
                .collect(),
            Value::Null => Vec::new(),
            _ => {
                self.unreadable.push(place);
                Vec::new()
            }
        }
    }

    fn nested<T>(&mut self, value: Value, place: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let mut inner = Self::at(value, &format!("{place}."), place);
        let record = read(&mut inner);
        self.unreadable.append(&mut inner.unreadable);
        record
    }

    /// What nobody has taken.
    pub(crate) fn rest(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.map)
    }

    /// Which fields could not be read.
    pub(crate) fn unreadable(self) -> Vec<String> {
        self.unreadable
    }
}
