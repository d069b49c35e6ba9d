//! Which calls to the till a pass makes with the calls it has.
//!
//! The till allows 360 calls in ten minutes and tells stock by pages of 100 for each point, so a large
//! catalogue cannot be read whole in every pass. First come receipts, which name what was sold; then
//! what moved, by id; then hot SKUs, by id; and a rolling read of all pages at whatever is left. Where
//! all pages fit, they are read, and nothing by id.
//!
//! Every call of a plan is one call to the till. Orders go first: what they keep is not touched. A
//! pass that was woken between the regular ones (the till called) reads what moved and leaves the
//! regular ones of the window enough to go on with; and they leave some for it, or what a webhook names
//! after the last of them would wait for the next window.
//!
//! What a pass's receipts name moved now: whoever reads them asks again, with that and without the
//! receipts, so that it is read in the same pass.
//!
//! Guarantees (each a test):
//! - a plan never has more calls than the budget, and orders keep theirs;
//! - all passes of a window together fit into it, however many are woken and whatever orders take of
//!   what they keep;
//! - what a webhook names is read at once, late in a window too;
//! - what moved comes before what is hot, and what does not fit is handed back;
//! - the rolling read goes on in every regular pass, so no level's age grows without bound;
//! - hot SKUs are younger than the others;
//! - the same question gets the same plan;
//! - a call never asks for more than 100 products, nor for more rows than a page holds.

mod batches;
pub mod budget;
pub mod receipts;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::till::{ProductId, SalesPointId};
use batches::batches;
pub use budget::Budget;
use receipts::Day;

/// Rows of a page, and products that one call names (Cassa in Cloud sheet §8).
pub const PAGE: u32 = 100;

/// Calls that a woken pass leaves to the regular ones that follow in its window.
const FOR_REGULAR: u32 = 60;

/// Calls that regular passes leave to woken ones until the window ends, for each point: one a minute.
const FOR_WOKEN_A_POINT: u32 = 5;

/// And at least so many.
const FOR_WOKEN: u32 = 10;

/// A point whose stock is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The point.
    pub id: SalesPointId,
    /// Records there: `totalCount` as last told, else the catalogue's variants.
    pub records: u64,
}

/// A product at a point.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct There {
    /// The point.
    pub point: SalesPointId,
    /// The product.
    pub product: ProductId,
}

/// A hot product at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hot {
    /// Which.
    pub there: There,
    /// When its oldest level there was read; `None`: never.
    pub read: Option<Timestamp>,
}

/// Where the rolling read goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rolling {
    /// The point, and the first row of the page. `None`, or a point that is gone: from the beginning.
    pub next: Option<(SalesPointId, u64)>,
}

/// What kind of pass it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of the five-minute ones; so many until the till's window ends, this one included.
    Regular {
        /// At least 1.
        passes: u32,
    },
    /// Woken between them; so many regular ones follow until the till's window ends.
    Woken {
        /// 0 after the last one.
        passes: u32,
    },
}

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The points that count, in the merchant's order.
    pub points: &'a [Point],
    /// How many variants each product has; one that is missing has one.
    pub variants: &'a BTreeMap<ProductId, u32>,
    /// What moved, what a raising waits for, what a full read lacked: the most urgent first.
    pub moved: &'a [There],
    /// What is hot, in any order.
    pub hot: &'a [Hot],
    /// Where the rolling read stands.
    pub rolling: Rolling,
    /// Days whose receipts are read.
    pub receipts: &'a [Day],
    /// Calls that may be made.
    pub budget: Budget,
    /// What kind of pass it is.
    pub kind: Kind,
}

/// One call to the till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// A page of a day's receipts. Where the last one planned is full, the pass goes on with the next
    /// as long as it has calls.
    Receipts {
        /// The day.
        day: jiff::civil::Date,
        /// The first row.
        start: u64,
    },
    /// Stock of these products at a point.
    Products {
        /// The point.
        point: SalesPointId,
        /// Which.
        products: Vec<ProductId>,
        /// The first row: above 0 only for a product with more variants than a page holds.
        start: u64,
    },
    /// A page of all stock at a point.
    Page {
        /// The point.
        point: SalesPointId,
        /// The first row.
        start: u64,
    },
}

/// The calls of a pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In this order.
    pub calls: Vec<Call>,
    /// What moved and did not fit: for the next pass.
    pub put_off: Vec<There>,
    /// Where the rolling read stands once all of them are made.
    pub rolling: Rolling,
}

