//! What the till sells.

use ponte_sandbox::catalogue::{Product, Variant};
use rust_decimal::Decimal;

/// Sizes of a shirt.
const SIZES: [&str; 4] = ["S", "M", "L", "XL"];

/// A few articles of every kind, and shirts besides until there are so many.
#[must_use]
pub fn assortment(articles: usize) -> Vec<Product> {
    let mut card = simple("CARD", "Biglietto d'auguri", "3.20");
    card.variants[0].unmanaged = true;
    let mut all = vec![
        simple("MUG", "Tazza", "7.50"),
        simple("HONEY", "Miele di tiglio", "6.35"),
        simple("LAMP", "Lampada", "49.99"),
        shirt("SH", "Camicia", "25.00", &SIZES[..3]),
        shirt("PO", "Polo", "19.90", &SIZES[..2]),
        card,
    ];
    let mut number = 0;
    loop {
        let there: usize = all.iter().map(|product| product.variants.len()).sum();
        let more = articles.saturating_sub(there).min(SIZES.len());
        number += 1;
        match more {
            0 => return all,
            1 => all.push(simple(&format!("A{number}"), "Articolo", "9.90")),
            more => {
                let name = format!("Maglia {number}");
                all.push(shirt(&format!("M{number}"), &name, "14.90", &SIZES[..more]));
            }
        }
    }
}

/// A simple product at 22 %.
#[must_use]
pub fn simple(sku: &str, name: &str, price: &str) -> Product {
    Product {
        name: name.to_owned(),
        category: "Casa".to_owned(),
        vat: Decimal::from(22),
        ecommerce: true,
        variants: vec![Variant {
            sku: Some(sku.to_owned()),
            price: price.parse().unwrap_or_default(),
            ..Variant::default()
        }],
        ..Product::default()
    }
}

fn shirt(sku: &str, name: &str, price: &str, sizes: &[&str]) -> Product {
    let variant = |size: &&str| Variant {
        values: vec![(*size).to_owned()],
        sku: Some(format!("{sku}-{size}")),
        price: price.parse().unwrap_or_default(),
        ..Variant::default()
    };
    Product {
        options: vec!["Taglia".to_owned()],
        variants: sizes.iter().map(variant).collect(),
        ..simple("", name, price)
    }
}
