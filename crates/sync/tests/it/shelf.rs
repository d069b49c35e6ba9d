//! The shop's side, in a form that two runs can be compared by: without the shop's own numbers,
//! in an order of its own.

use std::collections::BTreeSet;

use ponte_sandbox::shop::dump::DumpedProduct;

use crate::bridge::Bridge;

/// See the module.
#[derive(Debug, PartialEq)]
pub struct Shelf {
    products: Vec<DumpedProduct>,
    categories: Vec<String>,
    taxes: Vec<(String, String)>,
    attributes: Vec<String>,
}

impl Shelf {
    pub fn of(bridge: &Bridge) -> Self {
        let dump = bridge.shelf();
        let mut products = dump.products;
        for product in &mut products {
            product.uid = 0;
            if let Some(tax) = &mut product.tax {
                tax.id.clear();
            }
        }
        products.sort_by(|one, other| one.sku.cmp(&other.sku));
        let mut categories: Vec<_> = dump.categories.into_iter().map(|it| it.name).collect();
        categories.sort();
        let mut taxes: Vec<_> = dump
            .taxes
            .into_iter()
            .map(|tax| (tax.value.to_string(), tax.title))
            .collect();
        taxes.sort();
        let shelf = Self {
            products,
            categories,
            taxes,
            attributes: dump.attributes,
        };
        shelf.assert_nothing_doubled();
        shelf
    }

    /// Nothing differs; else only that is shown.
    pub fn assert_same(&self, expected: &Self, context: &str) {
        assert_eq!(self.categories, expected.categories, "{context}");
        assert_eq!(self.taxes, expected.taxes, "{context}");
        assert_eq!(self.attributes, expected.attributes, "{context}");
        let codes = |shelf: &Self| -> Vec<String> {
            shelf.products.iter().map(|it| it.sku.clone()).collect()
        };
        assert_eq!(codes(self), codes(expected), "{context}");
        for (product, wanted) in self.products.iter().zip(&expected.products) {
            assert_eq!(product, wanted, "{context}");
        }
    }

    fn assert_nothing_doubled(&self) {
        let mut skus = BTreeSet::new();
        for product in &self.products {
            let variants = product.variants.iter().map(|variant| &variant.sku);
            for sku in std::iter::once(&product.sku).chain(variants) {
                assert!(skus.insert(sku), "{sku} twice");
            }
            let images: BTreeSet<_> = product.images.iter().collect();
            assert_eq!(images.len(), product.images.len(), "{}", product.title);
        }
        let names: BTreeSet<_> = self.categories.iter().collect();
        assert_eq!(names.len(), self.categories.len(), "{:?}", self.categories);
        let taxes: BTreeSet<_> = self.taxes.iter().collect();
        assert_eq!(taxes.len(), self.taxes.len(), "{:?}", self.taxes);
        assert!(self.attributes.len() <= 1, "{:?}", self.attributes);
    }
}
