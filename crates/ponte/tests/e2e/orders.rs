//! Orders on the command line, beside a process that serves.

use serde_json::{Value, json};

use crate::support::{orders::awaited, ponte::Ended, stall::Stall};

/// The orders that a command told, by id.
fn told<'e>(lines: &'e [Value], id: &str) -> &'e Value {
    let mut orders = lines.iter().map(|line| &line["order"]);
    orders
        .find(|order| order["id"] == id)
        .unwrap_or_else(|| panic!("{id} is not told in {lines:#?}"))
}

fn lines(ended: &Ended) -> Vec<Value> {
    let lines = ended.out.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn an_order_that_is_delivered_ends_with_0_and_one_that_waits_with_3_naming_what_is_missing() {
    let stall = Stall::new(None, 10);
    let (sandbox, ponte) = (&stall.sandbox, &stall.ponte);
    let sku = stall.skus[0].as_str();
    let id = sandbox.buy(&[(sku, 12)]);
    let ended = ponte.sync_orders().with(0);
    let lines_told = lines(&ended);
    assert_eq!(
        told(&lines_told, &id)["stage"],
        "delivered",
        "{}",
        ended.out
    );
    let result = ended.json();
    assert_eq!(result["outcome"], "done");
    assert_eq!(result["figures"]["delivered"], 2, "{result}");
    assert_eq!(sandbox.parts_of(&id).len(), 2);

    let off = stall.points[0].to_string();
    ponte.run(&["shop", "points", "--off", &off]).with(0);
    let other = stall.skus[1].as_str();
    let waits = sandbox.buy(&[(other, 17)]);
    let ended = ponte.run(&["sync", "orders"]).with(3);
    assert!(ended.out.contains("missing: 7 × "), "{}", ended.out);
    assert_eq!(sandbox.parts_of(&waits), []);

    let list = ponte.run(&["orders", "list", "--stage", "waiting"]).with(0);
    assert_eq!(
        list.out.lines().count(),
        2,
        "a head and one order: {}",
        list.out
    );
    let show = ponte.run(&["orders", "show", &waits]).with(0);
    assert!(show.out.contains("had some"), "{}", show.out);
    ponte.run(&["orders", "send-again", &waits, "1"]).with(2);
    ponte.run(&["orders", "show", "nobody"]).with(2);

    sandbox.put_stock(stall.points[1], other, 17);
    ponte.run(&["orders", "retry", &waits]).with(0);
    ponte.sync_orders().with(0);
    assert_eq!(sandbox.parts_of(&waits).len(), 1);

    ponte
        .run(&["orders", "ignore", &waits, "--reason", " "])
        .with(2);
    let doctor = ponte.run(&["doctor"]).with(0);
    assert!(doctor.out.contains("delivered 2"), "{}", doctor.out);
}

#[test]
fn an_ignored_order_is_not_sent_until_it_is_taken_back() {
    let stall = Stall::new(None, 2);
    let (sandbox, ponte) = (&stall.sandbox, &stall.ponte);
    let sku = stall.skus[0].as_str();
    sandbox.put_shop_stock(sku, 9);
    let id = sandbox.buy(&[(sku, 9)]);
    ponte.sync_orders().with(3);
    let why = ["orders", "ignore", &id, "--reason", "fatto a mano"];
    ponte.run(&why).with(0);
    sandbox.put_stock(stall.points[0], sku, 9);
    ponte.sync_orders().with(0);
    assert_eq!(sandbox.parts_of(&id), []);
    let show = ponte.run(&["orders", "show", &id]).with(0);
    assert!(show.out.contains("fatto a mano"), "{}", show.out);
    ponte.run(&["orders", "take-back", &id]).with(0);
    ponte.sync_orders().with(0);
    assert_eq!(sandbox.parts_of(&id).len(), 1);
}

#[test]
fn a_setting_of_the_till_that_refuses_orders_is_named_and_once_it_is_mended_they_go() {
    let stall = Stall::new(None, 10);
    let (sandbox, ponte) = (&stall.sandbox, &stall.ponte);
    let rules = |rules: &Value| {
        for point in &stall.points {
            sandbox.send("PUT", &format!("/salespoints/{point}/order-rules"), rules);
        }
    };
    rules(&json!({"minimum": "100000"}));
    let id = sandbox.buy(&[(stall.skus[0].as_str(), 1)]);
    let ended = ponte.run(&["sync", "orders"]).with(3);
    assert!(ended.out.contains("Ordine Minimo"), "{}", ended.out);
    assert!(ended.err.contains("Ordine Minimo"), "{}", ended.err);
    assert_eq!(sandbox.parts_of(&id), []);
    rules(&json!({}));
    ponte.sync_orders().with(0);
    assert_eq!(sandbox.parts_of(&id).len(), 1);
}

#[test]
fn several_commands_beside_a_process_that_serves_bring_each_order_to_the_till_once() {
    let stall = Stall::new(None, 50);
    let (sandbox, ponte) = (&stall.sandbox, &stall.ponte);
    let (_process, _address) = ponte.serve();
    let mut bought = Vec::new();
    for number in 0_usize..4 {
        let sku = stall.skus[number % stall.skus.len()].as_str();
        bought.push(sandbox.buy(&[(sku, 2)]));
        let ends: Vec<Ended> = std::thread::scope(|scope| {
            let both = [(); 2].map(|()| scope.spawn(|| ponte.sync_orders()));
            both.map(|one| one.join().expect("it was waited for"))
                .into()
        });
        let id = bought.last().expect("one was bought");
        for ended in ends {
            let ended = ended.with(0);
            // Whoever did the work: the pass that is told began after the order.
            assert_eq!(sandbox.parts_of(id).len(), 1, "{}", ended.err);
        }
    }
    let parts = sandbox.on_till();
    assert_eq!(parts.len(), bought.len(), "{parts:#?}");
}

#[test]
fn a_process_that_serves_is_called_by_the_services_and_delivers_at_once() {
    let stall = Stall::new(None, 50);
    let (sandbox, ponte) = (&stall.sandbox, &stall.ponte);
    let (_process, address) = ponte.serve();
    let inlets = ponte
        .run(&["shop", "inlets", "--public", &address])
        .with(0)
        .out;
    let mut addresses = inlets.split_whitespace();
    let hook = addresses.find(|word| word.contains("/avvisi/negozio/"));
    sandbox.call_on_orders(hook.expect("the shop's address"));
    let id = sandbox.buy(&[(stall.skus[0].as_str(), 1)]);
    let parts = awaited("the order", || {
        let parts = sandbox.parts_of(&id);
        (!parts.is_empty()).then_some(parts)
    });
    assert_eq!(parts.len(), 1);
}
