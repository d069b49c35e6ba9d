//! All products of a shop, found by uid and by SKU without a walk.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{product::Product, stock::History};

/// The catalogue of one shop.
#[derive(Debug, Default)]
pub struct Products {
    by_uid: BTreeMap<u64, Product>,
    /// Uids of the products that use a SKU, as their own or as a variant's.
    by_sku: BTreeMap<String, BTreeSet<u64>>,
    /// What was on hand before the latest changes.
    pub(super) history: History,
}

impl Products {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_uid.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_uid.is_empty()
    }

    /// All, by uid.
    pub fn iter(&self) -> impl Iterator<Item = &Product> {
        self.by_uid.values()
    }

    /// The product with this uid.
    #[must_use]
    pub fn get(&self, uid: u64) -> Option<&Product> {
        self.by_uid.get(&uid)
    }

    /// The products that use this SKU, as their own or as a variant's, by uid.
    pub fn with_sku(&self, sku: &str) -> impl Iterator<Item = &Product> {
        self.by_sku
            .get(sku)
            .into_iter()
            .flatten()
            .filter_map(|uid| self.by_uid.get(uid))
    }

    /// Puts a product in, in the place of the one with its uid.
    pub fn put(&mut self, product: Product, now: Timestamp) {
        if let Some(before) = self.by_uid.get(&product.uid) {
            self.history.note(before, &product, now);
            let before = self.by_uid.remove(&product.uid);
            self.unindex(before.as_ref());
        }
        for sku in product.skus() {
            self.by_sku
                .entry(sku.to_owned())
                .or_default()
                .insert(product.uid);
        }
        self.by_uid.insert(product.uid, product);
    }

    /// Takes a product out.
    pub fn remove(&mut self, uid: u64) -> Option<Product> {
        let product = self.by_uid.remove(&uid);
        self.unindex(product.as_ref());
        product
    }

    /// The product, for a change that touches no SKU.
    pub(super) fn keeping_skus(&mut self, uid: u64) -> Option<&mut Product> {
        self.by_uid.get_mut(&uid)
    }

    /// The uids of the products that use a SKU.
    pub(super) fn uids_with_sku(&self, sku: &str) -> Vec<u64> {
        self.by_sku
            .get(sku)
            .map(|uids| uids.iter().copied().collect())
            .unwrap_or_default()
    }

    /// Sells the products themselves with this SKU with or without counting; their variants stay.
    pub(super) fn set_unlimited(&mut self, sku: &str, unlimited: bool) {
        for uid in self.uids_with_sku(sku) {
            if let Some(product) = self.by_uid.get_mut(&uid).filter(|it| it.sku == sku) {
                product.unlimited = unlimited;
            }
        }
    }

    /// Leaves the products of a VAT profile with an empty one.
    pub(super) fn forget_tax(&mut self, id: &str) {
        for product in self.by_uid.values_mut() {
            if product.tax_profile.as_deref() == Some(id) {
                product.tax_profile = None;
            }
        }
    }

    /// Takes a picture away from every product and variant that shows it.
    pub(super) fn forget_image(&mut self, id: &str) {
        for product in self.by_uid.values_mut() {
            product.images.retain(|image| image.id != id);
            for variant in &mut product.variants {
                variant.gallery.retain(|image| image != id);
            }
        }
    }

    fn unindex(&mut self, product: Option<&Product>) {
        let Some(product) = product else { return };
        for sku in product.skus() {
            if let Some(uids) = self.by_sku.get_mut(sku) {
                uids.remove(&product.uid);
                if uids.is_empty() {
                    self.by_sku.remove(sku);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::product::Variant;

    fn product(uid: u64, sku: &str, variants: &[&str]) -> Product {
        Product {
            uid,
            sku: sku.to_owned(),
            variants: variants
                .iter()
                .map(|sku| Variant {
                    sku: (*sku).to_owned(),
                    ..Variant::default()
                })
                .collect(),
            ..Product::default()
        }
    }

    #[test]
    fn a_product_is_found_by_each_of_its_skus_and_by_no_former_one() {
        let mut products = Products::default();
        let now = Timestamp::UNIX_EPOCH;
        products.put(product(1, "a", &["b", ""]), now);
        products.put(product(2, "b", &[]), now);
        assert_eq!(products.uids_with_sku("b"), [1, 2]);
        assert!(products.uids_with_sku("").is_empty());
        products.put(product(1, "c", &["d"]), now);
        assert_eq!(products.uids_with_sku("b"), [2]);
        assert_eq!(products.uids_with_sku("d"), [1]);
        products.remove(2);
        assert!(products.by_sku.keys().all(|sku| sku == "c" || sku == "d"));
    }
}
