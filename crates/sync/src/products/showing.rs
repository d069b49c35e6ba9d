//! What the merchant's page lists of each product, kept as a pass looks at it.
//!
//! Guarantees: a row is written only where it changed; what is gone from the till leaves the list as
//! soon as the shop no longer shows it.

use std::collections::BTreeMap;

use ponte_domain::{
    code,
    desired::Verdict,
    listing::Listing,
    price,
    why::{Answer, of_till},
};
use ponte_store::{
    Tx,
    mirror::Mirrored,
    products::{Judged, ListedAs, ProductRow, searched},
};

use super::{
    pass::{Facts, Pass},
    trouble::Trouble,
};

/// What becomes of a product's row.
#[derive(Debug)]
pub(super) enum Showing {
    /// It is as it was.
    Same,
    /// It is to be kept so.
    Put(Box<ProductRow>),
    /// It is to go.
    Remove(String),
}

/// The rows of these products as they are.
pub(super) async fn before(
    pass: &Pass<'_>,
    tx: &mut dyn Tx,
    products: &[String],
) -> Result<BTreeMap<String, ProductRow>, Trouble> {
    let rows = tx.products_of(pass.id(), products).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.product.clone(), row))
        .collect())
}

/// What becomes of the row of a product; `is_open`: something is to be written of it.
pub(super) fn of(
    facts: &Facts,
    mirrored: &Mirrored,
    verdict: &Verdict,
    listing: Option<&Listing>,
    is_open: bool,
    before: Option<&ProductRow>,
) -> Showing {
    let product = &mirrored.product;
    let listed = ListedAs::of(listing);
    if mirrored.missing && listed != ListedAs::Visible {
        return match before {
            Some(_) => Showing::Remove(product.id.clone()),
            None => Showing::Same,
        };
    }
    let judged = match verdict {
        Verdict::List(_) => Judged::List,
        Verdict::Leave(_) => Judged::Leave,
        Verdict::Blocked(_) => Judged::Blocked,
    };
    let mut troubles = Vec::new();
    if judged != Judged::List {
        troubles = of_till(product, !mirrored.missing, facts.catalogue());
        troubles.retain(|check| check.answer != Answer::Yes);
    }
    let refused = before.filter(|_| is_open && judged == Judged::List);
    let row = ProductRow {
        product: product.id.clone(),
        name: product.name.trim().to_owned(),
        searched: searched(product),
        code: code::clean(product.code.as_deref()).unwrap_or_default(),
        variants: i64::try_from(product.variants.len().max(1)).unwrap_or(i64::MAX),
        price: price::lowest(product, &facts.settings.price_list),
        judged,
        troubles,
        // Both are moved by others once the row is there.
        listed: before.map_or(listed, |before| before.listed),
        left_out: before.map_or_else(
            || facts.left_out.contains(&product.id),
            |before| before.left_out,
        ),
        refused: refused.map_or_else(String::new, |before| before.refused.clone()),
    };
    if before == Some(&row) {
        Showing::Same
    } else {
        Showing::Put(Box::new(row))
    }
}

/// Keeps what changed.
pub(super) async fn keep<'a>(
    pass: &Pass<'_>,
    tx: &mut dyn Tx,
    showings: impl Iterator<Item = &'a Showing>,
) -> Result<(), Trouble> {
    let (mut rows, mut gone) = (Vec::new(), Vec::new());
    for showing in showings {
        match showing {
            Showing::Same => {}
            Showing::Put(row) => rows.push((**row).clone()),
            Showing::Remove(product) => gone.push(product.clone()),
        }
    }
    tx.products_put(pass.id(), &rows).await?;
    if !gone.is_empty() {
        tx.products_remove(pass.id(), &gone).await?;
    }
    Ok(())
}
