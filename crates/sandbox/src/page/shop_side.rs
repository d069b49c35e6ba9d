//! What the shop has of an article of the till, found by its code.

use rust_decimal::Decimal;

use super::words;
use crate::shop::{product::Product, state::Shop};

/// Pieces of a code: of the first article that has it. `–` where the shop does not have it, or never
/// counted it; `∞` where it sells it without counting.
pub(super) fn pieces(shop: &Shop, code: Option<&str>) -> String {
    let code = code.filter(|code| !code.is_empty());
    let figure = code.and_then(|code| {
        let mut products = shop.products.with_sku(code);
        products.find_map(|product| of(product, code))
    });
    match figure {
        None => "–".to_owned(),
        Some(None) => "∞".to_owned(),
        Some(Some(pieces)) => words::quantity(Decimal::from(pieces)),
    }
}

/// The figure of a product's own code, or of one of its variants; inside, none where it is sold without
/// counting.
fn of(product: &Product, code: &str) -> Option<Option<i64>> {
    if product.use_variants {
        let mut variants = product.variants.iter();
        let variant = variants.find(|variant| variant.sku == code)?;
        let unlimited = variant.unlimited || product.unlimited;
        return Some((!unlimited).then_some(variant.quantity));
    }
    match (product.sku == code, product.unlimited) {
        (false, _) => None,
        (true, true) => Some(None),
        (true, false) => product.quantity.map(Some),
    }
}
