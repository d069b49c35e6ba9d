//! The process that serves is killed or stopped in the middle of a first sync: the next one goes on,
//! and whoever was logged in stays so.

use serde_json::{Value, json};

use crate::{
    demo::{assert_green, follow, press_start},
    support::{browser::Browser, process::Process, world::World},
};

const EMAIL: &str = "marta@pervinca.example";
const PASSWORD: &str = "un ponte di barche";

fn world() -> World {
    let world = World::generated(11, 40, None);
    let mut add = world.ponte.command(&["user", "add", "--email", EMAIL]);
    add.env("PONTE_PASSWORD", PASSWORD);
    crate::support::ponte::Ended::of(add).with(0);
    // The process brings stock in step too, as soon as the products are there: here it stays at 0.
    for point in world.sandbox.dump().till.sales_points {
        let id = point.id.to_string();
        let points = ["shop", "points", "--counts-not", &id];
        world.ponte.run(&points).with(0);
    }
    world
}

/// Holds the 15th product of the first sync, stops the server with `stop`, lets another one go on.
fn stop_and_go_on(stop: impl FnOnce(Process, &dyn Fn())) {
    let mut world = world();
    let (process, address) = world.ponte.serve();
    let mut browser = Browser::new(&address);
    browser.log_in(EMAIL, PASSWORD);
    let rule = json!({"service": "shop", "method": "POST", "path": "/products/product",
        "kind": "hold", "after": 14, "times": 1, "effect": true});
    let fault = world.sandbox.send("POST", "/faults", &rule)["id"].to_string();
    press_start(&mut browser);
    let held = world.sandbox.get(&format!("/faults/{fault}?wait=reached"));
    assert_eq!(held["holding"], 1, "{held}");
    let release = || {
        world
            .sandbox
            .send("DELETE", &format!("/faults/{fault}"), &Value::Null);
    };
    stop(process, &release);
    let begun = world.sandbox.dump().shop.products.len();
    assert!((1..40).contains(&begun), "in the middle: {begun}");

    let (_process, address) = world.ponte.serve();
    browser.moves_to(&address);
    follow(&mut browser);
    let shop = world.sandbox.at.shop.clone();
    assert_green(&browser.get("/connettore"), &shop);
    world.assert_equal();
}

#[test]
fn a_killed_server_goes_on_where_it_was() {
    stop_and_go_on(|process, release| {
        process.kill();
        release();
    });
}

#[test]
fn a_stopped_server_puts_its_work_down_and_the_next_goes_on_at_once() {
    stop_and_go_on(|process, release| {
        let ended = std::thread::scope(|scope| {
            let ended = scope.spawn(|| process.terminate());
            release();
            ended.join().expect("it was waited for")
        });
        assert_eq!(ended.code(), Some(0));
    });
}
