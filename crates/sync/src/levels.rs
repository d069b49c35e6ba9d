//! Levels as the till tells them, put to what is known: for every stream that reads stock.
//!
//! Guarantees: what was known before and what was heard give what is known, by the rules of
//! [`ponte_domain::stock::level`] alone; what is withheld ends in the same transaction as the reading
//! that ends it.

use std::collections::BTreeMap;

use cassa_in_cloud::Stock;
use jiff::Timestamp;
use ponte_domain::{
    orders::free::Reading,
    stock::level::{Heard, Known, after},
    till::{ProductId, SalesPointId, VariantId},
};
use ponte_store::{
    StoreError, Tx,
    levels::{Level, WithheldRow},
};

/// What the rows of an answer tell of these variants, and which of them they do not name. A row is
/// joined by its variant first, then, where it names none, by its product (Cassa in Cloud sheet §25.31).
pub(crate) fn told(
    rows: &[Stock],
    wanted: &BTreeMap<VariantId, ProductId>,
    began: Timestamp,
) -> (Vec<(VariantId, Heard)>, Vec<VariantId>) {
    let mut by_variant = BTreeMap::new();
    let mut by_product = BTreeMap::new();
    for row in rows {
        match &row.id_product_variant {
            Some(variant) => by_variant.entry(variant.as_str()).or_insert(row),
            None => by_product.entry(row.id_product.as_str()).or_insert(row),
        };
    }
    let (mut told, mut missing) = (Vec::new(), Vec::new());
    for (variant, product) in wanted {
        let row = by_variant
            .get(variant.as_str())
            .or_else(|| by_product.get(product.as_str()));
        match row {
            Some(row) => told.push((variant.clone(), heard(row, began))),
            None => missing.push(variant.clone()),
        }
    }
    (told, missing)
}

fn heard(row: &Stock, began: Timestamp) -> Heard {
    if row.manage_stock == Some(false) {
        return Heard::Unmanaged { began };
    }
    Heard::Managed(Reading {
        quantity: row.quantity,
        outgoing: row.outgoing,
        began,
    })
}

/// Keeps what was heard at a point, with what follows from it.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn hear(
    tx: &mut dyn Tx,
    shop: &str,
    point: SalesPointId,
    heard: Vec<(VariantId, Heard)>,
) -> Result<(), StoreError> {
    let variants: Vec<VariantId> = heard.iter().map(|(variant, _)| variant.clone()).collect();
    let mut known: BTreeMap<VariantId, _> = tx
        .levels(shop, &variants)
        .await?
        .into_iter()
        .filter(|level| level.point == point)
        .map(|level| (level.variant, level.level))
        .collect();
    let mut quantities = BTreeMap::new();
    let mut kept = Vec::new();
    for (variant, heard) in heard {
        let before = known.remove(&variant).unwrap_or_default();
        let level = after(&before, heard);
        if level == before {
            continue;
        }
        if let (Known::Managed(reading), None) = (&level.known, level.unread) {
            quantities.insert(variant.clone(), reading.quantity);
        }
        kept.push(Level {
            point,
            variant,
            level,
        });
    }
    tx.levels_put(shop, &kept).await?;
    if quantities.is_empty() {
        return Ok(());
    }
    for row in tx.withheld(shop).await? {
        let quantity = quantities.get(&row.variant).filter(|_| row.point == point);
        let Some(quantity) = quantity else { continue };
        match row.withheld.clone().after(*quantity) {
            Some(left) if left == row.withheld => {}
            Some(left) => {
                let withheld = left;
                tx.withheld_put(shop, &WithheldRow { withheld, ..row })
                    .await?;
            }
            None => tx.withheld_end(shop, &row).await?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(product: &str, variant: Option<&str>, quantity: i64) -> Stock {
        Stock {
            id_product: product.into(),
            id_product_variant: variant.map(str::to_owned),
            quantity: quantity.into(),
            ..Stock::default()
        }
    }

    #[test]
    fn a_row_is_joined_by_its_variant_first_then_by_its_product_and_what_no_row_names_is_missing() {
        let wanted = [
            ("s".to_owned(), "shoe".to_owned()),
            ("m".to_owned(), "shoe".to_owned()),
            ("oil-1".to_owned(), "oil".to_owned()),
        ];
        let rows = [
            row("shoe", Some("m"), 2),
            row("oil", None, 7),
            row("other", None, 9),
        ];
        let (told, missing) = told(&rows, &wanted.into(), Timestamp::UNIX_EPOCH);
        let figures: Vec<_> = told
            .iter()
            .map(|(variant, heard)| match heard {
                Heard::Managed(reading) => (variant.as_str(), reading.quantity),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(figures, [("m", 2.into()), ("oil-1", 7.into())]);
        assert_eq!(missing, ["s"]);
    }

    #[test]
    fn what_the_till_does_not_manage_has_no_figure() {
        let row = Stock {
            manage_stock: Some(false),
            ..row("shoe", None, 4)
        };
        let wanted = [("s".to_owned(), "shoe".to_owned())].into();
        let (told, _) = told(&[row], &wanted, Timestamp::UNIX_EPOCH);
        let began = Timestamp::UNIX_EPOCH;
        assert_eq!(told, [("s".to_owned(), Heard::Unmanaged { began })]);
    }
}
