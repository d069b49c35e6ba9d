//! The command line: exit codes, the dry run, any hosts.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::support::{
    ponte::{Ended, Ponte},
    process::Process,
    sandbox::Sandbox,
    world::World,
};

#[test]
fn what_is_not_understood_or_not_possible_yet_ends_with_2() {
    let sandbox = Sandbox::bare();
    let ponte = Ponte::new(&sandbox, None);
    ponte.run(&["sync", "products", "--frist"]).with(2);
    ponte
        .run(&["sync", "products", "--dry-run", "--full"])
        .with(2);
    let ended = ponte.run(&["sync", "products"]).with(2);
    assert!(
        ended.err.contains("ponte shop add"),
        "it says what to do: {}",
        ended.err
    );
    ponte.run(&["shop", "add"]).with(2);
    ponte.connect(&sandbox, &[]).with(0);
    let ended = ponte.sync(&["--full"]).with(2);
    assert!(ended.err.contains("first"), "{}", ended.err);
    ponte.sync(&["--first"]).with(0);
    ponte.sync(&["--first"]).with(2);
    ponte.sync(&["--shop", "nobody"]).with(2);
}

#[test]
fn done_ends_with_0_and_done_with_something_left_out_with_3() {
    let sandbox = Sandbox::bare();
    let ponte = Ponte::new(&sandbox, None);
    ponte.connect(&sandbox, &[]).with(0);
    let plain = json!({"seed": 3, "products": 5, "options": {"odd": false, "pictures": false}});
    let loaded = sandbox.send("POST", "/generate", &plain);
    let ended = ponte.sync(&[]).with(0).json();
    assert_eq!(
        (&ended["outcome"], &ended["left_out"]),
        (&json!("done"), &json!(0))
    );
    let twin = sandbox.dump().till.products[0].variants[0].sku.clone();
    let other = loaded["ids"][1].as_str().expect("an id");
    sandbox.edit(other, &json!({"sku": twin}));
    let ended = ponte.run(&["sync", "products"]).with(3);
    assert!(
        ended.err.contains("a code that others have too"),
        "{}",
        ended.err
    );
    assert_eq!(ended.out, "", "results only are printed");
}

#[test]
fn a_dry_run_writes_nothing_and_prints_what_would_change_and_why() {
    let world = World::generated(4, 30, None);
    let ended = world.ponte.sync(&["--dry-run"]).done();
    assert_eq!(
        world.sandbox.calls().writes(),
        0,
        "{:?}",
        world.sandbox.calls()
    );
    let lines: Vec<Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let changes: Vec<&Value> = lines
        .iter()
        .map(|line| &line["change"])
        .filter(|change| !change.is_null())
        .collect();
    assert!(
        changes.iter().all(|change| change["what"] == "create"),
        "{changes:?}"
    );
    world.ponte.sync(&[]).done();
    let listed = world.sandbox.dump().shop.products;
    assert_eq!(changes.len(), listed.len(), "it told what then happened");

    let changed = &listed[0];
    let id = changed.attributes.values().next().expect("the till's id");
    world.sandbox.edit(id, &json!({"name": "Tutto nuovo"}));
    world.sandbox.edit(
        listed[1].attributes.values().next().expect("the till's id"),
        &json!({"ecommerce": false}),
    );
    world.sandbox.forget_calls();
    let ended = world.ponte.run(&["sync", "products", "--dry-run"]).done();
    assert_eq!(world.sandbox.calls().writes(), 0);
    let said = |word: &str, name: &str, why: &str| {
        ended
            .out
            .lines()
            .any(|line| line.starts_with(word) && line.contains(name) && line.contains(why))
    };
    assert!(said("update", "Tutto nuovo", "name"), "{}", ended.out);
    assert!(said("hide", "", "not for ecommerce"), "{}", ended.out);
    assert_eq!(
        ended.out.lines().count(),
        3,
        "a head and two changes: {}",
        ended.out
    );
}

#[test]
fn a_host_that_does_not_answer_ends_with_4() {
    let mut world = World::generated(4, 3, None);
    let away = json!({"service": "till", "kind": "status", "status": 503});
    world.sandbox.send("POST", "/faults", &away);
    let ended = world.ponte.sync(&[]).with(4);
    assert_eq!(ended.json()["cause"], "till_away", "{}", ended.out);
    "http://127.0.0.1:1/".clone_into(&mut world.sandbox.at.shop);
    let ponte = Ponte::new(&world.sandbox, None);
    ponte.connect(&world.sandbox, &[]).with(4);
}

