//! The shop as a whole: nothing doubled, and what is not the till's as it was.

use std::collections::{BTreeMap, BTreeSet};

use super::is_of;
use crate::support::dump::Dump;

/// What is wrong with the shop as a whole.
pub fn compare(now: &Dump, before: &Dump, found: &mut Vec<String>) {
    strangers(now, before, found);
    let codes = now.shop.products.iter().flat_map(|product| {
        let variants = product.variants.iter().map(|variant| variant.sku.as_str());
        std::iter::once(product.sku.as_str()).chain(variants)
    });
    doubled("the code", codes.filter(|code| !code.is_empty()), found);
    let categories = now.shop.categories.iter();
    for category in categories.clone().filter(|category| !category.enabled) {
        found.push(format!("the category {} is off", category.name));
    }
    let names: Vec<String> = categories
        .map(|category| {
            format!(
                "{}/{}",
                category.parent.as_deref().unwrap_or(""),
                category.name
            )
        })
        .collect();
    doubled("the category", names.iter().map(String::as_str), found);
    let taxes: Vec<String> = now
        .shop
        .taxes
        .iter()
        .map(|tax| format!("{} {}", tax.value, tax.title))
        .collect();
    doubled("the VAT profile", taxes.iter().map(String::as_str), found);
    natures(now, found);
}

/// Products that stand for none of the till's: the merchant's own, each as it was.
fn strangers(now: &Dump, before: &Dump, found: &mut Vec<String>) {
    let ids: BTreeSet<&str> = now.till.products.iter().map(|it| it.id.as_str()).collect();
    let own: BTreeMap<u64, _> = before.shop.products.iter().map(|it| (it.uid, it)).collect();
    for copy in &now.shop.products {
        if ids.iter().any(|id| is_of(copy, id)) {
            continue;
        }
        match own.get(&copy.uid) {
            None => found.push(format!(
                "{} is in the shop and stands for nothing",
                copy.title
            )),
            Some(known) if known.raw != copy.raw => {
                found.push(format!(
                    "{} is the merchant's own and was changed",
                    copy.title
                ));
            }
            Some(_) => {}
        }
    }
    let left: BTreeSet<u64> = now.shop.products.iter().map(|it| it.uid).collect();
    for (uid, known) in own {
        if !left.contains(&uid) {
            found.push(format!(
                "{} was the merchant's own and is gone",
                known.title
            ));
        }
    }
}

/// Two natures at 0 % are two profiles: no profile serves products of both.
fn natures(now: &Dump, found: &mut Vec<String>) {
    let mut served: BTreeMap<&str, BTreeSet<(String, &str)>> = BTreeMap::new();
    for product in &now.till.products {
        let copies = now
            .shop
            .products
            .iter()
            .filter(|copy| is_of(copy, &product.id));
        for tax in copies.filter_map(|copy| copy.tax.as_ref()) {
            let nature = product.vat_nature.as_deref().unwrap_or_default();
            let rate = product.vat.normalize().to_string();
            served.entry(&tax.id).or_default().insert((rate, nature));
        }
    }
    for (profile, serves) in served {
        if serves.len() > 1 {
            found.push(format!("the VAT profile {profile} stands for {serves:?}"));
        }
    }
}

fn doubled<'a>(what: &str, all: impl Iterator<Item = &'a str>, found: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for one in all {
        if !seen.insert(one) {
            found.push(format!("{what} {one} stands twice in the shop"));
        }
    }
}
