//! `ponte sandbox`: one line, three addresses, the keys.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{
    http::Http,
    process::{Process, ponte},
    sandbox::Sandbox,
};

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn the_sandbox_prints_one_line_with_three_addresses_and_the_keys() {
    let (_process, ready) = Process::ready(&mut ponte(&["sandbox"]));
    assert_eq!(keys(&ready), ["till", "shop", "control", "accounts"].into());
    let expected = ["till_key", "shop_key", "shop_exchange", "instance"].into();
    assert_eq!(keys(&ready["accounts"][0]), expected);
    let http = Http::new();
    let at = |name: &str| ready[name].as_str().expect("an address").to_owned();
    // Real paths: the till asks for a token, the shop for a key, the control API for nothing.
    assert_eq!(http.get(&format!("{}products", at("till"))).status, 401);
    assert!(
        http.get(&format!("{}v1.1/store/info.json", at("shop")))
            .status
            >= 400
    );
    let document = http.get(&format!("{}openapi.json", at("control"))).json();
    assert!(document["paths"]["/faults"].is_object(), "it is described");
}

#[test]
fn it_starts_lived_in_and_with_empty_it_starts_bare() {
    let lived_in = Sandbox::start(&[]).dump();
    assert_eq!(lived_in.till.products.len(), 150);
    assert!(
        lived_in
            .till
            .products
            .iter()
            .any(|product| product.by_weight)
    );
    assert!(
        !lived_in.shop.products.is_empty(),
        "the shop sells something of its own"
    );
    let bare = Sandbox::start(&["--empty"]).dump();
    assert_eq!((bare.till.products.len(), bare.shop.products.len()), (0, 0));
    assert_eq!(bare.till.sales_points.len(), 2);
}

#[test]
fn the_same_seed_gives_the_same_keys() {
    let [one, two, other] = ["5", "5", "6"].map(|seed| {
        let sandbox = Sandbox::start(&["--empty", "--seed", seed]);
        (
            sandbox.account.till_key.clone(),
            sandbox.account.shop_key.clone(),
        )
    });
    assert_eq!(one, two);
    assert_ne!(one, other);
}
