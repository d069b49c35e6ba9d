//! *Pausa*: what is held stays as it is, and goes on by itself.

use std::{cell::Cell, time::Duration};

use futures::{
    FutureExt,
    future::{Either, select},
};
use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    orders::order::Stage,
    settings::{Held, LONGEST, Meanwhile},
};
use ponte_store::runs::{Outcome, RunKind};
use ponte_sync::{
    StartTrouble,
    pause::{PauseTrouble, stream},
    stale,
    worker::Worked,
};

use crate::{
    bridge::Bridge,
    goods::{many, simple},
    orders::{
        counter::{Counter, FIRST},
        jobs::{runs, served, until},
    },
    stock::shelf::Shelf,
    wire::Death,
};

/// A quick counting.
const MORNING: SignedDuration = SignedDuration::from_mins(35);

/// Holds a stream for the morning; when that ends.
async fn hold(bridge: &Bridge, held: Held, meanwhile: Meanwhile) -> Timestamp {
    let end = bridge.now() + MORNING;
    let kept = bridge.engine.pause(&bridge.shop, held, end, meanwhile);
    kept.await.expect("it is held");
    end
}

async fn end(bridge: &Bridge, held: Held) {
    let ended = bridge.engine.end_pause(&bridge.shop, held).await;
    assert!(ended.expect("a database"), "it was held");
}

/// Somebody calls from outside, or changes a setting.
async fn mark(bridge: &Bridge, stream: &str) {
    let mut tx = bridge.engine.store().write().await.expect("a database");
    let marked = stale::mark(&mut *tx, &bridge.shop, stream, bridge.now()).await;
    marked.expect("a database");
    tx.commit().await.expect("a database");
}

/// A mug of which the first point has five, at rest on the shop.
async fn mug() -> Shelf {
    Shelf::with(vec![simple("MUG", "Tazza", "7.50")], &[("MUG", 5, 0)]).await
}

/// Twenty articles, five pieces of each at the first point.
async fn twenty() -> Shelf {
    let names: Vec<String> = (1..=20).map(|n| format!("P-{n}")).collect();
    let stock: Vec<(&str, i64, i64)> = names.iter().map(|sku| (&**sku, 5, 0)).collect();
    Shelf::with(many(20), &stock).await
}

fn all(shelf: &Shelf) -> Vec<i64> {
    (1..=20).map(|n| shelf.shows(&format!("P-{n}"))).collect()
}

#[tokio::test]
async fn timer_call_and_button_start_nothing_of_what_is_held_and_it_is_woken_at_the_very_end() {
    let shelf = mug().await;
    let bridge = shelf.bridge();
    let mut before = Vec::new();
    let mut end = bridge.now();
    for held in [Held::Products, Held::Stock] {
        before.push((held, runs(bridge, stream(held)).await.len()));
        end = hold(bridge, held, Meanwhile::AsItIs).await;
        mark(bridge, stream(held)).await;
    }
    let kind = RunKind::Forced;
    for asked in [
        bridge
            .engine
            .start_products(&bridge.shop, kind, "test")
            .await,
        bridge.engine.start_stock(&bridge.shop, "test").await,
    ] {
        assert!(matches!(asked, Err(StartTrouble::Held(until)) if until == end));
    }
    served(bridge, std::slice::from_ref(&bridge.engine), async {
        until(bridge, end + SignedDuration::from_mins(1)).await;
    })
    .await;
    for (held, before) in before {
        let after = runs(bridge, stream(held)).await.split_off(before);
        let first = after.first().expect("it goes on");
        // Others that work at the same moment may take a while.
        let late = first.started_at.duration_since(end);
        let at_once = SignedDuration::ZERO..SignedDuration::from_secs(30);
        assert!(at_once.contains(&late), "{held:?}: {late}");
    }
}

#[tokio::test]
async fn orders_that_are_held_are_stored_and_counted_and_go_at_the_very_end() {
    let shelf = mug().await;
    let bridge = shelf.bridge();
    let end = hold(bridge, Held::Orders, Meanwhile::AsItIs).await;
    let asked = bridge.engine.start_orders(&bridge.shop, "test").await;
    assert!(matches!(asked, Err(StartTrouble::Held(until)) if until == end));
    let id = shelf.counter.buy(&[("MUG", 2)]).await;
    shelf.counter.passes(2).await;
    assert_eq!(shelf.counter.stage(&id).await, Stage::Received);
    assert_eq!(shelf.counter.all_sent().len(), 0);
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 3, "what is bought is not sold twice");
    served(bridge, std::slice::from_ref(&bridge.engine), async {
        until(bridge, end - SignedDuration::from_secs(1)).await;
        assert_eq!(shelf.counter.all_sent().len(), 0);
        until(bridge, end + SignedDuration::from_mins(1)).await;
    })
    .await;
    assert_eq!(shelf.counter.stage(&id).await, Stage::Delivered);
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 3);
}

