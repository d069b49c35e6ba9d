//! What a dry run would change, and why: plain columns, or one line of JSON a change.

use anyhow::Result;
use ponte_domain::listing::Group;
use ponte_store::{
    changes::{Change, ChangeKind, ChangeState},
    runs::Run,
};
use ponte_sync::Engine;
use serde_json::json;

use crate::{columns::tame, output};

/// Changes read at a time.
const PAGE: i64 = 500;
/// Width of a product's name.
const NAME: usize = 48;

/// Prints the changes that `run` found, page by page.
///
/// # Errors
/// Where the database gives way.
pub async fn print(engine: &Engine, shop: &str, run: &Run, as_json: bool) -> Result<()> {
    let mut after = 0;
    loop {
        let page = engine
            .store()
            .read()
            .await?
            .changes_page(shop, run.id, &[], after, PAGE)
            .await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        if after == 0 && !as_json {
            output::line(&row("WHAT", "PRODUCT", "WHY", "FIELDS"));
        }
        after = last.seq;
        for change in &page {
            output::line(&if as_json { line(change)? } else { told(change) });
        }
    }
}

fn line(change: &Change) -> Result<String> {
    Ok(serde_json::to_string(&json!({"change": {
        "product": change.product,
        "name": change.name,
        "what": change.kind,
        "fields": change.groups,
        "why": change.why,
        "held": change.state == ChangeState::Held,
    }}))?)
}

fn told(change: &Change) -> String {
    let held = if change.state == ChangeState::Held {
        ", held until you say yes"
    } else {
        ""
    };
    let why = format!("{}{held}", tame(&change.why.replace('_', " "), 80));
    let fields: Vec<&str> = change.groups.iter().map(|group| field(*group)).collect();
    let fields = match change.kind {
        ChangeKind::Create => "everything".to_owned(),
        _ => fields.join(", "),
    };
    row(what(change.kind), &tame(&change.name, NAME), &why, &fields)
}

/// The same widths on every page, since not all are known when the first is printed.
fn row(what: &str, name: &str, why: &str, fields: &str) -> String {
    format!("{what:<6}  {name:<NAME$}  {why:<20}  {fields}")
        .trim_end()
        .to_owned()
}

fn what(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Create => "create",
        ChangeKind::Adopt => "adopt",
        ChangeKind::Link => "link",
        ChangeKind::Update => "update",
        ChangeKind::Hide => "hide",
    }
}

fn field(group: Group) -> &'static str {
    match group {
        Group::Name => "name",
        Group::Description => "description",
        Group::Price => "price",
        Group::Visibility => "visibility",
        Group::Categories => "categories",
        Group::Images => "images",
        Group::Tax => "tax",
        Group::Identity => "codes and variants",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_would_change_and_why() {
        let change = Change {
            seq: 1,
            product: "p".into(),
            name: "Stivaletto Bora".into(),
            kind: ChangeKind::Update,
            groups: [Group::Name, Group::Price].into(),
            why: "not_for_ecommerce".into(),
            state: ChangeState::Held,
        };
        assert_eq!(
            told(&change),
            format!(
                "update  {:<48}  not for ecommerce, held until you say yes  name, price",
                "Stivaletto Bora"
            )
        );
    }
}
