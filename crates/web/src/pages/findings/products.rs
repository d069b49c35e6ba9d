//! What is to be set right about products: the product, the cause, the remedy, in plain words.

use ponte_domain::{
    finding::{Finding, Obstacle, PictureTrouble},
    listing::Group,
};
use ponte_store::findings::FindingRow;

use super::FindingLine;
use crate::words::Words;

/// One line; `None` where it is not about products.
pub(crate) fn line(row: &FindingRow, t: Words) -> Option<FindingLine> {
    let line = |name: &String, sentences| {
        Some(FindingLine {
            name: name.clone(),
            link: None,
            sentences,
            read_now: false,
        })
    };
    match &row.finding {
        Finding::Held { .. } | Finding::MissingPermission => None,
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
        | Finding::LevelsUnread { .. }
        // Told beside the keys.
        | Finding::Keys { .. } => None,
    }
}

/// What keeps a product out, in a sentence.
pub(crate) fn of_obstacle(obstacle: &Obstacle, t: Words) -> String {
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
