//! What happened to each code, for whoever has to understand it.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;

/// Lines that are told of a code.
const LAST: usize = 40;

/// See the module.
#[derive(Debug, Default)]
pub struct Story(Mutex<BTreeMap<String, Vec<String>>>);

impl Story {
    /// Something happened to a code.
    pub fn tell(&self, sku: &str, at: Timestamp, what: &str) {
        let mut all = self.all();
        let lines = all.entry(sku.to_owned()).or_default();
        lines.push(format!("{at} {what}"));
    }

    /// The last lines of a code's story.
    #[must_use]
    pub fn of(&self, sku: &str) -> Vec<String> {
        let all = self.all();
        let lines = all.get(sku).map(Vec::as_slice).unwrap_or_default();
        lines[lines.len().saturating_sub(LAST)..].to_vec()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Vec<String>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
