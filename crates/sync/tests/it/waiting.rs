//! Waiting: for a quota, for a service that is away, within the till's allowance.

use std::time::Duration;

use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::runs::{Outcome, RunKind};
use ponte_sync::worker::{Worked, run_open};

use crate::{
    bridge::Bridge,
    goods::{assortment, many},
};

fn rule(service: Service, status: u16, after: u64, times: Option<u64>) -> Rule {
    Rule {
        status: Some(status),
        after,
        times,
        ..Rule::new(service, Kind::Status)
    }
}

/// Works, with the clock held, until the run shows that it waits; then time goes on.
async fn waits_and_goes_on(bridge: &Bridge) {
    bridge.start(RunKind::First).await;
    bridge.clock.hold();
    let mut work = Box::pin(run_open(&bridge.engine, &bridge.shop));
    let mut waited = false;
    let worked = loop {
        let look = async {
            let run = bridge.last().await;
            tokio::task::yield_now().await;
            run
        };
        tokio::select! {
            biased;
            worked = &mut work => break worked.expect("a database"),
            run = look => {
                if let Some(until) = run.waits_until {
                    assert!(until > run.updated_at, "{run:?}");
                    waited = true;
                }
                bridge.clock.advance(Duration::from_millis(200));
            }
        }
    };
    assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
    assert!(waited);
    assert_eq!(bridge.last().await.waits_until, None);
}

#[tokio::test]
async fn a_spent_quota_of_the_shop_is_waited_for_and_the_run_says_until_when() {
    let bridge = Bridge::with(assortment()).await;
    let fault = rule(Service::Shop, 509, 10, Some(3));
    bridge.world.lock().faults.add(fault).expect("a rule");
    waits_and_goes_on(&bridge).await;
    assert_eq!(bridge.shelf().products.len(), 6);
}

#[tokio::test]
async fn a_till_that_is_away_is_waited_for() {
    let bridge = Bridge::with(assortment()).await;
    let fault = rule(Service::Till, 503, 2, Some(20));
    bridge.world.lock().faults.add(fault).expect("a rule");
    waits_and_goes_on(&bridge).await;
    assert_eq!(bridge.shelf().products.len(), 6);
}

/// A service that stays away for good ends the run, with a cause, after the patience and not before.
async fn gives_up(faults: Vec<Rule>, cause: &str) {
    let bridge = Bridge::with(assortment()).await;
    let bridge = bridge.with_engine(|settings| settings.patience = Duration::from_secs(1800));
    for rule in faults {
        bridge.world.lock().faults.add(rule).expect("a rule");
    }
    bridge.world.lock().journal.clear();
    let run = bridge.sync(RunKind::First).await;
    let Some(Outcome::Failed { cause: told, .. }) = &run.outcome else {
        panic!("{run:?}");
    };
    assert_eq!(told, cause);
    let took = run.updated_at.duration_since(run.started_at).as_secs();
    assert!((1800..3600).contains(&took), "{took} s");
    let calls = bridge.world.lock().journal.latest();
    assert!(calls < 600, "{calls} calls");
    // Once it is back, the next run does what is left.
    bridge.world.lock().faults.clear();
    bridge.first().await;
    assert_eq!(bridge.shelf().products.len(), 6);
}

#[tokio::test]
async fn a_till_that_stays_away_ends_the_run() {
    gives_up(vec![rule(Service::Till, 503, 2, None)], "till_away").await;
}

#[tokio::test]
async fn a_shop_that_stays_away_ends_the_run() {
    gives_up(vec![rule(Service::Shop, 503, 0, None)], "shop_away").await;
}

#[tokio::test]
async fn a_shop_that_answers_no_creation_ends_the_run() {
    let silent = Rule {
        method: Some("POST".to_owned()),
        path: Some("/products/product.json".to_owned()),
        effect: Some(false),
        ..Rule::new(Service::Shop, Kind::Timeout)
    };
    gives_up(vec![silent], "shop_away").await;
}

#[tokio::test]
async fn a_shop_that_refuses_every_write_for_its_quota_ends_the_run() {
    let spent = Rule {
        method: Some("POST".to_owned()),
        ..rule(Service::Shop, 509, 0, None)
    };
    gives_up(vec![spent], "shop_quota").await;
}

#[tokio::test]
async fn the_tills_allowance_is_never_exceeded() {
    for (switch, value) in [
        ("till.token_call_counted", "false"),
        ("till.token_call_counted", "true"),
    ] {
        let bridge = Bridge::with(many(2600)).await;
        let bridge = bridge.with_engine(|settings| {
            (settings.till_calls, settings.till_reserve) = (14, 2);
        });
        bridge.switch(switch, value);
        // An hour later: no window of the set-up is open any more.
        bridge.clock.advance(Duration::from_secs(3600));
        bridge.till(|till, _, _| till.limits.calls = 14);
        bridge.start(RunKind::DryRun).await;
        let worked = bridge.work().await;
        assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
        let refused = bridge.world.lock().journal.counts();
        let refused = refused.iter().find(|count| count.call.status == 429);
        assert_eq!(refused, None, "{switch} {value}");
        let run = bridge.last().await;
        let took = run.updated_at.duration_since(run.started_at).as_secs();
        assert!(
            (600..3600).contains(&took),
            "32 calls, 12 in ten minutes: {took} s"
        );
    }
}

#[tokio::test]
async fn a_till_that_refuses_earlier_than_we_count_is_left_alone_for_a_while() {
    let bridge = Bridge::with(many(500)).await;
    bridge.clock.advance(Duration::from_secs(3600));
    bridge.till(|till, _, _| till.limits.calls = 8);
    bridge.start(RunKind::DryRun).await;
    let worked = bridge.work().await;
    assert!(matches!(worked, Worked::Ended(Outcome::Done)), "{worked:?}");
    let counts = bridge.world.lock().journal.counts();
    let refused: u64 = counts
        .iter()
        .filter(|count| count.call.status == 429)
        .map(|count| count.calls)
        .sum();
    assert!((1..80).contains(&refused), "{refused} refused");
}