/// Plans a pass.
#[must_use]
pub fn plan(question: &Question<'_>) -> Plan {
    let Budget { left, for_orders } = question.budget;
    let spendable = left.saturating_sub(for_orders);
    match question.kind {
        Kind::Woken { passes: 0 } => woken(question, spendable),
        Kind::Woken { .. } => woken(question, spendable.saturating_sub(FOR_REGULAR)),
        Kind::Regular { passes } => regular(question, spendable, passes.max(1)),
    }
}

fn woken(question: &Question<'_>, calls: u32) -> Plan {
    let mut plan = Plan {
        rolling: question.rolling,
        ..Plan::default()
    };
    add_moved(&mut plan, question, calls);
    plan
}

fn regular(question: &Question<'_>, spendable: u32, passes: u32) -> Plan {
    let mut plan = Plan {
        calls: receipts::calls(question.receipts, spendable.div_ceil(2)),
        rolling: question.rolling,
        ..Plan::default()
    };
    let spendable = spendable - count(&plan.calls);
    let share = (spendable - for_woken(question.points, spendable)).div_ceil(passes);
    let pages = pages(question.points);
    if pages <= u64::from(share) {
        roll(&mut plan, question.points, pages);
        return plan;
    }
    // Each pass of the window goes on rolling with at least this many.
    let kept = share.div_ceil(4);
    let before = count(&plan.calls);
    let for_moved = spendable.saturating_sub(kept.saturating_mul(passes));
    add_moved(&mut plan, question, for_moved);
    let moved = count(&plan.calls) - before;
    let rest = share.saturating_sub(moved).max(kept).min(spendable - moved);
    let before = count(&plan.calls);
    add_hot(&mut plan, question, rest / 2);
    let rolls = rest - (count(&plan.calls) - before);
    roll(&mut plan, question.points, rolls.into());
    plan
}

/// Calls that are left to woken passes. However little there is, most of it goes on reading.
#[must_use]
pub fn for_woken(points: &[Point], spendable: u32) -> u32 {
    let points = u32::try_from(points.len()).unwrap_or(u32::MAX);
    let most = points.saturating_mul(FOR_WOKEN_A_POINT).max(FOR_WOKEN);
    most.min(spendable / 4)
}

fn count(calls: &[Call]) -> u32 {
    u32::try_from(calls.len()).unwrap_or(u32::MAX)
}

fn add_moved(plan: &mut Plan, question: &Question<'_>, most: u32) {
    let batches = batches(question.moved, question.points, question.variants);
    let mut left = most;
    for batch in batches {
        let calls = batch.calls();
        if batch.calls <= left {
            left -= batch.calls;
            plan.calls.extend(calls);
        } else {
            left = 0;
            plan.put_off.extend(batch.there());
        }
    }
}

fn add_hot(plan: &mut Plan, question: &Question<'_>, most: u32) {
    let mut hot: Vec<&Hot> = question.hot.iter().collect();
    hot.sort_by(|a, b| (a.read, &a.there).cmp(&(b.read, &b.there)));
    let moved: std::collections::BTreeSet<&There> = question.moved.iter().collect();
    let there: Vec<There> = hot
        .into_iter()
        .filter(|hot| !moved.contains(&hot.there))
        .map(|hot| hot.there.clone())
        // More than these never fit.
        .take(most as usize * PAGE as usize)
        .collect();
    let mut left = most;
    for batch in batches(&there, question.points, question.variants) {
        if batch.calls > left {
            break;
        }
        left -= batch.calls;
        plan.calls.extend(batch.calls());
    }
}

/// Pages of all points. One that tells of no record is asked all the same.
fn pages(points: &[Point]) -> u64 {
    points.iter().copied().map(pages_of).sum()
}

fn pages_of(point: Point) -> u64 {
    point.records.div_ceil(PAGE.into()).max(1)
}

/// Goes on with the rolling read for so many pages, once around at most.
fn roll(plan: &mut Plan, points: &[Point], pages: u64) {
    let Some(first) = points.first() else {
        plan.rolling = Rolling::default();
        return;
    };
    let all = self::pages(points);
    let page = u64::from(PAGE);
    let (mut place, mut start) = plan
        .rolling
        .next
        .and_then(|(point, start)| {
            let place = points.iter().position(|there| there.id == point)?;
            Some((place, start))
        })
        .unwrap_or((0, 0));
    for _ in 0..pages.min(all) {
        if start >= pages_of(points[place]) * page {
            place = (place + 1) % points.len();
            start = 0;
        }
        let point = points[place].id;
        plan.calls.push(Call::Page { point, start });
        start += page;
    }
    if start >= pages_of(points[place]) * page {
        place = (place + 1) % points.len();
        start = 0;
    }
    let point = points.get(place).unwrap_or(first).id;
    plan.rolling.next = Some((point, start));
}

#[cfg(test)]
mod tests;
