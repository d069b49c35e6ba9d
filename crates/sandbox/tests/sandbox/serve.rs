//! The three servers, over the network and without one.

use std::{sync::Arc, time::Duration};

use crate::running::{Sandbox, Sent};
use http::Method;
use jiff::Timestamp;
use ponte_sandbox::{
    Service, World,
    faults::{Kind, Rule, latency::Latency},
    in_process::{Hosts, InProcess},
    journal::Filter,
    lived_in::{self, Start},
};
use ponte_transport::{Clock, ManualClock, Request, SystemClock, Transport, TransportError};
use serde_json::{Value, json};

#[tokio::test]
async fn the_line_has_three_addresses_and_the_accounts() {
    let sandbox = Sandbox::bare().await;
    let line = serde_json::to_value(&sandbox.running).expect("JSON");
    let keys: Vec<&String> = line.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["accounts", "control", "shop", "till"]);
    let account = line["accounts"][0].as_object().expect("an account");
    let keys: Vec<&String> = account.keys().collect();
    assert_eq!(keys, ["instance", "shop_exchange", "shop_key", "till_key"]);
    assert!(
        line["till"]
            .as_str()
            .expect("a URL")
            .starts_with("http://127.0.0.1:")
    );
}

#[tokio::test]
async fn the_same_seed_gives_the_same_keys() {
    let keys = |seed| {
        let world = World::with_tenants(Arc::new(SystemClock), 2, seed);
        serde_json::to_value(world.accounts()).expect("JSON")
    };
    assert_eq!(keys(3), keys(3));
    assert_ne!(keys(3), keys(4));
    assert_ne!(keys(3)[0], keys(3)[1]);
}

#[tokio::test]
async fn the_lived_in_world_has_what_the_first_page_of_a_merchant_has() {
    let sandbox = Sandbox::lived_in().await;
    let (_, dump) = sandbox.control("GET", "/dump", Value::Null).await;
    let points = dump["till"]["sales_points"].as_array().expect("points");
    let names: Vec<&str> = points
        .iter()
        .filter_map(|point| point["name"].as_str())
        .collect();
    assert_eq!(names, ["Via dei Tigli", "Piazza Mercato"]);
    let products = dump["till"]["products"].as_array().expect("products");
    assert_eq!(products.len(), 150);
    assert!(products.iter().any(|product| product["by_weight"] == true));
    assert!(
        products
            .iter()
            .any(|product| product["options"] != json!([]))
    );
    let codes = |products: &Value| -> Vec<String> {
        let products = products.as_array().expect("products").iter();
        let codes = products.flat_map(|product| {
            let variants = product["variants"].as_array().cloned().unwrap_or_default();
            let own = product["sku"].as_str().map(str::to_owned);
            own.into_iter().chain(
                variants
                    .into_iter()
                    .filter_map(|variant| variant["sku"].as_str().map(str::to_owned)),
            )
        });
        codes.filter(|code| !code.is_empty()).collect()
    };
    let till = codes(&dump["till"]["products"]);
    let shop = codes(&dump["shop"]["products"]);
    let shared = shop.iter().filter(|code| till.contains(code)).count();
    assert_eq!((shared, shop.len()), (2, 4), "{shop:?}");
}

#[tokio::test]
async fn pictures_of_the_till_are_served_at_the_control_address_and_count_as_no_call() {
    let sandbox = Sandbox::lived_in().await;
    let token = sandbox.token().await;
    let (status, page) = sandbox.till(&token, "/products?start=0&limit=1").await;
    assert_eq!(status, 200);
    let link = page["products"][0]["images"][0]["imageUrl"]
        .as_str()
        .expect("a picture")
        .to_owned();
    assert!(link.starts_with(sandbox.running.control.as_str()), "{link}");
    let before = sandbox.world.lock().journal.total(Service::Till);
    let url = link.parse().expect("an address");
    let (status, bytes) = sandbox
        .send(Method::GET, url, Sent::default(), Duration::from_secs(5))
        .await
        .expect("the picture");
    assert_eq!((status.as_u16(), &bytes[1..4]), (200, &b"PNG"[..]));
    let after = sandbox.world.lock().journal.total(Service::Till);
    assert_eq!((before, after), (2, 2), "the token and the page");
}

#[tokio::test]
async fn the_journal_names_the_tenant_of_a_call_and_no_secret() {
    let sandbox = Sandbox::bare().await;
    let token = sandbox.token().await;
    sandbox.till(&token, "/products?start=0&limit=1").await;
    sandbox
        .shop("GET", "/v1.1/store/info.json", "")
        .await
        .expect("an answer");
    let (_, rows) = sandbox.control("GET", "/journal", Value::Null).await;
    let text = rows.to_string();
    let account = &sandbox.running.accounts[0];
    let named = |place: usize| rows[place]["instance"].as_str() == Some(&account.instance);
    assert!(named(0) && named(1), "{text}");
    for secret in [
        &token,
        &account.till_key,
        &account.shop_key,
        &account.shop_exchange,
    ] {
        assert!(!text.contains(secret.as_str()));
    }
}

