//! What was decided follows the rule for the figures that were read: the stored explanation is computed
//! once more from what it says that the points had. And what was learnt of the till is true.

use std::collections::BTreeMap;

use ponte_domain::{
    orders::{
        allocation::{Available, Bound, Point, Rules, Standing, Wanted, Why, allocate},
        explanation::Explanation,
    },
    settings::{Shipping, Shortage},
};
use ponte_store::orders::Whole;

use super::seen::Seen;

/// What is wrong, by order.
pub fn broken(seen: &Seen<'_>) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    if seen.counts && !seen.town.temper.till_counts {
        let what = "Ponte believes that the till counts its orders".to_owned();
        wrong.push((String::new(), what));
    }
    for (order, whole) in &seen.orders {
        let Some(explanation) = &whole.order.explanation else {
            continue;
        };
        // Given to one point by hand: the rule was not asked.
        if whole.order.wishes.rest_at.is_some() {
            continue;
        }
        if let Some(what) = differs(seen, whole, explanation) {
            wrong.push((order.clone(), what));
        }
    }
    wrong
}

fn differs(seen: &Seen<'_>, whole: &Whole, told: &Explanation) -> Option<String> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut points: Vec<Point> = Vec::new();
    let resolved = &whole.order.resolved.known;
    let mut given: BTreeMap<(i64, String), u32> = BTreeMap::new();
    for step in &told.steps {
        let (_, variant) = resolved.iter().find(|(line, _)| *line == step.line)?;
        if !wanted.iter().any(|line| line.line == step.line) {
            let gave = told.steps.iter().filter(|it| it.line == step.line);
            let gave: u32 = gave.map(|step| step.gave).sum();
            let missing = told.missing.iter().filter(|it| it.line == step.line);
            let missing: u32 = missing.map(|line| line.pieces).sum();
            wanted.push(Wanted {
                line: step.line.clone(),
                variant: variant.clone(),
                pieces: gave + missing,
            });
        }
        let standing = match step.why {
            Why::Off => Standing::Off,
            Why::Rejected => Standing::Rejected,
            _ => Standing::Receives,
        };
        let at = points.iter().position(|point| point.id == step.point);
        let at = at.unwrap_or_else(|| {
            points.push(Point {
                id: step.point,
                standing,
                has: BTreeMap::new(),
            });
            points.len() - 1
        });
        if let Some(had) = step.had {
            // The first line that draws on a figure tells it whole.
            points[at].has.entry(variant.clone()).or_insert(had);
        }
        *given.entry((step.point, step.line.clone())).or_default() += step.gave;
    }
    if let Some(over) = gave_more(told) {
        return Some(over);
    }
    let bound = told.bound.map(|point| Bound {
        point,
        falls_back: seen.settings.orders.bound_falls_back,
    });
    let rules = Rules {
        strategy: told.strategy,
        shortage: told.shortage,
        bound,
    };
    let again = allocate(&wanted, &points, rules);
    let same = again
        .steps
        .iter()
        .all(|step| given.get(&(step.point, step.line.clone())).copied() == Some(step.gave));
    (!same).then(|| format!("decided {:?}, the rule says {:?}", told.steps, again.steps))
}

/// A point never gives more than it had, unless it was told to take the rest.
fn gave_more(told: &Explanation) -> Option<String> {
    told.steps
        .iter()
        .find(|step| match step.had {
            Some(Available::Pieces(had)) => {
                step.gave > had
                    && !(told.shortage == Shortage::RestOnFirst && step.why == Why::TookTheRest)
            }
            Some(Available::Unmanaged) => false,
            None => step.gave > 0 && step.why != Why::TookTheRest,
        })
        .map(|step| format!("{step:?} gave more than it had"))
}

/// The point at which an order is collected.
pub fn collected_at(seen: &Seen<'_>, whole: &Whole) -> Option<i64> {
    let details = whole.order.details.as_ref()?;
    let profiles = &seen.settings.orders.shipping;
    match profiles.get(&details.shipping_profile) {
        Some(Shipping::CollectAt(point)) => Some(*point),
        _ => None,
    }
}
