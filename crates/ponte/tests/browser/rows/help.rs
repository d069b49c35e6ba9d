//! Whom to ask, and what to send along.

use serde_json::Value;

use super::walk::Walk;

/// Who has bought, as the orders of the walk say it.
const BUYER: [&str; 3] = ["Maria", "Rossi", "maria@example.test"];

pub fn row_23_the_diagnosis_names_nobody_who_buys(walk: &mut Walk) {
    let file = walk.merchant.downloads("Scarica la diagnosi");
    let told: Value = serde_json::from_str(&file).unwrap_or_else(|_| panic!("no JSON: {file}"));
    assert!(told.is_object(), "{file}");
    for word in BUYER {
        assert!(!file.contains(word), "{word} stands in {file}");
    }
    walk.merchant.follows_at_the_foot("Supporto Connettore");
    walk.merchant.here().find("//h1[.='Supporto Connettore']");
    walk.merchant.sees("Scarica la diagnosi");
}
