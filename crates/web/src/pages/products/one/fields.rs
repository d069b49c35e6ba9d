//! Till and shop field by field.
//!
//! What was written is known by its fingerprint alone: a field that is as it was written shows the
//! till's value on both sides. What the shop really shows is read when somebody asks for it.

use ponte_domain::{
    desired::Desired,
    listing::{Group, Listing},
    price,
    settings::{Mode, Policy},
    till::{Tax, TillProduct},
};
use ponte_store::{pictures::PictureState, shops::Shop};
use ponte_sync::products::Seen;

use super::facts::Facts;
use crate::words::Words;

/// Letters of a description that are shown.
const SHOWN: usize = 240;

/// A field on both sides.
pub(super) struct FieldLine {
    pub(super) name: String,
    pub(super) till: String,
    pub(super) shop: String,
    /// `ok`, `warn`, `info`, or nothing.
    pub(super) tone: &'static str,
    pub(super) label: String,
}

/// A field's side in the shop, as it was looked at: its value, and whether it is as it should be.
struct Looked {
    value: String,
    same: Option<bool>,
}

const GROUPS: [(Group, &str); 7] = [
    (Group::Name, "field-name"),
    (Group::Price, "field-price"),
    (Group::Categories, "group-categories"),
    (Group::Tax, "group-tax"),
    (Group::Description, "field-description"),
    (Group::Images, "group-images"),
    (Group::Visibility, "field-visibility"),
];

/// All fields.
pub(super) fn lines(facts: &Facts, shop: &Shop, seen: Option<&Seen>, t: Words) -> Vec<FieldLine> {
    let wanted = facts.wanted(shop);
    let wanted = wanted.as_deref();
    let listing = facts.listing.as_ref();
    GROUPS
        .into_iter()
        .map(|(group, name)| {
            let till = on_till(group, facts, shop, t);
            let looked = seen.and_then(|seen| looked(group, seen, wanted, facts, t));
            let theirs = theirs(group, shop, listing);
            let in_step = in_step(group, wanted, listing);
            let (tone, label) = match (&looked, listing) {
                (_, None) => ("", "field-not-there"),
                _ if theirs => ("", "field-yours"),
                (
                    Some(Looked {
                        same: Some(true), ..
                    }),
                    _,
                ) => ("ok", "field-same"),
                (
                    Some(Looked {
                        same: Some(false), ..
                    }),
                    _,
                ) => ("warn", "field-differs"),
                _ if wanted.is_none() => ("", "field-stays"),
                _ if in_step => ("ok", "field-same"),
                _ => ("info", "field-soon"),
            };
            let shop = match (looked, listing) {
                (Some(looked), Some(_)) => looked.value,
                (None, Some(_)) if in_step && !theirs => till.clone(),
                _ => "–".to_owned(),
            };
            FieldLine {
                name: t.say(name),
                till,
                shop,
                tone,
                label: t.say(label),
            }
        })
        .collect()
}

/// Whether the merchant decides it in the shop.
fn theirs(group: Group, shop: &Shop, listing: Option<&Listing>) -> bool {
    let kept = listing.is_some_and(|one| one.link_only || one.kept.contains(&group));
    kept || shop.settings.mode == Mode::StockAndOrders
        || shop.settings.fields.of(group) != Policy::Always
}

/// Whether what we last wrote is what it should be.
fn in_step(group: Group, wanted: Option<&Desired>, listing: Option<&Listing>) -> bool {
    match (wanted, listing) {
        (Some(wanted), Some(listing)) => {
            listing.written.get(&group) == Some(&wanted.fingerprint(group))
        }
        _ => false,
    }
}

fn on_till(group: Group, facts: &Facts, shop: &Shop, t: Words) -> String {
    let product = &facts.mirrored.product;
    let none = || "–".to_owned();
    match group {
        Group::Name => product.name.trim().to_owned(),
        Group::Description => filled(plain(&product.description)),
        Group::Price => {
            let lowest = price::lowest(product, &shop.settings.price_list);
            lowest.map_or_else(none, |price| t.money(price))
        }
        Group::Categories => category(product, facts).unwrap_or_else(none),
        Group::Tax => vat(product, facts).map_or_else(none, |key| percent(&key)),
        Group::Images => t.pieces(product.pictures.len() as u64),
        Group::Visibility => shown(!facts.mirrored.missing && facts.wanted(shop).is_some(), t),
        Group::Identity => none(),
    }
}

