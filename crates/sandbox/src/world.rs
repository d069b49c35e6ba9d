//! Everything that exists in the sandbox, behind one lock.
//!
//! One lock, because an effect (a sale, a write) is seen whole or not at all by both services, and
//! because a seeded simulation needs one order of events. It is never held across an `await`.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use ponte_transport::{Randomness, SeededRandom, SharedClock, SharedRandom};
use serde::Serialize;
use url::Url;
use utoipa::ToSchema;

use crate::{
    app::App,
    deliver::Outbox,
    faults::{Faults, latency::Latencies},
    journal::Journal,
    service::Service,
    shop::{
        pairs::Access,
        state::{Info, Shop},
        stock::Moved,
    },
    switches::Switches,
    till::state::Till,
};

/// The world, shared by the three servers.
pub type SharedWorld = Arc<World>;

/// Clock, randomness and state.
#[derive(Debug)]
pub struct World {
    clock: SharedClock,
    random: SharedRandom,
    state: Mutex<State>,
    witness: OnceLock<Arc<dyn Witness>>,
}

/// Who is shown what a call of the shop's API did to its stock, in the very moment of the effect:
/// whether the call is answered or not. For a simulation that judges each write.
pub trait Witness: fmt::Debug + Send + Sync {
    /// A call of `path` moved stock of a tenant's shop; `state` is the world right after it, locked.
    fn stock_moved(&self, state: &State, tenant: usize, path: &str, moved: &[Moved]);
}

/// What changes.
#[derive(Debug, Default)]
pub struct State {
    /// Every merchant: a till account and a shop.
    pub tenants: Vec<Tenant>,
    /// Doubtful behaviour, by name.
    pub switches: Switches,
    /// What goes wrong.
    pub faults: Faults,
    /// How long an answer takes.
    pub latencies: Latencies,
    /// Who called what.
    pub journal: Journal,
    /// The webhooks that are to be called.
    pub outbox: Outbox,
    /// Where the three servers listen.
    pub addresses: Addresses,
    /// Seed of the lived-in catalogues, for whoever starts again without naming one.
    pub seed: u64,
    /// The app that shops can install.
    pub app: Option<App>,
}

/// Where things are, once they are served; without a slash at the end.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// The till.
    pub till: Option<String>,
    /// The shop: pictures and products are linked to it.
    pub shop: Option<String>,
    /// The control address: the till's pictures are linked to it.
    pub control: Option<String>,
    /// Ponte, where the page shall link to it.
    pub ponte: Option<Url>,
}

/// A merchant: one Cassa in Cloud account and one TS Commerce instance.
#[derive(Debug)]
pub struct Tenant {
    /// The secrets that lead here.
    pub account: Account,
    /// Its place among the tenants, from 0.
    pub number: u32,
    /// The till's side.
    pub till: Till,
    /// The shop's side.
    pub shop: Shop,
    /// The key of the pair that the app has, where it is installed.
    pub installed: Option<String>,
}

/// The secrets of one tenant, as `ponte sandbox` prints them.
#[derive(Clone, Serialize, ToSchema)]
pub struct Account {
    /// Api key of the till: a UUID (Cassa in Cloud sheet §3).
    pub till_key: String,
    /// The shop's READ & WRITE pair, lower-case hex (TS Commerce sheet §3).
    pub shop_key: String,
    /// Second half of the pair: 64 hex characters.
    pub shop_exchange: String,
    /// The app's name for the shop: 24 hex characters (TS Commerce sheet §25.2).
    pub instance: String,
}

impl World {
    /// A world without tenants.
    #[must_use]
    pub fn new(clock: SharedClock, random: SharedRandom) -> SharedWorld {
        Arc::new(Self {
            clock,
            random,
            state: Mutex::default(),
            witness: OnceLock::new(),
        })
    }

    /// A world with `tenants` bare tenants. The same `seed` gives the same keys.
    #[must_use]
    pub fn with_tenants(clock: SharedClock, tenants: usize, seed: u64) -> SharedWorld {
        let world = Self::new(clock, Arc::new(SeededRandom::new(seed)));
        for _ in 0..tenants {
            world.add_tenant();
        }
        world
    }

