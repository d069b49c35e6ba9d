//! What a merchant does by hand in the back office: the control API's and the page's actions.

use bytes::Bytes;
use jiff::Timestamp;
use ponte_transport::Randomness;
use rust_decimal::{Decimal, prelude::Zero};
use serde::{Deserialize, Serialize};

use super::{
    product::{Axis, Product, Variant, superkey},
    state::Shop,
    stock::{Change, Manner},
    taxonomy::slug,
};
use crate::catalogue;

/// What to change on a product; what is missing stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Edit {
    /// Its code.
    pub sku: Option<String>,
    /// Its name.
    pub title: Option<String>,
    /// Its description, HTML.
    pub description: Option<String>,
    /// List price, VAT included.
    pub price: Option<Decimal>,
    /// What is charged.
    pub final_price: Option<Decimal>,
    /// Visible to shoppers.
    pub visible: Option<bool>,
    /// Category uids.
    pub categories: Option<Vec<u64>>,
    /// Tags.
    pub tags: Option<Vec<String>>,
}

impl Shop {
    /// Adds a product of the shop's own, one that the till may not know; tells its uid.
    ///
    /// Its SKU is that of its only variant, or none where it has several. Category and VAT profile
    /// are found by name and rate, or made. Its stock is the sum over the sales points.
    pub fn add_own_product(
        &mut self,
        source: &catalogue::Product,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> u64 {
        let simple = source.options.is_empty();
        let first = source.variants.first();
        let price = first.map(|variant| variant.price).unwrap_or_default();
        let categories = self.category_named(&source.category).into_iter().collect();
        let tax_profile = self.tax_of_rate(source.vat, now, random);
        let sole = first.filter(|_| simple);
        let product = Product {
            uid: self.new_uid(),
            sku: sole.and_then(|sole| sole.sku.clone()).unwrap_or_default(),
            title: source.name.clone(),
            description: source.description.clone(),
            price,
            final_price: price,
            visible: source.ecommerce,
            quantity: sole.map(on_hand),
            unlimited: sole.is_some_and(|sole| sole.unmanaged),
            categories,
            tax_profile: Some(tax_profile),
            weight: first
                .and_then(|variant| variant.grams)
                .map(|grams| Decimal::new(i64::from(grams), 3)),
            ean13: sole
                .and_then(|sole| sole.barcode.clone())
                .unwrap_or_default(),
            tags: source.tags.clone(),
            slug: slug(&source.name),
            use_variants: !simple,
            axes: axes(source),
            variants: variants(source),
            created: now,
            updated: now,
            ..Product::default()
        };
        let uid = product.uid;
        self.products.put(product, now);
        uid
    }

    /// Edits a product; tells whether there is one.
    pub fn edit_product(&mut self, uid: u64, edit: &Edit, now: Timestamp) -> bool {
        let Some(mut product) = self.products.get(uid).cloned() else {
            return false;
        };
        let edit = edit.clone();
        set(&mut product.sku, edit.sku);
        set(&mut product.title, edit.title);
        set(&mut product.description, edit.description);
        set(&mut product.price, edit.price);
        set(&mut product.final_price, edit.final_price);
        set(&mut product.visible, edit.visible);
        set(&mut product.categories, edit.categories);
        set(&mut product.tags, edit.tags);
        product.updated = now;
        self.products.put(product, now);
        true
    }

    /// Deletes a product; tells whether there was one. Its pictures stay in the gallery.
    pub fn remove_product(&mut self, uid: u64) -> bool {
        self.products.remove(uid).is_some()
    }

    /// Gives a product a picture; tells its id, or nothing where there is no such product or the
    /// bytes are no picture.
    pub fn add_picture(
        &mut self,
        uid: u64,
        bytes: Bytes,
        related: bool,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Option<String> {
        let product = self.products.keeping_skus(uid)?;
        let id = self.gallery.add(bytes, "item", now, random)?;
        product.add_image(id.clone(), related);
        product.updated = now;
        Some(id)
    }

    /// Takes a picture away from a product and out of the gallery; tells whether it had it.
    pub fn remove_picture(&mut self, uid: u64, id: &str, now: Timestamp) -> bool {
        let Some(product) = self.products.keeping_skus(uid) else {
            return false;
        };
        let before = product.images.len();
        product.images.retain(|image| image.id != id);
        if product.images.len() == before {
            return false;
        }
        product.updated = now;
        self.gallery.remove(id);
        true
    }

    /// Sets the stock of a SKU, whether a product or a variant has it; tells how many have.
    pub fn set_stock(&mut self, sku: &str, quantity: i64, now: Timestamp) -> usize {
        [false, true]
            .map(|child| {
                let change = Change::Set(quantity);
                self.products
                    .change_stock(sku, child, change, Manner::default(), now)
                    .found
            })
            .iter()
            .sum()
    }

    /// Sells a SKU with or without counting; tells how many have it.
    pub fn set_unlimited(&mut self, sku: &str, unlimited: bool) -> usize {
        let mut found = 0;
        for uid in self.products.uids_with_sku(sku) {
            let Some(product) = self.products.keeping_skus(uid) else {
                continue;
            };
            if product.sku == sku {
                product.unlimited = unlimited;
                found += 1;
            }
            for variant in product.variants.iter_mut().filter(|it| it.sku == sku) {
                variant.unlimited = unlimited;
                found += 1;
            }
        }
        found
    }

    fn category_named(&mut self, name: &str) -> Option<u64> {
        if name.is_empty() {
            return None;
        }
        let found = self.categories.values().find(|it| it.name == name);
        let found = found.map(|category| category.uid);
        Some(found.unwrap_or_else(|| self.add_category(name, 0)))
    }

    fn tax_of_rate(&mut self, rate: Decimal, now: Timestamp, random: &dyn Randomness) -> String {
        if let Some(tax) = self.taxes.iter().find(|tax| tax.value == rate) {
            return tax.id.clone();
        }
        let everywhere = self.countries.iter().map(|country| country.uid).collect();
        let title = format!("IVA {}%", rate.normalize());
        self.add_tax(title, rate, everywhere, now, random)
    }
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

fn on_hand(variant: &catalogue::Variant) -> i64 {
    let sum: Decimal = variant.stock.iter().copied().sum();
    i64::try_from(sum.max(Decimal::zero()).trunc()).unwrap_or(i64::MAX)
}

fn axes(source: &catalogue::Product) -> Vec<Axis> {
    let mut axes: Vec<Axis> = source
        .options
        .iter()
        .map(|title| Axis {
            key: title.to_lowercase(),
            title: title.clone(),
            values: Vec::new(),
        })
        .collect();
    for variant in &source.variants {
        for (axis, value) in axes.iter_mut().zip(&variant.values) {
            if !axis.values.contains(value) {
                axis.values.push(value.clone());
            }
        }
    }
    axes
}

fn variants(source: &catalogue::Product) -> Vec<Variant> {
    if source.options.is_empty() {
        return Vec::new();
    }
    source
        .variants
        .iter()
        .map(|variant| Variant {
            superkey: superkey(variant.values.iter().map(String::as_str)),
            sku: variant.sku.clone().unwrap_or_default(),
            quantity: on_hand(variant),
            price: variant.price,
            final_price: variant.price,
            unlimited: variant.unmanaged,
            ean13: variant.barcode.clone().unwrap_or_default(),
            gallery: Vec::new(),
        })
        .collect()
}
