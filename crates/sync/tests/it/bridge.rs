//! A shop and a till in the sandbox, and an engine between them.

use std::sync::Arc;

use ponte_sandbox::{
    SharedWorld, World,
    in_process::{Hosts, InProcess},
};
use ponte_store::runs::{Outcome, Run, RunKind};
use ponte_sync::{
    Engine, EngineSettings, Outside,
    connect::NewShop,
    seal::Sealer,
    worker::{Worked, run_open},
};
use ponte_transport::{SeededRandom, SharedClock, SystemClock};
use tempfile::TempDir;

/// See the module.
pub struct Bridge {
    pub world: SharedWorld,
    pub engine: Engine,
    pub shop: String,
    _data: TempDir,
}

impl Bridge {
    /// A bridge over an empty world, connected, with the till's key kept.
    pub async fn new() -> Self {
        let clock: SharedClock = Arc::new(SystemClock);
        let world = World::with_tenants(clock.clone(), 1, 1);
        Self::over(world, clock).await
    }

    async fn over(world: SharedWorld, clock: SharedClock) -> Self {
        let hosts = Hosts::default();
        let transport = Arc::new(InProcess::new(world.clone(), &hosts));
        let data = tempfile::tempdir().expect("a temporary folder");
        let address = format!("sqlite:{}", data.path().join("ponte.db").display());
        let store = ponte_store::connect(&address).await.expect("a database");
        let outside = Outside {
            services: transport.clone(),
            pictures: transport,
        };
        let engine = Engine::new(
            store,
            clock,
            Arc::new(SeededRandom::new(1)),
            outside,
            Sealer::from_bytes([1; 32]),
            EngineSettings {
                till_calls: 100_000,
                ..EngineSettings::default()
            },
        );
        let account = world.accounts().remove(0);
        let mut settings = ponte_domain::settings::Settings::default();
        settings.pace.start = 0.0;
        let new = NewShop {
            instance: Some(account.instance),
            till_api: hosts.till.to_string(),
            shop_api: hosts.shop.to_string(),
            shop_key: account.shop_key.into(),
            shop_exchange: account.shop_exchange.into(),
            settings,
        };
        let shop = engine
            .add_shop(new)
            .await
            .expect("the shop's keys are right");
        let tried = engine
            .try_till_key(&shop, account.till_key.into())
            .await
            .expect("the till's key");
        engine
            .keep_till_key(&shop, &tried.sealed)
            .await
            .expect("the key is kept");
        Self {
            world,
            engine,
            shop,
            _data: data,
        }
    }

    /// Runs the products stream to its end.
    pub async fn sync(&self, kind: RunKind) -> Run {
        self.engine
            .start_products(&self.shop, kind, "test")
            .await
            .expect("a run begins");
        let worked = run_open(&self.engine, &self.shop)
            .await
            .expect("the database works");
        assert!(matches!(worked, Worked::Ended(_)), "{worked:?}");
        self.engine
            .last_products(&self.shop)
            .await
            .expect("a database")
            .expect("a run")
    }

    /// Runs the products stream; it must end well.
    pub async fn synced(&self, kind: RunKind) -> Run {
        let run = self.sync(kind).await;
        assert_eq!(run.outcome, Some(Outcome::Done), "{run:?}");
        run
    }
}
