//! Connecting a shop: the pasted pair of keys is tried before it is kept.

use ponte_domain::settings::Settings;
use ponte_store::{ShopId, StoreError, shops::Shop};
use secrecy::{ExposeSecret, SecretString};

use crate::{Engine, remotes::secret};

/// A shop to connect.
#[derive(Debug)]
pub struct NewShop {
    /// The platform's id of the shop, where it is known.
    pub instance: Option<String>,
    /// Where Cassa in Cloud's API answers.
    pub till_api: String,
    /// Where TS Commerce's API answers.
    pub shop_api: String,
    /// The shop's `key`.
    pub shop_key: SecretString,
    /// The shop's `exchange`.
    pub shop_exchange: SecretString,
    /// What the merchant chose.
    pub settings: Settings,
}

/// Why a shop cannot be connected.
#[derive(Debug, thiserror::Error)]
pub enum ConnectTrouble {
    /// The shop does not know the keys, or does not answer.
    #[error(transparent)]
    Shop(#[from] ts_commerce::Error),
    /// An address is not one.
    #[error(transparent)]
    Remotes(#[from] crate::remotes::RemotesTrouble),
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Engine {
    /// Connects a shop: its keys are tried against `store/info.json` and kept sealed.
    ///
    /// # Errors
    /// [`ConnectTrouble`]; nothing is kept then.
    pub async fn add_shop(&self, new: NewShop) -> Result<ShopId, ConnectTrouble> {
        let now = self.clock.now();
        let id = self.random.uuid(now.as_millisecond()).to_string();
        let seal = |what, secret: &SecretString| {
            self.sealer
                .seal(&id, what, secret.expose_secret(), &*self.random)
        };
        let mut shop = Shop {
            id: id.clone(),
            name: String::new(),
            url: String::new(),
            instance: new.instance,
            till_api: new.till_api,
            shop_api: new.shop_api,
            till_key: None,
            shop_key: Some(seal(secret::SHOP_KEY, &new.shop_key)),
            shop_exchange: Some(seal(secret::SHOP_EXCHANGE, &new.shop_exchange)),
            checked_at: None,
            settings: new.settings,
            first_sync_at: None,
            watermark: None,
            created_at: now,
        };
        let pace = shop.settings.pace;
        let wire = self.transport.clone();
        let client = self.shop_client(&shop, new.shop_key, new.shop_exchange, pace, wire)?;
        let info = client.store_info(&[]).await?;
        shop.name = info.name.unwrap_or_default();
        shop.url = info
            .url
            .unwrap_or_default()
            .trim_end_matches('/')
            .to_owned();
        let mut tx = self.store.write().await?;
        tx.shop_add(&shop).await?;
        tx.shop_set_number(&id, &shop.shop_api, &info.uid).await?;
        self.look_after(&mut *tx, &id).await?;
        tx.commit().await?;
        Ok(id)
    }
}
