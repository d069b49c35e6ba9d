//! The sentence that comes first: all is well, or what a person must do, worst first.
//!
//! Guarantee: all is said to be well only where nothing is open that needs somebody, every stream's last
//! pass ended well, and none is overdue. A kind of finding that this page does not know counts as something
//! to be looked at.

use std::time::Duration;

use ponte_domain::settings::Held;
use ponte_sync::{orders, stock};
use ponte_transport::clock::between;

use super::facts::{Facts, Passes};
use crate::{
    auth::member::address,
    words::{Wall, Words},
};

/// A stream that looks every five minutes is overdue after this.
const OVERDUE: Duration = Duration::from_secs(30 * 60);
/// The products stream looks twice a day.
const PRODUCTS_OVERDUE: Duration = Duration::from_secs(26 * 3600);

/// Causes of a failed pass that do not pass by themselves.
const MENDED_BY_HAND: [&str; 5] = [
    "wrong_till_key",
    "wrong_shop_keys",
    "read_only_shop_keys",
    "till_permission",
    "no_keys",
];
/// Findings about one order each, beside those that its stage tells.
const ABOUT_ORDERS: [&str; 6] = [
    "order_refused",
    "order_unreadable",
    "part_unaccepted",
    "part_gone",
    "stray_till_order",
    "order_state_refused",
];
const ABOUT_PRODUCTS: [&str; 5] = [
    "blocked",
    "spread",
    "refused",
    "variants_ignored",
    "picture",
];
const ABOUT_STOCK: [&str; 4] = [
    "not_in_shop",
    "listed_twice",
    "no_stock_figure",
    "stock_refused",
];
/// What is good to know, and asks for nothing; and what is told otherwise.
const QUIET: [&str; 4] = [
    "order",
    "edited_on_shop",
    "sales_point",
    "shipping_unmapped",
];

/// The banner.
pub(super) struct Banner {
    /// `ok`, `warn`, `bad`, or nothing where it has not begun.
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) title: String,
    pub(super) text: String,
    /// Where it is mended: address and words.
    pub(super) link: Option<(String, String)>,
}

/// Something that is not as it should be.
struct Need {
    bad: bool,
    title: String,
    text: String,
    link: (String, String),
}

pub(super) fn of(facts: &Facts, query: &str, wall: &Wall, t: Words) -> Banner {
    let connector = |key: &str| (address("/connettore", query, &[]), t.say(key));
    let first = |title: &str, text: &str| Banner {
        tone: "",
        icon: "i-wait",
        title: t.say(title),
        text: t.say(text),
        link: Some(connector("overview-to-connector")),
    };
    if !facts.connected() {
        return first("overview-no-key", "overview-no-key-text");
    }
    if facts.shop.first_sync_at.is_none() {
        return first("overview-no-sync", "overview-no-sync-text");
    }
    let mut needs = needs(facts, query, wall, t);
    needs.sort_by_key(|need| !need.bad);
    let others = u64::try_from(needs.len().saturating_sub(1)).unwrap_or(0);
    let Some(worst) = needs.into_iter().next() else {
        return Banner {
            tone: "ok",
            icon: "i-ok",
            title: t.say("overview-well"),
            text: well(facts, t),
            link: None,
        };
    };
    let mut text = worst.text;
    if others > 0 {
        text = format!("{text} {}", t.count("overview-others", others));
    }
    Banner {
        tone: if worst.bad { "bad" } else { "warn" },
        icon: if worst.bad { "i-bad" } else { "i-wait" },
        title: worst.title,
        text,
        link: Some(worst.link),
    }
}

/// What all being well means, and what passes by itself.
fn well(facts: &Facts, t: Words) -> String {
    match facts.orders_in("waiting") {
        0 => t.say("overview-well-text"),
        n => t.count("overview-well-waiting", n),
    }
}

