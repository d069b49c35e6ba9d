//! Data that is odd, but that a till may hold.

use ponte_transport::Randomness;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{below, pick};
use crate::catalogue::{Product, Variant};

/// What may be odd with a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// Not enabled for e-commerce.
    Offline,
    /// Its first variant has no code.
    NoCode,
    /// Its first variant bears the code of the product before.
    SameCode,
    /// A value of an option contains `_`.
    Underscore,
    /// A name of more than 200 characters.
    LongName,
    /// A name with emoji.
    Emoji,
    /// Two combinations that give one superkey: `A_b` + `c` and `a` + `b_C`.
    OneSuperkey,
    /// Only in one sales point.
    OnePoint,
    /// A price of its own in the sales mode "Listino online".
    ModePrice,
    /// The till does not count its stock.
    Unmanaged,
}

/// How many of 1,000 products are odd in which way. One product may be odd in several.
pub const SHARES: [(Oddity, u64); 10] = [
    (Oddity::Offline, 100),
    (Oddity::NoCode, 20),
    (Oddity::SameCode, 5),
    (Oddity::Underscore, 10),
    (Oddity::LongName, 5),
    (Oddity::Emoji, 10),
    (Oddity::OneSuperkey, 3),
    (Oddity::OnePoint, 20),
    (Oddity::ModePrice, 50),
    (Oddity::Unmanaged, 10),
];

/// Makes a product odd, by the dice.
pub(super) fn bend(product: &mut Product, before: Option<&Product>, random: &dyn Randomness) {
    for (oddity, share) in SHARES {
        if random.below(1_000) < share {
            apply(oddity, product, before, random);
        }
    }
}

fn apply(oddity: Oddity, product: &mut Product, before: Option<&Product>, random: &dyn Randomness) {
    match oddity {
        Oddity::Offline => product.ecommerce = false,
        Oddity::NoCode => first(product, |variant| variant.sku = None),
        Oddity::SameCode => {
            let code = before.and_then(|before| before.variants.first()?.sku.clone());
            if code.is_some() {
                first(product, |variant| variant.sku = code);
            }
        }
        Oddity::Underscore => underscore(product),
        Oddity::LongName => {
            while product.name.chars().count() <= 200 {
                product
                    .name
                    .push_str(" edizione speciale per l’anniversario");
            }
        }
        Oddity::Emoji => {
            product.name.push(' ');
            product
                .name
                .push_str(pick(random, &["🎁", "👞", "🇮🇹", "👩‍🍳", "🌿✨"]));
        }
        Oddity::OneSuperkey => one_superkey(product),
        Oddity::OnePoint => product.only_in = Some(below(random, 2)),
        Oddity::ModePrice => {
            for variant in &mut product.variants {
                let price = (variant.price * Decimal::new(95, 2)).round_dp(2);
                variant
                    .mode_prices
                    .insert("Listino online".to_owned(), price);
            }
        }
        Oddity::Unmanaged => product.variants.iter_mut().for_each(|variant| {
            variant.unmanaged = true;
            variant.stock.clear();
        }),
    }
}

fn first(product: &mut Product, change: impl FnOnce(&mut Variant)) {
    if let Some(variant) = product.variants.first_mut() {
        change(variant);
    }
}

fn underscore(product: &mut Product) {
    let Some(old) = product
        .variants
        .first()
        .and_then(|variant| variant.values.first())
    else {
        return;
    };
    let (old, new) = (old.clone(), format!("{old}_speciale"));
    for variant in &mut product.variants {
        if let Some(value) = variant.values.first_mut().filter(|value| **value == old) {
            value.clone_from(&new);
        }
    }
}

/// Leaves two combinations, which clash.
fn one_superkey(product: &mut Product) {
    product.options = vec!["Misura".to_owned(), "Colore".to_owned()];
    product.by_weight = false;
    product.variants.truncate(2);
    if let [only] = &product.variants[..] {
        let second = Variant {
            sku: only.sku.as_ref().map(|sku| format!("{sku}-B")),
            barcode: None,
            ..only.clone()
        };
        product.variants.push(second);
    }
    for (variant, values) in product
        .variants
        .iter_mut()
        .zip([["A_b", "c"], ["a", "b_C"]])
    {
        variant.values = values.map(str::to_owned).to_vec();
    }
}
