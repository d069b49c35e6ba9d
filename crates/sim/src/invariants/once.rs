//! Every name is on the till at most once; per article, neither the till nor the ledger ever holds more
//! than was ordered.

use std::collections::BTreeMap;

use ponte_sandbox::till::dump::orders::DumpedOrder;
use ponte_store::orders::Whole;
use rust_decimal::Decimal;

use super::seen::stands;
use crate::town::Town;

/// What is wrong with an order of which the till holds `ours`.
pub fn broken(
    town: &Town,
    order: &str,
    ours: &[DumpedOrder],
    whole: Option<&Whole>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for one in ours {
        let name = one.external_id.as_deref().unwrap_or_default();
        *names.entry(name).or_default() += 1;
    }
    for (name, times) in names {
        if times > 1 {
            wrong.push(format!("{name} is on the till {times} times"));
        }
    }
    let most = town.past().get(order).map(|past| past.most.clone());
    let Some(most) = most else {
        if !ours.is_empty() {
            wrong.push("the till holds an order that the shop never had".to_owned());
        }
        return wrong;
    };
    let ordered = |sku: &str| most.get(sku).copied().unwrap_or_default();
    let mut standing: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in ours
        .iter()
        .filter(|one| stands(one))
        .flat_map(|one| &one.rows)
    {
        if !row.shipping {
            let sku = row.sku.clone().unwrap_or_default();
            *standing.entry(sku).or_default() += row.quantity;
        }
    }
    for (sku, pieces) in standing {
        let ordered = ordered(&sku);
        if pieces > Decimal::from(ordered) {
            wrong.push(format!("{pieces} of {sku} on the till, {ordered} ordered"));
        }
    }
    let mut bound: BTreeMap<&str, u32> = BTreeMap::new();
    let parts = whole.into_iter().flat_map(|whole| &whole.parts);
    for part in parts.filter(|row| row.part.is_bound()) {
        for line in &part.part.lines {
            *bound.entry(&line.variant).or_default() += line.pieces;
        }
    }
    for (variant, pieces) in bound {
        let good = town.goods.iter().find(|good| good.variant == *variant);
        let ordered = good.map_or(0, |good| ordered(&good.sku));
        if pieces > ordered {
            wrong.push(format!(
                "{pieces} of {variant} in the ledger, {ordered} ordered"
            ));
        }
    }
    wrong
}
