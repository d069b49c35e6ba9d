//! What the members of a shop want to be written of findings, and what they were.

use async_trait::async_trait;
use ponte_domain::letters::{Told, Wishes};

use crate::Result;

/// A member of a shop as a reader of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The user's id.
    pub user: String,
    /// The name, for greetings.
    pub name: String,
    /// Where letters go.
    pub email: String,
    /// `it` or `en`; empty = not chosen.
    pub language: String,
    /// What is wanted; the default where nothing was chosen.
    pub wishes: Wishes,
    /// What was told.
    pub told: Told,
}

/// What members want to be written.
#[async_trait]
pub trait LetterWishes {
    /// The members of a shop as readers, in the order of their ids.
    async fn readers(&mut self, shop: &str) -> Result<Vec<Reader>>;
    /// Keeps what a user wants to be written of a shop; what was told stays.
    async fn letter_wishes_put(&mut self, shop: &str, user: &str, wishes: Wishes) -> Result<()>;
    /// Keeps what a user was told of a shop; what is wanted stays.
    async fn letters_told_put(&mut self, shop: &str, user: &str, told: &Told) -> Result<()>;
}
