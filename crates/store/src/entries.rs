//! How a shop and its first people come in: which shop it is, and the codes sent to its own address.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use crate::{Result, ShopId};

/// A code that was sent to a shop's own address, for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryCode {
    /// For whom.
    pub user: String,
    /// SHA-256 of the code and of what it is for, hex.
    pub hash: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Until when it is taken.
    pub expires_at: Timestamp,
    /// How often it was tried.
    pub tries: i64,
    /// Where it was sent, as far as it may be shown.
    pub address: String,
}

/// How long a code is remembered: what was sent is counted by the day.
pub const ENTRY_CODES_KEPT: SignedDuration = SignedDuration::from_hours(48);

/// Which shop is which, and the codes by which people come in.
#[async_trait]
pub trait Entries {
    /// Keeps the number that the shop's API calls it by.
    ///
    /// # Errors
    /// [`crate::StoreError::Exists`] where another shop of the same API has it.
    async fn shop_set_number(&mut self, shop: &str, api: &str, number: &str) -> Result<()>;
    /// The shop's number, where it is known.
    async fn shop_number(&mut self, shop: &str) -> Result<Option<String>>;
    /// The shop of this API with this number.
    async fn shop_by_number(&mut self, api: &str, number: &str) -> Result<Option<ShopId>>;
    /// The shop that the platform calls so.
    async fn shop_by_instance(&mut self, instance: &str) -> Result<Option<ShopId>>;
    /// Keeps what the platform calls a shop.
    ///
    /// # Errors
    /// [`crate::StoreError::Exists`] where another shop is called so.
    async fn shop_set_instance(&mut self, shop: &str, instance: &str) -> Result<()>;
    /// Public addresses of a user's shops.
    async fn shop_urls_of(&mut self, user: &str) -> Result<Vec<String>>;
    /// Whether anybody belongs to a shop.
    async fn has_members(&mut self, shop: &str) -> Result<bool>;
    /// Keeps a code; the older ones of the same person are no longer taken.
    async fn entry_code_add(&mut self, shop: &str, code: &EntryCode) -> Result<()>;
    /// The newest code sent for a person.
    async fn entry_code(&mut self, shop: &str, user: &str) -> Result<Option<EntryCode>>;
    /// Counts a try of the newest code of a person; gives the tries with this one, 0 where there is none.
    async fn entry_code_tried(&mut self, shop: &str, user: &str) -> Result<i64>;
    /// Nothing is taken any more of what was sent for a person; it goes on counting.
    async fn entry_codes_end(&mut self, shop: &str, user: &str, at: Timestamp) -> Result<()>;
    /// How many codes were sent for a shop since (at most [`ENTRY_CODES_KEPT`] back), whoever asked.
    async fn entry_codes_sent(&mut self, shop: &str, since: Timestamp) -> Result<i64>;
}
