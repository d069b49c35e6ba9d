//! Keys that a service no longer takes.

use ponte_domain::finding::{Finding, KeysTrouble};
use ponte_sandbox::shop::pairs::Access;
use ponte_store::runs::RunKind;
use ponte_sync::{
    install::Pair,
    worker::{pass_orders, pass_stock},
};

use crate::{bridge::Bridge, goods::many};

/// What is told of keys.
async fn told(bridge: &Bridge) -> Vec<(String, KeysTrouble)> {
    let findings = bridge.findings().await.into_iter();
    findings
        .filter_map(|(subject, finding)| match finding {
            Finding::Keys { trouble } => Some((subject, trouble)),
            _ => None,
        })
        .collect()
}

fn one(subject: &str, trouble: KeysTrouble) -> Vec<(String, KeysTrouble)> {
    vec![(subject.to_owned(), trouble)]
}

async fn orders(bridge: &Bridge) {
    let passed = pass_orders(&bridge.engine, &bridge.shop).await;
    passed.expect("a database");
}

async fn stock(bridge: &Bridge) {
    let passed = pass_stock(&bridge.engine, &bridge.shop).await;
    passed.expect("a database");
}

fn add_pair(bridge: &Bridge, access: Access) -> Pair {
    let pair = bridge.on_shop(|shop, _, random| shop.add_pair(access, random));
    Pair::pasted(&pair.key, &pair.exchange).expect("a pair")
}

#[tokio::test]
async fn whichever_stream_meets_dead_keys_of_the_shop_says_so_once_until_new_ones_work() {
    let bridge = Bridge::with(many(2)).await;
    bridge.on_shop(|shop, _, _| shop.pairs.clear());
    let refused = one("shop", KeysTrouble::Refused);
    orders(&bridge).await;
    assert_eq!(told(&bridge).await, refused);
    stock(&bridge).await;
    bridge.sync(RunKind::First).await;
    assert_eq!(told(&bridge).await, refused);
    let pair = add_pair(&bridge, Access::ReadWrite);
    let renewed = bridge.engine.renew_shop_keys(&bridge.shop, &pair).await;
    renewed.expect("the shop takes them");
    assert_eq!(told(&bridge).await, []);
    orders(&bridge).await;
    assert_eq!(told(&bridge).await, []);
}

#[tokio::test]
async fn keys_of_the_shop_that_work_again_close_the_finding_by_themselves() {
    let bridge = Bridge::new().await;
    let pairs = bridge.on_shop(|shop, _, _| std::mem::take(&mut shop.pairs));
    orders(&bridge).await;
    assert_eq!(told(&bridge).await.len(), 1);
    bridge.on_shop(|shop, _, _| shop.pairs = pairs);
    orders(&bridge).await;
    assert_eq!(told(&bridge).await, []);
}

#[tokio::test]
async fn keys_that_may_only_read_are_told_until_others_are_there() {
    let bridge = Bridge::with(many(2)).await;
    bridge.on_shop(|shop, _, _| {
        let pairs = shop.pairs.iter_mut();
        pairs.for_each(|pair| pair.access = Access::Read);
    });
    bridge.sync(RunKind::First).await;
    let read_only = one("shop", KeysTrouble::ReadOnly);
    assert_eq!(told(&bridge).await, read_only);
    orders(&bridge).await;
    assert_eq!(told(&bridge).await, read_only, "orders only read");
    let pair = add_pair(&bridge, Access::ReadWrite);
    let renewed = bridge.engine.renew_shop_keys(&bridge.shop, &pair).await;
    renewed.expect("the shop takes them");
    assert_eq!(told(&bridge).await, []);
}

#[tokio::test]
async fn a_dead_key_of_the_till_is_told_until_the_till_takes_it_again() {
    let bridge = Bridge::with(many(2)).await;
    bridge.till(|till, _, _| till.licensed = false);
    bridge.sync(RunKind::First).await;
    assert_eq!(told(&bridge).await, one("till", KeysTrouble::Refused));
    bridge.till(|till, _, _| till.licensed = true);
    let refreshed = bridge.engine.refresh_account(&bridge.shop).await;
    refreshed.expect("the till answers");
    assert_eq!(told(&bridge).await, []);

    bridge.till(|till, _, _| till.licensed = false);
    bridge.sync(RunKind::First).await;
    assert_eq!(told(&bridge).await.len(), 1);
    bridge.till(|till, _, _| till.licensed = true);
    bridge.sync(RunKind::First).await;
    assert_eq!(told(&bridge).await, []);
}