    /// Adds a bare tenant: a till without sales points, a shop without products.
    pub fn add_tenant(&self) -> Account {
        let (now, random) = (self.now(), self.random().as_ref());
        let mut state = self.lock();
        // All keys are drawn before anything that depends on the time.
        let mut bytes = [0; 16];
        random.fill(&mut bytes);
        let till_key = uuid::Builder::from_random_bytes(bytes)
            .into_uuid()
            .to_string();
        let instance = random.token(12);
        let number = u32::try_from(state.tenants.len()).unwrap_or(0);
        let mut shop = Shop::default();
        let pair = shop.add_pair(Access::ReadWrite, random);
        let account = Account {
            till_key,
            shop_key: pair.key,
            shop_exchange: pair.exchange,
            instance,
        };
        let pairs = shop.pairs;
        let mut tenant = Tenant {
            account: account.clone(),
            number,
            till: Till::default(),
            shop: Shop::default(),
            installed: None,
        };
        tenant.shop.pairs = pairs;
        tenant.empty(&state.addresses, now, random);
        state.tenants.push(tenant);
        account
    }

    /// Every tenant's secrets, in order.
    #[must_use]
    pub fn accounts(&self) -> Vec<Account> {
        let state = self.lock();
        let accounts = state.tenants.iter().map(|tenant| tenant.account.clone());
        accounts.collect()
    }

    /// The state, for as long as the guard lives. Not to be held across an `await`.
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on this one is shown every call that moves the shop's stock; the first one stays.
    pub fn witnessed_by(&self, witness: Arc<dyn Witness>) {
        let _ = self.witness.set(witness);
    }

    /// Who is shown such calls.
    pub(crate) fn witness(&self) -> Option<&dyn Witness> {
        self.witness.get().map(AsRef::as_ref)
    }

    /// What time it is in the sandbox.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The clock, for whoever waits.
    #[must_use]
    pub fn clock(&self) -> &SharedClock {
        &self.clock
    }

    /// The sandbox's randomness.
    #[must_use]
    pub fn random(&self) -> &SharedRandom {
        &self.random
    }
}

impl fmt::Debug for Account {
    /// Without the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({})", self.instance)
    }
}

impl Tenant {
    /// Takes everything away but the keys.
    pub fn empty(&mut self, addresses: &Addresses, now: Timestamp, random: &dyn Randomness) {
        self.till = Till::default();
        self.till.picture_base.clone_from(&addresses.control);
        let mut info = Info::default();
        info.uid += self.number;
        if let Some(shop) = &addresses.shop {
            info.url.clone_from(shop);
        }
        let pairs = std::mem::take(&mut self.shop.pairs);
        self.shop = Shop::new(info, now, random);
        self.shop.pairs = pairs;
    }
}

impl State {
    /// Notes where the servers listen, and tells every tenant.
    pub fn settle(&mut self, addresses: Addresses) {
        for tenant in &mut self.tenants {
            tenant.till.picture_base.clone_from(&addresses.control);
            if let Some(shop) = &addresses.shop {
                tenant.shop.info.url.clone_from(shop);
            }
        }
        self.addresses = addresses;
    }

    /// The tenant whose secret a call bears.
    #[must_use]
    pub fn instance_of(&self, service: Service, headers: &HeaderMap) -> Option<String> {
        let text = |name| headers.get(name)?.to_str().ok();
        let tenant = match service {
            Service::Shop => {
                let key: &str = text(header::HeaderName::from_static("key"))?;
                self.tenants
                    .iter()
                    .find(|tenant| tenant.shop.pairs.iter().any(|pair| pair.key == key))
            }
            Service::Pictures => None,
            Service::Till => {
                let token = text(header::AUTHORIZATION)?.strip_prefix("Bearer ")?;
                self.tenants
                    .iter()
                    .find(|tenant| tenant.till.knows_token(token))
            }
        };
        tenant.map(|tenant| tenant.account.instance.clone())
    }

    /// The tenant with this instance id.
    pub fn tenant(&mut self, instance: &str) -> Option<&mut Tenant> {
        self.tenants
            .iter_mut()
            .find(|tenant| tenant.account.instance == instance)
    }
}
