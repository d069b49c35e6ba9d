//! Shops that come by themselves: by the platform's call, or by their keys, pasted.
//!
//! Guarantees (each a test):
//! - nothing is kept before the shop has taken the keys, for a read and for a write;
//! - which shop it is, the shop's own API says: a call for a shop that is known, with keys of another
//!   one, changes nothing;
//! - a repeated call changes nothing more, and new keys take the place of the old ones;
//! - keys bring a shop, not a person: who comes in is [`crate::entry`]'s business.

mod tried;

use ponte_domain::settings::Settings;
use ponte_store::{ShopId, StoreError, Tx, shops::Shop};
use secrecy::{ExposeSecret, SecretString};
use ts_commerce::install::is_key;
pub use ts_commerce::install::{Installation, is_instance};

use crate::{
    Engine, keys,
    remotes::{RemotesTrouble, secret},
};
use tried::Tried;

/// A shop's pair of keys, as it was brought.
#[derive(Clone, Debug)]
pub struct Pair {
    /// `key`.
    pub key: SecretString,
    /// `exchange`.
    pub exchange: SecretString,
}

impl Pair {
    /// A pair as somebody pasted it; `None` where it cannot be one.
    #[must_use]
    pub fn pasted(key: &str, exchange: &str) -> Option<Self> {
        let (key, exchange) = (key.trim(), exchange.trim());
        (is_key(key) && is_key(exchange)).then(|| Self {
            key: key.into(),
            exchange: exchange.into(),
        })
    }
}

/// A shop that is there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Its id.
    pub shop: ShopId,
    /// It was not there before.
    pub new: bool,
}

