//! A shop that sold things before Ponte came.

use crate::support::{sandbox::Sandbox, world::World};

/// The lived-in shop has two products with the till's codes and two of its own.
#[test]
fn what_the_shop_has_already_is_adopted_and_the_rest_is_left_alone() {
    let mut world = World::connected(Sandbox::start(&[]), None);
    let ended = world.ponte.sync(&[]).done();
    assert_eq!(ended.json()["figures"]["adopted"], 2, "{}", ended.out);
    let synced = world.assert_equal();
    let uids = |code: &str| -> Vec<u64> {
        let all = synced.shop.products.iter();
        all.filter(|copy| copy.sku == code)
            .map(|copy| copy.uid)
            .collect()
    };
    for known in world
        .before
        .shop
        .products
        .iter()
        .filter(|it| !it.sku.is_empty())
    {
        assert_eq!(uids(&known.sku), [known.uid], "{}", known.title);
    }
}

/// Nothing is deleted: a product that leaves is hidden, and comes back as the same.
#[test]
fn a_product_that_is_switched_off_is_hidden_and_comes_back_as_the_same() {
    let mut world = World::generated(5, 30, None);
    world.ponte.sync(&[]).done();
    let synced = world.assert_equal();
    let copy = &synced.shop.products[3];
    let id = copy
        .attributes
        .values()
        .next()
        .expect("the till's id")
        .clone();
    let now_on = |world: &World| {
        let dump = world.sandbox.dump();
        let found = dump.shop.products.into_iter().find(|it| it.uid == copy.uid);
        found.expect("it is never deleted").status
    };
    for (on, status) in [(false, 0), (true, 1)] {
        world
            .sandbox
            .edit(&id, &serde_json::json!({"ecommerce": on}));
        world.ponte.sync(&[]).done();
        world.assert_equal();
        assert_eq!(now_on(&world), status);
    }
}
