//! Findings: what the merchant should know or do.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::finding::Finding;

use crate::Result;

/// A finding with its life.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// Id, growing.
    pub id: i64,
    /// What it is about: a product's id, a permission, a brake's name.
    pub subject: String,
    /// What was found.
    pub finding: Finding,
    /// When it opened.
    pub opened_at: Timestamp,
    /// When it closed.
    pub closed_at: Option<Timestamp>,
    /// The merchant said yes (to a held change).
    pub confirmed: bool,
}

/// Open findings of one topic.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicRow {
    /// The word of the topic ([`ponte_domain::finding::Topic`]); a kind, for one of an older version.
    pub topic: String,
    /// How many are open.
    pub times: i64,
    /// When the oldest of them opened.
    pub since: Timestamp,
    /// The newest of them.
    pub newest: Vec<FindingRow>,
}

/// Where a page of closed findings goes on: behind this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BehindClosed {
    /// When it closed.
    pub closed_at: Timestamp,
    /// Its id.
    pub id: i64,
}

/// Findings, open ones unique by (kind, subject).
#[async_trait]
pub trait Findings {
    /// Opens a finding, or refreshes the open one of the same kind and subject, as seen by `pass`.
    /// The merchant's yes was to what the page said: another content takes it back.
    async fn finding_seen(
        &mut self,
        shop: &str,
        subject: &str,
        finding: &Finding,
        pass: i64,
        at: Timestamp,
    ) -> Result<()>;
    /// Closes the open findings of these kinds that `pass` (a run's id) did not see.
    async fn findings_close_unseen(
        &mut self,
        shop: &str,
        kinds: &[&str],
        pass: i64,
        at: Timestamp,
    ) -> Result<()>;
    /// Closes the open findings of these kinds about `subject` that `pass` did not see.
    async fn findings_close_unseen_of(
        &mut self,
        shop: &str,
        kinds: &[&str],
        subject: &str,
        pass: i64,
        at: Timestamp,
    ) -> Result<()>;
    /// Closes one open finding, if it is open.
    async fn finding_close(
        &mut self,
        shop: &str,
        kind: &str,
        subject: &str,
        at: Timestamp,
    ) -> Result<()>;
    /// Whether a finding of this kind, subject and content was ever told and is the newest of its
    /// kind and subject: what is told once is not told again.
    async fn finding_told(&mut self, shop: &str, subject: &str, finding: &Finding) -> Result<bool>;
    /// Open findings, newest first, up to `limit`.
    async fn findings_open(&mut self, shop: &str, limit: i64) -> Result<Vec<FindingRow>>;
    /// How many are open of each topic, by the words of topics.
    async fn findings_counted(&mut self, shop: &str) -> Result<Vec<(String, i64)>>;
    /// Open findings by topic, with the `newest` of each: one statement, however many are open.
    async fn findings_by_topic(&mut self, shop: &str, newest: i64) -> Result<Vec<TopicRow>>;
    /// Up to `limit` open findings of a topic with ids below `before`, newest first.
    async fn findings_of_topic(
        &mut self,
        shop: &str,
        topic: &str,
        before: i64,
        limit: i64,
    ) -> Result<Vec<FindingRow>>;
    /// Up to `limit` findings closed since `since`, behind `behind`, the last closed first.
    async fn findings_closed(
        &mut self,
        shop: &str,
        since: Timestamp,
        behind: Option<BehindClosed>,
        limit: i64,
    ) -> Result<Vec<FindingRow>>;
    /// How many are open.
    async fn findings_count(&mut self, shop: &str) -> Result<i64>;
    /// The open finding of a kind and subject.
    async fn finding_open(
        &mut self,
        shop: &str,
        kind: &str,
        subject: &str,
    ) -> Result<Option<FindingRow>>;
    /// The merchant says yes to an open finding; `false` where it is not open.
    async fn finding_confirm(&mut self, shop: &str, kind: &str, subject: &str) -> Result<bool>;
}