/// Why keys were not kept.
#[derive(Debug, thiserror::Error)]
pub enum InstallTrouble {
    /// The shop does not know them, or has disabled them.
    #[error("the shop does not know these keys")]
    Unknown,
    /// They may only read.
    #[error("these keys may only read")]
    ReadOnly,
    /// They belong to another shop than the one that is meant.
    #[error("these keys belong to another shop")]
    AnotherShop,
    /// The shop does not answer, or not in a way that can be understood.
    #[error("the shop does not answer: {0}")]
    NoAnswer(String),
    /// No such shop.
    #[error("no such shop")]
    NoShop,
    /// An address or a key is not one.
    #[error(transparent)]
    Remotes(#[from] RemotesTrouble),
    /// Our own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// By what a shop is looked for.
enum Meant<'a> {
    /// What the platform calls it.
    Instance(&'a str),
    /// The shop that the keys belong to.
    Theirs,
    /// One that is connected.
    This(&'a str),
}

impl Engine {
    /// The platform's call: a merchant has installed Ponte. Said again, it changes nothing more.
    ///
    /// # Errors
    /// [`InstallTrouble`]; nothing is kept then.
    pub async fn install(&self, call: Installation) -> Result<Installed, InstallTrouble> {
        let pair = Pair {
            key: call.key,
            exchange: call.exchange,
        };
        self.bring(&pair, Meant::Instance(&call.instance)).await
    }

    /// Keys pasted by somebody who does not belong to the shop yet. Where the shop is connected
    /// already, its keys stay, unless it no longer takes them.
    ///
    /// # Errors
    /// [`InstallTrouble`]; nothing is kept then.
    pub async fn connect_shop(&self, pair: &Pair) -> Result<Installed, InstallTrouble> {
        self.bring(pair, Meant::Theirs).await
    }

    /// New keys for a shop that is connected, pasted by one of its people.
    ///
    /// # Errors
    /// [`InstallTrouble`]; nothing is kept then.
    pub async fn renew_shop_keys(
        &self,
        shop: &str,
        pair: &Pair,
    ) -> Result<Installed, InstallTrouble> {
        self.bring(pair, Meant::This(shop)).await
    }

    async fn bring(&self, pair: &Pair, meant: Meant<'_>) -> Result<Installed, InstallTrouble> {
        let api = self.api_of(&meant).await?;
        let tried = self.try_pair(&api, pair).await?;
        let alive = match meant {
            Meant::Theirs => self.kept_alive(&api, &tried).await?,
            Meant::Instance(_) | Meant::This(_) => false,
        };
        // Who is told that the shop exists lost a race, and finds it now.
        let mut again = true;
        loop {
            let mut tx = self.store.write().await?;
            let brought = self
                .keep_brought(&mut *tx, &api, pair, &tried, &meant, alive)
                .await;
            match brought {
                Ok(installed) => {
                    tx.commit().await?;
                    self.wake();
                    return Ok(installed);
                }
                Err(InstallTrouble::Store(StoreError::Exists(_))) if again => again = false,
                Err(trouble) => return Err(trouble),
            }
        }
    }

    /// Where the API of the shop that is meant answers.
    async fn api_of(&self, meant: &Meant<'_>) -> Result<String, InstallTrouble> {
        let mut tx = self.store.read().await?;
        let known = match meant {
            Meant::Instance(instance) => tx.shop_by_instance(instance).await?,
            Meant::Theirs => None,
            Meant::This(shop) => Some((*shop).to_owned()),
        };
        let Some(id) = known else {
            return Ok(self.settings.shop_api.clone());
        };
        let shop = tx.shop(&id).await?.ok_or(InstallTrouble::NoShop)?;
        Ok(shop.shop_api)
    }

    /// Whether the shop of these keys is connected and takes the keys that are kept.
    async fn kept_alive(&self, api: &str, tried: &Tried) -> Result<bool, InstallTrouble> {
        let mut tx = self.store.read().await?;
        let Some(shop) = theirs(&mut *tx, api, tried).await? else {
            return Ok(false);
        };
        drop(tx);
        Ok(match self.kept_pair(&shop) {
            Ok(kept) => !matches!(
                self.try_pair(&shop.shop_api, &kept).await,
                Err(InstallTrouble::Unknown | InstallTrouble::ReadOnly)
            ),
            Err(_) => false,
        })
    }

    /// Keeps what was tried, or finds that nothing is to be kept.
    async fn keep_brought(
        &self,
        tx: &mut dyn Tx,
        api: &str,
        pair: &Pair,
        tried: &Tried,
        meant: &Meant<'_>,
        alive: bool,
    ) -> Result<Installed, InstallTrouble> {
        let known = match meant {
            Meant::Instance(instance) => tx.shop_by_instance(instance).await?,
            Meant::Theirs => None,
            Meant::This(shop) => Some((*shop).to_owned()),
        };
        let shop = match known {
            Some(id) => {
                let shop = tx.shop(&id).await?.ok_or(InstallTrouble::NoShop)?;
                if !is_same(tx, &shop, tried).await? {
                    return Err(InstallTrouble::AnotherShop);
                }
                Some(shop)
            }
            None => theirs(tx, api, tried).await?,
        };
        let Some(shop) = shop else {
            return self.add_brought(tx, api, pair, tried, meant).await;
        };
        if let Meant::Instance(instance) = meant {
            match &shop.instance {
                None => tx.shop_set_instance(&shop.id, instance).await?,
                Some(kept) if kept == instance => {}
                // The platform calls this shop otherwise: the call is not the platform's.
                Some(_) => return Err(InstallTrouble::AnotherShop),
            }
        }
        tx.shop_set_number(&shop.id, &shop.shop_api, &tried.number)
            .await?;
        if !alive {
            let (key, exchange) = self.sealed(&shop.id, pair);
            tx.shop_set_keys(&shop.id, &key, &exchange).await?;
            keys::close(tx, &shop.id, keys::SHOP, self.clock.now()).await?;
            self.look_again(tx, &shop).await?;
        }
        Ok(Installed {
            shop: shop.id,
            new: false,
        })
    }

    async fn add_brought(
        &self,
        tx: &mut dyn Tx,
        api: &str,
        pair: &Pair,
        tried: &Tried,
        meant: &Meant<'_>,
    ) -> Result<Installed, InstallTrouble> {
        let now = self.clock.now();
        let id = self.random.uuid(now.as_millisecond()).to_string();
        let (key, exchange) = self.sealed(&id, pair);
        let instance = match meant {
            Meant::Instance(instance) => Some((*instance).to_owned()),
            Meant::Theirs | Meant::This(_) => None,
        };
        let shop = Shop {
            id: id.clone(),
            name: tried.name.clone(),
            url: tried.url.clone(),
            instance,
            till_api: self.settings.till_api.clone(),
            shop_api: api.to_owned(),
            till_key: None,
            shop_key: Some(key),
            shop_exchange: Some(exchange),
            checked_at: None,
            settings: Settings::default(),
            first_sync_at: None,
            watermark: None,
            created_at: now,
        };
        tx.shop_add(&shop).await?;
        tx.shop_set_number(&id, api, &tried.number).await?;
        self.look_after(tx, &id).await?;
        Ok(Installed {
            shop: id,
            new: true,
        })
    }

    /// New keys: what had stopped goes on at once.
    async fn look_again(&self, tx: &mut dyn Tx, shop: &Shop) -> Result<(), StoreError> {
        if shop.till_key.is_none() {
            return Ok(());
        }
        let now = self.clock.now();
        for stream in [crate::orders::STREAM, crate::stock::STREAM] {
            crate::stale::mark(tx, &shop.id, stream, now).await?;
        }
        Ok(())
    }

    fn sealed(&self, shop: &str, pair: &Pair) -> (Vec<u8>, Vec<u8>) {
        let seal = |what, secret: &SecretString| {
            let secret = secret.expose_secret();
            self.sealer.seal(shop, what, secret, &*self.random)
        };
        (
            seal(secret::SHOP_KEY, &pair.key),
            seal(secret::SHOP_EXCHANGE, &pair.exchange),
        )
    }

    /// The keys that are kept.
    pub(crate) fn kept_pair(&self, shop: &Shop) -> Result<Pair, RemotesTrouble> {
        let open = |what: &str, sealed: &Option<Vec<u8>>| {
            let sealed = sealed.as_ref().ok_or(RemotesTrouble::NoKeys)?;
            Ok::<_, RemotesTrouble>(self.sealer.open(&shop.id, what, sealed)?)
        };
        Ok(Pair {
            key: open(secret::SHOP_KEY, &shop.shop_key)?,
            exchange: open(secret::SHOP_EXCHANGE, &shop.shop_exchange)?,
        })
    }
}

/// The shop that keys belong to, if it is connected: by its number, or, where it was connected by a
/// Ponte that kept no numbers, by its address.
async fn theirs(tx: &mut dyn Tx, api: &str, tried: &Tried) -> Result<Option<Shop>, StoreError> {
    if let Some(id) = tx.shop_by_number(api, &tried.number).await? {
        return tx.shop(&id).await;
    }
    if tried.url.is_empty() {
        return Ok(None);
    }
    for shop in tx.shops().await? {
        let there = shop.shop_api == api && shop.url == tried.url;
        if there && tx.shop_number(&shop.id).await?.is_none() {
            return Ok(Some(shop));
        }
    }
    Ok(None)
}

/// Whether keys that were tried belong to `shop`.
async fn is_same(tx: &mut dyn Tx, shop: &Shop, tried: &Tried) -> Result<bool, StoreError> {
    Ok(match tx.shop_number(&shop.id).await? {
        Some(number) => number == tried.number,
        None => !shop.url.is_empty() && shop.url == tried.url,
    })
}
