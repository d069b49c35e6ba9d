//! Products of the till, in the sandbox's neutral form.

use ponte_sandbox::catalogue::{Product, Variant};
use rust_decimal::Decimal;

/// A decimal from text.
pub fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

/// A simple product at 22 %.
pub fn simple(sku: &str, name: &str, price: &str) -> Product {
    Product {
        name: name.to_owned(),
        description: format!("<p>{name}</p>"),
        category: "Casa".to_owned(),
        vat: Decimal::from(22),
        ecommerce: true,
        variants: vec![Variant {
            sku: (!sku.is_empty()).then(|| sku.to_owned()),
            price: dec(price),
            ..Variant::default()
        }],
        ..Product::default()
    }
}

/// A shirt in sizes and one colour: `{sku}-S` and so on.
pub fn shirt(sku: &str, name: &str, sizes: &[&str]) -> Product {
    let variant = |size: &&str| Variant {
        values: vec![(*size).to_owned(), "Blu".to_owned()],
        sku: Some(format!("{sku}-{size}")),
        price: dec("25.00"),
        ..Variant::default()
    };
    Product {
        category: "Maglie".to_owned(),
        options: vec!["Taglia".to_owned(), "Colore".to_owned()],
        variants: sizes.iter().map(variant).collect(),
        ..simple("", name, "25.00")
    }
}

/// With these pictures of the sandbox's own.
pub fn with_pictures(mut product: Product, names: &[&str]) -> Product {
    let address = |name: &&str| format!("/pictures/{name}.png");
    product.pictures = names.iter().map(address).collect();
    product
}

/// `count` simple products `P-1`, `P-2` …
pub fn many(count: usize) -> Vec<Product> {
    (1..=count)
        .map(|n| simple(&format!("P-{n}"), &format!("Prodotto {n}"), "10.00"))
        .collect()
}

/// Six products with variants and pictures, two VAT natures at 0 %, two categories.
pub fn assortment() -> Vec<Product> {
    let mut stamp = simple("STAMP", "Francobollo", "1.20");
    (stamp.vat, stamp.vat_nature) = (Decimal::ZERO, Some("N2".to_owned()));
    let mut course = simple("", "Corso", "90.00");
    (course.vat, course.vat_nature) = (Decimal::ZERO, Some("N4".to_owned()));
    let mut ham = simple("HAM", "Prosciutto", "28.90");
    (ham.vat, ham.by_weight) = (Decimal::from(10), true);
    vec![
        with_pictures(simple("MUG", "Tazza", "7.50"), &["mug-1", "mug-2"]),
        with_pictures(shirt("SH", "Camicia", &["S", "M", "L"]), &["shirt"]),
        stamp,
        course,
        with_pictures(ham, &["ham"]),
        with_pictures(shirt("PO", "Polo", &["S", "M"]), &["polo-1", "polo-2"]),
    ]
}
