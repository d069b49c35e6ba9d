//! kill -9 of the serving process while orders are delivered: each is at the till once.
//!
//! The calls are drawn from a seed, which a failure prints and `PONTE_SEED` sets. A drawn call is
//! held by the sandbox, half of the times after it took effect and before its answer; the process is
//! killed then, and the next one begins the pass anew as soon as the lease has ended.

use std::collections::BTreeMap;

use ponte_store::test_cluster::Cluster;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{
    dice::{Dice, seed},
    stall::Stall,
};

/// Orders on each database.
const ORDERS: usize = 20;
/// Kills on each.
const KILLS: u64 = 5;
/// A kill comes after so many calls at most, or after so many parts that leave: few enough that all
/// of them strike.
const CALLS: u64 = 24;
const PARTS: u64 = 4;
/// Passes in which everything is cleared up.
const PASSES: usize = 5;
/// Pieces of each article at the second point.
const PLENTY: i64 = 100;
/// Pieces of each article at the first one: fewer than are bought in all, so that some orders are
/// divided.
const FEW: i64 = 10;

#[test]
fn killed_at_any_call_a_server_delivers_each_order_once_on_sqlite() {
    kill_and_count(None);
}

#[test]
fn killed_at_any_call_a_server_delivers_each_order_once_on_postgresql() {
    let cluster = Cluster::start();
    kill_and_count(Some(cluster.database()));
}

#[expect(
    clippy::print_stderr,
    reason = "a failure has to tell its seed, and what was killed where"
)]
fn kill_and_count(database: Option<String>) {
    let seed = seed();
    eprintln!("PONTE_SEED={seed}");
    let mut dice = Dice(seed);
    let stall = Stall::new(database, PLENTY);
    for sku in &stall.skus {
        stall.sandbox.put_stock(stall.points[0], sku, FEW);
    }
    let bought: Vec<Bought> = (0..ORDERS).map(|_| buy(&stall, &mut dice)).collect();
    let mut kills = 0;
    for number in 0..KILLS {
        let effect = dice.below(2) == 0;
        // Most calls only read: half of the kills strike a part on its way.
        let rule = match number % 2 {
            0 => json!({"after": dice.below(PARTS), "method": "POST", "path": "/orders/batch"}),
            _ => json!({"after": dice.below(CALLS)}),
        };
        match kill_at(&stall, rule, effect) {
            Some(held) => eprintln!("killed at {held}, effect {effect}"),
            None => break,
        }
        kills += 1;
    }
    assert!(kills > KILLS / 2, "PONTE_SEED={seed}: {kills} kills");
    let codes: Vec<i32> = (0..PASSES)
        .map(|_| stall.ponte.sync_orders().code)
        .take_while(|code| *code != 0)
        .collect();
    let ended = stall.ponte.sync_orders();
    assert_eq!(ended.code, 0, "PONTE_SEED={seed}: {codes:?} {}", ended.out);
    for Bought { id, pieces } in &bought {
        let parts = stall.sandbox.parts_of(id);
        let mut arrived: BTreeMap<String, Decimal> = BTreeMap::new();
        for (sku, count) in parts.iter().flat_map(|part| &part.pieces) {
            *arrived.entry(sku.clone()).or_default() += *count;
        }
        assert_eq!(arrived, *pieces, "PONTE_SEED={seed}: {id} {parts:#?}");
        let mut names: Vec<&String> = parts.iter().map(|part| &part.external_id).collect();
        names.dedup();
        assert_eq!(names.len(), parts.len(), "PONTE_SEED={seed}: {parts:#?}");
    }
}

/// What a shopper wanted.
struct Bought {
    id: String,
    pieces: BTreeMap<String, Decimal>,
}

fn buy(stall: &Stall, dice: &mut Dice) -> Bought {
    let articles = stall.skus.len() as u64;
    let first = dice.below(articles);
    let goods: Vec<(&str, u32)> = (0..1 + dice.below(2))
        .map(|next| {
            let article = usize::try_from((first + next) % articles).expect("few");
            let count = u32::try_from(1 + dice.below(4)).expect("few");
            (stall.skus[article].as_str(), count)
        })
        .collect();
    Bought {
        id: stall.sandbox.buy(&goods),
        pieces: goods
            .iter()
            .map(|(sku, count)| ((*sku).to_owned(), (*count).into()))
            .collect(),
    }
}

/// Starts a server and kills it at the call that `rule` describes; gives the call, or nothing where
/// everything was delivered before.
fn kill_at(stall: &Stall, mut rule: Value, effect: bool) -> Option<String> {
    let sandbox = &stall.sandbox;
    rule["kind"] = json!("hold");
    rule["effect"] = json!(effect);
    rule["times"] = json!(1);
    let fault = sandbox.send("POST", "/faults", &rule)["id"]
        .as_u64()
        .expect("a number");
    let path = format!("/faults/{fault}");
    let (process, _) = stall.ponte.serve();
    let holding = |fault: &Value| fault["holding"].as_u64().unwrap_or(0) > 0;
    let held = sandbox.get(&format!("{path}?wait=reached&seconds=20"));
    process.kill();
    if !holding(&held) {
        sandbox.send("DELETE", &path, &Value::Null);
        return None;
    }
    // Its connections are closed: the held call ends without ever being let on.
    while holding(&sandbox.get(&path)) {}
    sandbox.send("DELETE", &path, &Value::Null);
    let calls = sandbox.get("/journal?limit=200");
    let mut calls = calls.as_array().expect("calls").iter();
    let struck = calls.find(|call| call["fault"] == fault);
    let struck = struck.map_or(Value::Null, Clone::clone);
    Some(format!("{} {}", struck["method"], struck["path"]))
}
