//! A shop and a till in the sandbox, and an engine between them.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use jiff::Timestamp;
use ponte_domain::{finding::Finding, settings::Settings};
use ponte_sandbox::{
    Service, SharedWorld, World,
    catalogue::Product,
    in_process::{Hosts, InProcess},
    shop::{
        dump::{Dump, DumpedProduct},
        state::Shop,
    },
    till::{edit::ProductEdit, state::Till},
};
use ponte_store::{
    SharedStore,
    runs::{Outcome, Run, RunKind},
};
use ponte_sync::{
    Engine, EngineSettings, Outside,
    connect::NewShop,
    products::Figures,
    seal::Sealer,
    worker::{Worked, run_open},
};
use ponte_transport::{Clock, Randomness, SeededRandom, SharedClock, SharedTransport};
use tempfile::TempDir;

use crate::{
    clock::JumpClock,
    wire::{Album, Wire},
};

/// How long a lease lasts here: so long that the clock leaves its renewal alone.
pub const LEASE: Duration = Duration::from_secs(3_000_000);

/// See the module.
pub struct Bridge {
    pub world: SharedWorld,
    pub engine: Engine,
    pub shop: String,
    pub clock: Arc<JumpClock>,
    pub wire: Arc<Wire>,
    pub album: Arc<Album>,
    pub settings: EngineSettings,
    pub sandbox: Arc<InProcess>,
    _keeper: Keeper,
}

/// What keeps a database alive.
pub enum Keeper {
    Folder {
        _folder: TempDir,
    },
    Cluster {
        _cluster: Arc<ponte_store::test_cluster::Cluster>,
    },
}

impl Bridge {
    /// A bridge over a world with two sales points, connected, with the till's key kept.
    pub async fn new() -> Self {
        Self::with(Vec::new()).await
    }

    /// [`Bridge::new`], with these products on the till.
    pub async fn with(products: Vec<Product>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
        Self::on(&address, Keeper::Folder { _folder: folder }, products).await
    }

    /// [`Bridge::with`], on PostgreSQL.
    pub async fn on_postgres(products: Vec<Product>) -> Self {
        let cluster = ponte_store::test_cluster::Cluster::start();
        let address = cluster.database();
        Self::on(&address, Keeper::Cluster { _cluster: cluster }, products).await
    }

    async fn on(address: &str, keeper: Keeper, products: Vec<Product>) -> Self {
        let store = ponte_store::connect(address).await.expect("a database");
        Self::over(store, keeper, products, EngineSettings::default()).await
    }

    /// A bridge over this database, with settings that suit the clock.
    pub async fn over(
        store: SharedStore,
        keeper: Keeper,
        products: Vec<Product>,
        settings: EngineSettings,
    ) -> Self {
        let clock = Arc::new(JumpClock::new());
        let shared: SharedClock = clock.clone();
        let world = World::with_tenants(shared, 1, 1);
        let hosts = Hosts::default();
        let sandbox = Arc::new(InProcess::new(world.clone(), &hosts));
        let (wire, album) = (
            Arc::new(Wire::new(sandbox.clone())),
            Arc::new(Album::new(sandbox.clone())),
        );
        let settings = EngineSettings {
            lease: LEASE,
            till_calls: 100_000,
            till_api: hosts.till.to_string(),
            shop_api: hosts.shop.to_string(),
            ..settings
        };
        let engine = engine(store, &clock, &wire, album.clone(), settings.clone(), 1);
        {
            let mut state = world.lock();
            let till = &mut state.tenants[0].till;
            till.limits.calls = 100_000;
            till.add_sales_point("Via dei Tigli", "Treviso");
            till.add_sales_point("Piazza Mercato", "Treviso");
        }
        let mut bridge = Self {
            world,
            engine,
            shop: String::new(),
            clock,
            wire,
            album,
            settings,
            sandbox,
            _keeper: keeper,
        };
        bridge.add(products);
        bridge.connect(&hosts).await;
        bridge
    }

