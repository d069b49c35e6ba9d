//! A plan as it is stored: its parts with their amounts, and its reasons.

use ponte_domain::{
    money::Money,
    orders::allocation::{Allocation, Wanted},
    orders::amounts,
    orders::explanation::Explanation,
    orders::ledger,
    orders::order::{Attention, LineKey, Pieces, Waiting},
    orders::part::{Event, PartLine, after},
};
use ponte_store::orders::{OrderRow, PartRow, Whole};

use super::rules;
use crate::{
    orders::{levels::Levels, lookup, pass::Pass, standing},
    trouble::Trouble,
};

/// Stores a plan with its reasons; gives the order where there is something to send.
pub(super) async fn store(
    pass: &mut Pass<'_>,
    mut whole: Whole,
    found: Allocation,
    levels: &Levels,
) -> Result<Option<Whole>, Trouble> {
    let now = pass.now();
    let rules = rules(pass, &whole.order);
    whole.order.explanation = Some(Explanation {
        at: now,
        strategy: rules.strategy,
        shortage: rules.shortage,
        bound: rules.bound.map(|bound| bound.point),
        steps: found.steps.clone(),
        missing: found.missing.clone(),
    });
    if found.parts.is_empty() {
        let missing = found.missing;
        let told = waits_anew(&whole.order, &missing);
        standing::wait(&mut whole.order, Waiting::Stock { missing }, now);
        let told = if told {
            vec![("waits_for_stock", String::new())]
        } else {
            Vec::new()
        };
        let withdrawn = withdrawn(&mut whole);
        pass.keep_telling(&whole.order, &withdrawn, &told).await?;
        return Ok(None);
    }
    let parts = standing::parts(&whole.parts);
    let mut ordered = standing::ordered(&whole.order);
    // A person has seen that the shop shows less than what was sent: that is not to be planned.
    for part in parts.iter().filter(|part| part.is_bound()) {
        for PartLine { line, .. } in &part.lines {
            let pieces = ordered.entry(line.clone()).or_default();
            *pieces = ledger::pieces_bound(&parts, line).max(*pieces);
        }
    }
    let planned = match ledger::plan(&ordered, &parts, &found.parts, now) {
        Ok(planned) => planned,
        Err(invalid) => {
            tracing::error!(order = whole.order.id, %invalid, "a plan breaks the ledger");
            standing::attend(&mut whole.order, Attention::Broken { invalid }, now);
            pass.keep(&whole.order, &[]).await?;
            return Ok(None);
        }
    };
    let rows = match rows_of(&whole, &planned, levels) {
        Ok(rows) => rows,
        Err(broken) => {
            tracing::warn!(order = whole.order.id, %broken, "an order's amounts contradict one another");
            standing::attend(&mut whole.order, Attention::Amounts, now);
            pass.keep(&whole.order, &[]).await?;
            return Ok(None);
        }
    };
    let before = whole.clone();
    whole.order.basis = whole.order.details.as_ref().map(|details| details.basis());
    whole.parts = rows;
    standing::set(&mut whole.order, &whole.parts, pass.settings(), now);
    let count = whole.parts.iter().filter(|row| row.part.is_loose()).count();
    let parts = whole.parts.clone();
    let told = [("planned", count.to_string())];
    let kept = pass
        .keep_undecided(&before, &whole.order, &parts, &told)
        .await?;
    Ok(kept.then_some(whole))
}

/// Whether it did not wait for these pieces before.
fn waits_anew(order: &OrderRow, missing: &[Wanted]) -> bool {
    use ponte_domain::orders::order::Stage;
    !matches!(&order.stage, Stage::Waiting { reason: Waiting::Stock { missing: before } } if before == missing)
}

/// Parts that were planned or refused and are taken back, since nobody has all of it any more.
fn withdrawn(whole: &mut Whole) -> Vec<PartRow> {
    let mut changed = Vec::new();
    for row in &mut whole.parts {
        if let Ok(part) = after(&row.part, Event::Withdraw) {
            row.part = part;
            changed.push(row.clone());
        }
    }
    changed
}

/// The rows of a planned ledger: old ones with their new states, new ones with their amounts.
fn rows_of(
    whole: &Whole,
    planned: &[ponte_domain::orders::part::Part],
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
                let variants: std::collections::BTreeSet<_> = variants.collect();
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
