//! The two banks: what goes over the bridge, which way, and how fresh it is.

use ponte_transport::clock::between;

use super::facts::{Facts, Passes};
use crate::words::{Wall, Words, duration};

/// Till on the left, shop on the right.
pub(super) struct Banks {
    /// What stands below the till and below the shop.
    pub(super) till: String,
    pub(super) shop: String,
    pub(super) lanes: [Lane; 3],
}

/// What goes over.
pub(super) struct Lane {
    /// `ok`, `warn`, `bad`, or nothing where it has not begun.
    pub(super) tone: &'static str,
    pub(super) name: String,
    /// From the shop to the till.
    pub(super) back: bool,
    /// Which way, for whoever does not see the arrow.
    pub(super) way: String,
    pub(super) state: String,
}

pub(super) fn of(facts: &Facts, wall: &Wall, t: Words) -> Banks {
    let there: Vec<_> = facts.points.iter().filter(|point| !point.gone).collect();
    let on = there.iter().filter(|point| point.enabled).count();
    let count = |n: usize| u64::try_from(n).unwrap_or(0);
    let args = [("on", count(on).into()), ("of", count(there.len()).into())];
    Banks {
        till: if facts.connected() {
            t.with("overview-points", &args)
        } else {
            t.say("overview-till-off")
        },
        shop: t.count("overview-visible", facts.visible),
        lanes: [
            products(facts, wall, t),
            stock(facts, wall, t),
            orders(facts, wall, t),
        ],
    }
}

fn lane(passes: &Passes, tone: &'static str, state: String, t: Words) -> Lane {
    let back = passes.stream == ponte_sync::orders::STREAM;
    let way = if back {
        "overview-to-till"
    } else {
        "overview-to-shop"
    };
    Lane {
        tone,
        name: t.say(&format!("lane-{}", passes.stream)),
        back,
        way: t.say(way),
        state,
    }
}

/// Tone and words of a stream that failed, or has not begun.
fn not_well(passes: &Passes, wall: &Wall, t: Words) -> Option<(&'static str, String)> {
    let last = passes.last();
    let Some(last) = last else {
        let key = if passes.is_under_way() {
            "overview-running"
        } else {
            "overview-not-yet"
        };
        return Some(("", t.say(key)));
    };
    passes.cause().map(|_| {
        let at = last.ended_at.unwrap_or(last.updated_at);
        (
            "bad",
            t.with("overview-stuck-since", &[("when", wall.when(at, t).into())]),
        )
    })
}

fn products(facts: &Facts, wall: &Wall, t: Words) -> Lane {
    let passes = &facts.products;
    let (tone, state) = not_well(passes, wall, t).unwrap_or_else(|| {
        let at = passes
            .last()
            .and_then(|run| run.ended_at)
            .unwrap_or(wall.now);
        let args = [("when", wall.when(at, t).into())];
        match facts.shop.first_sync_at {
            Some(_) => ("ok", t.with("overview-in-step", &args)),
            None => ("", t.say("overview-not-yet")),
        }
    });
    lane(passes, tone, state, t)
}

fn stock(facts: &Facts, wall: &Wall, t: Words) -> Lane {
    let passes = &facts.stock;
    let (tone, state) = not_well(passes, wall, t).unwrap_or_else(|| match facts.oldest() {
        Some((at, _)) => {
            let unread = facts.findings(&["levels_unread"]) > 0;
            let age = duration(between(at, wall.now), t);
            let tone = if unread { "warn" } else { "ok" };
            (tone, t.with("overview-oldest", &[("time", age.into())]))
        }
        None => ("", t.say("overview-not-yet")),
    });
    lane(passes, tone, state, t)
}

fn orders(facts: &Facts, wall: &Wall, t: Words) -> Lane {
    let passes = &facts.orders;
    let (tone, state) = not_well(passes, wall, t).unwrap_or_else(|| {
        let (waiting, attention) = (
            facts.orders_in("waiting"),
            facts.orders_in("needs_attention"),
        );
        let tone = match (attention, waiting) {
            (0, 0) => "ok",
            (0, _) => "warn",
            _ => "bad",
        };
        let today = facts.days.on("orders", facts.days.today).unwrap_or(0);
        let args = [
            ("today", today.into()),
            ("stuck", (waiting + attention).into()),
        ];
        (tone, t.with("overview-orders-state", &args))
    });
    lane(passes, tone, state, t)
}
