//! What planned parts cost.
//!
//! Guarantee: parts that stand keep their amounts; the new ones share what is left of the order's bill.

use std::collections::BTreeSet;

use ponte_domain::{
    money::Money,
    orders::amounts,
    orders::order::{LineKey, Pieces},
    orders::part::Part,
};
use ponte_store::orders::{PartRow, Whole};

use super::{levels::Levels, lookup};

/// The rows of a planned ledger: old ones with their new states, new ones with their amounts.
pub(super) fn rows_of(
    whole: &Whole,
    planned: &[Part],
    levels: &Levels,
) -> Result<Vec<PartRow>, amounts::Broken> {
    let known = |number: u32| whole.parts.iter().find(|row| row.part.number == number);
    let sent: Vec<amounts::PartAmounts> = whole
        .parts
        .iter()
        .filter(|row| row.part.is_bound())
        .map(|row| row.amounts.clone())
        .collect();
    let new: Vec<_> = planned
        .iter()
        .filter(|part| known(part.number).is_none())
        .collect();
    let lines: Vec<Vec<_>> = new
        .iter()
        .map(|part| {
            let lines = part.lines.iter();
            lines.map(|line| (line.line.clone(), line.pieces)).collect()
        })
        .collect();
    let details = whole.order.details.as_ref();
    let bill = details.map(|details| details.bill()).unwrap_or_default();
    let mut spread = spread(&bill, &sent, &lines)?.into_iter();
    Ok(planned
        .iter()
        .map(|part| match known(part.number) {
            Some(row) => PartRow {
                part: part.clone(),
                ..row.clone()
            },
            None => {
                let variants = part.lines.iter().map(|line| line.variant.clone());
                let variants: BTreeSet<_> = variants.collect();
                PartRow {
                    amounts: spread.next().unwrap_or_default(),
                    before: levels.readings(part.point, variants),
                    ..lookup::new_row(part.clone())
                }
            }
        })
        .collect())
}

/// What the new parts cost. Where the shop shows less than what was sent, and a person has seen that,
/// they cost what the shop says now.
fn spread(
    bill: &amounts::Bill,
    sent: &[amounts::PartAmounts],
    lines: &[Vec<(LineKey, Pieces)>],
) -> Result<Vec<amounts::PartAmounts>, amounts::Broken> {
    match amounts::spread(bill, sent, lines) {
        Err(amounts::Broken::TooMuch { .. }) if !sent.is_empty() => {
            let mut parts = amounts::spread(bill, &[], lines)?;
            for part in &mut parts {
                (part.shipping, part.fee) = (Money(0), Money(0));
            }
            Ok(parts)
        }
        spread => spread,
    }
}
