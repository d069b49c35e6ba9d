//! A whole Ponte over the sandbox, without a network: everything a page needs, nothing else.

use std::sync::Arc;

use axum::Router;
use jiff::Timestamp;
use ponte_domain::settings::{Pace, Settings};
use ponte_sandbox::{
    SharedWorld, World,
    in_process::{Hosts, InProcess},
    lived_in::{self, Start},
};
use ponte_store::{
    Tx,
    accounts::User,
    findings::FindingRow,
    runs::{Outcome, Run, RunKind},
};
use ponte_sync::{
    Engine, EngineSettings, Outside,
    connect::NewShop,
    mail::{FilePost, NoPost, SharedPost},
    products::STREAM,
    seal::Sealer,
};
use ponte_transport::{SeededRandom, SharedTransport};
use ponte_web::{WebSettings, hash_password, router};
use tempfile::TempDir;

use crate::{browser::Browser, clock::TestClock};

/// Tuesday, 10:40 in Italy.
pub const NOW: &str = "2026-11-24T09:40:00Z";
pub const PASSWORD: &str = "un ponte di barche";

/// The instant `text`.
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Whether somebody asked for a pass.
pub async fn is_due(app: &TestApp, stream: &str) -> bool {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let jobs = tx.jobs(&app.shop).await.expect("a read");
    jobs.iter()
        .any(|job| job.kind == stream && job.asked_at.is_some())
}

pub struct TestApp {
    pub engine: Engine,
    pub world: SharedWorld,
    pub clock: Arc<TestClock>,
    /// The merchant's shop.
    pub shop: String,
    /// The key that the till knows.
    pub till_key: String,
    router: Router,
    letters: TempDir,
    _folder: TempDir,
}

impl TestApp {
    /// A shop that is connected to nothing yet.
    pub async fn new() -> Self {
        Self::with(WebSettings::new(
            "http://127.0.0.1:8080".parse().expect("an address"),
        ))
        .await
    }

    pub async fn with(settings: WebSettings) -> Self {
        let letters = TempDir::new().expect("a folder");
        let post = FilePost::new(letters.path(), "Ponte <ponte@ponte.example>");
        Self::posting(settings, letters, Arc::new(post.expect("a sender"))).await
    }

    /// A Ponte for which no mail is set up.
    pub async fn without_mail() -> Self {
        let letters = TempDir::new().expect("a folder");
        let settings = WebSettings::new("http://127.0.0.1:8080".parse().expect("an address"));
        Self::posting(settings, letters, Arc::new(NoPost)).await
    }

    async fn posting(settings: WebSettings, letters: TempDir, post: SharedPost) -> Self {
        let clock = Arc::new(TestClock::new(at(NOW)));
        let random = Arc::new(SeededRandom::new(3));
        let world = World::with_tenants(clock.clone(), 2, 7);
        let hosts = Hosts::default();
        let network: SharedTransport = Arc::new(InProcess::new(Arc::clone(&world), &hosts));
        lived_in::begin(&world, Start::LivedIn, 7);
        let folder = TempDir::new().expect("a folder");
        let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
        let store = ponte_store::connect(&address).await.expect("a database");
        let outside = Outside {
            services: Arc::clone(&network),
            pictures: network,
            post,
        };
        let sealer = Sealer::from_bytes([7; 32]);
        let engine = Engine::new(
            store,
            clock.clone(),
            random,
            outside,
            sealer,
            EngineSettings {
                till_api: hosts.till.to_string(),
                shop_api: hosts.shop.to_string(),
                ..EngineSettings::default()
            },
        );
        let account = world.lock().tenants[0].account.clone();
        let pace = Pace {
            start: 0.0,
            ..Pace::default()
        };
        let shop = engine
            .add_shop(NewShop {
                instance: None,
                till_api: hosts.till.to_string(),
                shop_api: hosts.shop.to_string(),
                shop_key: account.shop_key.into(),
                shop_exchange: account.shop_exchange.into(),
                settings: Settings {
                    pace,
                    ..Settings::default()
                },
            })
            .await
            .expect("the shop takes its keys");
        let router = router(engine.clone(), settings);
        let till_key = account.till_key;
        Self {
            engine,
            world,
            clock,
            shop,
            till_key,
            router,
            letters,
            _folder: folder,
        }
    }

    /// Sends what waits, and gives all letters so far, oldest first, as a reader sees them.
    pub async fn letters(&self) -> Vec<String> {
        let sent = self.engine.letters().send_due().await;
        sent.expect("the letters are sent");
        let files = std::fs::read_dir(self.letters.path()).expect("the folder");
        let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
        files.sort();
        let read = |file: &std::path::PathBuf| std::fs::read_to_string(file).expect("a text");
        files.iter().map(read).collect()
    }

