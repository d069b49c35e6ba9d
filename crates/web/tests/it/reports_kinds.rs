//! One finding of every kind, as the streams find them.

use ponte_domain::{
    finding::{Finding, KeysTrouble, LevelTrouble, Obstacle, PictureTrouble, TillSetting},
    listing::Group,
    orders::{ledger::Invalid, order::Attention},
};

use crate::app::{NOW, at};

/// Every kind, with the subject that it has.
pub fn every_kind() -> Vec<(String, Finding)> {
    let name = || "Tazza".to_owned();
    let order = || "417_a".to_owned();
    let text = || "no".to_owned();
    let point = || "Piazza Mercato".to_owned();
    let one = || vec!["M".to_owned()];
    let number = 2;
    let obstacles = [
        Obstacle::NoName,
        Obstacle::NoPrice { variants: one() },
        Obstacle::NoCode { variants: one() },
        Obstacle::DuplicateCode { codes: one() },
        Obstacle::SameSuperkey { superkeys: one() },
        Obstacle::BrokenOptions,
        Obstacle::NoVariants,
        Obstacle::UnknownVat,
        Obstacle::CodeTooLong { codes: one() },
    ];
    let blocked = |obstacles: Vec<Obstacle>| Finding::Blocked {
        name: name(),
        obstacles,
    };
    let attentions = [
        Attention::NotFoundOnTill { number },
        Attention::Differs { number },
        Attention::Broken {
            invalid: Invalid::NumberTwice { number },
        },
        Attention::Amounts,
        Attention::Rejected { number },
        Attention::CancelOnTill,
        Attention::Changed,
        Attention::UnpaidTooLong,
    ];
    let mut all: Vec<(String, Finding)> = Vec::new();
    for (n, obstacle) in obstacles.iter().enumerate() {
        all.push((format!("product {n}"), blocked(vec![obstacle.clone()])));
    }
    all.push((
        "product of two".to_owned(),
        blocked(obstacles[..2].to_vec()),
    ));
    for (n, attention) in attentions.into_iter().enumerate() {
        let name = order();
        all.push((format!("417_{n}"), Finding::Order { name, attention }));
    }
    for setting in TillSetting::ALL {
        let finding = Finding::TillSetting { setting };
        all.push((setting.name().to_owned(), finding));
    }
    for brake in ["hide", "price", "stock"] {
        let finding = Finding::Held { count: 12, of: 50 };
        all.push((brake.to_owned(), finding));
    }
    for (id, gone) in [("11", false), ("12", true)] {
        let finding = Finding::SalesPoint {
            name: point(),
            gone,
        };
        all.push((id.to_owned(), finding));
    }
    let others = [
        (
            "q",
            Finding::Spread {
                name: name(),
                uids: vec![1, 2],
            },
        ),
        (
            "q",
            Finding::Refused {
                name: name(),
                text: text(),
            },
        ),
        ("q", Finding::VariantsIgnored { name: name() }),
        (
            "q",
            Finding::Picture {
                name: name(),
                url: "https://pictures.example/1.png".to_owned(),
                trouble: PictureTrouble::TooLarge,
            },
        ),
        (
            "q",
            Finding::EditedOnShop {
                name: name(),
                groups: vec![Group::Name, Group::Price],
            },
        ),
        ("stocks", Finding::MissingPermission),
        (
            "417_a",
            Finding::OrderRefused {
                name: order(),
                text: text(),
            },
        ),
        ("417_z", Finding::OrderUnreadable { text: text() }),
        ("Corriere espresso", Finding::ShippingUnmapped),
        (
            "shop",
            Finding::Keys {
                trouble: KeysTrouble::Refused,
            },
        ),
        (
            "417_a 2",
            Finding::PartUnaccepted {
                name: order(),
                number,
                point: point(),
            },
        ),
        (
            "417_a 2",
            Finding::PartGone {
                name: order(),
                number,
                point: point(),
            },
        ),
        ("ponte-417_q-1", Finding::StrayTillOrder { point: point() }),
        (
            "417_a",
            Finding::OrderStateRefused {
                name: order(),
                text: text(),
            },
        ),
        ("NIN-40", Finding::NotInShop { name: name() }),
        ("NIN-41", Finding::ListedTwice { name: name() }),
        (
            "NIN-42",
            Finding::NoStockFigure {
                name: name(),
                variant: "v".to_owned(),
            },
        ),
        (
            "NIN-43",
            Finding::StockRefused {
                name: name(),
                text: text(),
            },
        ),
        (
            "11",
            Finding::LevelsUnread {
                point: point(),
                since: at(NOW),
                trouble: LevelTrouble::Short,
            },
        ),
    ];
    all.extend(
        others
            .into_iter()
            .map(|(subject, finding)| (subject.to_owned(), finding)),
    );
    all
}
