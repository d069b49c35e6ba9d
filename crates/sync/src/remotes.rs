//! The two API clients of one shop, journalled and paced.

use std::{sync::Arc, time::Duration};

use ponte_domain::settings::Pace;
use ponte_store::shops::Shop;
use ponte_transport::{AdaptiveRate, AdaptiveSettings, Limiter, Paced, SharedTransport, Unlimited};
use secrecy::SecretString;
use url::Url;

use crate::{
    Engine,
    budget::TillBudget,
    journal::Journalled,
    lease::{Lease, Leased},
    seal::Damaged,
};

/// What a secret is sealed as.
pub mod secret {
    /// The till's api key.
    pub const TILL_KEY: &str = "till_key";
    /// The shop's `key`.
    pub const SHOP_KEY: &str = "shop_key";
    /// The shop's `exchange`.
    pub const SHOP_EXCHANGE: &str = "shop_exchange";
    /// A till key that waits for the merchant's OK.
    pub const TRIED_TILL_KEY: &str = "tried_till_key";
}

/// How long a call may take, the answer included (TS Commerce sheet §3: the official SDK's 60 s).
pub(crate) const TIMEOUT: Duration = Duration::from_secs(60);

/// The two services, for one shop.
#[derive(Clone)]
pub struct Remotes {
    /// Cassa in Cloud.
    pub till: cassa_in_cloud::Client,
    /// TS Commerce.
    pub shop: ts_commerce::Client,
}

/// Why the clients cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum RemotesTrouble {
    /// A key is missing.
    #[error("a key is missing")]
    NoKeys,
    /// A key cannot be opened.
    #[error(transparent)]
    Sealed(#[from] Damaged),
    /// A key that cannot be a header's value.
    #[error(transparent)]
    Unfit(#[from] ts_commerce::UnfitKeys),
    /// An address is not one.
    #[error("not an address: {0}")]
    Address(String),
}

/// Which calls go first where the till's allowance runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Orders: all of it.
    Orders,
    /// Stock: never half of the reserve. Its passes plan with all of it kept.
    Stock,
    /// Products: never the reserve.
    Products,
}

impl Engine {
    /// A client of the till for `shop` with `key`, over this wire.
    pub(crate) fn till(
        &self,
        shop: &Shop,
        key: SecretString,
        lane: Lane,
        wire: SharedTransport,
    ) -> Result<cassa_in_cloud::Client, RemotesTrouble> {
        let most = match lane {
            Lane::Orders => self.settings.till_calls,
            Lane::Stock => self.settings.till_calls - self.settings.till_reserve / 2,
            Lane::Products => self.settings.till_calls - self.settings.till_reserve,
        };
        let budget = self.budgets.of(&shop.id, most.max(1), || {
            TillBudget::new(
                self.store.clone(),
                self.clock.clone(),
                shop.id.clone(),
                most.max(1),
            )
        });
        Ok(cassa_in_cloud::Client::builder(key, wire)
            .base(address(&shop.till_api)?)
            .clock(self.clock.clone())
            .randomness(self.random.clone())
            .limiter(budget)
            .timeout(TIMEOUT)
            .build())
    }

    /// A client of the shop with these keys, at this pace, over this wire.
    pub(crate) fn shop_client(
        &self,
        shop: &Shop,
        key: SecretString,
        exchange: SecretString,
        pace: Pace,
        wire: SharedTransport,
    ) -> Result<ts_commerce::Client, RemotesTrouble> {
        let limiter: Arc<dyn Limiter> = if pace.start > 0.0 {
            let Pace {
                start, least, most, ..
            } = pace;
            let settings = AdaptiveSettings {
                start,
                least: least.min(most),
                most: most.max(least),
            };
            Arc::new(AdaptiveRate::new(self.clock.clone(), settings))
        } else {
            Arc::new(Unlimited)
        };
        let paced = Paced::new(wire, self.clock.clone(), limiter);
        let transport: SharedTransport = Arc::new(Journalled::new(
            Arc::new(paced),
            self.store.clone(),
            self.clock.clone(),
            shop.id.clone(),
            "shop",
            usize::try_from(pace.in_flight).unwrap_or(1),
        ));
        Ok(ts_commerce::Client::builder(key, exchange, transport)
            .base(address(&shop.shop_api)?)
            .clock(self.clock.clone())
            .randomness(self.random.clone())
            .timeout(TIMEOUT)
            .build()?)
    }

    /// Both clients with the keys that are kept, for the holder of `lease`.
    pub(crate) fn remotes(
        &self,
        shop: &Shop,
        lane: Lane,
        lease: &Lease,
    ) -> Result<Remotes, RemotesTrouble> {
        let open = |what: &str, sealed: &Option<Vec<u8>>| {
            let sealed = sealed.as_ref().ok_or(RemotesTrouble::NoKeys)?;
            Ok::<_, RemotesTrouble>(self.sealer.open(&shop.id, what, sealed)?)
        };
        let wire = Leased::new(self.transport.clone(), self.clock.clone(), lease.clone());
        let wire: SharedTransport = Arc::new(wire);
        let key = open(secret::TILL_KEY, &shop.till_key)?;
        let journalled = Journalled::new(
            wire.clone(),
            self.store.clone(),
            self.clock.clone(),
            shop.id.clone(),
            "till",
            1,
        );
        let till = self.till(shop, key, lane, Arc::new(journalled))?;
        let key = open(secret::SHOP_KEY, &shop.shop_key)?;
        let exchange = open(secret::SHOP_EXCHANGE, &shop.shop_exchange)?;
        let pace = shop.settings.pace;
        let client = self.shop_client(shop, key, exchange, pace, wire)?;
        Ok(Remotes { till, shop: client })
    }
}

pub(crate) fn address(text: &str) -> Result<Url, RemotesTrouble> {
    Url::parse(text).map_err(|_| RemotesTrouble::Address(text.to_owned()))
}