#[tokio::test]
async fn stopping_frees_the_ports() {
    let sandbox = Sandbox::bare().await;
    let address = sandbox
        .running
        .till
        .socket_addrs(|| None)
        .expect("an address")[0];
    sandbox.running.stop().await;
    let again = tokio::net::TcpListener::bind(address).await;
    assert!(again.is_ok(), "{again:?}");
}

#[tokio::test]
async fn without_a_network_a_time_out_is_counted_by_the_world_s_clock() {
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
    let world = World::with_tenants(clock.clone(), 1, 7);
    let hosts = Hosts::default();
    let services = InProcess::new(world.clone(), &hosts);
    let call = |path: &str| {
        let url = hosts.shop.join(path).expect("a path");
        services.send(Request::new(Method::GET, url))
    };
    let answer = call("/v1.1/store/info.json").await.expect("an answer");
    assert_eq!(answer.status, 401, "no keys");
    let rule = Rule::new(Service::Shop, Kind::Timeout);
    world.lock().faults.add(rule).expect("a rule that can be");
    let waiting = call("/v1.1/store/info.json");
    tokio::pin!(waiting);
    while clock.now().as_second() < 60 {
        tokio::select! {
            biased;
            ended = &mut waiting => panic!("too early: {ended:?}"),
            () = tokio::task::yield_now() => clock.advance(Duration::from_secs(10)),
        }
    }
    let ended = waiting.await;
    assert!(
        matches!(ended, Err(TransportError::Timeout(_))),
        "{ended:?}"
    );
    let rows: Vec<_> = world
        .lock()
        .journal
        .rows(&Filter::default())
        .map(|call| (call.status, call.millis))
        .collect();
    assert_eq!(rows, [(None, 60_000), (Some(401), 0)]);
}

#[tokio::test]
async fn without_a_network_unknown_hosts_refuse_the_connection() {
    let world = World::with_tenants(Arc::new(SystemClock), 1, 7);
    let services = InProcess::new(world, &Hosts::default());
    let url = "http://elsewhere.test/".parse().expect("an address");
    let ended = services.send(Request::new(Method::GET, url)).await;
    assert!(
        matches!(ended, Err(TransportError::Connect(_))),
        "{ended:?}"
    );
}

/// Latency with jitter, and dice.
fn trouble(world: &World) {
    let mut state = world.lock();
    state.latencies.shop = Latency {
        millis: 20,
        jitter_millis: 30,
    };
    let dice = Rule {
        probability: Some(0.4),
        ..Rule::new(Service::Shop, Kind::Drop)
    };
    state.faults.add(dice).expect("a rule that can be");
}

/// Twenty calls on a world with latency, jitter and dice; what the journal and the dump then say.
async fn a_day(seed: u64) -> (Value, Value) {
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
    let world = World::with_tenants(clock.clone(), 1, seed);
    let hosts = Hosts::default();
    let services = InProcess::new(world.clone(), &hosts);
    let account = world.accounts().remove(0);
    lived_in::fill(&world, &account.instance, Start::LivedIn, seed);
    trouble(&world);
    for number in 0..20 {
        let url = hosts
            .shop
            .join("/v1.1/categories/category.json")
            .expect("a path");
        let mut request = Request::new(Method::POST, url);
        request.body = format!("name=Categoria{number}").into();
        for (name, value) in [
            ("key", &account.shop_key),
            ("exchange", &account.shop_exchange),
        ] {
            let value = http::HeaderValue::from_str(value).expect("a value");
            request.headers.insert(name, value);
        }
        let call = services.send(request);
        tokio::pin!(call);
        loop {
            tokio::select! {
                biased;
                _ = &mut call => break,
                () = tokio::task::yield_now() => clock.advance(Duration::from_millis(1)),
            }
        }
    }
    let state = world.lock();
    let all = Filter::default();
    let rows: Vec<_> = state.journal.rows(&all).collect();
    let shop = state.tenants[0].shop.dump();
    let till = state.tenants[0].till.dump();
    (json!(rows), json!({"shop": shop, "till": till}))
}

#[tokio::test]
async fn without_a_network_the_same_seed_gives_the_same_journal_and_the_same_world() {
    let (journal, world) = a_day(11).await;
    assert_eq!((&journal, &world), (&a_day(11).await.0, &a_day(11).await.1));
    assert_ne!(journal, a_day(12).await.0);
    let rows = journal.as_array().expect("rows");
    let unanswered = rows
        .iter()
        .filter(|row| row.get("status").is_none())
        .count();
    assert!(
        (1..20).contains(&unanswered),
        "the dice fell both ways: {unanswered}"
    );
    assert_eq!(
        world["shop"]["categories"].as_array().map(Vec::len),
        Some(20 + 3)
    );
}
