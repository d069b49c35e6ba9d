//! `sorts` (Cassa in Cloud sheet §5.3, §24.8): `[{"key":"description","direction":1}]` or
//! `[["description",1]]`; 1 is ascending, -1 descending.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde_json::Value;

use super::{call::Desk, query::bad, refusal::Refusal};
use crate::switches::TillSorts;

/// What a row is sorted by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey<'a> {
    Text(&'a str),
    Number(Decimal),
}

/// The keys asked for, the first weighs most.
#[derive(Debug, Default)]
pub(super) struct Sorts(Vec<(String, bool)>);

impl Sorts {
    /// Reads the parameter; `keys` are those that the list knows.
    pub(super) fn read(desk: &Desk<'_>, keys: &[&str]) -> Result<Self, Refusal> {
        let Some(raw) = desk.query.raw("sorts") else {
            return Ok(Self::default());
        };
        let known = |(key, _): &(String, bool)| keys.contains(&key.as_str());
        match parse(raw).filter(|sorts| sorts.iter().all(known)) {
            Some(sorts) => Ok(Self(sorts)),
            None => match desk.switches.till_bad_sorts {
                TillSorts::Refuse => Err(bad("sorts")),
                TillSorts::Fail => Err(Refusal::Broken),
                TillSorts::Ignore => Ok(Self::default()),
            },
        }
    }

    /// The rows in the order asked for; equal ones stay as they were.
    pub(super) fn apply<T>(
        &self,
        rows: impl Iterator<Item = T>,
        key: impl for<'k> Fn(&'k T, &str) -> SortKey<'k>,
    ) -> impl Iterator<Item = T> {
        // Only a sorted list has to be held whole.
        let (plain, sorted) = if self.0.is_empty() {
            (Some(rows), Vec::new())
        } else {
            let mut rows: Vec<T> = rows.collect();
            rows.sort_by(|a, b| self.compare(a, b, &key));
            (None, rows)
        };
        plain.into_iter().flatten().chain(sorted)
    }

    fn compare<T>(
        &self,
        a: &T,
        b: &T,
        key: &impl for<'k> Fn(&'k T, &str) -> SortKey<'k>,
    ) -> Ordering {
        let orders = self.0.iter().map(|(name, descending)| {
            let order = key(a, name).cmp(&key(b, name));
            if *descending { order.reverse() } else { order }
        });
        orders.fold(Ordering::Equal, Ordering::then)
    }
}

fn parse(raw: &str) -> Option<Vec<(String, bool)>> {
    let Value::Array(sorts) = serde_json::from_str(raw).ok()? else {
        return None;
    };
    let sort = |sort: &Value| {
        let (key, direction) = match sort {
            Value::Object(fields) => (fields.get("key")?, fields.get("direction")?),
            Value::Array(pair) if pair.len() == 2 => (&pair[0], &pair[1]),
            _ => return None,
        };
        let descending = match direction.as_i64()? {
            1 => false,
            -1 => true,
            _ => return None,
        };
        Some((key.as_str()?.to_owned(), descending))
    };
    sorts.iter().map(sort).collect()
}
