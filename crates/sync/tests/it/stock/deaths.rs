//! A process may die at any call of a pass, before or after its effect, and before any transaction:
//! the next ones go on, and nothing is written twice or raised above what there is.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use ponte_sync::{
    EngineSettings,
    worker::{Worked, pass_stock},
};
use tokio::sync::Notify;

use super::scene::{Scene, goods};
use crate::{
    bridge::{Bridge, Keeper},
    crash::Mortal,
    wire::Death,
};

/// Dies where the bridge says; another process goes on in the same second.
pub async fn die_and_go_on(scene: &Scene, died: &Notify, context: &str) {
    let bridge = scene.shelf.bridge();
    tokio::select! {
        biased;
        () = died.notified() => {}
        worked = pass_stock(&bridge.engine, &bridge.shop) => panic!("nobody died: {worked:?}"),
    }
    scene.look(context);
    let next = bridge.another_engine(7);
    let held = scene.shelf.pass_of(&next).await;
    assert!(matches!(held, Worked::Held), "{context}: {held:?}");
    scene.shelf.bury().await;
    scene.go_on(&next, context).await;
}

async fn scene(lag: u32) -> Scene {
    Scene::over(Bridge::with(goods()).await, lag).await
}

async fn at_each_call(death: Death, lag: u32) {
    let calls = scene(lag).await.calls().await;
    assert!(calls >= 8, "{calls}");
    for k in 1..=calls {
        let scene = scene(lag).await;
        let wire = scene.shelf.bridge().wire.clone();
        wire.die_at(k, death);
        die_and_go_on(&scene, &wire.died, &format!("call {k}")).await;
    }
}

#[tokio::test]
async fn killed_before_any_call_the_next_passes_bring_it_to_the_end() {
    at_each_call(Death::Before, 0).await;
}

#[tokio::test]
async fn killed_after_the_effect_of_any_call_nothing_is_written_twice() {
    at_each_call(Death::After, 0).await;
}

#[tokio::test]
async fn killed_at_any_call_where_the_lists_are_late_nothing_is_raised_twice() {
    at_each_call(Death::Before, 20).await;
    at_each_call(Death::After, 20).await;
}

/// A scene whose process dies before its `n`th transaction from now; never for 0.
async fn mortal(n: u64) -> (Scene, Arc<Mortal>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
    let store = Arc::new(Mortal::over(
        ponte_store::connect(&address).await.expect("a database"),
    ));
    let keeper = Keeper::Folder { _folder: folder };
    let settings = EngineSettings::default();
    let bridge = Bridge::over(store.clone(), keeper, goods(), settings).await;
    let scene = Scene::over(bridge, 0).await;
    store.left.store(n, Ordering::Relaxed);
    (scene, store)
}

#[tokio::test]
async fn killed_before_any_transaction_nothing_is_written_twice() {
    let (scene, store) = mortal(0).await;
    let before = store.begun.load(Ordering::Relaxed);
    scene.shelf.pass().await;
    let transactions = store.begun.load(Ordering::Relaxed) - before;
    assert!(transactions >= 15, "{transactions}");
    // The first takes the lease, the last gives it back.
    for n in 2..=transactions {
        let (scene, store) = mortal(n).await;
        let died = store.died.clone();
        die_and_go_on(&scene, &died, &format!("transaction {n}")).await;
    }
}

#[tokio::test]
async fn killed_again_and_again_nothing_is_written_twice() {
    let scene = Scene::set().await;
    let bridge = scene.shelf.bridge();
    let random = ponte_transport::SeededRandom::new(12);
    let deaths = AtomicU64::new(0);
    for seed in 10..24 {
        let k = ponte_transport::Randomness::below(&random, 4) + 1;
        bridge
            .wire
            .die_at(k, [Death::Before, Death::After][seed % 2]);
        let engine = bridge.another_engine(seed as u64);
        tokio::select! {
            biased;
            () = bridge.wire.died.notified() => {
                deaths.fetch_add(1, Ordering::Relaxed);
            }
            _ = pass_stock(&engine, &bridge.shop) => {}
        }
        scene.look(&format!("after {seed}"));
        scene.shelf.bury().await;
        bridge.clock.advance(std::time::Duration::from_secs(11));
    }
    assert!(deaths.load(Ordering::Relaxed) >= 6);
    bridge.wire.die_at(1_000_000, Death::Before);
    let next = bridge.another_engine(99);
    scene.go_on(&next, "killed again and again").await;
}