    async fn connect(&mut self, hosts: &Hosts) {
        let account = self.world.accounts().remove(0);
        let mut settings = Settings::default();
        settings.pace.start = 0.0;
        let new = NewShop {
            instance: Some(account.instance),
            till_api: hosts.till.to_string(),
            shop_api: hosts.shop.to_string(),
            shop_key: account.shop_key.into(),
            shop_exchange: account.shop_exchange.into(),
            settings,
        };
        self.shop = self.engine.add_shop(new).await.expect("the shop's keys");
        let tried = self
            .engine
            .try_till_key(&self.shop, account.till_key.into())
            .await
            .expect("the till's key");
        self.engine
            .keep_till_key(&self.shop, &tried.sealed)
            .await
            .expect("the key is kept");
    }

    /// Another process over the same database.
    pub fn another_engine(&self, seed: u64) -> Engine {
        let store = self.engine.store().clone();
        let (clock, album) = (&self.clock, self.album.clone());
        engine(store, clock, &self.wire, album, self.settings.clone(), seed)
    }

    /// Another process over another database.
    pub fn engine_over(&self, store: SharedStore, seed: u64) -> Engine {
        let (clock, album) = (&self.clock, self.album.clone());
        engine(store, clock, &self.wire, album, self.settings.clone(), seed)
    }

    /// Another process over the same database, with a wire and a clock of its own.
    pub fn another_process(&self, clock: &Arc<JumpClock>) -> Engine {
        let wire = Arc::new(self.wire.another());
        let store = self.engine.store().clone();
        let album = self.album.clone();
        engine(store, clock, &wire, album, self.settings.clone(), 7)
    }

    /// The same engine with settings changed.
    pub fn with_engine(mut self, change: impl FnOnce(&mut EngineSettings)) -> Self {
        change(&mut self.settings);
        self.engine = self.another_engine(2);
        self
    }

    /// Pictures come over another network.
    pub fn with_pictures_over(mut self, pictures: SharedTransport) -> Self {
        let store = self.engine.store().clone();
        self.engine = engine(
            store,
            &self.clock,
            &self.wire,
            pictures,
            self.settings.clone(),
            2,
        );
        self
    }

    /// Does something to the till.
    pub fn till<R>(&self, act: impl FnOnce(&mut Till, Timestamp, &dyn Randomness) -> R) -> R {
        let (now, random) = (self.world.now(), self.world.random().clone());
        act(&mut self.world.lock().tenants[0].till, now, &*random)
    }

    /// Does something to the shop.
    pub fn on_shop<R>(&self, act: impl FnOnce(&mut Shop, Timestamp, &dyn Randomness) -> R) -> R {
        let (now, random) = (self.world.now(), self.world.random().clone());
        act(&mut self.world.lock().tenants[0].shop, now, &*random)
    }

    /// Adds products to the till; their ids.
    pub fn add(&self, products: Vec<Product>) -> Vec<String> {
        self.till(|till, now, random| {
            let add = |product: &Product| till.add_product(product, now, random);
            products.iter().map(add).collect()
        })
    }

    /// The id of the till's product of that name.
    pub fn id(&self, name: &str) -> String {
        self.till(|till, _, _| {
            let found = till.products().find(|product| product.name == name);
            found.expect("a product of that name").id.clone()
        })
    }

    /// Changes the till's product of that name.
    pub fn edit(&self, name: &str, edit: ProductEdit) {
        let id = self.id(name);
        self.till(|till, now, random| till.edit_product(&id, &edit, now, random))
            .expect("a fitting edit");
    }

    /// Takes the till's product of that name away.
    pub fn remove(&self, name: &str) {
        let id = self.id(name);
        self.till(|till, _, _| till.remove_product(&id))
            .expect("it is there");
    }

    /// The whole shop.
    pub fn shelf(&self) -> Dump {
        self.on_shop(|shop, _, _| shop.dump())
    }

    /// The shop's products of that title.
    pub fn titled(&self, title: &str) -> Vec<DumpedProduct> {
        let mut products = self.shelf().products;
        products.retain(|product| product.title == title);
        products
    }

    /// The shop's only product of that title.
    pub fn product(&self, title: &str) -> DumpedProduct {
        let mut found = self.titled(title);
        assert_eq!(found.len(), 1, "products of the shop titled {title}");
        found.remove(0)
    }

    /// Sets a switch of the sandbox.
    pub fn switch(&self, name: &str, value: &str) {
        let mut state = self.world.lock();
        state.switches.set(name, value).expect("a switch");
    }

