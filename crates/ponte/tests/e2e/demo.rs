//! `ponte demo --json`: from the login to the green banner, as a merchant walks it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::{Value, json};

use crate::{
    equal::pictures::Pictures,
    support::{
        browser::{Browser, Page},
        http::Http,
        orders::{OnTill, awaited},
        ponte::{Ended, Ponte},
        process::{Process, ponte},
        sandbox::Sandbox,
        world::World,
    },
};

/// A demo over `folder` with `arguments`, and the line that it printed.
pub fn demo(folder: &Path, arguments: &[&str]) -> (Process, Value) {
    let mut command = ponte(&["demo", "--json", "--listen", "127.0.0.1:0"]);
    command.args(arguments).arg("--data-dir").arg(folder);
    Process::ready(&mut command)
}

pub fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} is no text in {value}"))
}

/// Pastes the till's key and says OK.
pub fn give_key(browser: &mut Browser, key: &str) {
    let page = browser.post("/connettore/chiave", &[("key", key)]);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(!page.body.contains(key), "a key is never shown again");
    let sealed = page.hidden("sealed").expect("the question").to_owned();
    let page = browser.post("/connettore/chiave/conferma", &[("sealed", &sealed)]);
    assert_eq!(page.status, 303, "{}", page.body);
}

/// Presses *Avvia prima sincronizzazione prodotti*.
pub fn press_start(browser: &mut Browser) {
    let page = browser.get("/connettore");
    assert!(
        page.body.contains("Avvia prima sincronizzazione prodotti"),
        "{}",
        page.body
    );
    let page = browser.post("/connettore/prima", &[]);
    assert_eq!(page.status, 303, "{}", page.body);
}

/// Follows the live progress until the server says that it is over; gives what it told.
pub fn follow(browser: &mut Browser) -> Vec<Value> {
    let stream = browser.answer("GET", "/connettore/avanzamento", "");
    assert_eq!(stream.status, 200);
    assert!(
        stream.kind.starts_with("text/event-stream"),
        "{}",
        stream.kind
    );
    let mut told = Vec::new();
    let mut event = String::new();
    for line in stream.lines() {
        if let Some(name) = line.strip_prefix("event:") {
            name.trim().clone_into(&mut event);
        } else if let Some(data) = line.strip_prefix("data:") {
            if event == "end" {
                return told;
            }
            told.push(serde_json::from_str(data).expect("progress is JSON"));
        }
    }
    panic!("the stream broke off after {told:?}");
}

/// The page is green, and its three links lead to products that the shop serves.
#[track_caller]
pub fn assert_green(page: &Page, shop: &str) {
    assert!(page.body.contains("class=\"ban ok\""), "{}", page.body);
    assert!(
        !page.body.contains("Avvia prima sincronizzazione prodotti"),
        "{}",
        page.body
    );
    let links = page.links_elsewhere();
    let links: BTreeSet<&String> = links.iter().filter(|link| link.starts_with(shop)).collect();
    assert_eq!(links.len(), 3, "three examples: {links:?} in {}", page.body);
    for link in links {
        assert_eq!(Http::new().get(link).status, 200, "{link}");
    }
}

