//! Findings in words, wherever they are shown: the thing, the cause, what to do, and where.

pub(crate) mod detail;
pub(crate) mod orders;
pub(crate) mod products;
pub(crate) mod stock;

use ponte_domain::finding::{Finding, TillSetting};
use ponte_store::findings::FindingRow;

use super::{
    connector::{held, key},
    shop_keys,
};
use crate::words::{Wall, Words};

/// One thing, and what is to be said of it.
pub(crate) struct FindingLine {
    pub(crate) name: String,
    /// The page that tells more.
    pub(crate) link: Option<String>,
    pub(crate) sentences: Vec<String>,
    /// The till can be read again at once.
    pub(crate) read_now: bool,
}

/// What findings are told with.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    /// Settings of the till that refuse orders now.
    pub(crate) settings: &'a [TillSetting],
    /// What an address needs behind it.
    pub(crate) query: &'a str,
    pub(crate) wall: &'a Wall,
    pub(crate) t: Words,
}

/// One line, whatever it is about.
pub(crate) fn any(row: &FindingRow, about: &About<'_>) -> FindingLine {
    let t = about.t;
    if row.finding == Finding::MissingPermission {
        return elsewhere(row, t);
    }
    if let Finding::Keys { .. } = row.finding {
        return dead_keys(row, about);
    }
    orders::line(row, about.settings, about.query, t)
        .or_else(|| stock::line(row, about.query, about.wall, t))
        .or_else(|| products::line(row, t))
        .unwrap_or_else(|| elsewhere(row, t))
}

/// Keys that a service does not take, and where new ones are entered.
fn dead_keys(row: &FindingRow, about: &About<'_>) -> FindingLine {
    let t = about.t;
    let (name, path, sentence) = match row.subject.as_str() {
        "till" => (
            "finding-keys-till",
            "/connettore",
            Some(t.say("key-link-wrong")),
        ),
        _ => (
            "finding-keys-shop",
            "/connettore/negozio",
            shop_keys::dead(&row.finding, t),
        ),
    };
    FindingLine {
        name: t.say(name),
        link: Some(format!("{path}{}", about.query)),
        sentences: sentence.into_iter().collect(),
        read_now: false,
    }
}

/// What no section tells as a line: it stands there as a question, or beside the key.
fn elsewhere(row: &FindingRow, t: Words) -> FindingLine {
    let (name, sentence) = match row.finding {
        Finding::MissingPermission => (key::permission(&row.subject, t), None),
        _ => (t.say("held-title"), held::question(row, t)),
    };
    FindingLine {
        name,
        link: None,
        sentences: sentence.into_iter().collect(),
        read_now: false,
    }
}
