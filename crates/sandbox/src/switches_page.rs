//! `docs/switches.md`, made from the table of switches, so that no page can forget one.

use std::fmt::Write;

use crate::switches::{Described, Switches};

/// The whole page.
#[must_use]
pub fn markdown() -> String {
    let switches = Switches::default().describe();
    let mut page = String::from(
        "# Switches of the sandbox\n\n\
         What nobody outside knows for certain about the two services is a switch. Its default is what the\n\
         fact sheets assume; a client that works with every value is safe whatever the truth turns out to be.\n\n\
         Set one with `PUT /switches/{name}` and `{\"value\": \"…\"}` on the control address, or on the page *Dubbi*.\n\
         `DELETE /switches` sets all of them back.\n\n\
         This page is made from the code: `cargo xtask switches` writes it anew.\n",
    );
    section(&mut page, "Cassa in Cloud", "till.", &switches);
    section(&mut page, "TS Commerce", "shop.", &switches);
    page
}

fn section(page: &mut String, title: &str, prefix: &str, switches: &[Described]) {
    let rows = switches
        .iter()
        .filter(|switch| switch.name.starts_with(prefix));
    let rows = rows.map(|switch| {
        let choices = match switch.choices {
            "a number" => "a number".to_owned(),
            choices => choices
                .split('|')
                .map(|choice| format!("`{choice}`"))
                .collect::<Vec<_>>()
                .join(" "),
        };
        format!(
            "| `{}` | `{}` | {choices} | {} |\n",
            switch.name,
            switch.default,
            switch.about.replace('|', "\\|")
        )
    });
    let rows: String = rows.collect();
    write!(
        page,
        "\n## {title}\n\n| switch | default | may be | what is in doubt |\n|---|---|---|---|\n{rows}"
    )
    .expect("text can always be written");
}
