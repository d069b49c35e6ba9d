//! Where each column stands, and one row read by the names of its columns.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::ImportError;

/// Without these a row means nothing.
const NEEDED: [&str; 3] = ["Handle", "Title", "Variant Price"];

/// Places of the columns, by name.
pub(super) struct Columns(BTreeMap<String, usize>);

impl Columns {
    pub(super) fn of(head: &StringRecord) -> Result<Self, ImportError> {
        let places: BTreeMap<String, usize> = head
            .iter()
            .enumerate()
            .map(|(place, name)| (name.trim().to_owned(), place))
            .collect();
        match NEEDED.into_iter().find(|name| !places.contains_key(*name)) {
            Some(missing) => Err(ImportError::MissingColumn(missing)),
            None => Ok(Self(places)),
        }
    }

    pub(super) fn row<'a>(&'a self, record: &'a StringRecord) -> Row<'a> {
        Row {
            columns: self,
            record,
        }
    }
}

/// One row.
pub(super) struct Row<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// The trimmed value of a column; nothing where it is empty or the column is not there.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        let value = self.record.get(*self.columns.0.get(column)?)?.trim();
        (!value.is_empty()).then_some(value)
    }

    /// The value of a column that may not be empty.
    pub(super) fn needed(&self, column: &'static str) -> Result<&'a str, ImportError> {
        self.get(column)
            .ok_or_else(|| self.wrong(column, "it is empty"))
    }

    /// A value read as a type, where there is one.
    pub(super) fn read<T: std::str::FromStr>(
        &self,
        column: &'static str,
        what: &str,
    ) -> Result<Option<T>, ImportError> {
        let Some(value) = self.get(column) else {
            return Ok(None);
        };
        let read = value.parse().ok();
        read.map(Some)
            .ok_or_else(|| self.wrong(column, format!("{value:?} is not {what}")))
    }

    /// `true` or `false`, in any case; `default` where it is empty.
    pub(super) fn flag(&self, column: &'static str, default: bool) -> Result<bool, ImportError> {
        match self.get(column).map(str::to_lowercase).as_deref() {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(other) => Err(self.wrong(column, format!("{other:?} is neither true nor false"))),
        }
    }

    /// The line of the file that the row begins on.
    pub(super) fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// An error at this place.
    pub(super) fn wrong(&self, column: &'static str, what: impl Into<String>) -> ImportError {
        ImportError::Value {
            line: self.line(),
            column,
            what: what.into(),
        }
    }
}
