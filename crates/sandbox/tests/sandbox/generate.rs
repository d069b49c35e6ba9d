//! Generated catalogues.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use ponte_sandbox::{
    catalogue::{Catalogue, Product, Variant},
    generate::{Kind, Options, SHARES, catalogue},
};
use rust_decimal::Decimal;

const PLAIN: Options = Options {
    odd: false,
    pictures: true,
};

fn variants(catalogue: &Catalogue) -> impl Iterator<Item = &Variant> {
    catalogue
        .products
        .iter()
        .flat_map(|product| &product.variants)
}

fn share(catalogue: &Catalogue, is: impl Fn(&&Product) -> bool) -> f64 {
    let count = catalogue.products.iter().filter(is).count();
    f64::from(u32::try_from(count).expect("few")) / 3_000.0
}

#[test]
fn the_same_seed_gives_the_same_catalogue_and_another_another() {
    let made = |seed| catalogue(seed, 200, None, Options::default());
    assert_eq!(made(5), made(5));
    assert_ne!(made(5), made(6));
}

#[test]
fn a_smaller_catalogue_is_the_beginning_of_a_larger_one() {
    let (small, large) = (
        catalogue(5, 50, None, Options::default()),
        catalogue(5, 100, None, Options::default()),
    );
    assert_eq!(small.products[..], large.products[..50]);
}

#[test]
fn a_product_has_about_three_variants() {
    for seed in 0..5 {
        let made = catalogue(seed, 1_000, None, Options::default());
        let count = variants(&made).count();
        assert!((2_600..3_600).contains(&count), "seed {seed}: {count}");
    }
}

#[test]
fn without_oddities_every_product_is_enabled_has_codes_and_no_two_are_equal() {
    let made = catalogue(9, 3_000, None, PLAIN);
    let codes: BTreeSet<_> = variants(&made).map(|variant| &variant.sku).collect();
    let barcodes: BTreeSet<_> = variants(&made).map(|variant| &variant.barcode).collect();
    let count = variants(&made).count();
    assert_eq!((codes.len(), barcodes.len()), (count, count));
    assert!(!codes.contains(&None) && !barcodes.contains(&None));
    assert!(made.products.iter().all(|product| product.ecommerce
        && product.only_in.is_none()
        && (1..=2).contains(&product.pictures.len())
        && !product.name.is_empty()));
}

#[test]
fn every_barcode_has_a_right_check_digit() {
    let made = catalogue(2, 500, None, PLAIN);
    for code in variants(&made).filter_map(|variant| variant.barcode.as_deref()) {
        let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
        assert_eq!(digits.len(), 13, "{code}");
        let odd: u32 = digits.iter().step_by(2).sum();
        let even: u32 = digits.iter().skip(1).step_by(2).sum();
        assert_eq!((odd + 3 * even) % 10, 0, "{code}");
    }
}

#[test]
fn combinations_are_complete_and_differ_within_a_product() {
    let made = catalogue(4, 1_000, None, PLAIN);
    for product in &made.products {
        let values: BTreeSet<_> = product
            .variants
            .iter()
            .map(|variant| &variant.values)
            .collect();
        assert_eq!(values.len(), product.variants.len(), "{}", product.name);
        assert!(
            values
                .iter()
                .all(|values| values.len() == product.options.len())
        );
    }
}

#[test]
fn each_oddity_has_about_its_share() {
    let made = catalogue(8, 3_000, None, Options::default());
    let around = |found: f64, wanted: f64| found > wanted / 2.0 && found < wanted * 2.0;
    assert!(around(share(&made, |it| !it.ecommerce), 0.1));
    assert!(around(share(&made, |it| it.only_in.is_some()), 0.02));
    assert!(around(
        share(&made, |it| it.name.chars().count() > 200),
        0.005
    ));
    assert!(around(
        share(&made, |it| it.variants.iter().any(|v| v.sku.is_none())),
        0.02
    ));
    assert!(around(
        share(&made, |it| it
            .variants
            .iter()
            .any(|v| !v.mode_prices.is_empty())),
        0.05
    ));
    assert!(around(
        share(&made, |it| it.variants.iter().any(|v| v.unmanaged)),
        0.01
    ));
    assert!(around(
        share(&made, |it| !it
            .name
            .chars()
            .all(|c| u32::from(c) < 0x1_0000)),
        0.01
    ));
    assert!(
        share(&made, |it| it
            .variants
            .iter()
            .any(|v| v.values.iter().any(|x| x.contains('_'))))
            > 0.005
    );
    assert!(share(&made, |it| it.by_weight) > 0.01);
    let mut codes: BTreeMap<&str, u32> = BTreeMap::new();
    for code in variants(&made).filter_map(|variant| variant.sku.as_deref()) {
        *codes.entry(code).or_default() += 1;
    }
    assert!(
        codes.values().any(|count| *count > 1),
        "some codes are doubled"
    );
}

#[test]
fn some_combinations_give_one_superkey() {
    let made = catalogue(8, 3_000, None, Options::default());
    let clash = made.products.iter().find(|product| {
        let keys: BTreeSet<String> = product
            .variants
            .iter()
            .map(|variant| variant.values.join("_").to_lowercase())
            .collect();
        keys.len() < product.variants.len()
    });
    assert!(clash.is_some());
}

#[test]
fn vat_is_what_the_goods_pay_and_nothing_is_exempt_without_a_nature() {
    let made = catalogue(3, 2_000, Some(Kind::Food), Options::default());
    let rates: BTreeSet<Decimal> = made.products.iter().map(|product| product.vat).collect();
    assert_eq!(rates, BTreeSet::from([0, 4, 10, 22].map(Decimal::from)));
    assert!(
        made.products
            .iter()
            .all(|it| it.vat.is_zero() == it.vat_nature.is_some())
    );
    let natures: BTreeSet<_> = made
        .products
        .iter()
        .filter_map(|it| it.vat_nature.as_deref())
        .collect();
    assert_eq!(natures, BTreeSet::from(["N2", "N4"]));
}

#[test]
fn a_hundred_thousand_variants_are_one_catalogue() {
    let made = catalogue(1, 33_000, None, PLAIN);
    assert!(variants(&made).count() > 90_000);
    let categories: BTreeSet<&str> = made
        .products
        .iter()
        .map(|it| it.category.as_str())
        .collect();
    assert!((15..30).contains(&categories.len()), "{}", categories.len());
}

#[test]
fn the_shares_are_those_that_the_docs_name() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sandbox.md");
    let docs = fs::read_to_string(docs).expect("the docs");
    let table = docs
        .split("| of 1,000 products | about |")
        .nth(1)
        .expect("the table");
    let table = table.split("\n\n").next().expect("its end");
    let mut named: Vec<u64> = table
        .lines()
        .filter_map(|row| {
            row.trim_end_matches('|')
                .rsplit('|')
                .next()?
                .trim()
                .parse()
                .ok()
        })
        .collect();
    let mut shares: Vec<u64> = SHARES.iter().map(|(_, share)| *share).collect();
    named.sort_unstable();
    shares.sort_unstable();
    assert_eq!(named, shares);
}