#[test]
fn the_demo_prints_one_line_and_a_merchant_walks_to_the_green_banner() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_process, ready) = demo(folder.path(), &["--products", "15", "--seed", "3"]);
    let names: BTreeSet<&str> = ready
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let expected = [
        "web",
        "till",
        "shop",
        "control",
        "admin",
        "framed",
        "letters",
        "login",
        "till_key",
        "shop_key",
        "shop_exchange",
        "orders",
        "stock",
        "article",
    ];
    assert_eq!(names, expected.into());
    let sandbox = Sandbox::of_a_demo(&ready);
    let before = sandbox.dump();
    assert_eq!(before.till.products.len(), 15);

    let mut browser = Browser::new(text(&ready, "web"));
    assert_eq!(
        browser.get("/connettore").status,
        303,
        "nobody gets in without a login"
    );
    let login = &ready["login"];
    let page = browser.log_in(text(login, "email"), text(login, "password"));
    assert!(
        page.body.contains("class=\"ban bad\""),
        "red before the first sync: {}",
        page.body
    );
    give_key(&mut browser, text(&ready, "till_key"));
    press_start(&mut browser);
    let told = follow(&mut browser);
    let steps: Vec<u64> = told.iter().filter_map(|it| it["step"].as_u64()).collect();
    assert!(steps.is_sorted(), "it comes on: {steps:?}");
    assert_green(&browser.get("/connettore"), text(&ready, "shop"));
    let ponte = Ponte::new(&sandbox, None);
    take_stock_away(&sandbox, &ponte, &folder.path().join("demo"));

    let pictures = Pictures::of(&sandbox);
    let mut world = World {
        sandbox,
        ponte,
        before,
        pictures,
    };
    world.assert_equal();
}

/// Waits until the shop has all of the till's stock, and empties it: what the products brought is left.
/// `data` is the demo's own folder.
pub fn take_stock_away(sandbox: &Sandbox, ponte: &Ponte, data: &Path) {
    let mut command = ponte.command(&["sync", "stock"]);
    command.env("PONTE_DATA_DIR", data);
    Ended::of(command).done();
    let mut filled = BTreeMap::new();
    for product in sandbox.dump().shop.products {
        if product.usevariants {
            let variants = product.variants.iter().filter(|it| it.quantity > 0);
            filled.extend(variants.map(|variant| (variant.sku.clone(), 0)));
        } else if product.quantity > Some(0) {
            filled.insert(product.sku, 0);
        }
    }
    assert!(!filled.is_empty(), "the shop has something to sell");
    sandbox.send("PUT", "/shop/stock/many", &json!({ "pieces": filled }));
}

/// Twelve pieces, of which the first point has ten and the second five.
#[track_caller]
fn assert_split(parts: &[OnTill], sku: &str) {
    let told: Vec<_> = parts
        .iter()
        .map(|part| (part.point.as_str(), part.pieces.get(sku).copied()))
        .collect();
    let expected = [
        ("Via dei Tigli", Some(10.into())),
        ("Piazza Mercato", Some(2.into())),
    ];
    assert_eq!(told, expected, "{parts:#?}");
    assert!(parts[0].note.contains("Piazza Mercato"), "{parts:#?}");
    assert!(parts[1].note.contains("Via dei Tigli"), "{parts:#?}");
}

#[test]
fn whoever_buys_in_the_demos_shop_sees_the_order_arrive_at_the_till_part_by_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_process, ready) = demo(folder.path(), &["--products", "15", "--seed", "3"]);
    let sandbox = Sandbox::of_a_demo(&ready);
    let mut browser = Browser::new(text(&ready, "web"));
    let login = &ready["login"];
    browser.log_in(text(login, "email"), text(login, "password"));
    give_key(&mut browser, text(&ready, "till_key"));
    press_start(&mut browser);
    follow(&mut browser);
    let sku = text(&ready["article"], "sku");
    await_shown(&sandbox, sku, 15);
    let id = sandbox.buy(&[(sku, 12)]);
    let both = |id: &str| {
        let parts = sandbox.parts_of(id);
        (parts.len() == 2).then_some(parts)
    };
    assert_split(&awaited("the order", || both(&id)), sku);

    // And once more, of another article.
    let dump = sandbox.dump();
    let other = dump.shop.products.iter().find(|product| {
        product.sku != sku && !product.usevariants && !product.unlimited && product.status == 1
    });
    let other = other.expect("another article").sku.clone();
    for (point, pieces) in dump.till.sales_points.iter().zip([10, 5]) {
        sandbox.put_stock(point.id, &other, pieces);
    }
    await_shown(&sandbox, &other, 15);
    let id = sandbox.buy(&[(&other, 12)]);
    assert_split(&awaited("the second order", || both(&id)), &other);

    let page = browser.get("/ordini");
    assert_eq!(page.status, 200);
    let places = page.body.matches("Piazza Mercato").count();
    assert!(places >= 2, "{}", page.body);
}

