//! An order on the till as a look-up found it: its frozen fields, and what it costs.
//!
//! Guarantee: what cannot be read is told from what differs; nothing is guessed.

use std::collections::BTreeMap;

use cassa_in_cloud::{Order, OrderRow};
use ponte_domain::{
    money::Money,
    orders::amounts::{LineAmount, PartAmounts},
    orders::part::Found,
    till::{ProductId, VariantId},
};
use ponte_store::orders::{PartRow, Whole};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// The variant that a row means. One that names its product only means that product's one variant;
/// where the till shows no variants of simple products, their own ids stand for them, whatever the
/// rows say (Cassa in Cloud sheet §13.4, §25.3).
fn variant_of(row: &OrderRow, products: &BTreeMap<VariantId, ProductId>) -> Option<VariantId> {
    let product = row.id_product.as_ref();
    let stands_for_it = product.filter(|product| products.get(*product) == Some(*product));
    let Some(variant) = &row.id_product_variant else {
        let mut of_it = products.iter();
        return of_it
            .find(|(_, known)| Some(*known) == product)
            .map(|(variant, _)| variant.clone());
    };
    if products.contains_key(variant) {
        return Some(variant.clone());
    }
    Some(stands_for_it.unwrap_or(variant).clone())
}

/// The frozen fields of what was found; `None` where they cannot be read.
pub(super) fn frozen(number: u32, order: &Order, whole: &Whole) -> Option<Found> {
    let mut pieces = BTreeMap::new();
    for row in &order.document.rows {
        if row.shipping_cost || row.subtotal {
            continue;
        }
        let variant = variant_of(row, &whole.order.products)?;
        let quantity = row.quantity?;
        let count = quantity.to_u32().filter(|_| quantity.fract().is_zero())?;
        let sum: &mut u32 = pieces.entry(variant).or_default();
        *sum = sum.checked_add(count)?;
    }
    if order
        .unreadable
        .iter()
        .any(|field| field.contains("rows") || field == "date")
    {
        return None;
    }
    Some(Found {
        number,
        point: order.document.id_sales_point?,
        pieces,
        date: order.date,
    })
}

/// What an order on the till costs, line by line of the part that it is.
pub(super) fn amounts_of(
    order: &Order,
    row: &PartRow,
    products: &BTreeMap<VariantId, ProductId>,
) -> PartAmounts {
    let money = |amount: Decimal| Money::from_decimal(amount).unwrap_or_default();
    let cost = |one: &OrderRow| one.quantity.unwrap_or_default() * one.price.unwrap_or_default();
    let charges = order.document.rows.iter().filter(|one| one.shipping_cost);
    let mut amounts = PartAmounts {
        shipping: money(charges.map(cost).sum()),
        ..PartAmounts::default()
    };
    // Cents and pieces of each variant that no line has taken yet.
    let mut left: BTreeMap<&VariantId, (i64, i64)> = BTreeMap::new();
    for line in &row.part.lines {
        let of_variant = order.document.rows.iter().filter(|one| {
            !one.shipping_cost && variant_of(one, products).as_ref() == Some(&line.variant)
        });
        let of_variant: Vec<_> = of_variant.collect();
        let (cents, pieces) = left.entry(&line.variant).or_insert_with(|| {
            let pieces: Decimal = of_variant.iter().filter_map(|one| one.quantity).sum();
            let sum: Decimal = of_variant.iter().map(|one| cost(one)).sum();
            (money(sum).0, pieces.to_i64().unwrap_or(0))
        });
        let taken = i64::from(line.pieces);
        let share = if taken >= *pieces {
            *cents
        } else {
            *cents * taken / *pieces
        };
        (*cents, *pieces) = (*cents - share, *pieces - taken);
        amounts.lines.push(LineAmount {
            line: line.line.clone(),
            pieces: line.pieces,
            amount: Money(share),
        });
    }
    amounts
}