#[tokio::test]
async fn an_order_that_ends_while_orders_are_held_gives_its_pieces_back() {
    let shelf = mug().await;
    hold(shelf.bridge(), Held::Orders, Meanwhile::AsItIs).await;
    let id = shelf.counter.buy(&[("MUG", 2)]).await;
    shelf.counter.later().await;
    shelf.counter.cancel(&id).await;
    shelf.counter.later().await;
    shelf.settle().await;
    assert_eq!(shelf.counter.stage(&id).await, Stage::Dropped);
    assert_eq!(shelf.shows("MUG"), 5);
}

#[tokio::test]
async fn from_the_moment_on_at_which_orders_are_held_no_attempt_begins() {
    // However far the pass has come: what left before had begun before.
    let mut kept_back = 0;
    for call in 1.. {
        let counter = Counter::with(vec![simple("MUG", "Tazza", "7.50")]).await;
        counter.stock(FIRST, "MUG", 5).await;
        counter.fill_shop().await;
        let id = counter.buy(&[("MUG", 1)]).await;
        let bridge = &counter.bridge;
        bridge.wire.die_at(call, Death::Before);
        let begun = Cell::new(None);
        let act = async {
            bridge.wire.died.notified().await;
            hold(bridge, Held::Orders, Meanwhile::AsItIs).await;
            let mut tx = bridge.engine.store().read().await.expect("a database");
            let known = tx.order(&bridge.shop, &id).await.expect("a database");
            let mut parts = known.into_iter().flat_map(|whole| whole.parts);
            begun.set(Some(parts.any(|row| row.part.attempted)));
            bridge.wire.revive();
        };
        let (pass, act) = (counter.pass().boxed_local(), act.boxed_local());
        let worked = match select(act, pass).await {
            Either::Left(((), pass)) => pass.await,
            Either::Right((worked, _)) => worked,
        };
        assert!(matches!(worked, Worked::Ended(_)), "{worked:?}");
        let Some(begun) = begun.get() else { break };
        assert_eq!(
            counter.all_sent().len(),
            usize::from(begun),
            "held at call {call}"
        );
        if !begun {
            kept_back += 1;
            let stage = counter.stage(&id).await;
            assert!(
                matches!(stage, Stage::Received | Stage::Planned),
                "{stage:?}"
            );
        }
    }
    assert!(kept_back > 3, "{kept_back}");
}

#[tokio::test]
async fn what_is_held_as_it_is_moves_neither_up_nor_down_and_catches_up_afterwards() {
    let shelf = mug().await;
    hold(shelf.bridge(), Held::Stock, Meanwhile::AsItIs).await;
    shelf.counter.stock(FIRST, "MUG", 2).await;
    assert!(matches!(shelf.later().await, Worked::Nothing));
    assert_eq!(shelf.shows("MUG"), 5);
    end(shelf.bridge(), Held::Stock).await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 2);
}

#[tokio::test]
async fn held_at_0_everything_goes_there_without_a_question_and_nothing_is_raised_until_the_end() {
    let shelf = twenty().await;
    let bridge = shelf.bridge();
    hold(bridge, Held::Stock, Meanwhile::Nothing).await;
    // A woken pass, not only the timer's.
    shelf.after(1).await;
    assert_eq!(all(&shelf), [0; 20]);
    assert_eq!(bridge.told().await, [], "the merchant was asked already");
    // Goods come, somebody types at the shop, and a level is unknown.
    shelf.counter.stock(FIRST, "P-1", 50).await;
    bridge.on_shop(|shop, now, _| shop.set_stock("P-2", 9, now));
    shelf.counter.forget_stock(FIRST, "P-3").await;
    shelf.settle().await;
    assert_eq!(all(&shelf), [0; 20]);
    bridge.world.lock().journal.clear();
    shelf.settle().await;
    assert!(bridge.writes().is_empty(), "{:?}", bridge.writes());
    bridge.clock.advance(Duration::from_secs(35 * 60));
    shelf.pass().await;
    shelf.settle().await;
    assert_eq!(shelf.shows("P-1"), 50);
    assert_eq!(all(&shelf)[3..], [5; 17]);
}