/// Waits until the shop shows so many pieces of `sku`.
#[track_caller]
fn await_shown(sandbox: &Sandbox, sku: &str, pieces: i64) {
    awaited(&format!("{pieces} of {sku} in the shop"), || {
        let products = sandbox.dump().shop.products;
        let mut mine = products.iter().filter(|product| product.sku == sku);
        mine.next()
            .filter(|product| product.quantity == Some(pieces))
            .map(drop)
    });
}

#[test]
fn what_is_sold_at_the_till_leaves_the_demos_shop_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_process, ready) = demo(folder.path(), &["--products", "15", "--seed", "3"]);
    let sandbox = Sandbox::of_a_demo(&ready);
    let mut browser = Browser::new(text(&ready, "web"));
    let login = &ready["login"];
    browser.log_in(text(login, "email"), text(login, "password"));
    give_key(&mut browser, text(&ready, "till_key"));
    press_start(&mut browser);
    follow(&mut browser);
    let sku = text(&ready["article"], "sku");
    await_shown(&sandbox, sku, 15);

    let dump = sandbox.get("/dump");
    let products = dump["till"]["products"].as_array().expect("products");
    let variants = products
        .iter()
        .flat_map(|product| product["variants"].as_array().expect("variants"));
    let mut mine = variants.filter(|variant| variant["sku"] == sku);
    let variant = &mine.next().expect("the article")["id"];
    let sale = json!({"sales_point": dump["till"]["sales_points"][0]["id"],
        "goods": [{"variant": variant, "quantity": 1}]});
    sandbox.send("POST", "/till/sales", &sale);
    await_shown(&sandbox, sku, 14);

    // The first point has nine left: the order takes them, and three of the second point.
    let id = sandbox.buy(&[(sku, 12)]);
    awaited("the order", || {
        (sandbox.parts_of(&id).len() == 2).then_some(())
    });
    await_shown(&sandbox, sku, 2);
}

#[test]
fn a_wrong_key_says_what_is_wrong_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_process, ready) = demo(folder.path(), &["--products", "3"]);
    let mut browser = Browser::new(text(&ready, "web"));
    let login = &ready["login"];
    browser.log_in(text(login, "email"), text(login, "password"));
    let sandbox = Sandbox::of_a_demo(&ready);
    sandbox.forget_calls();
    let wrong = [("key", "00000000-0000-4000-8000-000000000000")];
    let page = browser.post("/connettore/chiave", &wrong);
    assert_eq!(page.status, 422);
    assert!(
        page.body
            .contains("Cassa in Cloud non riconosce questa chiave."),
        "{}",
        page.body
    );
    assert_eq!(browser.post("/connettore/prima", &[]).status, 303);
    let calls = sandbox.calls();
    assert_eq!(calls.writes(), 0, "{calls:?}");
}

/// A demo is a place to play: it starts again with nothing of the last one.
#[test]
fn a_demo_begins_anew_with_each_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = [(); 2].map(|()| {
        let (process, ready) = demo(folder.path(), &["--products", "3"]);
        let mut browser = Browser::new(text(&ready, "web"));
        let login = &ready["login"];
        browser.log_in(text(login, "email"), text(login, "password"));
        assert!(
            browser.get("/connettore").body.contains("disabled"),
            "no key yet"
        );
        give_key(&mut browser, text(&ready, "till_key"));
        assert_eq!(process.terminate().code(), Some(0));
        text(&ready, "till_key").to_owned()
    });
    assert_eq!(keys[0], keys[1], "the same seed gives the same keys");
}
