//! The journal: every call that changes something outside, before and after.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// An entry. Holds neither secrets nor personal data: paths and ids only.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Id, growing.
    pub id: i64,
    /// When the request was about to leave.
    pub at: Timestamp,
    /// `till` or `shop`.
    pub service: String,
    /// Method and path.
    pub what: String,
    /// What it is about (a product's id); may be empty.
    pub subject: String,
    /// `200`, `timeout` …; empty while nothing is known.
    pub outcome: String,
    /// Milliseconds; 0 while nothing is known.
    pub duration_ms: i64,
}

/// The journal.
#[async_trait]
pub trait Journal {
    /// Before the call: gives the entry's id.
    async fn journal_before(
        &mut self,
        shop: &str,
        at: Timestamp,
        service: &str,
        what: &str,
        subject: &str,
    ) -> Result<i64>;
    /// After the call.
    async fn journal_after(
        &mut self,
        shop: &str,
        id: i64,
        outcome: &str,
        duration_ms: i64,
    ) -> Result<()>;
    /// Up to `limit` entries before `before` (by id; newest first).
    async fn journal(&mut self, shop: &str, before: i64, limit: i64) -> Result<Vec<Entry>>;
    /// Forgets entries older than `before`.
    async fn journal_prune(&mut self, shop: &str, before: Timestamp) -> Result<()>;
}
