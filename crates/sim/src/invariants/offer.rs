//! At rest the shop shows the rule on the till's true stock.

use ponte_domain::{
    orders::{free::Seen::Unconfirmed, part::Part},
    stock::unplaced::outside_parts,
};
use ponte_store::{orders::Whole, points::SalesPoint};

use super::seen::Seen;
use crate::{
    stock::{decision::holds, truth::Look},
    town::{Good, shown},
};

/// What is wrong.
pub fn broken(seen: &Seen<'_>) -> Vec<(String, String)> {
    let state = seen.town.world.lock();
    let tenant = &state.tenants[0];
    let mut wrong = Vec::new();
    for good in seen.town.goods.iter().filter(|good| good.managed) {
        let look = Look::at(tenant, good);
        let shown = shown(tenant, &good.sku);
        let told = terms(seen, &look, good);
        let right: i64 = told.iter().map(|(_, gives)| gives).sum::<i64>()
            - i64::from(seen.settings.stock.margin)
            - outside(seen, &look, good);
        if shown != right && (shown > 0 || right > 0) {
            let story = seen.town.story.of(&good.sku).join("\n    ");
            let row = seen.offers.get(&good.sku);
            let ponte = row.map(|row| format!("{:?} {:?}", row.decision, row.sum));
            let what = format!(
                "the shop shows {shown} of {}, and {right} are right: {told:?} less {} outside parts; \
                 Ponte says {}, and of its last pass {}\n    {story}",
                good.sku,
                outside(seen, &look, good),
                ponte.unwrap_or_default(),
                seen.last_pass,
            );
            wrong.push((String::new(), what));
        }
    }
    wrong
}

/// What each point gives.
fn terms(seen: &Seen<'_>, look: &Look<'_>, good: &Good) -> Vec<(i64, i64)> {
    let offered = seen.points.iter().filter(|point| point.is_offered());
    offered
        .map(|point| (point.id, gives(seen, look, good, point)))
        .collect()
}

fn gives(seen: &Seen<'_>, look: &Look<'_>, good: &Good, point: &SalesPoint) -> i64 {
    // Our own orders count once where the till is known to count them, and where it does not; twice where
    // it does and nobody knows.
    let twice = seen.town.temper.till_counts && !seen.counts;
    let ours = look.open_at(point.id) * if twice { 2 } else { 1 };
    let here = seen
        .withheld
        .iter()
        .filter(|(at, variant, _)| *at == point.id && *variant == good.variant);
    let withheld: i64 = here.map(|(_, _, row)| i64::from(row.pieces)).sum();
    let on_the_way = on_the_way(seen, point.id, &good.variant);
    let free = (look.left(point.id) - ours - on_the_way - withheld).max(0);
    (free - i64::from(point.reserve)).max(0)
}

/// Pieces in parts that may come to a point, and were not confirmed there.
fn on_the_way(seen: &Seen<'_>, point: i64, variant: &str) -> i64 {
    let there = |whole: &Whole, part: &Part| {
        let let_go = whole.order.ended_at.is_some() && part.is_surely_absent();
        part.point == point && part.seen() == Some(Unconfirmed) && !let_go
    };
    let mut pieces = 0;
    for whole in seen.orders.values() {
        let parts = whole.parts.iter().map(|row| &row.part);
        let parts = parts.filter(|part| there(whole, part));
        let own = parts.filter_map(|part| part.own(variant));
        pieces += own.map(|own| i64::from(own.pieces)).sum::<i64>();
    }
    pieces
}

/// Pieces that the shop's buyers wait for and no part holds.
fn outside(seen: &Seen<'_>, look: &Look<'_>, good: &Good) -> i64 {
    let live = look.orders().filter(|(order, _)| order.status.is_live());
    let held = live.filter_map(|(order, _)| seen.orders.get(&order.id));
    let held = held.filter(|whole| holds(&whole.order));
    held.map(|whole| of_order(whole, &good.variant)).sum()
}

fn of_order(whole: &Whole, variant: &str) -> i64 {
    let Some(details) = &whole.order.details else {
        return 0;
    };
    let parts: Vec<_> = whole.parts.iter().map(|row| row.part.clone()).collect();
    let outside = outside_parts(&details.pieces(), &parts);
    let known = whole.order.resolved.known.iter();
    let lines = known.filter(|(_, of)| of == variant);
    lines
        .filter_map(|(line, _)| outside.get(line))
        .map(|pieces| i64::from(*pieces))
        .sum()
}
