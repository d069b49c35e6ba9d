//! Letters that wait to be sent.
//!
//! They are put in the transaction that made them necessary. Recipient and text are sealed by whoever
//! puts them: a letter may hold a link that opens an account.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// A letter that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingLetter {
    /// Its own name, a UUID as text.
    pub id: String,
    /// Recipient and text, sealed.
    pub sealed: Vec<u8>,
    /// When it was put there.
    pub put_at: Timestamp,
    /// Not to be sent before then.
    pub due_at: Timestamp,
    /// How often a mail server did not take it.
    pub refusals: i64,
}

/// Letters that wait. They belong to no shop.
#[async_trait]
pub trait Outbox {
    /// Puts a letter there.
    ///
    /// # Errors
    /// [`crate::StoreError::Exists`] where another one has its name.
    async fn letter_put(&mut self, letter: &WaitingLetter) -> Result<()>;
    /// Letters that are due at `now`, longest due first.
    async fn letters_due(&mut self, now: Timestamp, limit: i64) -> Result<Vec<WaitingLetter>>;
    /// When the next letter is due.
    async fn letters_next_due(&mut self) -> Result<Option<Timestamp>>;
    /// A mail server did not take the letter: it waits until `due_at`.
    async fn letter_refused(&mut self, id: &str, due_at: Timestamp) -> Result<()>;
    /// The letter waits no longer; again is no error.
    async fn letter_gone(&mut self, id: &str) -> Result<()>;
    /// How many wait, and since when the oldest.
    async fn letters_waiting(&mut self) -> Result<(i64, Option<Timestamp>)>;
}