    /// A shop whose till key is kept.
    pub async fn connected() -> Self {
        let app = Self::new().await;
        let tried = app
            .engine
            .try_till_key(&app.shop, app.till_key.clone().into())
            .await;
        let sealed = tried.expect("the till knows the key").sealed;
        app.engine
            .keep_till_key(&app.shop, &sealed)
            .await
            .expect("the key is kept");
        app
    }

    pub async fn write(&self, change: impl AsyncFnOnce(&mut dyn Tx)) {
        let mut tx = self.engine.store().write().await.expect("a transaction");
        change(&mut *tx).await;
        tx.commit().await.expect("it is kept");
    }

    /// A user without a shop.
    pub async fn add_user(&self, email: &str, name: &str) -> String {
        let random = self.engine.random();
        let user = User {
            id: random.uuid(self.engine.clock().now_ms()).to_string(),
            email: email.to_owned(),
            name: name.to_owned(),
            password: hash_password(PASSWORD, &**random),
            language: "it".to_owned(),
            created_at: at(NOW),
        };
        self.write(async |tx| tx.user_add(&user).await.expect("a new address"))
            .await;
        user.id
    }

    /// Nobody in particular.
    pub fn anonymous(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Marta, who belongs to the shop.
    pub async fn merchant(&self) -> Browser {
        let user = self
            .add_user("marta@pervinca.example", "Marta Pervinca")
            .await;
        self.write(async |tx| tx.member_add(&self.shop, &user).await.expect("a member"))
            .await;
        self.logged_in("marta@pervinca.example").await
    }

    /// Bruno, who belongs to another shop.
    pub async fn stranger(&self) -> Browser {
        let user = self.add_user("bruno@altrove.example", "Bruno").await;
        self.write(async |tx| {
            let mut other = tx
                .shop(&self.shop)
                .await
                .expect("a read")
                .expect("the shop");
            "another".clone_into(&mut other.id);
            "Altrove".clone_into(&mut other.name);
            tx.shop_add(&other).await.expect("a new shop");
            tx.member_add("another", &user).await.expect("a member");
        })
        .await;
        self.logged_in("bruno@altrove.example").await
    }

    /// Ada, who belongs to no shop.
    pub async fn newcomer(&self) -> Browser {
        self.add_user("ada@nuova.example", "Ada").await;
        self.logged_in("ada@nuova.example").await
    }

    async fn logged_in(&self, email: &str) -> Browser {
        let mut browser = self.anonymous();
        let page = browser.log_in(email, PASSWORD).await;
        assert_eq!(page.status, 303, "{}", page.body);
        browser
    }

    /// Adds a run as it is under way; `shape` makes of it what the test needs.
    pub async fn add_run(&self, kind: RunKind, shape: impl FnOnce(&mut Run)) -> i64 {
        let mut run = Run {
            id: 0,
            stream: STREAM.to_owned(),
            kind,
            phase: "reading".to_owned(),
            cursor: serde_json::Value::Null,
            done: 0,
            total: 0,
            phase_at: at(NOW),
            figures: serde_json::Value::Null,
            subject: String::new(),
            waits_until: None,
            asked_by: "Marta Pervinca".to_owned(),
            stop: false,
            started_at: at(NOW),
            updated_at: at(NOW),
            ended_at: None,
            outcome: None,
        };
        shape(&mut run);
        let mut id = 0;
        self.write(async |tx| {
            id = tx.run_add(&self.shop, &run).await.expect("a run");
            run.id = id;
            tx.run_put(&self.shop, &run).await.expect("its shape");
        })
        .await;
        id
    }

    /// As [`Self::add_run`], ended so.
    pub async fn add_ended(&self, kind: RunKind, outcome: Outcome, figures: serde_json::Value) {
        self.add_run(kind, |run| {
            run.started_at = at("2026-11-24T08:03:00Z");
            (run.updated_at, run.ended_at) =
                (at("2026-11-24T08:14:00Z"), Some(at("2026-11-24T08:14:00Z")));
            (run.figures, run.outcome) = (figures, Some(outcome));
        })
        .await;
    }

    /// The open finding of this kind and subject.
    pub async fn finding(&self, kind: &str, subject: &str) -> Option<FindingRow> {
        let mut tx = self.engine.store().read().await.expect("a transaction");
        tx.finding_open(&self.shop, kind, subject)
            .await
            .expect("a read")
    }

    /// Does the work that was asked for.
    pub async fn work(&self) {
        tokio::select! {
            worked = ponte_sync::worker::run_open(&self.engine, &self.shop) => {
                worked.expect("the work is done");
            }
            () = self.clock.let_time_pass() => unreachable!("time never ends"),
        }
    }
}
