//! Shipping profiles and payment methods: names that the shop's orders came with.

use std::collections::BTreeSet;

use ponte_domain::settings::{OrderSettings, PaymentRule, Shipping};
use ponte_store::points::SalesPoint;
use ponte_sync::orders::Names;

use super::{Row, Section};
use crate::words::Words;

/// What the forms call a rule, its sentence, and the rule.
pub(super) const RULES: [(&str, &str, PaymentRule); 3] = [
    ("manda", "pair-pay-send", PaymentRule::Send),
    ("aspetta", "pair-pay-await", PaymentRule::AwaitPayment),
    ("incassa", "pair-pay-collect", PaymentRule::Collect),
];

/// How each shipping profile leaves the shop.
pub(super) fn shipping(
    names: &Names,
    settings: &OrderSettings,
    points: &[SalesPoint],
    t: Words,
) -> Section {
    let names = all(&names.shipping, settings.shipping.keys());
    let row = |name: &String| {
        let chosen = settings.shipping.get(name);
        let how = chosen.copied().unwrap_or_default();
        let delivery = (
            "spedizione".to_owned(),
            t.say("pair-delivery"),
            how == Shipping::Delivery,
        );
        let collects = points
            .iter()
            .filter(|point| !point.gone || how == Shipping::CollectAt(point.id))
            .map(|point| {
                let args = [("point", point.name.as_str().into())];
                let said = t.with("pair-collect", &args);
                let here = how == Shipping::CollectAt(point.id);
                (format!("punto-{}", point.id), said, here)
            });
        row(
            name,
            chosen.is_some(),
            std::iter::once(delivery).chain(collects),
        )
    };
    section(
        ("spedizioni", "/abbinamenti/spedizione"),
        [
            "pair-shipping",
            "pair-shipping-about",
            "pair-shipping-what",
            "pair-shipping-with",
            "pair-shipping-none",
            "pair-shipping-open",
        ],
        names.iter().map(row).collect(),
        t,
    )
}

/// What each payment method allows.
pub(super) fn payments(names: &Names, settings: &OrderSettings, t: Words) -> Section {
    let names = all(&names.payments, settings.payments.keys());
    let row = |name: &String| {
        let chosen = settings.payments.get(name);
        let is = chosen.copied().unwrap_or_default();
        let choices = RULES.map(|(word, key, rule)| (word.to_owned(), t.say(key), rule == is));
        row(name, chosen.is_some(), choices)
    };
    section(
        ("pagamenti", "/abbinamenti/pagamento"),
        [
            "pair-payments",
            "pair-payments-about",
            "pair-payments-what",
            "pair-payments-with",
            "pair-payments-none",
            "pair-payments-open",
        ],
        names.iter().map(row).collect(),
        t,
    )
}

fn all<'a>(
    seen: &'a BTreeSet<String>,
    chosen: impl Iterator<Item = &'a String>,
) -> BTreeSet<String> {
    seen.iter().chain(chosen).cloned().collect()
}

fn row(name: &str, chosen: bool, choices: impl IntoIterator<Item = (String, String, bool)>) -> Row {
    let choices: Vec<(String, String, bool)> = choices.into_iter().collect();
    let with = choices.iter().find(|(.., here)| *here);
    Row {
        key: name.to_owned(),
        name: name.to_owned(),
        about: String::new(),
        with: with.map(|(_, said, _)| said.clone()).unwrap_or_default(),
        open: !chosen,
        by_hand: false,
        choices,
        change: String::new(),
    }
}

/// A section with the sentences of its title, its explanation, its two columns, of an empty one, and of
/// what nobody has paired; that comes first.
pub(super) fn section(
    (id, action): (&'static str, &'static str),
    [title, about, what, with, none, open]: [&str; 6],
    mut rows: Vec<Row>,
    t: Words,
) -> Section {
    rows.sort_by_key(|row| !row.open);
    Section {
        id,
        action,
        title: t.say(title),
        about: t.say(about),
        columns: (t.say(what), t.say(with)),
        none: t.say(none),
        hint: t.say(open),
        rows,
    }
}