#[test]
fn a_shop_is_connected_at_any_hosts_and_keys_come_from_files_too() {
    let sandbox = Sandbox::start(&["--accounts", "2"]);
    let ponte = Ponte::new(&sandbox, None);
    let file = |name: &str, text: &str| {
        let path = ponte.folder().join(name);
        std::fs::write(&path, text).expect("a file");
        path.into_os_string().into_string().expect("a path")
    };
    let accounts = sandbox.get("/accounts");
    for (number, account) in accounts.as_array().expect("two").iter().enumerate() {
        let of = |key: &str| {
            file(
                &format!("{key}-{number}"),
                account[key].as_str().expect("one"),
            )
        };
        let localhost = |url: &str| url.replace("127.0.0.1", "localhost");
        let ended = ponte
            .run(&[
                "shop",
                "add",
                "--name",
                &format!("Negozio {number}"),
                "--rate",
                "0",
                "--till-api",
                &localhost(&sandbox.at.till),
                "--shop-api",
                &localhost(&sandbox.at.shop),
                "--till-key-file",
                &of("till_key"),
                "--shop-key-file",
                &of("shop_key"),
                "--shop-exchange-file",
                &of("shop_exchange"),
            ])
            .with(0);
        let id = ended.out.trim();
        ponte.sync(&["--shop", id, "--dry-run"]).done();
    }
    let list = ponte.run(&["shop", "list"]).with(0).out;
    assert!(
        list.contains("Negozio 0") && list.contains("Negozio 1"),
        "{list}"
    );
    let ended = ponte.sync(&[]).with(2);
    assert!(
        ended.err.contains("--shop"),
        "two shops: one has to be named: {}",
        ended.err
    );
}

#[test]
fn stopped_by_a_signal_a_sync_ends_with_6_and_the_next_goes_on() {
    let mut world = World::generated(6, 60, None);
    let rule = json!({"service": "shop", "method": "POST", "path": "/products/product",
        "kind": "hold", "after": 10, "times": 1});
    let fault = world.sandbox.send("POST", "/faults", &rule)["id"].to_string();
    let process = world.ponte.start_sync();
    let held = world.sandbox.get(&format!("/faults/{fault}?wait=reached"));
    assert_eq!(held["holding"], 1, "{held}");
    // The call in flight is let come to its end before the work is put down.
    let sandbox = &world.sandbox;
    let status = std::thread::scope(|scope| {
        let ended = scope.spawn(|| process.terminate());
        sandbox.send("DELETE", &format!("/faults/{fault}"), &Value::Null);
        ended.join().expect("it was waited for")
    });
    assert_eq!(status.code(), Some(6));
    let begun = world.sandbox.dump().shop.products.len();
    assert!(begun < 50, "it did not run to the end: {begun}");
    let ended = world.ponte.sync(&[]).done();
    assert!(ended.err.contains("going on with run 1"), "{}", ended.err);
    world.assert_equal();
}

#[test]
fn two_processes_do_not_work_on_one_shop_at_a_time() {
    let mut world = World::generated(7, 60, None);
    let (mut one, mut two) = (world.ponte.start_sync(), world.ponte.start_sync());
    let ends: Vec<Option<i32>> = [&mut one, &mut two]
        .map(|it: &mut Process| it.wait().code())
        .into();
    // The second one watched the first, or came too late and found nothing to do.
    assert!(
        ends.iter().all(|code| matches!(code, Some(0 | 3))),
        "{ends:?}"
    );
    world.assert_equal();
    let creates = world
        .sandbox
        .calls()
        .of("POST", "/v1.1/products/product.json");
    assert_eq!(creates, world.sandbox.dump().shop.products.len() as u64);
}

#[test]
fn a_password_is_read_from_standard_input_and_never_from_an_argument() {
    let world = World::generated(8, 1, None);
    let add = ["user", "add", "--email", "marta@pervinca.example"];
    world
        .ponte
        .run(&[&add[..], &["--password", "x"]].concat())
        .with(2);
    let mut command: Command = world.ponte.command(&add);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the process starts");
    let mut input = child.stdin.take().expect("it was asked for");
    input
        .write_all(b"un ponte di barche\n")
        .expect("it listens");
    drop(input);
    let output = child.wait_with_output().expect("our own child");
    assert!(output.status.success(), "{output:?}");
    let short = world.ponte.folder().join("short");
    std::fs::write(&short, "corta\n").expect("a file");
    let short = short.to_str().expect("a path");
    world
        .ponte
        .run(&[&add[..], &["--password-file", short]].concat())
        .with(2);
}

#[test]
fn the_doctor_names_what_is_wrong() {
    let world = World::generated(9, 1, None);
    let ended: Ended = world.ponte.run(&["doctor"]).with(0);
    assert!(!ended.out.contains("WRONG"), "{}", ended.out);
    let (account, key) = (
        &world.sandbox.account.instance,
        &world.sandbox.account.shop_key,
    );
    let pair = format!("/accounts/{account}/pairs/{key}");
    world.sandbox.send("DELETE", &pair, &Value::Null);
    let ended = world.ponte.run(&["doctor"]).with(5);
    let wrong: Vec<&str> = ended
        .out
        .lines()
        .filter(|line| line.starts_with("WRONG"))
        .collect();
    assert!(
        matches!(wrong[..], [one] if one.contains("TeamSystem Commerce")),
        "{}",
        ended.out
    );
}
