//! The committed list of switches is that of the code.

use std::{env, fs, path::Path};

use ponte_sandbox::{switches::Switches, switches_page::markdown};

#[test]
fn the_committed_list_of_switches_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/switches.md");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, markdown()).expect("the page can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == markdown(),
        "docs/switches.md is not what the code says: run the tests with UPDATE_DOCS=1 and look at the difference"
    );
}

#[test]
fn no_switch_is_missing_on_the_page() {
    let page = markdown();
    for switch in Switches::default().describe() {
        let row = format!("| `{}` | `{}` |", switch.name, switch.default);
        assert_eq!(page.matches(&row).count(), 1, "{}", switch.name);
    }
}