#[tokio::test]
async fn twenty_articles_go_to_0_in_one_call() {
    let shelf = twenty().await;
    hold(shelf.bridge(), Held::Stock, Meanwhile::Nothing).await;
    shelf.bridge().world.lock().journal.clear();
    shelf.after(1).await;
    let writes: u64 = shelf.bridge().writes().values().sum();
    assert_eq!((all(&shelf), writes), (vec![0; 20], 1));
}

#[tokio::test]
async fn a_pass_over_stock_that_is_under_way_writes_nothing_more_once_the_stream_is_held() {
    let calls = {
        let shelf = mug().await;
        shelf.counter.stock(FIRST, "MUG", 9).await;
        let before = shelf.bridge().wire.calls();
        shelf.bridge().clock.advance(Duration::from_secs(300));
        shelf.pass().await;
        assert_eq!(shelf.shows("MUG"), 9);
        shelf.bridge().wire.calls() - before
    };
    for meanwhile in [Meanwhile::AsItIs, Meanwhile::Nothing] {
        for call in 1..calls {
            let shelf = mug().await;
            shelf.counter.stock(FIRST, "MUG", 9).await;
            shelf.bridge().clock.advance(Duration::from_secs(300));
            let held = shelf.meanwhile(call, Death::After, async || {
                hold(shelf.bridge(), Held::Stock, meanwhile).await;
            });
            assert!(held.await, "the pass has {call} calls");
            assert_eq!(shelf.shows("MUG"), 5, "held at call {call}");
            shelf.after(60).await;
            let shown = match meanwhile {
                Meanwhile::AsItIs => 5,
                Meanwhile::Nothing => 0,
            };
            assert_eq!(shelf.shows("MUG"), shown, "held at call {call}");
        }
    }
}

#[tokio::test]
async fn a_run_that_is_under_way_is_put_down_and_goes_on_when_the_pause_ends() {
    let bridge = Bridge::with(many(60)).await;
    bridge.start(RunKind::First).await;
    bridge.wire.die_at(20, Death::Before);
    let (engine, shop) = (bridge.engine.clone(), bridge.shop.clone());
    let work = tokio::spawn(async move { ponte_sync::worker::run_open(&engine, &shop).await });
    bridge.wire.died.notified().await;
    let end = hold(&bridge, Held::Products, Meanwhile::AsItIs).await;
    bridge.wire.revive();
    let worked = work.await.expect("no panic").expect("a database");
    assert!(matches!(worked, Worked::PutDown), "{worked:?}");
    let so_far = bridge.shelf().products.len();
    assert!(so_far < 60, "{so_far}");
    assert!(matches!(bridge.work().await, Worked::Nothing));
    assert_eq!(bridge.shelf().products.len(), so_far);
    served(&bridge, std::slice::from_ref(&bridge.engine), async {
        until(&bridge, end).await;
        assert_eq!(bridge.shelf().products.len(), so_far);
        until(&bridge, end + SignedDuration::from_mins(10)).await;
    })
    .await;
    assert_eq!(bridge.last().await.outcome, Some(Outcome::Done));
    assert_eq!(bridge.shelf().products.len(), 60);
}

#[tokio::test]
async fn a_pause_that_is_over_too_long_or_of_nobodys_shop_is_refused() {
    let bridge = Bridge::new().await;
    let now = bridge.now();
    let ask = async |shop: &str, until| {
        let kept = bridge
            .engine
            .pause(shop, Held::Stock, until, Meanwhile::AsItIs);
        kept.await
    };
    assert!(matches!(
        ask(&bridge.shop, now).await,
        Err(PauseTrouble::Past)
    ));
    let late = now + LONGEST + SignedDuration::from_secs(1);
    assert!(matches!(
        ask(&bridge.shop, late).await,
        Err(PauseTrouble::TooLong)
    ));
    let later = now + MORNING;
    assert!(matches!(
        ask("nobody", later).await,
        Err(PauseTrouble::NoShop)
    ));
    let ended = bridge.engine.end_pause(&bridge.shop, Held::Stock).await;
    assert!(!ended.expect("a database"), "nothing was held");
}
