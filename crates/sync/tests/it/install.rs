//! Shops that come by themselves: by the platform's call, or by their keys, pasted.

use std::{future::poll_fn, pin::pin, task::Poll};

use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
    shop::pairs::Access,
    world::Account,
};
use ponte_store::shops::Shop;
use ponte_sync::install::{InstallTrouble, Installation, Pair};

use crate::bridge::Bridge;

/// A shop of the sandbox that Ponte does not know.
fn another(bridge: &Bridge) -> Account {
    bridge.world.add_tenant()
}

fn call(account: &Account) -> Installation {
    Installation {
        instance: account.instance.clone(),
        key: account.shop_key.clone().into(),
        exchange: account.shop_exchange.clone().into(),
    }
}

/// A new pair of keys of the first shop.
fn new_pair(bridge: &Bridge, access: Access) -> Pair {
    let pair = bridge.on_shop(|shop, _, random| shop.add_pair(access, random));
    Pair::pasted(&pair.key, &pair.exchange).expect("a pair")
}

fn call_with(account: &Account, pair: &Pair) -> Installation {
    Installation {
        instance: account.instance.clone(),
        key: pair.key.clone(),
        exchange: pair.exchange.clone(),
    }
}

async fn shops(bridge: &Bridge) -> Vec<Shop> {
    let mut tx = bridge.engine.store().read().await.expect("a database");
    tx.shops().await.expect("a database")
}

#[tokio::test]
async fn an_installation_brings_a_shop_and_said_again_it_changes_nothing_more() {
    let bridge = Bridge::new().await;
    let account = another(&bridge);
    let installed = bridge.engine.install(call(&account)).await;
    let installed = installed.expect("the shop takes its keys");
    assert!(installed.new);
    let again = bridge.engine.install(call(&account)).await;
    let again = again.expect("the same call");
    assert!(!again.new);
    assert_eq!(again.shop, installed.shop);
    let shops = shops(&bridge).await;
    assert_eq!(shops.len(), 2);
    let shop = shops.iter().find(|shop| shop.id == installed.shop);
    let shop = shop.expect("it is kept");
    assert_eq!(shop.instance.as_ref(), Some(&account.instance));
    let sealed = shop.shop_key.as_ref().expect("its key");
    let plain = account.shop_key.as_bytes();
    assert!(!sealed.windows(plain.len()).any(|part| part == plain));
    let mut tx = bridge.engine.store().read().await.expect("a database");
    assert!(!tx.has_members(&shop.id).await.expect("a database"));
}

#[tokio::test]
async fn an_install_call_with_keys_that_the_shop_refuses_keeps_nothing() {
    let bridge = Bridge::new().await;
    let before = shops(&bridge).await;
    let mut invented = another(&bridge);
    invented.shop_exchange = "0".repeat(64);
    let refused = bridge.engine.install(call(&invented)).await;
    assert!(
        matches!(refused, Err(InstallTrouble::Unknown)),
        "{refused:?}"
    );
    assert_eq!(shops(&bridge).await, before);
}

#[tokio::test]
async fn an_install_call_for_a_known_shop_with_keys_of_another_one_changes_nothing() {
    let bridge = Bridge::new().await;
    let before = shops(&bridge).await;
    let known = bridge.world.accounts().remove(0);
    let mut call = call(&another(&bridge));
    call.instance = known.instance;
    let refused = bridge.engine.install(call).await;
    assert!(
        matches!(refused, Err(InstallTrouble::AnotherShop)),
        "{refused:?}"
    );
    assert_eq!(shops(&bridge).await, before);
}

#[tokio::test]
async fn an_install_call_that_calls_a_known_shop_otherwise_changes_nothing() {
    let bridge = Bridge::new().await;
    let before = shops(&bridge).await;
    let mut invented = bridge.world.accounts().remove(0);
    "65a1b2c3d4e5f60718293a4b".clone_into(&mut invented.instance);
    let refused = bridge.engine.install(call(&invented)).await;
    assert!(
        matches!(refused, Err(InstallTrouble::AnotherShop)),
        "{refused:?}"
    );
    assert_eq!(shops(&bridge).await, before);
}

#[tokio::test]
async fn installed_again_the_new_keys_take_the_place_of_the_old_ones() {
    let bridge = Bridge::new().await;
    let account = bridge.world.accounts().remove(0);
    let pair = new_pair(&bridge, Access::ReadWrite);
    bridge.on_shop(|shop, _, _| shop.revoke_pair(&account.shop_key));
    let installed = bridge.engine.install(call_with(&account, &pair)).await;
    let installed = installed.expect("the shop takes the new keys");
    assert!(!installed.new);
    assert_eq!(installed.shop, bridge.shop);
    let sync = ponte_sync::worker::pass_orders(&bridge.engine, &bridge.shop).await;
    let told = format!("{:?}", sync.expect("a database"));
    assert!(told.contains("Done"), "{told}");
}

