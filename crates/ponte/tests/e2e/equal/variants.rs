//! Options and combinations (TS Commerce sheet §12.1).

use rust_decimal::Decimal;

use crate::support::dump::{ShopProduct, TillProduct, TillVariant};

/// The identity of each combination: its values in lower case, joined with `_`, in the order of the
/// options.
pub fn superkeys(product: &TillProduct) -> Vec<String> {
    let key = |variant: &TillVariant| {
        let values: Vec<&str> = variant.values.iter().map(|value| value.trim()).collect();
        values.join("_").to_lowercase()
    };
    product.variants.iter().map(key).collect()
}

/// What differs between the options and combinations of both sides.
pub fn compare(product: &TillProduct, copy: &ShopProduct, said: &mut Vec<String>) {
    if !copy.usevariants {
        said.push("it is not sold through variants".to_owned());
    }
    axes(product, copy, said);
    let keys = superkeys(product);
    let shown: Vec<&str> = copy
        .variants
        .iter()
        .map(|it| it.superkey.as_str())
        .collect();
    if shown != keys {
        said.push(format!("combinations {shown:?} and not {keys:?}"));
        return;
    }
    for (variant, other) in product.variants.iter().zip(&copy.variants) {
        let key = &other.superkey;
        let mut differs = |what: &str, is: &dyn std::fmt::Debug, should: &dyn std::fmt::Debug| {
            said.push(format!("{key}: {what} is {is:?} and not {should:?}"));
        };
        let own = variant.sku.as_deref().map_or("", str::trim);
        if other.sku.is_empty() || (!own.is_empty() && other.sku != own) {
            differs("code", &other.sku, &own);
        }
        let price = variant.price.unwrap_or_default();
        for (what, is) in [("price", other.price), ("final price", other.final_price)] {
            if is != price {
                differs(what, &is, &price);
            }
        }
        let ean = ean(variant).unwrap_or_default();
        if other.ean13 != ean {
            differs("EAN", &other.ean13, &ean);
        }
        if other.quantity != 0 || other.unlimited {
            differs("stock", &other.quantity, &0);
        }
    }
}

/// The sheet's form for writing axes has a key and no title (§28.4), and keys are in lower case
/// (§12.1): an axis called `Taglia` shows as `taglia`.
fn axes(product: &TillProduct, copy: &ShopProduct, said: &mut Vec<String>) {
    if copy.options.len() != product.options.len() {
        said.push(format!(
            "{} options and not {}",
            copy.options.len(),
            product.options.len()
        ));
        return;
    }
    for (place, (name, axis)) in product.options.iter().zip(&copy.options).enumerate() {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric());
        if axis.title.is_empty() || (plain && !axis.title.eq_ignore_ascii_case(name)) {
            said.push(format!("option {:?} and not {name:?}", axis.title));
        }
        let mut values: Vec<&str> = Vec::new();
        for variant in &product.variants {
            let value = variant.values[place].trim();
            let lower = value.to_lowercase();
            if values.iter().all(|known| known.to_lowercase() != lower) {
                values.push(value);
            }
        }
        if axis.values != values {
            said.push(format!(
                "{name}: values {:?} and not {values:?}",
                axis.values
            ));
        }
    }
}

/// The first barcode that is an EAN-13 or EAN-8: the shop has fields for nothing else (§11.3).
pub fn ean(variant: &TillVariant) -> Option<&str> {
    let codes = variant.barcodes.iter().map(|code| code.trim());
    codes.into_iter().find(|code| {
        let digits: Option<Vec<u32>> = code.chars().map(|c| c.to_digit(10)).collect();
        digits.is_some_and(|digits| matches!(digits.len(), 8 | 13) && adds_up(&digits))
    })
}

/// From the right: once, three times, once …; the sum is a multiple of ten (GS1).
fn adds_up(digits: &[u32]) -> bool {
    let weighed = digits.iter().rev().enumerate();
    let sum: u32 = weighed
        .map(|(place, digit)| if place % 2 == 0 { *digit } else { 3 * digit })
        .sum();
    sum.is_multiple_of(10)
}

/// The lowest price of the combinations, which the shop shows for the product as a whole.
pub fn lowest_price(product: &TillProduct) -> Decimal {
    let prices = product.variants.iter().filter_map(|variant| variant.price);
    prices.min().unwrap_or_default()
}
