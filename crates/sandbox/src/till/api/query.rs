//! Query parameters: each value is a JSON value (Cassa in Cloud sheet §5.1, §24.5).
//!
//! A value that is not JSON is a plain text where a text is asked for, and refused elsewhere.
//! Parameters that nobody asks for are ignored. Brackets may come escaped or raw.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use serde_json::Value;

use super::refusal::Refusal;
use crate::switches::Switches;

/// The parameters of a call.
pub(super) struct Query<'a> {
    values: BTreeMap<String, String>,
    switches: &'a Switches,
}

/// Which end of a day a date stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayEnd {
    /// Its first millisecond.
    First,
    /// Its last millisecond.
    Last,
}

impl<'a> Query<'a> {
    /// Reads `raw`; of a name given twice the first counts.
    pub(super) fn new(raw: &str, switches: &'a Switches) -> Self {
        let mut values = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(raw.as_bytes()) {
            values
                .entry(name.into_owned())
                .or_insert_with(|| value.into_owned());
        }
        Self { values, switches }
    }

    /// The value as it came.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    fn json(&self, name: &str) -> Result<Option<Value>, Refusal> {
        self.raw(name)
            .map(|raw| serde_json::from_str(raw).map_err(|_| bad(name)))
            .transpose()
    }

    /// An Integer or Long.
    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.json(name)?
            .map(|value| value.as_i64().ok_or_else(|| bad(name)))
            .transpose()
    }

    /// A Boolean.
    pub(super) fn boolean(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.json(name)?
            .map(|value| value.as_bool().ok_or_else(|| bad(name)))
            .transpose()
    }

    /// A String: in quotes, or bare.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?;
        match serde_json::from_str(raw) {
            Ok(Value::String(text)) => Some(text),
            _ => Some(raw.to_owned()),
        }
    }

    /// A List[String].
    pub(super) fn texts(&self, name: &str) -> Result<Option<BTreeSet<String>>, Refusal> {
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        match self.list(name)? {
            None => Ok(None),
            Some(values) => collect(name, &values, text).map(Some),
        }
    }

    /// A List[Long].
    pub(super) fn integers(&self, name: &str) -> Result<Option<BTreeSet<i64>>, Refusal> {
        match self.list(name)? {
            None => Ok(None),
            Some(values) => collect(name, &values, Value::as_i64).map(Some),
        }
    }

    fn list(&self, name: &str) -> Result<Option<Vec<Value>>, Refusal> {
        let Some(raw) = self.raw(name) else {
            return Ok(None);
        };
        let inside = raw.strip_prefix('[').and_then(|raw| raw.strip_suffix(']'));
        match (serde_json::from_str(raw), inside) {
            (Ok(Value::Array(values)), _) => Ok(Some(values)),
            (Err(_), Some(inside)) if self.switches.till_unquoted => {
                let texts = inside.split(',').map(|text| text.trim().trim_matches('"'));
                Ok(Some(texts.map(Value::from).collect()))
            }
            (Err(_), Some(_)) => Err(bad(name)),
            _ => Err(Refusal::NotArray(name.to_owned())),
        }
    }

    /// A Timestamp, in epoch milliseconds: a number, or a date in quotes that stands for one end
    /// of that day in Europe/Rome (sheet §5.1, §5.5).
    pub(super) fn moment(&self, name: &str, end: DayEnd) -> Result<Option<i64>, Refusal> {
        let moment = match self.json(name)? {
            None => return Ok(None),
            Some(Value::String(text)) => text.parse().ok().and_then(|day| self.day(day, end)),
            Some(value) => value.as_i64(),
        };
        moment.map(Some).ok_or_else(|| bad(name))
    }

    fn day(&self, day: Date, end: DayEnd) -> Option<i64> {
        let zone = if self.switches.till_utc_days {
            TimeZone::UTC
        } else {
            TimeZone::get("Europe/Rome").ok()?
        };
        let start = |day: Date| {
            let start = zone.to_timestamp(day.at(0, 0, 0, 0)).ok()?;
            Some(start.as_millisecond())
        };
        match end {
            DayEnd::First => start(day),
            DayEnd::Last => Some(start(day.checked_add(1.day()).ok()?)? - 1),
        }
    }
}

/// The refusal of a parameter.
pub(super) fn bad(name: &str) -> Refusal {
    Refusal::Param(name.to_owned())
}

fn collect<T: Ord>(
    name: &str,
    values: &[Value],
    read: impl Fn(&Value) -> Option<T>,
) -> Result<BTreeSet<T>, Refusal> {
    let values = values.iter().map(read);
    values.collect::<Option<_>>().ok_or_else(|| bad(name))
}
