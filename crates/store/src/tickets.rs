//! What a letter's link opens, once: an account whose address waits to be confirmed, and a new
//! password.
//!
//! Only a token's hash is kept. Of two who come with one token, one gets in.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::Result;

/// An account whose address is not confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    /// E-mail, lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// Argon2id hash in PHC form.
    pub password: String,
    /// `it` or `en`.
    pub language: String,
    /// From when on the token opens nothing.
    pub ends_at: Timestamp,
}

/// A link that lets choose a new password. Its address may have no account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reset {
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    /// E-mail, lower case.
    pub email: String,
    /// From when on the token opens nothing.
    pub ends_at: Timestamp,
}

/// Tickets: tokens that open something once.
#[async_trait]
pub trait Tickets {
    /// Keeps an account until its address is confirmed; forgets those that ended before `now`.
    async fn registration_put(&mut self, registration: &Registration, now: Timestamp)
    -> Result<()>;
    /// The account that a token opens at `now`. It stays where it is.
    async fn registration(
        &mut self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Registration>>;
    /// Takes the account that a token opens, and whatever else waits for that address.
    async fn registration_take(
        &mut self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Registration>>;
    /// Keeps a link to a new password; forgets those that ended before `now`.
    async fn reset_put(&mut self, reset: &Reset, now: Timestamp) -> Result<()>;
    /// The link that a token opens at `now`. It stays where it is.
    async fn reset(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<Reset>>;
    /// Takes the link that a token opens, and whatever else waits for that address.
    async fn reset_take(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<Reset>>;
    /// Takes away every link to a new password for this address.
    async fn resets_end(&mut self, email: &str) -> Result<()>;
}
