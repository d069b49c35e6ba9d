//! Every doubtful behaviour of the two services, the other way round: a first sync ends equal all
//! the same.

use serde_json::{Value, json};

use crate::support::{sandbox::Sandbox, world::World};

/// Those that make another catalogue or another shop of it, so that equality is none: a sync ends
/// well, and no more is asked.
const OTHERWISE: [(&str, &str); 3] = [
    (
        "till.variant_attributes=map",
        "a map of values has no order of options",
    ),
    (
        "till.prices_without_vat=true",
        "net prices look like any others",
    ),
    (
        "shop.variants_writable=false",
        "a shop that ignores variants shows none",
    ),
];

#[test]
fn whichever_way_the_tills_doubtful_points_turn_out_a_first_sync_ends_equal() {
    each_other_way("till.");
}

#[test]
fn whichever_way_the_shops_doubtful_points_turn_out_a_first_sync_ends_equal() {
    each_other_way("shop.");
}

fn each_other_way(service: &str) {
    let switches = Sandbox::bare().get("/switches");
    let switches = switches.as_array().expect("a list").iter();
    let mut failed = Vec::new();
    for switch in switches.filter(|it| it["name"].as_str().expect("a name").starts_with(service)) {
        for value in others(switch) {
            let choice = format!("{}={value}", switch["name"].as_str().expect("a name"));
            let (code, found) = synced(switch, &value);
            let otherwise = OTHERWISE.iter().any(|(known, _)| *known == choice);
            if !matches!(code, 0 | 3) || found.is_empty() == otherwise {
                let some: Vec<&String> = found.iter().take(5).collect();
                failed.push(format!(
                    "{choice}: exit {code}, {} differences, {some:#?}",
                    found.len()
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A first sync with the switch set to `value`: how it ended, and what differs then.
fn synced(switch: &Value, value: &str) -> (i32, Vec<String>) {
    let sandbox = Sandbox::bare();
    sandbox.generate(12, 25);
    let path = format!("/switches/{}", switch["name"].as_str().expect("a name"));
    sandbox.send("PUT", &path, &json!({"value": value}));
    let mut world = World::connected(sandbox, None);
    let ended = world.ponte.sync(&[]);
    (ended.code, world.differences())
}

/// What else could be chosen.
fn others(switch: &Value) -> Vec<String> {
    let text = |name: &str| switch[name].as_str().expect("a text").to_owned();
    let default = text("default");
    let mut choices: Vec<String> = match (text("choices").as_str(), text("name").as_str()) {
        ("a number", name) if name.ends_with("status") => vec!["400".into(), "403".into()],
        ("a number", name) if name.ends_with("limit") => vec!["7".into()],
        ("a number", name) if name.ends_with("page") => vec!["0".into()],
        ("a number", _) => vec![],
        (choices, _) => choices.split('|').map(str::to_owned).collect(),
    };
    choices.retain(|choice| *choice != default);
    choices
}