fn needs(facts: &Facts, query: &str, wall: &Wall, t: Words) -> Vec<Need> {
    let link =
        |path: &str, values: &[(&str, &str)], key: &str| (address(path, query, values), t.say(key));
    let connector = || link("/connettore", &[], "overview-how");
    let reports = || link("/segnalazioni", &[], "overview-how");
    let mut needs = Vec::new();
    let mut add = |bad, n: u64, key: &str, link: (String, String)| {
        if n > 0 {
            needs.push(Need {
                bad,
                title: t.count(key, n),
                text: t.count(&format!("{key}-text"), n),
                link,
            });
        }
    };
    let orders = || {
        link(
            "/ordini",
            &[("stato", "da-sistemare")],
            "overview-see-which",
        )
    };
    add(
        true,
        facts.findings(&["till_setting"]),
        "need-till-setting",
        reports(),
    );
    add(
        true,
        facts.orders_in("needs_attention"),
        "need-orders",
        orders(),
    );
    add(
        true,
        facts.findings(&ABOUT_ORDERS),
        "need-order-findings",
        reports(),
    );
    add(
        true,
        facts.findings(&["missing_permission"]),
        "need-permission",
        reports(),
    );
    add(false, facts.findings(&["held"]), "need-held", reports());
    let stock = || {
        link(
            "/giacenze",
            &[("stato", "da-sistemare")],
            "overview-see-which",
        )
    };
    add(
        false,
        facts.findings(&["levels_unread"]),
        "need-unread",
        link("/giacenze", &[], "overview-see-which"),
    );
    add(false, facts.findings(&ABOUT_STOCK), "need-stock", stock());
    add(
        false,
        facts.findings(&ABOUT_PRODUCTS),
        "need-products",
        reports(),
    );
    add(false, unknown(facts), "need-unknown", reports());
    for (passes, limit) in [
        (&facts.orders, OVERDUE),
        (&facts.stock, OVERDUE),
        (&facts.products, PRODUCTS_OVERDUE),
    ] {
        needs.extend(stopped(facts, passes, limit, wall, t, connector()));
    }
    needs
}

/// Open findings of kinds that this page does not know.
fn unknown(facts: &Facts) -> u64 {
    let known = |kind: &str| {
        [
            "till_setting",
            "missing_permission",
            "held",
            "levels_unread",
        ]
        .contains(&kind)
            || ABOUT_ORDERS.contains(&kind)
            || ABOUT_PRODUCTS.contains(&kind)
            || ABOUT_STOCK.contains(&kind)
            || QUIET.contains(&kind)
    };
    let kinds: Vec<&str> = facts.kinds.iter().map(|(kind, _)| kind.as_str()).collect();
    let unknown: Vec<&str> = kinds.into_iter().filter(|kind| !known(kind)).collect();
    facts.findings(&unknown)
}

/// A stream whose last pass did not end well, or that is overdue.
fn stopped(
    facts: &Facts,
    passes: &Passes,
    limit: Duration,
    wall: &Wall,
    t: Words,
    link: (String, String),
) -> Option<Need> {
    let title = |key: &str| t.say(&format!("{key}-{}", passes.stream));
    if let Some(cause) = passes.cause() {
        let bad = MENDED_BY_HAND.contains(&cause);
        return Some(Need {
            bad,
            title: title("stopped"),
            text: if bad {
                t.with("overview-mend", &[("cause", said(cause, t).into())])
            } else {
                t.with("overview-passes", &[("cause", said(cause, t).into())])
            },
            link,
        });
    }
    let begun = facts.shop.first_sync_at?;
    // Where no code is listed there is no stock to look after.
    if passes.stream == stock::STREAM && passes.last().is_none() && facts.codes == 0 {
        return None;
    }
    let last = passes
        .last()
        .and_then(|run| run.ended_at)
        .unwrap_or(begun)
        .max(begun);
    let held = match passes.stream {
        stock::STREAM => Held::Stock,
        orders::STREAM => Held::Orders,
        _ => Held::Products,
    };
    // A pause is told above every page.
    let rests = facts.shop.settings.pauses.until(held, wall.now).is_some();
    (!rests && !passes.is_under_way() && between(last, wall.now) > limit).then(|| Need {
        bad: false,
        title: title("overdue"),
        text: t.with("overview-overdue", &[("when", wall.when(last, t).into())]),
        link,
    })
}

/// Why a pass failed, in a few words.
pub(crate) fn said(cause: &str, t: Words) -> String {
    let key = format!("cause-{}", cause.replace('_', "-"));
    let said = t.say(&key);
    if said == key {
        t.say("cause-other")
    } else {
        said
    }
}
