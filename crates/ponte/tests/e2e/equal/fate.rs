//! Which products of the till should be in the shop.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::variants::superkeys;
use crate::support::dump::{Till, TillProduct};

/// What should become of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is in the shop, and visible.
    Listed,
    /// The merchant does not want it there: not in the shop, or hidden.
    Hidden(&'static str),
    /// It cannot be there.
    Blocked(&'static str),
}

/// Every product with its fate.
pub fn fates(till: &Till) -> Vec<(&TillProduct, Fate)> {
    let mut carriers: BTreeMap<&str, usize> = BTreeMap::new();
    for product in till.products.iter().filter(|product| product.ecommerce) {
        for code in own_codes(product) {
            *carriers.entry(code).or_default() += 1;
        }
    }
    let doubled = |code: &&str| carriers.get(*code).is_some_and(|count| *count > 1);
    till.products
        .iter()
        .map(|product| {
            let fate = match unwanted(till, product) {
                Some(why) => Fate::Hidden(why),
                None if own_codes(product).any(|code| doubled(&code)) => {
                    Fate::Blocked("a code stands twice")
                }
                None => impossible(product).map_or(Fate::Listed, Fate::Blocked),
            };
            (product, fate)
        })
        .collect()
}

/// Codes that the merchant gave; an empty one is none.
fn own_codes(product: &TillProduct) -> impl Iterator<Item = &str> {
    let codes = product.variants.iter().filter_map(|it| it.sku.as_deref());
    codes.map(str::trim).filter(|code| !code.is_empty())
}

/// Switched off for the shop, itself or with its category or its only sales point.
fn unwanted(till: &Till, product: &TillProduct) -> Option<&'static str> {
    let closed = |point: i64| {
        let mut points = till.sales_points.iter();
        !points.any(|known| known.id == point && known.enabled)
    };
    if !product.ecommerce {
        Some("not for e-commerce")
    } else if !product.category_ecommerce {
        Some("its category is not for e-commerce")
    } else if product.only_in.is_some_and(closed) {
        Some("only in a sales point that is off")
    } else {
        None
    }
}

/// Something that the shop cannot show, or that would sell at a guess.
fn impossible(product: &TillProduct) -> Option<&'static str> {
    let keys = superkeys(product);
    let different: BTreeSet<&String> = keys.iter().collect();
    let values_fit = product.variants.iter().all(|variant| {
        variant.values.len() == product.options.len()
            && variant.values.iter().all(|value| !value.trim().is_empty())
    });
    if product.name.trim().is_empty() {
        Some("no name")
    } else if product.variants.is_empty() {
        Some("no variant")
    } else if product
        .variants
        .iter()
        .any(|it| it.price.is_none_or(|price| price < Decimal::ZERO))
    {
        Some("a price is missing")
    } else if !values_fit {
        Some("values do not fit the options")
    } else if different.len() < keys.len() {
        Some("two combinations with one superkey")
    } else if product.vat < Decimal::ZERO || product.vat > Decimal::ONE_HUNDRED {
        Some("no VAT rate")
    } else {
        None
    }
}
