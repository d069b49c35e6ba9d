//! What is counted so that nobody does it too often.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use crate::Result;

/// How long an attempt is remembered.
pub const ATTEMPTS_KEPT: SignedDuration = SignedDuration::from_hours(48);

/// Attempts. `who` is what is counted, and of whom: never an address in clear.
#[async_trait]
pub trait Attempts {
    /// Notes one.
    async fn attempted(&mut self, who: &str, at: Timestamp) -> Result<()>;
    /// How many there were since `since` (at most [`ATTEMPTS_KEPT`] back).
    async fn attempts(&mut self, who: &str, since: Timestamp) -> Result<i64>;
}