    /// Changes what the merchant chose.
    pub async fn choose(&self, change: impl FnOnce(&mut Settings)) {
        let mut tx = self.engine.store().write().await.expect("a database");
        let row = tx.shop(&self.shop).await.expect("a database");
        let mut settings = row.expect("the shop").settings;
        change(&mut settings);
        tx.shop_set_settings(&self.shop, &settings)
            .await
            .expect("a database");
        tx.commit().await.expect("a database");
    }

    /// Switches a sales point of the till on or off in Ponte.
    pub async fn enable_point(&self, name: &str, enabled: bool) {
        let mut tx = self.engine.store().write().await.expect("a database");
        let points = tx.points(&self.shop).await.expect("a database");
        let mut point = points
            .into_iter()
            .find(|point| point.name == name)
            .expect("a point");
        point.enabled = enabled;
        tx.point_put(&self.shop, &point).await.expect("a database");
        tx.commit().await.expect("a database");
    }

    /// Opens a run, an hour after whatever was before.
    pub async fn start(&self, kind: RunKind) -> i64 {
        self.clock.advance(Duration::from_secs(3600));
        self.engine
            .start_products(&self.shop, kind, "test")
            .await
            .expect("a run begins")
    }

    /// Works on the open run.
    pub async fn work(&self) -> Worked {
        run_open(&self.engine, &self.shop)
            .await
            .expect("the database works")
    }

    /// The newest run.
    pub async fn last(&self) -> Run {
        let last = self.engine.last_products(&self.shop).await;
        last.expect("a database").expect("a run")
    }

    /// Runs the products stream to its end.
    pub async fn sync(&self, kind: RunKind) -> Run {
        self.start(kind).await;
        let worked = self.work().await;
        assert!(matches!(worked, Worked::Ended(_)), "{worked:?}");
        self.last().await
    }

    /// Runs the products stream; it must end well.
    pub async fn synced(&self, kind: RunKind) -> Figures {
        self.world.lock().journal.clear();
        let run = self.sync(kind).await;
        assert_eq!(run.outcome, Some(Outcome::Done), "{run:?}");
        serde_json::from_value(run.figures).expect("figures")
    }

    /// The first synchronisation.
    pub async fn first(&self) -> Figures {
        self.synced(RunKind::First).await
    }

    /// A full pass.
    pub async fn full(&self) -> Figures {
        self.synced(RunKind::Full).await
    }

    /// Calls since the last run began, by method and path.
    pub fn calls(&self, service: Service) -> BTreeMap<String, u64> {
        let mut calls = BTreeMap::new();
        for count in self.world.lock().journal.counts() {
            if count.call.service == service {
                let what = format!("{} {}", count.call.method, count.call.path);
                *calls.entry(what).or_default() += count.calls;
            }
        }
        calls
    }

    /// Calls since the last run began that write on the shop.
    pub fn writes(&self) -> BTreeMap<String, u64> {
        let mut calls = self.calls(Service::Shop);
        calls.retain(|what, _| !what.starts_with("GET "));
        calls
    }

    /// Open findings with their subjects, in order of kind and subject.
    pub async fn findings(&self) -> Vec<(String, Finding)> {
        let mut tx = self.engine.store().read().await.expect("a database");
        let open = tx.findings_open(&self.shop, 1000).await;
        let mut open: Vec<_> = open
            .expect("a database")
            .into_iter()
            .map(|row| (row.subject, row.finding))
            .collect();
        open.sort_by(|one, other| (one.1.kind(), &one.0).cmp(&(other.1.kind(), &other.0)));
        open
    }

    /// The open findings without their subjects.
    pub async fn told(&self) -> Vec<Finding> {
        let findings = self.findings().await;
        findings.into_iter().map(|(_, finding)| finding).collect()
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

fn engine(
    store: SharedStore,
    clock: &Arc<JumpClock>,
    wire: &Arc<Wire>,
    pictures: SharedTransport,
    settings: EngineSettings,
    seed: u64,
) -> Engine {
    let outside = Outside {
        services: wire.clone(),
        pictures,
        post: Arc::new(ponte_sync::mail::NoPost),
    };
    Engine::new(
        store,
        clock.clone(),
        Arc::new(SeededRandom::new(seed)),
        outside,
        Sealer::from_bytes([1; 32]),
        settings,
    )
}
