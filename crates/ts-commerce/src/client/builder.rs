//! What a client is made of.

use std::{sync::Arc, time::Duration};

use http::{HeaderMap, HeaderValue};
use ponte_transport::{
    Caller, Limiter, SharedClock, SharedRandom, SharedTransport, retry::Backoff,
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{Client, Inner};

/// Where the real service lives (TS Commerce sheet §3).
pub const BASE_URL: &str = "https://connect.storeden.com";

/// A key that does not even fit into a header, so it cannot be one of the service's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {0} holds characters that no key has")]
pub struct UnfitKeys(&'static str);

/// Builds a [`Client`].
#[derive(Debug)]
pub struct Builder {
    base: Url,
    key: SecretString,
    exchange: SecretString,
    caller: Caller,
    timeout: Duration,
}

impl Client {
    /// A client with this pair of secrets over `transport`; the rest has defaults.
    ///
    /// # Panics
    /// Never: the address of the real service is a valid one.
    #[must_use]
    pub fn builder(
        key: SecretString,
        exchange: SecretString,
        transport: SharedTransport,
    ) -> Builder {
        Builder {
            base: Url::parse(BASE_URL).expect("a constant address that is valid"),
            key,
            exchange,
            caller: Caller::new(transport),
            timeout: Duration::from_secs(60),
        }
    }
}

impl Builder {
    /// Another host than [`BASE_URL`], a sandbox's; `/v1.1` is added.
    #[must_use]
    pub fn base(mut self, base: Url) -> Self {
        self.base = base;
        self
    }

    /// The clock; the machine's unless given.
    #[must_use]
    pub fn clock(mut self, clock: SharedClock) -> Self {
        self.caller.clock = clock;
        self
    }

    /// The source of jitter; the machine's unless given.
    #[must_use]
    pub fn randomness(mut self, randomness: SharedRandom) -> Self {
        self.caller.randomness = randomness;
        self
    }

    /// Says when calls may leave; no limit unless given. The service allows 100,000 calls in 24
    /// hours (sheet §5).
    #[must_use]
    pub fn limiter(mut self, limiter: Arc<dyn Limiter>) -> Self {
        self.caller.limiter = limiter;
        self
    }

    /// How repeats are spaced.
    #[must_use]
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.caller.backoff = backoff;
        self
    }

    /// How long one call may take; a minute unless given. Whole-shop lists have ten.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`UnfitKeys`] where a secret cannot be sent.
    pub fn build(self) -> Result<Client, UnfitKeys> {
        let mut keys = HeaderMap::new();
        for (name, secret) in [("key", &self.key), ("exchange", &self.exchange)] {
            let mut value =
                HeaderValue::from_str(secret.expose_secret()).map_err(|_| UnfitKeys(name))?;
            value.set_sensitive(true);
            keys.insert(name, value);
        }
        Ok(Client(Arc::new(Inner {
            base: self.base,
            keys,
            caller: self.caller,
            timeout: self.timeout,
        })))
    }
}