#[tokio::test]
async fn an_installation_that_died_on_its_way_is_made_whole_by_the_next_one() {
    let bridge = Bridge::new().await;
    let account = another(&bridge);
    for polls in 1..40 {
        let mut call = pin!(bridge.engine.install(call(&account)));
        let mut left = polls;
        poll_fn(|context| {
            left -= 1;
            if call.as_mut().poll(context).is_ready() || left == 0 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
    let whole = bridge.engine.install(call(&account)).await;
    let whole = whole.expect("the shop takes its keys");
    let shops = shops(&bridge).await;
    assert_eq!(shops.len(), 2, "one more than the bridge's own");
    assert!(shops.iter().any(|shop| shop.id == whole.shop));
}

#[tokio::test]
async fn keys_that_may_only_read_are_said_at_once_and_not_kept() {
    let bridge = Bridge::new().await;
    let before = shops(&bridge).await;
    let account = bridge.world.accounts().remove(0);
    let pair = new_pair(&bridge, Access::Read);
    for status in [403, 401] {
        bridge.world.lock().switches.shop_read_pair_status = status;
        let called = bridge.engine.install(call_with(&account, &pair)).await;
        let pasted = bridge.engine.connect_shop(&pair).await;
        let renewed = bridge.engine.renew_shop_keys(&bridge.shop, &pair).await;
        for refused in [called, pasted, renewed] {
            assert!(
                matches!(refused, Err(InstallTrouble::ReadOnly)),
                "{refused:?}"
            );
        }
    }
    assert_eq!(shops(&bridge).await, before);
}

#[tokio::test]
async fn trying_keys_moves_no_stock_whatever_the_shop_says_to_an_unknown_code() {
    let bridge = Bridge::new().await;
    let account = bridge.world.accounts().remove(0);
    for refused in [false, true] {
        bridge.world.lock().switches.shop_unknown_sku_refused = refused;
        let mark = bridge.on_shop(|shop, _, _| shop.products.history_mark());
        let again = bridge.engine.install(call(&account)).await;
        again.expect("the shop takes its keys");
        let moved = bridge.on_shop(|shop, _, _| shop.products.moved_since(mark).len());
        assert_eq!(moved, 0);
    }
}

#[tokio::test]
async fn a_shop_that_does_not_answer_is_not_one_with_wrong_keys() {
    let bridge = Bridge::new().await;
    let account = another(&bridge);
    let rule = Rule::new(Service::Shop, Kind::Status);
    bridge.world.lock().faults.add(rule).expect("a rule");
    let refused = bridge.engine.install(call(&account)).await;
    assert!(
        matches!(refused, Err(InstallTrouble::NoAnswer(_))),
        "{refused:?}"
    );
    assert_eq!(shops(&bridge).await.len(), 1);
}

#[tokio::test]
async fn a_shop_whose_keys_were_pasted_is_the_same_when_it_is_installed() {
    let bridge = Bridge::new().await;
    let account = another(&bridge);
    let pair = Pair::pasted(&account.shop_key, &account.shop_exchange).expect("a pair");
    let pasted = bridge.engine.connect_shop(&pair).await;
    let pasted = pasted.expect("the shop takes its keys");
    let installed = bridge.engine.install(call(&account)).await;
    let installed = installed.expect("the same shop");
    assert_eq!((installed.shop, installed.new), (pasted.shop, false));
    let again = bridge.engine.connect_shop(&pair).await.expect("the same");
    assert!(!again.new);
}

#[tokio::test]
async fn keys_pasted_by_somebody_from_outside_replace_dead_ones_alone() {
    let bridge = Bridge::new().await;
    let account = bridge.world.accounts().remove(0);
    let before = shops(&bridge).await;
    let pair = new_pair(&bridge, Access::ReadWrite);
    let pasted = bridge.engine.connect_shop(&pair).await;
    assert_eq!(pasted.expect("its keys").shop, bridge.shop);
    assert_eq!(shops(&bridge).await, before, "the old ones work");
    bridge.on_shop(|shop, _, _| shop.revoke_pair(&account.shop_key));
    let pasted = bridge.engine.connect_shop(&pair).await;
    assert_eq!(pasted.expect("its keys").shop, bridge.shop);
    assert_ne!(shops(&bridge).await, before);
}

#[tokio::test]
async fn new_keys_for_a_shop_must_be_its_own() {
    let bridge = Bridge::new().await;
    let before = shops(&bridge).await;
    let account = another(&bridge);
    let pair = Pair::pasted(&account.shop_key, &account.shop_exchange).expect("a pair");
    let renewed = bridge.engine.renew_shop_keys(&bridge.shop, &pair).await;
    assert!(
        matches!(renewed, Err(InstallTrouble::AnotherShop)),
        "{renewed:?}"
    );
    assert_eq!(shops(&bridge).await, before);
}
