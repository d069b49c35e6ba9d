//! Stock on the command line.

use serde_json::Value;

use crate::support::{ponte::Ended, stall::Stall};

/// What `ponte stock show` tells of a code.
fn shown(stall: &Stall, sku: &str) -> Value {
    let ended = stall.ponte.run(&["stock", "show", sku, "--json"]).with(0);
    ended.json()["stock"].clone()
}

fn codes(ended: &Ended) -> usize {
    ended.out.lines().count()
}

#[test]
fn a_forced_pass_brings_each_code_to_its_sum_and_says_how_it_came_about() {
    let stall = Stall::new(None, 10);
    let sku = stall.skus[0].as_str();
    stall.ponte.run(&["sync", "stock", "--json"]).done();
    let told = shown(&stall, sku);
    assert_eq!(told["should"], "20", "10 at each of two points: {told}");
    let margin = ["stock", "margin", sku, "3"];
    stall.ponte.run(&margin).with(0);
    let first = stall.points[0].to_string();
    let reserve = format!("{first}=4");
    let points = ["shop", "points", "--reserve", &reserve];
    stall.ponte.run(&points).with(0);
    let ended = stall.ponte.run(&["sync", "stock", "--json"]).done();
    assert_eq!(ended.json()["outcome"], "done", "{}", ended.out);
    let told = shown(&stall, sku);
    assert_eq!(
        (&told["should"], &told["margin"], &told["terms"][0]["gives"]),
        (&"13".into(), &3.into(), &6.into()),
        "{told}"
    );
    let show = stall.ponte.run(&["stock", "show", sku]).with(0).out;
    assert!(show.contains("- 3 margin = 13"), "{show}");
    assert!(show.contains("margin 0 -> 3"), "{show}");
    stall.ponte.run(&["stock", "margin", sku, "none"]).with(0);
    stall.ponte.run(&["sync", "stock"]).done();
    assert_eq!(shown(&stall, sku)["should"], "16");
}

#[test]
fn codes_are_listed_by_how_they_stand_and_a_wrong_one_ends_with_2() {
    let stall = Stall::new(None, 10);
    stall.ponte.run(&["sync", "stock"]).done();
    let all = stall.ponte.run(&["stock", "list", "--json"]).with(0);
    assert!(codes(&all) >= stall.skus.len(), "{}", all.out);
    let sku = stall.skus[0].as_str();
    let one = ["stock", "list", "--search", sku, "--json"];
    let one = stall.ponte.run(&one).with(0);
    assert_eq!(one.json()["stock"]["sku"], sku);
    let none = ["stock", "list", "--standing", "attention"];
    assert_eq!(stall.ponte.run(&none).with(0).out, "");
    stall.ponte.run(&["stock", "show", "nobody"]).with(2);
    stall.ponte.run(&["stock", "figure", "nobody", "2"]).with(2);
    stall.ponte.run(&["stock", "margin", sku, "-1"]).with(2);
    let doctor = stall.ponte.run(&["doctor"]).with(0).out;
    assert!(doctor.contains("the oldest level (point"), "{doctor}");
}

#[test]
fn before_the_first_synchronisation_there_is_no_stock_to_sync() {
    let sandbox = crate::support::sandbox::Sandbox::bare();
    let ponte = crate::support::ponte::Ponte::new(&sandbox, None);
    ponte.connect(&sandbox, &[]).with(0);
    let ended = ponte.run(&["sync", "stock"]).with(2);
    assert!(ended.err.contains("first synchronisation"), "{}", ended.err);
}
