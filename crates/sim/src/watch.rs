//! What was sent to the till and read from the shop, and when; and what is checked at every write.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::Timestamp;
use serde_json::Value;

use crate::{invariants::Inspector, stock::readings::Asked};

/// See the module.
#[derive(Default)]
pub struct Watch {
    notes: Mutex<Notes>,
    inspector: OnceLock<Arc<Inspector>>,
    /// Somebody else keeps the shop's stock.
    stock_is_others: AtomicBool,
}

/// What was noted.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// By order: when each whole reading of its details began.
    pub read: BTreeMap<String, Vec<Timestamp>>,
    /// By name of the part: when each request for it left.
    pub sent: BTreeMap<String, Vec<Timestamp>>,
    /// Names of parts of which a request got no answer, or none that tells.
    pub unanswered: BTreeSet<String>,
}

impl Watch {
    /// From now on this inspector looks at every write.
    pub fn inspected_by(&self, inspector: Arc<Inspector>) {
        let _ = self.inspector.set(inspector);
    }

    /// Who looks at every write.
    #[must_use]
    pub fn inspector(&self) -> Option<&Arc<Inspector>> {
        self.inspector.get()
    }

    /// From now on the shop does not tell Ponte what stock it has: somebody else keeps it.
    pub fn keeps_ponte_from_stock(&self) {
        self.stock_is_others.store(true, Ordering::Relaxed);
    }

    /// Whether somebody else keeps the shop's stock.
    #[must_use]
    pub fn stock_is_others(&self) -> bool {
        self.stock_is_others.load(Ordering::Relaxed)
    }

    /// A request for orders leaves for the till.
    pub fn sends(&self, body: &[u8], now: Timestamp) {
        for name in names(body) {
            self.lock().sent.entry(name).or_default().push(now);
        }
    }

    /// Its answer is there, or will not come.
    pub async fn sent(&self, body: &[u8], answered: bool) {
        if !answered {
            self.lock().unanswered.extend(names(body));
        }
        if let Some(inspector) = self.inspector.get() {
            for name in names(body) {
                inspector.written(&name).await;
            }
        }
    }

    /// An order's details were read, by this query.
    pub fn read(&self, query: &str, began: Timestamp) {
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        let mut orders = pairs.filter(|(name, _)| name.eq_ignore_ascii_case("orderid"));
        if let Some((_, order)) = orders.next() {
            let mut notes = self.lock();
            notes
                .read
                .entry(order.into_owned())
                .or_default()
                .push(began);
        }
    }

    /// An answer about the till's stock was given and read whole.
    pub fn read_stock(&self, path: &str, left: Timestamp, given: Timestamp, body: &[u8]) {
        let Some(inspector) = self.inspector.get() else {
            return;
        };
        let town = inspector.town();
        let lag = i64::try_from(town.temper.till_lag).unwrap_or(0) * 1000;
        let asked = Asked {
            path,
            left,
            shows: given.as_millisecond() - lag,
            body,
        };
        town.readings.note(asked, &town.shelves, |product| {
            let mut goods = town.goods.iter();
            let good = goods.find(|good| good.product == product);
            good.map(|good| good.variant.clone())
        });
    }

    /// Everything noted so far.
    #[must_use]
    pub fn notes(&self) -> Notes {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The names of the orders in a body: one order, or a batch.
fn names(body: &[u8]) -> Vec<String> {
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&body, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "externalId" && text.starts_with("ponte-") => {
                        found.push(text.clone());
                    }
                    value => collect(value, found),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}
