//! kill -9 at any call: whatever was under way, the next process brings it to the same end.
//!
//! The calls are drawn from a seed, which a failure prints and `PONTE_SEED` sets. A drawn call is
//! held by the sandbox, half of the times after it took effect and before its answer; the process
//! is killed then, and the next one takes the run up as soon as the lease has ended.

use ponte_store::test_cluster::Cluster;
use serde_json::{Value, json};

use crate::support::{
    dice::{Dice, seed},
    sandbox::Sandbox,
    world::World,
};

/// Products of a catalogue.
const PRODUCTS: usize = 60;
/// Kills on each database.
const KILLS: usize = 20;
/// Kills in one sync at most: its run is taken up after each.
const KILLS_A_SYNC: usize = 5;

/// Kills while changes are carried.
const CHANGING_KILLS: u64 = 6;

#[test]
fn killed_at_any_call_a_sync_ends_equal_with_nothing_doubled_on_sqlite() {
    kill_and_compare(|| None);
}

#[test]
fn killed_at_any_call_a_sync_ends_equal_with_nothing_doubled_on_postgresql() {
    let cluster = Cluster::start();
    kill_and_compare(|| Some(cluster.database()));
}

/// Every kind of change at once: texts, prices, pictures taken away and added, a category that is
/// new, codes, products that leave.
#[test]
fn killed_while_changes_are_carried_a_sync_ends_equal_with_nothing_doubled() {
    let seed = seed();
    let mut dice = Dice(seed);
    let mut world = World::generated(seed, PRODUCTS, None);
    world.ponte.sync(&[]).done();
    for (number, product) in world.sandbox.dump().till.products.iter().enumerate() {
        world.sandbox.edit(&product.id, &change(number));
    }
    world.sandbox.forget_calls();
    let mut told = vec![format!("PONTE_SEED={seed}")];
    // Most products change, so that half of the kills strike for certain; the others, among the
    // pictures, where there is still something to do.
    let changes = PRODUCTS as u64 * 3 / 4;
    let mut drawn: Vec<u64> = (0..CHANGING_KILLS)
        .map(|number| changes * (number % 2) + 1 + dice.below(changes))
        .collect();
    drawn.sort_unstable();
    for (number, call) in drawn.into_iter().enumerate() {
        told.extend(kill_at(&world, call, number % 2 == 0));
    }
    assert!(told.len() as u64 > CHANGING_KILLS / 2, "{told:#?}");
    world.ponte.sync(&[]).done();
    let found = world.differences();
    assert!(found.is_empty(), "{told:#?} {found:#?}");
    world.sandbox.forget_calls();
    world.ponte.sync(&["--full"]).done();
    let calls = world.sandbox.calls();
    assert_eq!(calls.to_the_shop(), 0, "{told:#?} {calls:?}");
}

fn change(number: usize) -> Value {
    match number % 8 {
        0 => json!({"name": format!("Nuovo {number}")}),
        1 => json!({"price": "12.30"}),
        2 => json!({"pictures": [format!("/pictures/nuova-{number}.png")]}),
        3 => json!({"pictures": []}),
        4 => json!({"category": "Novità"}),
        5 => json!({"sku": format!("NUOVO-{number}")}),
        6 => json!({"description": "<p>Riscritta.</p>", "vat": "4"}),
        _ => json!({"pictures": ["/pictures/prima.png", format!("/pictures/poi-{number}.png")]}),
    }
}

/// Kills in as many worlds as it takes.
#[expect(
    clippy::print_stderr,
    reason = "a failure has to tell its seed, and what was killed where"
)]
fn kill_and_compare(database: impl Fn() -> Option<String>) {
    let seed = seed();
    eprintln!("PONTE_SEED={seed}");
    let mut dice = Dice(seed);
    let mut kills = 0;
    for number in 0_u64.. {
        if kills >= KILLS {
            break;
        }
        assert!(
            number < 3 * KILLS as u64,
            "PONTE_SEED={seed}: calls are not reached"
        );
        let mut world = World::generated(seed.wrapping_add(number), PRODUCTS, database());
        let calls = needed(&world);
        let most = KILLS_A_SYNC.min(KILLS - kills);
        let mut drawn: Vec<u64> = (0..most).map(|_| 1 + dice.below(calls)).collect();
        drawn.sort_unstable();
        let mut told = Vec::new();
        for call in drawn {
            let effect = kills % 2 == 0;
            let Some(held) = kill_at(&world, call, effect) else {
                break;
            };
            told.push(format!("{held}, effect {effect}"));
            kills += 1;
        }
        eprintln!("world {number}: killed at {told:#?}");
        world.ponte.sync(&[]).done();
        world.assert_equal();
        // What it knows of its own writes is whole too.
        world.sandbox.forget_calls();
        world.ponte.sync(&["--full"]).done();
        let calls = world.sandbox.calls();
        assert_eq!(calls.to_the_shop(), 0, "PONTE_SEED={seed}: {calls:?}");
    }
}

/// About as many calls as an undisturbed first sync makes: the till's surroundings, each product,
/// each picture, some lists and categories of the shop.
fn needed(world: &World) -> u64 {
    let till = &world.before.till;
    let pictures: usize = till
        .products
        .iter()
        .map(|product| product.pictures.len())
        .sum();
    (till.products.len() + pictures + 20) as u64
}

/// Starts a sync and kills it at the `call`th call of the journal, or at the next one where that is
/// past; gives the call it was held at, or nothing where the sync ended before.
fn kill_at(world: &World, call: u64, effect: bool) -> Option<String> {
    let sandbox = &world.sandbox;
    let past = latest(sandbox);
    let rule = json!({
        "kind": "hold", "effect": effect, "times": 1, "after": call.saturating_sub(past + 1)
    });
    let fault = sandbox.send("POST", "/faults", &rule)["id"]
        .as_u64()
        .expect("a number");
    let path = format!("/faults/{fault}");
    let mut process = world.ponte.start_sync();
    let holding = |fault: &Value| fault["holding"].as_u64().unwrap_or(0) > 0;
    while !holding(&sandbox.get(&format!("{path}?wait=reached&seconds=1"))) {
        if process.ended().is_some() {
            sandbox.send("DELETE", &path, &Value::Null);
            return None;
        }
    }
    process.kill();
    // Its connections are closed: the held call ends without ever being let on.
    while holding(&sandbox.get(&path)) {}
    sandbox.send("DELETE", &path, &Value::Null);
    let struck = sandbox.get(&format!("/journal?limit=100&after={past}"));
    let struck = struck
        .as_array()
        .expect("calls")
        .iter()
        .find(|call| call["fault"] == fault);
    let struck = struck.map_or(Value::Null, Clone::clone);
    Some(format!(
        "call {} {} {}",
        struck["number"], struck["method"], struck["path"]
    ))
}

/// The number of the latest call.
fn latest(sandbox: &Sandbox) -> u64 {
    let calls = sandbox.get("/journal?limit=1");
    calls[0]["number"].as_u64().unwrap_or(0)
}
