//! What a client is made of.

use std::{sync::Arc, time::Duration};

use ponte_transport::{
    Caller, Limiter, SharedClock, SharedRandom, SharedTransport, retry::Backoff,
};
use secrecy::SecretString;
use url::Url;

use super::{Client, Inner, token::TokenCache};

/// Where the real service lives (Cassa in Cloud sheet §2).
pub const BASE_URL: &str = "https://api.cassanova.com";

/// Builds a [`Client`].
#[derive(Debug)]
pub struct Builder {
    base: Url,
    key: SecretString,
    caller: Caller,
    timeout: Duration,
}

impl Client {
    /// A client with this API key over `transport`; the rest has defaults.
    ///
    /// # Panics
    /// Never: the address of the real service is a valid one.
    #[must_use]
    pub fn builder(key: SecretString, transport: SharedTransport) -> Builder {
        Builder {
            base: Url::parse(BASE_URL).expect("a constant address that is valid"),
            key,
            caller: Caller::new(transport),
            timeout: Duration::from_secs(60),
        }
    }
}

impl Builder {
    /// Another host than [`BASE_URL`], a sandbox's.
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

    /// Says when calls may leave, the token's too; no limit unless given. The service allows 360
    /// calls in a fixed window of 10 minutes (sheet §8).
    #[must_use]
    pub fn limiter(mut self, limiter: Arc<dyn Limiter>) -> Self {
        self.caller.limiter = limiter;
        self
    }

    /// How repeats of reads are spaced.
    #[must_use]
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.caller.backoff = backoff;
        self
    }

    /// How long one call may take; a minute unless given.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The client.
    #[must_use]
    pub fn build(self) -> Client {
        Client(Arc::new(Inner {
            base: self.base,
            key: self.key,
            caller: self.caller,
            timeout: self.timeout,
            tokens: TokenCache::default(),
        }))
    }
}
