//! Users, the shops they belong to, and their sessions.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use crate::{Result, ShopId};

/// A person who logs in.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Id, a UUID as text.
    pub id: String,
    /// E-mail, lower case.
    pub email: String,
    /// First name or full name, for greetings.
    pub name: String,
    /// Argon2id hash in PHC form.
    pub password: String,
    /// `it` or `en`; empty = as the browser asks.
    pub language: String,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// A session, as it is stored: the token itself is never kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// SHA-256 of the token, hex.
    pub token_hash: String,
    /// Whose.
    pub user: String,
    /// The token that forms must carry.
    pub csrf: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The browser that it was last used with, in few words; may be empty.
    pub browser: String,
}

/// What became of taking somebody out of a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// Not a member any longer.
    Done,
    /// Was none.
    NoMember,
    /// Nobody would be left: stays.
    LastOne,
}

/// How long a failed login is remembered.
pub const FAILED_LOGINS_KEPT: SignedDuration = SignedDuration::from_hours(48);

/// Users, memberships, sessions.
#[async_trait]
pub trait Accounts {
    /// Keeps a new user.
    ///
    /// # Errors
    /// [`crate::StoreError::Exists`] where another user has the same address.
    async fn user_add(&mut self, user: &User) -> Result<()>;
    /// A user by id.
    async fn user(&mut self, id: &str) -> Result<Option<User>>;
    /// A user by e-mail (lower case).
    async fn user_by_email(&mut self, email: &str) -> Result<Option<User>>;
    /// Changes a user's language.
    async fn user_set_language(&mut self, id: &str, language: &str) -> Result<()>;
    /// Changes a user's password: its hash.
    async fn user_set_password(&mut self, id: &str, password: &str) -> Result<()>;
    /// Lets a user into a shop; again is no error.
    async fn member_add(&mut self, shop: &str, user: &str) -> Result<()>;
    /// Takes a user out of a shop, unless nobody would be left. Of two at once, one waits for the other.
    async fn member_remove(&mut self, shop: &str, user: &str) -> Result<Removal>;
    /// Users of a shop, in the order of their addresses.
    async fn members(&mut self, shop: &str) -> Result<Vec<User>>;
    /// Whether a user belongs to a shop.
    async fn is_member(&mut self, shop: &str, user: &str) -> Result<bool>;
    /// Shops of a user, oldest first.
    async fn shops_of(&mut self, user: &str) -> Result<Vec<ShopId>>;
    /// Keeps a new session.
    async fn session_add(&mut self, session: &Session) -> Result<()>;
    /// A session that has not ended at `now`.
    async fn session(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<Session>>;
    /// Notes that a session was used, and with which browser.
    async fn session_seen(&mut self, token_hash: &str, browser: &str, at: Timestamp) -> Result<()>;
    /// Sessions of a user that have not ended at `now` and were used since `since`, last used first.
    async fn sessions_of(
        &mut self,
        user: &str,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<Session>>;
    /// Ends every session of a user but the one `kept`.
    async fn sessions_end(&mut self, user: &str, kept: Option<&str>) -> Result<()>;
    /// Ends a session.
    async fn session_end(&mut self, token_hash: &str) -> Result<()>;
    /// Notes a failed login for `who` (an address, or a hash of a network address).
    async fn login_failed(&mut self, who: &str, at: Timestamp) -> Result<()>;
    /// Failed logins of `who` since `since` (at most [`FAILED_LOGINS_KEPT`] back).
    async fn logins_failed(&mut self, who: &str, since: Timestamp) -> Result<i64>;
}
