//! Who called what, when, and how it ended.
//!
//! - Every call is written once, also one that never got an answer.
//! - A row holds no secret: query values that are not plainly harmless are left out.
//! - The last [`ROWS`] calls are kept; the counters count all of them.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::service::Service;

/// How many calls are kept as rows.
pub const ROWS: usize = 10_000;

/// Query parameters whose values may be shown: places in a list, choices, times.
const HARMLESS: [&str; 12] = [
    "start",
    "limit",
    "skip",
    "page",
    "nodes",
    "uid",
    "lastUpdateFrom",
    "lastUpdateTo",
    "since",
    "status",
    "enabledForChannels",
    "idsSalesPoint",
];

/// One call.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Call {
    /// Its number since the start or the last clearing, from 1.
    pub number: u64,
    /// When it came in.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whom it was for.
    pub service: Service,
    /// GET, POST …
    pub method: String,
    /// The path, with the query as far as it is harmless.
    pub path: String,
    /// The answer's status; missing where no answer was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// From the request's head to the answer's head, by the sandbox's clock.
    pub millis: u64,
    /// The tenant whose secret it bore, where it bore one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The fault that struck it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<u64>,
}

/// What is counted together: ids in a path are one `{id}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Counted {
    /// Whom the calls were for.
    pub service: Service,
    /// GET, POST …
    pub method: String,
    /// The path without query, ids as `{id}`.
    pub path: String,
    /// The answer's status; 0 where no answer was given.
    pub status: u16,
}

/// How often it happened.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Count {
    /// What happened.
    #[serde(flatten)]
    pub call: Counted,
    /// How often.
    pub calls: u64,
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
pub struct Filter {
    /// Only calls for this service.
    pub service: Option<Service>,
    /// Only this method.
    pub method: Option<String>,
    /// Only paths that contain this text.
    pub path: Option<String>,
    /// Only this status; 0 for calls without an answer.
    pub status: Option<u16>,
    /// Only this tenant.
    pub instance: Option<String>,
    /// Only calls with a greater number.
    pub after: Option<u64>,
    /// At most so many of the newest (100).
    pub limit: Option<usize>,
}

/// The journal.
#[derive(Debug, Default)]
pub struct Journal {
    rows: VecDeque<Call>,
    counts: BTreeMap<Counted, u64>,
    written: u64,
}

impl Journal {
    /// Writes a call; it gets its number here.
    pub fn write(&mut self, mut call: Call) {
        self.written += 1;
        call.number = self.written;
        *self.counts.entry(counted(&call)).or_default() += 1;
        if self.rows.len() == ROWS {
            self.rows.pop_front();
        }
        self.rows.push_back(call);
    }

    /// The calls that `filter` wants, newest first.
    pub fn rows<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = &'a Call> {
        self.rows
            .iter()
            .rev()
            .filter(|call| filter.wants(call))
            .take(filter.limit.unwrap_or(100))
    }

    /// The number of the latest call; 0 where there was none.
    #[must_use]
    pub fn latest(&self) -> u64 {
        self.written
    }

    /// How often each kind of call happened.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        self.counts
            .iter()
            .map(|(call, calls)| Count {
                call: call.clone(),
                calls: *calls,
            })
            .collect()
    }

    /// How many calls `service` got.
    #[must_use]
    pub fn total(&self, service: Service) -> u64 {
        self.counts
            .iter()
            .filter(|(call, _)| call.service == service)
            .map(|(_, calls)| calls)
            .sum()
    }

    /// Forgets everything; numbers begin anew.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Filter {
    fn wants(&self, call: &Call) -> bool {
        self.service.is_none_or(|service| service == call.service)
            && self
                .method
                .as_ref()
                .is_none_or(|method| method.eq_ignore_ascii_case(&call.method))
            && self
                .path
                .as_ref()
                .is_none_or(|path| call.path.contains(path.as_str()))
            && self
                .status
                .is_none_or(|status| status == call.status.unwrap_or(0))
            && self
                .instance
                .as_ref()
                .is_none_or(|instance| call.instance.as_ref() == Some(instance))
            && self.after.is_none_or(|after| call.number > after)
    }
}

/// The kind of a call: what it is counted under.
fn counted(call: &Call) -> Counted {
    let path = call.path.split('?').next().unwrap_or_default();
    let path: Vec<&str> = path
        .split('/')
        .map(|part| if is_id(part) { "{id}" } else { part })
        .collect();
    Counted {
        service: call.service,
        method: call.method.clone(),
        path: path.join("/"),
        status: call.status.unwrap_or(0),
    }
}

/// Numbers, UUIDs and long hex names: what differs from record to record.
fn is_id(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    let digits = !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit());
    let hex = stem.len() >= 16
        && stem
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    digits || hex
}

/// The path and those query parameters whose values tell no secret; the others keep their names.
#[must_use]
pub fn harmless(path: &str, query: Option<&str>) -> String {
    let Some(query) = query.filter(|query| !query.is_empty()) else {
        return path.to_owned();
    };
    let shown: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) if HARMLESS.contains(&name) && value.len() <= 80 => {
                format!("{name}={value}")
            }
            Some((name, _)) => format!("{name}=…"),
            None => "…".to_owned(),
        })
        .take(12)
        .collect();
    format!("{path}?{}", shown.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(path: &str, status: Option<u16>) -> Call {
        Call {
            number: 0,
            at: Timestamp::UNIX_EPOCH,
            service: Service::Till,
            method: "GET".into(),
            path: path.into(),
            status,
            millis: 1,
            instance: None,
            fault: None,
        }
    }

    #[test]
    fn the_last_ten_thousand_calls_are_kept_and_all_are_counted() {
        let mut journal = Journal::default();
        for number in 0..ROWS + 5 {
            journal.write(call(&format!("/stocks/{number}?start=0"), Some(200)));
        }
        let all = Filter {
            limit: Some(usize::MAX),
            ..Filter::default()
        };
        assert_eq!(journal.rows(&all).count(), ROWS);
        assert_eq!(
            journal.rows(&all).next().map(|row| row.number),
            Some(10_005)
        );
        let counts = journal.counts();
        assert_eq!(counts.len(), 1, "ids are one kind of call");
        assert_eq!(
            (counts[0].call.path.as_str(), counts[0].calls),
            ("/stocks/{id}", 10_005)
        );
    }

    #[test]
    fn a_row_holds_no_query_value_that_may_be_a_secret() {
        assert_eq!(
            harmless("/v1.1/x.json", Some("uid=41&email=a%40b.it&key=s3cret")),
            "/v1.1/x.json?uid=41&email=…&key=…"
        );
        assert_eq!(harmless("/x", None), "/x");
    }

    #[test]
    fn a_filter_wants_only_what_it_names() {
        let mut journal = Journal::default();
        journal.write(call("/products", Some(200)));
        journal.write(call("/taxes", None));
        let unanswered = Filter {
            status: Some(0),
            ..Filter::default()
        };
        let paths: Vec<&str> = journal
            .rows(&unanswered)
            .map(|row| row.path.as_str())
            .collect();
        assert_eq!(paths, ["/taxes"]);
    }
}
