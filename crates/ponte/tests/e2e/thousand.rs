//! A thousand products: what the first sync brings, and what the next ones cost.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{equal::codes, support::world::World};

/// Products a page of the till (Cassa in Cloud sheet §13.1).
const PAGE: u64 = 100;
/// Categories, departments, taxes, sales modes, sales points: one call each.
const SURROUNDINGS: u64 = 5;

#[test]
fn a_thousand_products_reach_the_shop_and_then_only_changes_cost_anything() {
    let mut world = World::generated(1, 1_000, None);
    let first = world.ponte.sync(&[]).done();
    assert_eq!(first.json()["kind"], "first");
    let synced = world.assert_equal();
    let variants: usize = synced
        .shop
        .products
        .iter()
        .map(|it| it.variants.len().max(1))
        .sum();
    assert!(variants > 2_000, "about three variants each: {variants}");

    an_unchanged_catalogue_costs_nothing(&mut world, &[]);
    an_unchanged_catalogue_costs_nothing(&mut world, &["--full"]);
    let again = world.assert_equal();
    assert_eq!(
        codes(&again),
        codes(&synced),
        "a code that Ponte made stays"
    );

    changing_ten_products_writes_ten(&mut world);
    world.assert_equal();
}

#[track_caller]
fn an_unchanged_catalogue_costs_nothing(world: &mut World, how: &[&str]) {
    let products = world.before.till.products.len() as u64;
    world.sandbox.forget_calls();
    world.ponte.sync(how).done();
    let calls = world.sandbox.calls();
    assert_eq!(calls.to_the_shop(), 0, "{how:?}: {calls:?}");
    let most = products.div_ceil(PAGE) + SURROUNDINGS;
    assert!(calls.to_the_till() <= most, "{how:?}: {calls:?}");
}

fn changing_ten_products_writes_ten(world: &mut World) {
    let dump = world.sandbox.dump();
    let listed: BTreeSet<&String> = dump
        .shop
        .products
        .iter()
        .flat_map(|copy| copy.attributes.values())
        .collect();
    let changed = dump
        .till
        .products
        .iter()
        .filter(|product| listed.contains(&product.id));
    for (number, product) in changed.step_by(80).take(10).enumerate() {
        let edit = match number % 3 {
            0 => json!({"name": format!("{} nuovo", product.name)}),
            1 => json!({"price": "19.90"}),
            _ => json!({"description": "<p>Riscritta.</p>"}),
        };
        world.sandbox.edit(&product.id, &edit);
    }
    world.sandbox.forget_calls();
    let ended = world.ponte.sync(&[]).done();
    let calls = world.sandbox.calls();
    assert_eq!(calls.writes(), 10, "{calls:?}");
    assert_eq!(
        calls.of("PUT", "/v1.1/products/product.json"),
        10,
        "{calls:?}"
    );
    assert_eq!(ended.json()["figures"]["updated"], 10);
}
