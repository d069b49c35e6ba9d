//! docs/switches.md: every doubtful behaviour of the two services, from the sandbox's own table.

use ponte_sandbox::switches::{Described, Switches};

const HEAD: &str = "# The sandbox's switches

Whatever is not known for certain about the two services is a switch of the sandbox, with the
behaviour that the fact sheets assume as its default. Change one while it runs:

    curl -X PUT CONTROL/switches/shop.errors -H 'content-type: application/json' -d '\"nested\"'

Written by `cargo xtask switches` from the code; do not edit.
";

/// The document.
#[must_use]
pub fn document() -> String {
    let mut document = HEAD.to_owned();
    let all = Switches::default().describe();
    for (title, prefix) in [
        ("Cassa in Cloud", "till."),
        ("TeamSystem Commerce", "shop."),
    ] {
        document.push_str(&format!(
            "\n## {title}\n\n| switch | default | choices | what is in doubt |\n|---|---|---|---|\n"
        ));
        for switch in all.iter().filter(|switch| switch.name.starts_with(prefix)) {
            document.push_str(&row(switch));
        }
    }
    document
}

fn row(switch: &Described) -> String {
    let cell = |text: &str| text.replace('|', " · ");
    format!(
        "| `{}` | `{}` | {} | {} |\n",
        switch.name,
        switch.default,
        cell(switch.choices),
        cell(switch.about)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_in_the_docs_is_the_one_of_the_code() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/switches.md");
        let written = std::fs::read_to_string(file).expect("docs/switches.md is there");
        assert_eq!(written, document(), "run `cargo xtask switches`");
    }

    #[test]
    fn every_switch_is_in_the_document() {
        let document = document();
        for switch in Switches::default().describe() {
            assert!(
                document.contains(&format!("| `{}` |", switch.name)),
                "{}",
                switch.name
            );
        }
    }
}
