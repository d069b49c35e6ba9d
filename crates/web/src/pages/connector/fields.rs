//! *Impostazioni Sync TS Commerce*: who decides each field, which prices the shop shows, what becomes
//! of products without a code, and whether products are written at all.

mod save;

use ponte_domain::settings::{MissingCodes, Mode, Policy, PriceList};

use super::facts::Facts;
use crate::words::Words;
pub(crate) use save::send;

/// The section's form.
pub(super) struct FieldsView {
    /// Categories and pictures: switches, with the third value behind.
    pub(super) switches: Vec<SwitchLine>,
    /// The single fields: a three-way choice each.
    pub(super) fields: Vec<SelectLine>,
    /// *Listino online*.
    pub(super) list: SelectLine,
    /// The till's sales modes are not known yet.
    pub(super) no_modes: bool,
    /// *Prodotti senza codice*.
    pub(super) codes: SelectLine,
    /// *Solo giacenze e ordini*.
    pub(super) only_stock: bool,
}

/// A switch with a third value behind it.
pub(super) struct SwitchLine {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) about: String,
    pub(super) on: bool,
    /// Only when the product is made.
    pub(super) only_new: bool,
}

/// One of several values.
pub(super) struct SelectLine {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) options: Vec<Choice>,
}

/// A value.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// The policies, with their words in the form.
const POLICIES: [(&str, Policy, &str); 3] = [
    ("sempre", Policy::Always, "policy-always"),
    ("creazione", Policy::OnCreation, "policy-on-creation"),
    ("mai", Policy::Never, "policy-never"),
];

/// What happens to products without a code, likewise.
const CODES: [(&str, MissingCodes, &str); 2] = [
    ("genera", MissingCodes::Generate, "codes-generate"),
    ("escludi", MissingCodes::Exclude, "codes-exclude"),
];

/// The base price's word.
const BASE: &str = "base";
/// What stands before a sales mode's id.
const MODE: &str = "modo:";
/// What stands before a point's id.
const POINT: &str = "punto:";

impl FieldsView {
    pub(super) fn new(facts: &Facts, t: Words) -> Self {
        let settings = &facts.shop.settings;
        let fields = &settings.fields;
        let switch = |name, label, about, policy| SwitchLine {
            name,
            label: t.say(label),
            about: t.say(about),
            on: policy != Policy::Never,
            only_new: policy == Policy::OnCreation,
        };
        let select = |name, label, policy| SelectLine {
            name,
            label: t.say(label),
            options: POLICIES
                .map(|(word, one, key)| choice(word, t.say(key), one == policy))
                .into(),
        };
        Self {
            switches: vec![
                switch(
                    "categorie",
                    "field-categories",
                    "field-categories-off",
                    fields.categories,
                ),
                switch(
                    "immagini",
                    "field-images",
                    "field-images-off",
                    fields.images,
                ),
            ],
            fields: vec![
                select("nome", "field-name", fields.name),
                select("descrizione", "field-description", fields.description),
                select("prezzo", "field-price", fields.price),
                select("visibilita", "field-visibility", fields.visibility),
            ],
            list: SelectLine {
                name: "listino",
                label: t.say("list-label"),
                options: lists(facts, t),
            },
            no_modes: facts.modes.is_empty(),
            codes: SelectLine {
                name: "codici",
                label: t.say("codes-label"),
                options: CODES
                    .map(|(word, one, key)| choice(word, t.say(key), one == settings.missing_codes))
                    .into(),
            },
            only_stock: settings.mode == Mode::StockAndOrders,
        }
    }
}

fn choice(value: &str, label: String, chosen: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        label,
        chosen,
    }
}

/// The base price, then the till's sales modes, then its points, by name.
fn lists(facts: &Facts, t: Words) -> Vec<Choice> {
    let now = &facts.shop.settings.price_list;
    let mut lists = vec![(PriceList::Base, t.say("list-base"))];
    for (id, name) in &facts.modes {
        let label = t.with("list-mode", &[("name", name.as_str().into())]);
        lists.push((PriceList::SalesMode(id.clone()), label));
    }
    for point in &facts.points {
        let label = t.with("list-point", &[("name", point.name.as_str().into())]);
        lists.push((PriceList::At(point.id), label));
    }
    if !lists.iter().any(|(list, _)| list == now) {
        // It stays chosen until somebody chooses otherwise.
        lists.push((now.clone(), t.say("list-unknown")));
    }
    let lists = lists.into_iter();
    lists
        .map(|(list, label)| choice(&word(&list), label, list == *now))
        .collect()
}

/// A list as the form sends it.
fn word(list: &PriceList) -> String {
    match list {
        PriceList::Base => BASE.to_owned(),
        PriceList::SalesMode(id) => format!("{MODE}{id}"),
        PriceList::At(point) => format!("{POINT}{point}"),
    }
}

/// The list that the form sent; `None`: none of those shown.
fn list(word: &str, facts: &Facts) -> Option<PriceList> {
    let known = |list: &PriceList| match list {
        PriceList::Base => true,
        PriceList::SalesMode(id) => facts.modes.contains_key(id),
        PriceList::At(point) => facts.points.iter().any(|known| known.id == *point),
    };
    let list = if word == BASE {
        PriceList::Base
    } else if let Some(id) = word.strip_prefix(MODE) {
        PriceList::SalesMode(id.to_owned())
    } else {
        PriceList::At(word.strip_prefix(POINT)?.parse().ok()?)
    };
    (known(&list) || list == facts.shop.settings.price_list).then_some(list)
}
