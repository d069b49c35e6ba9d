//! Categories and VAT: what the products stream paired, and what a person corrected.

use std::collections::BTreeMap;

use ponte_store::links::{CategoryLink, TaxLink};
use ponte_sync::pairings::Known;

use super::{Row, Section, of_orders::section};
use crate::{
    auth::member::{Member, address},
    words::Words,
};

/// The till's categories; the form of one is shown on request, since each holds all of the shop's.
pub(super) fn categories(
    known: &Known,
    links: &[CategoryLink],
    asked: Option<&str>,
    member: &Member,
) -> Section {
    let t = member.words;
    let names: BTreeMap<i64, &str> = known
        .categories
        .iter()
        .map(|(uid, name)| (*uid, name.as_str()))
        .collect();
    let row = |(id, name): &(String, String)| {
        let link = links.iter().find(|link| link.till == *id && link.uid > 0);
        let with = link.map(|link| {
            let named = names.get(&link.uid).copied();
            named.unwrap_or(&link.name).to_owned()
        });
        let by_hand = link.is_some_and(|link| link.by_hand);
        let choices = if asked == Some(id) {
            let own = (String::new(), t.say("pair-by-itself"), !by_hand);
            let of_shop = known.categories.iter().map(|(uid, name)| {
                let here = by_hand && link.is_some_and(|link| link.uid == *uid);
                (uid.to_string(), name.clone(), here)
            });
            std::iter::once(own).chain(of_shop).collect()
        } else {
            Vec::new()
        };
        let to = address("/abbinamenti", &member.query(), &[("categoria", id)]);
        Row {
            key: id.clone(),
            name: name.clone(),
            about: String::new(),
            open: with.is_none(),
            with: with.unwrap_or_else(|| t.say("pair-not-yet")),
            by_hand,
            choices,
            change: format!("{to}#categorie"),
        }
    };
    let rows = known.till.categories.iter().map(row).collect();
    section(
        ("categorie", "/abbinamenti/categoria"),
        [
            "pair-categories",
            "pair-categories-about",
            "pair-categories-what",
            "pair-categories-with",
            "pair-categories-none",
            "pair-categories-open",
        ],
        rows,
        t,
    )
}

/// The till's taxes.
pub(super) fn taxes(known: &Known, links: &[TaxLink], t: Words) -> Section {
    let row = |tax: &ponte_sync::pairings::TillTax| {
        // A link of another rate is looked for anew.
        let same = |link: &&TaxLink| link.till == tax.id && Some(&link.rate) == tax.key.as_ref();
        let link = links.iter().find(same);
        let profile = link.map(|link| {
            let named = known.profiles.iter().find(|one| one.id == link.profile);
            // Its number means nothing to anybody: its name is known once the lists were read.
            named.map_or_else(|| t.say("pair-unread"), |one| one.title.clone())
        });
        let by_hand = link.is_some_and(|link| link.by_hand);
        let own = (String::new(), t.say("pair-by-itself"), !by_hand);
        let of_shop = known.profiles.iter().map(|one| {
            let here = by_hand && link.is_some_and(|link| link.profile == one.id);
            let args = [
                ("title", one.title.as_str().into()),
                ("rate", one.rate.as_str().into()),
            ];
            (one.id.clone(), t.with("pair-profile", &args), here)
        });
        let choices: Vec<_> = std::iter::once(own).chain(of_shop).collect();
        let pairable = tax.key.is_some() && choices.len() > 1;
        Row {
            key: tax.id.clone(),
            name: tax.name.clone(),
            about: tax.key.as_ref().map_or_else(
                || t.say("pair-no-rate"),
                |key| t.with("pair-rate", &[("rate", key.as_str().into())]),
            ),
            open: profile.is_none(),
            with: profile.unwrap_or_else(|| t.say("pair-not-yet")),
            by_hand,
            choices: if pairable { choices } else { Vec::new() },
            change: String::new(),
        }
    };
    let rows = known.till.taxes.iter().map(row).collect();
    section(
        ("iva", "/abbinamenti/iva"),
        [
            "pair-taxes",
            "pair-taxes-about",
            "pair-taxes-what",
            "pair-taxes-with",
            "pair-taxes-none",
            "pair-taxes-open",
        ],
        rows,
        t,
    )
}
