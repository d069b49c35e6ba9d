//! What was read of the till's stock, and by which call.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use serde::Deserialize;

use super::shelves::{Place, Shelves};

/// One reading of one variant at one point.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    /// When the request left.
    pub left: Timestamp,
    /// What the till had moved of its own in the moment that the answer shows.
    pub own: i64,
}

/// All readings that reached somebody whole, in the order in which they did.
#[derive(Debug, Default)]
pub struct Readings(Mutex<BTreeMap<Place, Vec<Read>>>);

#[derive(Deserialize)]
struct Answer {
    stocks: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    id_product: String,
    id_product_variant: Option<String>,
}

/// A call for stock that was answered.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The path, `/stocks/{point}`.
    pub path: &'a str,
    /// When the request left.
    pub left: Timestamp,
    /// The moment that the answer shows, in epoch milliseconds.
    pub shows: i64,
    /// The body.
    pub body: &'a [u8],
}

impl Readings {
    /// Notes an answer; `variant` tells the only variant of a product. One that cannot be read whole
    /// is none.
    pub fn note(
        &self,
        asked: Asked<'_>,
        shelves: &Shelves,
        variant: impl Fn(&str) -> Option<String>,
    ) {
        let point = asked.path.rsplit('/').next();
        let Some(point) = point.and_then(|point| point.parse::<i64>().ok()) else {
            return;
        };
        let Ok(answer) = serde_json::from_slice::<Answer>(asked.body) else {
            return;
        };
        let mut all = self.all();
        for row in answer.stocks {
            let named = row.id_product_variant;
            if let Some(variant) = named.or_else(|| variant(&row.id_product)) {
                let place = (point, variant);
                let (left, own) = (asked.left, shelves.at(&place, asked.shows));
                all.entry(place).or_default().push(Read { left, own });
            }
        }
    }

    /// What the reading showed that began at `began`: the first request for it that left then or
    /// later. Whoever reads waits for the limiter's leave in between.
    #[must_use]
    pub fn began(&self, place: &Place, began: Timestamp) -> Option<Read> {
        let all = self.all();
        let since = all.get(place)?.iter();
        let since = since.filter(|read| read.left >= began);
        since.min_by_key(|read| read.left).copied()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<Place, Vec<Read>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
