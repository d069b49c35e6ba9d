//! Wrong keys and missing permissions: told apart, named, and never written out.

use serde_json::{Value, json};

use crate::support::{
    ponte::{Ended, Ponte},
    sandbox::Sandbox,
    world::World,
};

/// Permissions without some of them.
fn without(sandbox: &Sandbox, scopes: &[&str]) {
    let path = format!("/accounts/{}/permissions", sandbox.account.instance);
    let mut permissions = sandbox.get(&path);
    let all = permissions["scopes"].as_array_mut().expect("a list");
    all.retain(|scope| !scopes.contains(&scope.as_str().expect("a name")));
    sandbox.send("PUT", &path, &permissions);
}

#[track_caller]
fn says_no_secret(ended: &Ended, sandbox: &Sandbox) {
    let account = &sandbox.account;
    for secret in [&account.till_key, &account.shop_key, &account.shop_exchange] {
        assert!(!ended.err.contains(secret) && !ended.out.contains(secret));
    }
}

#[test]
fn a_wrong_till_key_is_told_and_not_kept() {
    let sandbox = Sandbox::bare();
    let ponte = Ponte::new(&sandbox, None);
    ponte
        .connect(
            &sandbox,
            &["--till-key", "00000000-0000-4000-8000-000000000000"],
        )
        .with(5);
    let list = ponte.run(&["shop", "list"]).with(0).out;
    assert!(
        list.contains(" no "),
        "the shop is connected without a till key: {list}"
    );
    ponte.sync(&[]).with(5);
    ponte
        .run(&["shop", "set", "--till-key", &sandbox.account.till_key])
        .with(0);
    ponte.sync(&[]).with(0);
}

#[test]
fn wrong_shop_keys_are_told_and_connect_nothing() {
    let sandbox = Sandbox::bare();
    let ponte = Ponte::new(&sandbox, None);
    let ended = ponte
        .connect(&sandbox, &["--shop-key", "0123456789abcdef"])
        .with(5);
    says_no_secret(&ended, &sandbox);
    assert!(!ended.err.contains("0123456789abcdef"), "{}", ended.err);
    let list = ponte.run(&["shop", "list"]).with(0).out;
    assert_eq!(list.lines().count(), 1, "the head alone: {list}");
}

#[test]
fn each_missing_permission_is_named() {
    let sandbox = Sandbox::bare();
    sandbox.generate(3, 3);
    without(&sandbox, &["read_tax", "read_category"]);
    let ponte = Ponte::new(&sandbox, None);
    let ended = ponte.connect(&sandbox, &[]).with(5);
    for (word, missing) in [("tax", true), ("categor", true), ("product", false)] {
        let named = ended
            .err
            .lines()
            .any(|line| line.contains("lacks") && line.contains(word));
        assert_eq!(named, missing, "{word}: {}", ended.err);
    }
    let ended = ponte.sync(&[]).with(5);
    assert_eq!(ended.json()["cause"], "till_permission", "{}", ended.out);
    assert_eq!(sandbox.calls().writes(), 0, "nothing is guessed");
    says_no_secret(&ended, &sandbox);
}

#[test]
fn a_read_only_shop_key_is_told_apart_from_a_wrong_one() {
    let mut sandbox = Sandbox::bare();
    sandbox.generate(3, 10);
    let pairs = format!("/accounts/{}/pairs", sandbox.account.instance);
    let pair = sandbox.send("POST", &pairs, &json!({"access": "read"}));
    let text = |name: &str| pair[name].as_str().expect("a text").to_owned();
    (sandbox.account.shop_key, sandbox.account.shop_exchange) = (text("key"), text("exchange"));
    let ponte = Ponte::new(&sandbox, None);
    ponte.connect(&sandbox, &[]).with(0);
    ponte.sync(&["--dry-run"]).done();
    let ended = ponte.sync(&[]).with(5);
    assert_eq!(
        ended.json()["cause"],
        "read_only_shop_keys",
        "{}",
        ended.out
    );
    says_no_secret(&ended, &sandbox);
    assert!(sandbox.dump().shop.products.is_empty());
}

#[test]
fn a_shop_key_that_was_revoked_ends_the_run() {
    let world = World::generated(3, 20, None);
    let instance = &world.sandbox.account.instance;
    let pair = format!(
        "/accounts/{instance}/pairs/{}",
        world.sandbox.account.shop_key
    );
    world.sandbox.send("DELETE", &pair, &Value::Null);
    let ended = world.ponte.sync(&[]).with(5);
    assert_eq!(ended.json()["cause"], "wrong_shop_keys", "{}", ended.out);
    world.assert_nothing_listed();
}

#[test]
fn keys_sealed_under_another_master_key_end_the_run_as_missing_keys() {
    let world = World::generated(3, 2, None);
    let mut command = world.ponte.command(&["sync", "products", "--json"]);
    command.env("PONTE_KEY", "00".repeat(32));
    let ended = Ended::of(command).with(5);
    assert_eq!(ended.json()["cause"], "no_keys", "{}", ended.out);
    assert_eq!(world.sandbox.calls().to_the_till(), 0);
    world.ponte.sync(&[]).done();
}
