//! What is peculiar to one finding: the till's words, the codes, the point.

use ponte_domain::finding::{Finding, Obstacle};
use ponte_store::findings::FindingRow;

use super::{About, any};
use crate::pages::orders::till_setting;

/// The peculiar part of a sentence; empty where there is none.
pub(crate) fn of(row: &FindingRow, about: &About<'_>) -> String {
    match &row.finding {
        Finding::Blocked { obstacles, .. } => match obstacles.as_slice() {
            [only] => of_obstacle(only),
            _ => said(row, about),
        },
        Finding::Refused { text, .. }
        | Finding::OrderRefused { text, .. }
        | Finding::OrderUnreadable { text }
        | Finding::OrderStateRefused { text, .. }
        | Finding::StockRefused { text, .. } => text.clone(),
        Finding::TillSetting { setting } => till_setting(*setting, about.t).1,
        Finding::PartUnaccepted { point, .. }
        | Finding::PartGone { point, .. }
        | Finding::StrayTillOrder { point } => point.clone(),
        Finding::Spread { .. }
        | Finding::Picture { .. }
        | Finding::EditedOnShop { .. }
        | Finding::Held { .. }
        | Finding::SalesPoint { .. }
        | Finding::Keys { .. }
        | Finding::LevelsUnread { .. } => said(row, about),
        Finding::VariantsIgnored { .. }
        | Finding::MissingPermission
        | Finding::Order { .. }
        | Finding::ShippingUnmapped
        | Finding::NotInShop { .. }
        | Finding::ListedTwice { .. }
        | Finding::NoStockFigure { .. } => String::new(),
    }
}

fn of_obstacle(obstacle: &Obstacle) -> String {
    let named = |names: &[String]| {
        let named = names.iter().filter(|name| !name.is_empty());
        named.cloned().collect::<Vec<_>>().join(", ")
    };
    match obstacle {
        Obstacle::NoPrice { variants } | Obstacle::NoCode { variants } => named(variants),
        Obstacle::DuplicateCode { codes } | Obstacle::CodeTooLong { codes } => named(codes),
        Obstacle::SameSuperkey { superkeys } => named(superkeys),
        Obstacle::NoName
        | Obstacle::BrokenOptions
        | Obstacle::NoVariants
        | Obstacle::UnknownVat => String::new(),
    }
}

/// The whole of what is said of it elsewhere.
fn said(row: &FindingRow, about: &About<'_>) -> String {
    any(row, about).sentences.join(" ")
}
