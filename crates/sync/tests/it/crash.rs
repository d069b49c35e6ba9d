//! A process may die anywhere: at any call, before or after its effect, and before any transaction.
//! The next one goes on, and the shop ends as if nothing had happened.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
    pictures::draw,
};
use ponte_store::{
    Result, SharedStore, Store, Tx,
    runs::{Outcome, RunKind},
};
use ponte_sync::{
    EngineSettings,
    worker::{Worked, run_open},
};
use sha2::{Digest, Sha256};
use tokio::sync::Notify;

use crate::{
    bridge::{Bridge, Keeper, LEASE},
    goods::{assortment, simple, with_pictures},
    shelf::Shelf,
    wire::Death,
};

/// Dies where the bridge says, and lets another process take the run up.
async fn die_and_go_on(bridge: &Bridge, died: &Notify) {
    bridge.start(RunKind::First).await;
    tokio::select! {
        biased;
        () = died.notified() => {}
        worked = run_open(&bridge.engine, &bridge.shop) => panic!("nobody died: {worked:?}"),
    }
    let next = bridge.another_engine(7);
    let held = run_open(&next, &bridge.shop).await.expect("a database");
    // Whoever dies while giving the lease back has ended the run.
    assert!(matches!(held, Worked::Held | Worked::Nothing), "{held:?}");
    bridge.clock.advance(LEASE + Duration::from_secs(1));
    let worked = run_open(&next, &bridge.shop).await.expect("a database");
    assert!(
        matches!(worked, Worked::Ended(Outcome::Done) | Worked::Nothing),
        "{worked:?}"
    );
    assert_eq!(bridge.last().await.outcome, Some(Outcome::Done));
}

async fn at_each_call(death: Death) {
    let bridge = Bridge::with(assortment()).await;
    let before = bridge.wire.calls();
    bridge.first().await;
    let (calls, expected) = (bridge.wire.calls() - before, Shelf::of(&bridge));
    for k in 1..=calls {
        let bridge = Bridge::with(assortment()).await;
        bridge.wire.die_at(k, death);
        die_and_go_on(&bridge, &bridge.wire.died).await;
        Shelf::of(&bridge).assert_same(&expected, &format!("call {k}"));
        assert_eq!(bridge.full().await.unchanged, 6, "call {k}");
        assert_eq!(bridge.writes(), [].into(), "call {k}");
    }
}

#[tokio::test]
async fn killed_before_any_call_it_goes_on() {
    at_each_call(Death::Before).await;
}

#[tokio::test]
async fn killed_after_the_effect_of_any_call_it_goes_on() {
    at_each_call(Death::After).await;
}

/// A database whose `n`th transaction that writes never begins.
pub struct Mortal {
    inner: SharedStore,
    /// So many from now; never for 0.
    pub left: AtomicU64,
    /// So many began.
    pub begun: AtomicU64,
    /// Somebody died.
    pub died: Arc<Notify>,
}

impl Mortal {
    /// Nobody dies yet.
    pub fn over(inner: SharedStore) -> Self {
        Self {
            inner,
            left: AtomicU64::new(0),
            begun: AtomicU64::new(0),
            died: Arc::default(),
        }
    }
}

#[async_trait]
impl Store for Mortal {
    async fn write(&self) -> Result<Box<dyn Tx>> {
        self.begun.fetch_add(1, Ordering::Relaxed);
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(1), Ordering::Relaxed);
        if left == 1 {
            self.died.notify_one();
            std::future::pending::<()>().await;
        }
        self.inner.write().await
    }

    async fn read(&self) -> Result<Box<dyn Tx>> {
        self.inner.read().await
    }

    fn backend(&self) -> &'static str {
        self.inner.backend()
    }
}

/// A bridge whose process dies before its `n`th transaction from now; never for 0.
async fn mortal() -> (Bridge, Arc<Mortal>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
    let store = Arc::new(Mortal::over(
        ponte_store::connect(&address).await.expect("a database"),
    ));
    let keeper = Keeper::Folder { _folder: folder };
    let settings = EngineSettings::default();
    let products = assortment().split_off(3);
    let bridge = Bridge::over(store.clone(), keeper, products, settings).await;
    (bridge, store)
}

#[tokio::test]
async fn killed_before_any_transaction_it_goes_on() {
    let (bridge, store) = mortal().await;
    let before = store.begun.load(Ordering::Relaxed);
    bridge.first().await;
    let transactions = store.begun.load(Ordering::Relaxed) - before;
    let expected = Shelf::of(&bridge);
    // The first opens the run, the second takes the lease.
    for n in 3..=transactions {
        let (bridge, store) = mortal().await;
        store.left.store(n, Ordering::Relaxed);
        die_and_go_on(&bridge, &store.died.clone()).await;
        Shelf::of(&bridge).assert_same(&expected, &format!("transaction {n}"));
        assert_eq!(bridge.full().await.unchanged, 3, "transaction {n}");
        assert_eq!(bridge.writes(), [].into(), "transaction {n}");
    }
}

#[tokio::test]
async fn what_a_stopped_run_made_without_seeing_the_answer_is_ours_in_the_next_one() {
    let mug = with_pictures(simple("MUG", "Tazza", "7.50"), &["mug"]);
    let bridge = Bridge::with(vec![mug]).await;
    let rule = Rule {
        method: Some("POST".to_owned()),
        path: Some("/products/product.json".to_owned()),
        ..Rule::new(Service::Shop, Kind::Drop)
    };
    let fault = bridge.world.lock().faults.add(rule).expect("a rule");
    let bridge = bridge.with_engine(|settings| settings.patience = Duration::ZERO);
    // The list that would tell what was made stays away too.
    let rule = Rule {
        path: Some("/products/list.json".to_owned()),
        ..Rule::new(Service::Shop, Kind::Status)
    };
    let list = bridge.world.lock().faults.add(rule).expect("a rule");
    let run = bridge.sync(RunKind::First).await;
    assert!(
        matches!(run.outcome, Some(Outcome::Failed { .. })),
        "{run:?}"
    );
    assert_eq!(bridge.shelf().products.len(), 1);
    for fault in [fault, list] {
        bridge.world.lock().faults.remove(fault);
    }
    bridge.edit(
        "Tazza",
        ponte_sandbox::till::edit::ProductEdit {
            name: Some("Tazza blu".to_owned()),
            ..Default::default()
        },
    );
    bridge.first().await;
    let shown = bridge.product("Tazza blu");
    assert_eq!(shown.images, [hex::encode(Sha256::digest(draw("mug")))]);
    assert_eq!(bridge.shelf().products.len(), 1);
    assert_eq!(bridge.full().await.unchanged, 1);
}
