//! What is to be set right: the product, the cause, the remedy, in plain words.

mod orders;
mod stock;

use ponte_domain::{
    finding::{Finding, Obstacle, PictureTrouble},
    listing::Group,
};
use ponte_store::findings::FindingRow;

use super::facts::Facts;
use crate::{
    pages::orders::refusing,
    words::{Wall, Words},
};

/// Open findings: how many, and the newest of them.
pub(super) struct FindingsView {
    /// "6 da sistemare"; none where all is well.
    pub(super) summary: Option<String>,
    pub(super) lines: Vec<FindingLine>,
    /// "e altri 12"; none where all are shown.
    pub(super) more: Option<String>,
}

/// One product or thing, and what is to be said of it.
pub(super) struct FindingLine {
    pub(super) name: String,
    /// The page that tells more.
    pub(super) link: Option<String>,
    pub(super) sentences: Vec<String>,
    /// The till can be read again at once.
    pub(super) read_now: bool,
}

impl FindingsView {
    pub(super) fn new(facts: &Facts, t: Words) -> Self {
        let lines: Vec<_> = facts
            .findings
            .iter()
            .filter_map(|row| line(row, t))
            .collect();
        // What is told in another section (held changes, permissions, keys, orders) is not counted here.
        let elsewhere = count(facts.findings.len() - lines.len());
        let all = u64::try_from(facts.finding_count)
            .unwrap_or(0)
            .saturating_sub(elsewhere);
        let hidden = all.saturating_sub(count(lines.len()));
        Self {
            summary: (all > 0).then(|| t.count("findings", all)),
            lines,
            more: (hidden > 0).then(|| t.count("findings-more", hidden)),
        }
    }

    /// Those about orders.
    pub(super) fn of_orders(facts: &Facts, query: &str, t: Words) -> Self {
        let settings = refusing(&facts.findings);
        let findings = facts.findings.iter();
        let lines: Vec<_> = findings
            .filter_map(|row| orders::line(row, &settings, query, t))
            .collect();
        let all = count(lines.len());
        Self {
            summary: (all > 0).then(|| t.count("findings-orders", all)),
            lines,
            more: None,
        }
    }

    /// Those about stock.
    pub(super) fn of_stock(facts: &Facts, query: &str, wall: &Wall, t: Words) -> Self {
        let findings = facts.findings.iter();
        let lines: Vec<_> = findings
            .filter_map(|row| stock::line(row, query, wall, t))
            .collect();
        let all = count(lines.len());
        Self {
            summary: (all > 0).then(|| t.count("findings-stock", all)),
            lines,
            more: None,
        }
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn line(row: &FindingRow, t: Words) -> Option<FindingLine> {
    let line = |name: &String, sentences| {
        Some(FindingLine {
            name: name.clone(),
            link: None,
            sentences,
            read_now: false,
        })
    };
    match &row.finding {
        Finding::Held { .. } | Finding::MissingPermission | Finding::Keys { .. } => None,
        Finding::Blocked { name, obstacles } => {
            let sentences = obstacles
                .iter()
                .map(|obstacle| of_obstacle(obstacle, t))
                .collect();
            line(name, sentences)
        }
        Finding::Spread { name, uids } => {
            let n = u64::try_from(uids.len()).unwrap_or(0);
            line(name, vec![t.count("finding-spread", n)])
        }
        Finding::Refused { name, text } => line(
            name,
            vec![t.with("finding-refused", &[("text", text.as_str().into())])],
        ),
        Finding::VariantsIgnored { name } => line(name, vec![t.say("finding-variants-ignored")]),
        Finding::Picture { name, url, trouble } => {
            let args = [("url", url.as_str().into())];
            line(name, vec![t.with(of_picture(*trouble), &args)])
        }
        Finding::EditedOnShop { name, groups } => {
            let fields: Vec<_> = groups.iter().map(|group| t.say(of_group(*group))).collect();
            let args = [("fields", fields.join(", ").into())];
            line(name, vec![t.with("finding-edited", &args)])
        }
        Finding::SalesPoint { name, gone } => {
            let key = if *gone {
                "finding-point-gone"
            } else {
                "finding-point-new"
            };
            line(name, vec![t.say(key)])
        }
        // Told in the section of orders.
        Finding::Order { .. }
        | Finding::OrderRefused { .. }
        | Finding::TillSetting { .. }
        | Finding::OrderUnreadable { .. }
        | Finding::ShippingUnmapped
        | Finding::PartUnaccepted { .. }
        | Finding::PartGone { .. }
        | Finding::StrayTillOrder { .. }
        | Finding::OrderStateRefused { .. }
        // Told with the stock.
        | Finding::NotInShop { .. }
        | Finding::ListedTwice { .. }
        | Finding::NoStockFigure { .. }
        | Finding::StockRefused { .. }
        | Finding::LevelsUnread { .. } => None,
    }
}

fn of_obstacle(obstacle: &Obstacle, t: Words) -> String {
    let named = |key: &str, names: &[String]| {
        let n = u64::try_from(names.len()).unwrap_or(0);
        t.with(key, &[("n", n.into()), ("names", names.join(", ").into())])
    };
    match obstacle {
        Obstacle::NoName => t.say("obstacle-no-name"),
        Obstacle::NoPrice { variants } => named("obstacle-no-price", &told(variants)),
        Obstacle::NoCode { variants } => named("obstacle-no-code", &told(variants)),
        Obstacle::DuplicateCode { codes } => named("obstacle-duplicate-code", codes),
        Obstacle::SameSuperkey { superkeys } => named("obstacle-same-combination", superkeys),
        Obstacle::BrokenOptions => t.say("obstacle-broken-options"),
        Obstacle::NoVariants => t.say("obstacle-no-variants"),
        Obstacle::UnknownVat => t.say("obstacle-unknown-vat"),
        Obstacle::CodeTooLong { codes } => named("obstacle-code-too-long", codes),
    }
}

/// The variants that have a name: a simple product's only one has none.
fn told(variants: &[String]) -> Vec<String> {
    variants
        .iter()
        .filter(|variant| !variant.is_empty())
        .cloned()
        .collect()
}

fn of_picture(trouble: PictureTrouble) -> &'static str {
    match trouble {
        PictureTrouble::Unreachable => "picture-unreachable",
        PictureTrouble::Missing => "picture-missing",
        PictureTrouble::ForbiddenAddress => "picture-forbidden-address",
        PictureTrouble::TooLarge => "picture-too-large",
        PictureTrouble::WrongType => "picture-wrong-type",
        PictureTrouble::Refused => "picture-refused",
    }
}

fn of_group(group: Group) -> &'static str {
    match group {
        Group::Name => "field-name",
        Group::Description => "field-description",
        Group::Price => "field-price",
        Group::Visibility => "field-visibility",
        Group::Categories => "group-categories",
        Group::Images => "group-images",
        Group::Tax => "group-tax",
        Group::Identity => "group-identity",
    }
}
