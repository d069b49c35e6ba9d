//! The parts' sums and what was left out are the order's total, to the cent; the till has the same sums.

use ponte_domain::{
    money::Money,
    orders::amounts::{PartAmounts, left_out},
};
use ponte_store::orders::Whole;

use super::seen::Seen;

/// What is wrong, by order.
pub fn broken(seen: &Seen<'_>) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for (order, whole) in &seen.orders {
        let mut tell = |what: String| wrong.push((order.clone(), what));
        for row in whole.parts.iter().filter(|row| row.part.is_bound()) {
            if let Some(there) = seen.named(order, row.part.number) {
                let amount = Money::from_decimal(there.amount);
                let ours = row.amounts.total();
                if amount != Some(ours) {
                    tell(format!(
                        "part {} costs {amount:?} on the till, {ours:?} here",
                        row.part.number
                    ));
                }
            }
        }
        if let Some(what) = spread(seen, order, whole) {
            tell(what);
        }
    }
    wrong
}

fn spread(seen: &Seen<'_>, order: &str, whole: &Whole) -> Option<String> {
    let details = whole.order.details.as_ref()?;
    let in_shop = seen.in_shop.get(order)?;
    let total = Money::from_decimal(in_shop.total())?;
    // Nobody reads an order that has ended once more.
    if details.total != total && whole.order.open && whole.order.state.is_live() {
        return Some(format!("the shop says {total:?}, read {:?}", details.total));
    }
    // What was changed after something was sent is a person's business.
    if whole.order.basis.as_ref() != Some(&details.basis()) || seen.town.past()[order].edited {
        return None;
    }
    let parts: Vec<PartAmounts> = whole
        .parts
        .iter()
        .filter(|row| row.part.is_bound() || row.part.is_loose())
        .map(|row| row.amounts.clone())
        .collect();
    if parts.is_empty() {
        return None;
    }
    let left = left_out(&details.bill(), &parts);
    let pieces: u32 = details.pieces().values().sum();
    let placed: u32 = parts
        .iter()
        .flat_map(|part| &part.lines)
        .map(|line| line.pieces)
        .sum();
    let wrong = left < Money(0) || (pieces == placed && left != Money(0));
    wrong.then(|| format!("of {total:?}, {left:?} is left out with {placed} of {pieces} placed"))
}
