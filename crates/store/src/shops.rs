//! Shops: one TS Commerce instance connected to one Cassa in Cloud account.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::settings::Settings;

use crate::{Result, ShopId};

/// A shop. Keys are sealed before they come here: the store never sees one.
#[derive(Clone, Debug, PartialEq)]
pub struct Shop {
    /// Id.
    pub id: ShopId,
    /// Its name, as shown to its people.
    pub name: String,
    /// Public address of the shop's pages, without a slash at the end; empty if not known.
    pub url: String,
    /// The platform's id of the shop, where it was installed by the platform's call.
    pub instance: Option<String>,
    /// Where Cassa in Cloud's API answers.
    pub till_api: String,
    /// Where TS Commerce's API answers (`…/v1.1` is added by the client).
    pub shop_api: String,
    /// The till's api key, sealed.
    pub till_key: Option<Vec<u8>>,
    /// The shop's `key`, sealed.
    pub shop_key: Option<Vec<u8>>,
    /// The shop's `exchange`, sealed.
    pub shop_exchange: Option<Vec<u8>>,
    /// When *Aggiorna Dati* last succeeded.
    pub checked_at: Option<Timestamp>,
    /// What the merchant chose.
    pub settings: Settings,
    /// When the first product synchronisation ended well.
    pub first_sync_at: Option<Timestamp>,
    /// Since when the till's changes have been read in full: the newest `lastUpdate` seen.
    pub watermark: Option<Timestamp>,
    /// When it was connected.
    pub created_at: Timestamp,
}

/// Shops.
#[async_trait]
pub trait Shops {
    /// Keeps a new shop.
    ///
    /// # Errors
    /// [`crate::StoreError::Exists`] where another shop has the same instance.
    async fn shop_add(&mut self, shop: &Shop) -> Result<()>;
    /// A shop.
    async fn shop(&mut self, shop: &str) -> Result<Option<Shop>>;
    /// All shops, oldest first.
    async fn shops(&mut self) -> Result<Vec<Shop>>;
    /// Keeps a (new) till key, sealed, and when it was checked.
    async fn shop_set_till_key(&mut self, shop: &str, key: &[u8], at: Timestamp) -> Result<()>;
    /// Keeps a (new) pair of shop keys, sealed.
    async fn shop_set_keys(&mut self, shop: &str, key: &[u8], exchange: &[u8]) -> Result<()>;
    /// Keeps name and public address as the shop gave them.
    async fn shop_set_info(&mut self, shop: &str, name: &str, url: &str) -> Result<()>;
    /// Keeps the settings.
    async fn shop_set_settings(&mut self, shop: &str, settings: &Settings) -> Result<()>;
    /// The first product synchronisation has ended.
    async fn shop_first_sync_done(&mut self, shop: &str, at: Timestamp) -> Result<()>;
    /// The till's changes up to `at` have been read.
    async fn shop_set_watermark(&mut self, shop: &str, at: Timestamp) -> Result<()>;
}