fn looked(
    group: Group,
    seen: &Seen,
    wanted: Option<&Desired>,
    facts: &Facts,
    t: Words,
) -> Option<Looked> {
    let compared = |value: String, same: Option<bool>| Some(Looked { value, same });
    match group {
        Group::Name => {
            let name = seen.name.clone()?;
            let same = wanted.map(|wanted| wanted.name == name);
            compared(name, same)
        }
        Group::Description => {
            let there = seen.description.as_ref()?;
            let same = wanted.map(|wanted| wanted.description == *there);
            compared(filled(plain(there)), same)
        }
        Group::Price => {
            let price = seen.price?;
            compared(t.money(price), wanted.map(|wanted| wanted.price == price))
        }
        Group::Categories => {
            let mut names = seen.categories.clone();
            let others = u64::try_from(seen.other_categories).unwrap_or(0);
            if others > 0 {
                names.push(t.count("product-other-categories", others));
            }
            let ours = category(&facts.mirrored.product, facts);
            let same = ours.map(|ours| seen.categories.contains(&ours));
            compared(filled(names.join(", ")), same.or(wanted.map(|_| true)))
        }
        Group::Tax => {
            let key = seen.vat.as_ref()?;
            let same = wanted.map(|wanted| wanted.vat == *key);
            compared(percent(key), same)
        }
        // The shop is not asked for them: what was sent is known.
        Group::Images => {
            let sent = |state: &PictureState| matches!(state, PictureState::Sent { .. });
            let sent = facts.pictures.iter().filter(|one| sent(&one.state)).count();
            compared(t.pieces(sent as u64), None)
        }
        Group::Visibility => {
            let visible = seen.visible?;
            let same = wanted.map(|wanted| wanted.visible == visible);
            compared(shown(visible, t), same)
        }
        Group::Identity => None,
    }
}

fn shown(visible: bool, t: Words) -> String {
    t.say(if visible {
        "field-shown"
    } else {
        "field-hidden"
    })
}

fn category(product: &TillProduct, facts: &Facts) -> Option<String> {
    let lists = facts.surroundings.as_ref()?;
    let category = lists.categories.get(product.category.as_ref()?)?;
    Some(category.name.clone())
}

fn vat(product: &TillProduct, facts: &Facts) -> Option<String> {
    let lists = facts.surroundings.as_ref()?;
    let department = lists.departments.get(product.department.as_ref()?)?;
    lists.taxes.get(&department.tax).and_then(Tax::key)
}

/// `22 %`, `0 % N4`.
fn percent(key: &str) -> String {
    match key.split_once(' ') {
        Some((rate, nature)) => format!("{rate}\u{a0}% {nature}"),
        None => format!("{key}\u{a0}%"),
    }
}

fn filled(text: String) -> String {
    if text.is_empty() {
        "–".to_owned()
    } else {
        text
    }
}

/// The words of an HTML text, cut.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => {
                inside = true;
                words.push(' ');
            }
            '>' if inside => inside = false,
            _ if inside => {}
            letter => words.push(letter),
        }
    }
    for (entity, letter) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "’"),
        ("&amp;", "&"),
    ] {
        words = words.replace(entity, letter);
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(SHOWN).collect();
    if cut.len() < words.len() {
        cut + "…"
    } else {
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_shown_as_its_words() {
        assert_eq!(
            plain("<p>Suola in <b>cuoio</b>,<br>cucita &amp; morbida</p>"),
            "Suola in cuoio , cucita & morbida"
        );
        assert_eq!(plain("2 < 3"), "2");
        assert_eq!(plain(&"a".repeat(300)).chars().count(), SHOWN + 1);
        assert_eq!(filled(plain("<p></p>")), "–");
    }

    #[test]
    fn a_rate_is_written_with_its_nature() {
        assert_eq!(percent("22"), "22\u{a0}%");
        assert_eq!(percent("0 N4"), "0\u{a0}% N4");
    }
}
