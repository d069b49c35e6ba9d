//! A process may die at any call of a delivery, before or after its effect, and before any
//! transaction: the next one goes on, and the till has each part once.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use ponte_domain::orders::order::Attention;
use ponte_sync::worker::{Worked, pass_orders};
use tokio::sync::Notify;

use super::twelve::{Twelve, goods};
use crate::{
    bridge::{Bridge, Keeper},
    crash::Mortal,
    wire::Death,
};

/// Dies where the bridge says; another process finds the lease held, waits for its end and goes on.
pub async fn die_and_go_on(twelve: &Twelve, died: &Notify, context: &str) {
    let bridge = &twelve.counter.bridge;
    tokio::select! {
        biased;
        () = died.notified() => {}
        worked = pass_orders(&bridge.engine, &bridge.shop) => panic!("nobody died: {worked:?}"),
    }
    let next = bridge.another_engine(7);
    let held = twelve.counter.pass_of(&next).await;
    // Whoever dies while giving the lease back has done all there was to do.
    assert!(matches!(held, Worked::Held), "{context}: {held:?}");
    twelve.lease_ends();
    twelve.go_on(&next, context).await;
}

async fn at_each_call(death: Death) {
    let calls = Twelve::bought().await.calls().await;
    for k in 1..=calls {
        let twelve = Twelve::bought().await;
        twelve.counter.bridge.wire.die_at(k, death);
        let wire = twelve.counter.bridge.wire.clone();
        die_and_go_on(&twelve, &wire.died, &format!("call {k}")).await;
    }
}

#[tokio::test]
async fn killed_before_any_call_of_a_delivery_it_goes_on() {
    at_each_call(Death::Before).await;
}

#[tokio::test]
async fn killed_after_the_effect_of_any_call_of_a_delivery_it_goes_on() {
    at_each_call(Death::After).await;
}

/// An order whose process dies before its `n`th transaction from now; never for 0.
async fn mortal(n: u64) -> (Twelve, Arc<Mortal>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let address = format!("sqlite:{}", folder.path().join("ponte.db").display());
    let store = Arc::new(Mortal::over(
        ponte_store::connect(&address).await.expect("a database"),
    ));
    let keeper = Keeper::Folder { _folder: folder };
    let settings = ponte_sync::EngineSettings::default();
    let bridge = Bridge::over(store.clone(), keeper, goods(), settings).await;
    let twelve = Twelve::over(bridge).await;
    store.left.store(n, Ordering::Relaxed);
    (twelve, store)
}

#[tokio::test]
async fn killed_before_any_transaction_of_a_delivery_it_goes_on() {
    let (twelve, store) = mortal(0).await;
    let before = store.begun.load(Ordering::Relaxed);
    twelve.counter.pass().await;
    let transactions = store.begun.load(Ordering::Relaxed) - before;
    assert!(transactions >= 15, "{transactions}");
    // The first takes the lease.
    for n in 2..=transactions {
        let (twelve, store) = mortal(n).await;
        let died = store.died.clone();
        die_and_go_on(&twelve, &died, &format!("transaction {n}")).await;
    }
}

#[tokio::test]
async fn killed_again_and_again_it_arrives_once() {
    let twelve = Twelve::bought().await;
    let bridge = &twelve.counter.bridge;
    let random = ponte_transport::SeededRandom::new(12);
    let steps = AtomicU64::new(0);
    for seed in 10..22 {
        let k = ponte_transport::Randomness::below(&random, 9) + 4;
        bridge
            .wire
            .die_at(k, [Death::Before, Death::After][seed % 2]);
        let engine = bridge.another_engine(seed as u64);
        tokio::select! {
            biased;
            () = bridge.wire.died.notified() => {
                steps.fetch_add(1, Ordering::Relaxed);
            }
            _ = pass_orders(&engine, &bridge.shop) => {}
        }
        twelve.lease_ends();
    }
    assert!(steps.load(Ordering::Relaxed) >= 6);
    let next = bridge.another_engine(99);
    bridge.wire.die_at(1_000_000, Death::Before);
    twelve.go_on(&next, "killed again and again").await;
}

#[tokio::test]
async fn killed_before_any_transaction_that_sees_a_rejection_the_pieces_are_withheld() {
    let reject = serde_json::json!({"step": "reject", "reason": "rotte"});
    for n in 2.. {
        let (twelve, store) = mortal(0).await;
        let counter = &twelve.counter;
        counter.pass().await;
        let till = counter.till_id(&twelve.id, 1).await;
        counter.step(&till, reject.clone()).await;
        store.left.store(n, Ordering::Relaxed);
        let died = store.died.clone();
        let bridge = &counter.bridge;
        let over = tokio::select! {
            biased;
            () = died.notified() => false,
            worked = pass_orders(&bridge.engine, &bridge.shop) => {
                assert!(matches!(worked, Ok(Worked::Ended(_))), "{worked:?}");
                true
            }
        };
        store.left.store(0, Ordering::Relaxed);
        twelve.lease_ends();
        let next = bridge.another_engine(7);
        counter.pass_of(&next).await;
        let attention = counter.attention(&twelve.id).await;
        assert_eq!(
            attention,
            Attention::Rejected { number: 1 },
            "transaction {n}"
        );
        bridge.on_shop(|shop, now, _| shop.set_stock("MUG", 100, now));
        let other = counter.buy(&[("MUG", 4)]).await;
        counter.pass_of(&next).await;
        // Ten lie at the first point and are withheld.
        let other = counter.order(&other).await.order;
        let steps = other.explanation.expect("a plan").steps;
        let (first, second) = (steps[0].gave, steps[1].gave);
        assert_eq!(first, 0, "transaction {n}");
        assert!(second <= 3, "transaction {n}: {second}");
        if over {
            assert!(n > 8, "{n}");
            return;
        }
    }
}
