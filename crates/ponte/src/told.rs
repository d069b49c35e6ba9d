//! Findings, for people who read a terminal.

use ponte_domain::finding::{Finding, KeysTrouble, LevelTrouble, Obstacle};
use ponte_store::findings::FindingRow;

use crate::{columns::tame, commands::orders::words};

/// A finding in one line.
#[must_use]
pub fn told(row: &FindingRow) -> String {
    let text = match &row.finding {
        Finding::Blocked { name, obstacles } => {
            let why: Vec<&str> = obstacles.iter().map(obstacle).collect();
            format!("{name}: {}", why.join(", "))
        }
        Finding::Spread { name, .. } => {
            format!("{name}: the shop has its variants in several products; stock and orders only")
        }
        Finding::Refused { name, text } => format!("{name}: the shop refused it: {text}"),
        Finding::VariantsIgnored { name } => {
            format!("{name}: the shop does not take its variants from outside")
        }
        Finding::Picture { name, .. } => format!("{name}: a picture cannot be sent"),
        Finding::EditedOnShop { name, .. } => format!("{name}: edited on the shop"),
        Finding::Held { count, of } => {
            format!(
                "{count} of {of} changes ({}) wait for --confirm-held",
                row.subject
            )
        }
        Finding::MissingPermission => format!("the till's key lacks: {}", row.subject),
        Finding::SalesPoint { name, gone } => {
            format!(
                "{name}: {} point of sale",
                if *gone { "vanished" } else { "new" }
            )
        }
        Finding::Order { name, attention } => {
            format!("order {name}: {}", words::attention(attention))
        }
        Finding::OrderRefused { name, text } => {
            format!("order {name}: the till refused it: {text}")
        }
        Finding::TillSetting { setting } => {
            format!(
                "orders are refused by the till's {}",
                words::till_setting(*setting)
            )
        }
        Finding::OrderUnreadable { text } => {
            format!("order {}: it cannot be understood: {text}", row.subject)
        }
        Finding::ShippingUnmapped => format!(
            "shipping {}: nobody said whether it is delivery or collection (--shipping)",
            row.subject
        ),
        Finding::PartUnaccepted {
            name,
            number,
            point,
        } => format!("order {name}: nobody at {point} has accepted part {number}"),
        Finding::PartGone {
            name,
            number,
            point,
        } => format!("order {name}: part {number} is no longer on the till of {point}"),
        Finding::StrayTillOrder { point } => format!(
            "{} on the till of {point} carries our name, and nobody here knows it",
            row.subject
        ),
        Finding::OrderStateRefused { name, text } => {
            format!("order {name}: the shop refused its new state: {text}")
        }
        Finding::NotInShop { name } => {
            format!("{name} ({}): the shop's list does not know it", row.subject)
        }
        Finding::ListedTwice { name } => {
            format!(
                "{name} ({}): the shop's list has it more than once",
                row.subject
            )
        }
        Finding::NoStockFigure { name, .. } => format!(
            "{name} ({}): the till does not manage its stock, and no figure is set (`stock figure`)",
            row.subject
        ),
        Finding::StockRefused { name, text } => {
            format!(
                "{name} ({}): the shop refused its stock: {text}",
                row.subject
            )
        }
        Finding::LevelsUnread {
            point,
            since,
            trouble,
        } => format!(
            "{point}: its stock could not be read since {since}: {}",
            level_trouble(*trouble)
        ),
        Finding::Keys { trouble } => format!(
            "the {}'s keys: {}",
            row.subject,
            match trouble {
                KeysTrouble::Refused => "it no longer takes them",
                KeysTrouble::ReadOnly => "they may only read",
            }
        ),
    };
    tame(&text, 200)
}

fn level_trouble(trouble: LevelTrouble) -> &'static str {
    match trouble {
        LevelTrouble::Refused => "the till's key may not read it",
        LevelTrouble::Short => "the till's list is empty, or shorter than it says",
        LevelTrouble::PointGone => "the till no longer lists the point",
        LevelTrouble::Broken => "no answer that can be read",
    }
}

fn obstacle(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NoName => "it has no name",
        Obstacle::NoPrice { .. } => "no price in the chosen list",
        Obstacle::NoCode { .. } => "no code",
        Obstacle::DuplicateCode { .. } => "a code that others have too",
        Obstacle::SameSuperkey { .. } => "two variants that the shop cannot tell apart",
        Obstacle::BrokenOptions => "a variant's values do not match the options",
        Obstacle::NoVariants => "no variants",
        Obstacle::UnknownVat => "unknown VAT",
        Obstacle::CodeTooLong { .. } => "a code that is too long",
    }
}
