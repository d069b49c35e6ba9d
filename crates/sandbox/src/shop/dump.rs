//! The whole shop in a neutral form: what the control API's dump shows and tests compare.
//!
//! It speaks of names where the API speaks of numbers, so that two shops with different uids and
//! equal content have dumps that differ in nothing but `uid` and `id`.

mod orders;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

pub use self::orders::{DumpedLine, DumpedOrder};
use super::{
    product::{Product, Seo, Variant},
    state::{Info, Shop},
};

/// A shop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dump {
    /// Number, name, address.
    pub info: Info,
    /// Products, by uid.
    pub products: Vec<DumpedProduct>,
    /// Categories, by uid.
    pub categories: Vec<DumpedCategory>,
    /// VAT profiles.
    pub taxes: Vec<DumpedTax>,
    /// Labels of the custom fields.
    pub attributes: Vec<String>,
    /// Names of the brands.
    pub brands: Vec<String>,
    /// Orders, newest first.
    pub orders: Vec<DumpedOrder>,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DumpedProduct {
    /// Its number.
    pub uid: u64,
    /// Its code.
    pub sku: String,
    /// Name.
    pub title: String,
    /// Description, HTML.
    pub description: String,
    /// List price.
    pub price: Decimal,
    /// What is charged.
    pub final_price: Decimal,
    /// 1 visible, 0 not.
    pub status: u8,
    /// Pieces on hand; none where never counted.
    pub quantity: Option<i64>,
    /// Sold without counting.
    pub unlimited: bool,
    /// Names of its categories; a category that is gone shows as its uid.
    pub categories: Vec<String>,
    /// Name of its brand.
    pub brand: Option<String>,
    /// Its VAT profile; none is the shop's default one.
    pub tax: Option<DumpedTax>,
    /// Kilograms.
    pub weight: Option<Decimal>,
    /// Part number.
    pub mpn: String,
    /// Bar code.
    pub ean13: String,
    /// Short bar code.
    pub ean8: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Custom fields by label.
    pub attributes: BTreeMap<String, String>,
    /// Texts for search engines.
    pub seo: Seo,
    /// Readable part of the address.
    pub slug: String,
    /// Sold through variants.
    pub usevariants: bool,
    /// The axes, in order.
    pub options: Vec<DumpedAxis>,
    /// The combinations, in order.
    pub variants: Vec<DumpedVariant>,
    /// SHA-256 of its pictures, lower-case hex, the main one first.
    pub images: Vec<String>,
    /// How many pictures it has.
    pub image_count: usize,
}

/// An axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DumpedAxis {
    /// Its name.
    pub title: String,
    /// Its values, in order.
    pub values: Vec<String>,
}

/// A combination.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DumpedVariant {
    /// Its identity within the product.
    pub superkey: String,
    /// Its code.
    pub sku: String,
    /// Pieces on hand.
    pub quantity: i64,
    /// Full price.
    pub price: Decimal,
    /// What is charged.
    pub final_price: Decimal,
    /// Sold without counting.
    pub unlimited: bool,
    /// Bar code.
    pub ean13: String,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DumpedCategory {
    /// Its number.
    pub uid: u64,
    /// Its name.
    pub name: String,
    /// Its parent's name; none for a root and for an orphan.
    pub parent: Option<String>,
    /// Switched on.
    pub enabled: bool,
}

/// A VAT profile.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DumpedTax {
    /// StoredenID.
    pub id: String,
    /// Percent.
    pub value: Decimal,
    /// Name.
    pub title: String,
}

impl Shop {
    /// Everything, in a neutral form.
    #[must_use]
    pub fn dump(&self) -> Dump {
        Dump {
            info: self.info.clone(),
            products: self.products.iter().map(|it| self.dumped(it)).collect(),
            categories: self
                .categories
                .values()
                .map(|category| DumpedCategory {
                    uid: category.uid,
                    name: category.name.clone(),
                    parent: self
                        .categories
                        .get(&category.parent)
                        .map(|parent| parent.name.clone()),
                    enabled: category.enabled,
                })
                .collect(),
            taxes: self
                .taxes
                .iter()
                .filter_map(|tax| self.dumped_tax(&tax.id))
                .collect(),
            attributes: self.attributes.iter().map(|it| it.label.clone()).collect(),
            brands: self.brands.values().map(|it| it.name.clone()).collect(),
            orders: self.orders.newest_first().map(DumpedOrder::from).collect(),
        }
    }

    fn dumped(&self, product: &Product) -> DumpedProduct {
        let category = |uid: &u64| match self.categories.get(uid) {
            Some(category) => category.name.clone(),
            None => uid.to_string(),
        };
        let label = |id: &String| {
            let known = self.attributes.iter().find(|it| it.id == *id);
            known.map_or_else(|| id.clone(), |attribute| attribute.label.clone())
        };
        let images = product.images.iter();
        let brand = product.brand.and_then(|uid| self.brands.get(&uid));
        DumpedProduct {
            uid: product.uid,
            sku: product.sku.clone(),
            title: product.title.clone(),
            description: product.description.clone(),
            price: product.price.normalize(),
            final_price: product.final_price.normalize(),
            status: u8::from(product.visible),
            quantity: product.quantity,
            unlimited: product.unlimited,
            categories: product.categories.iter().map(category).collect(),
            brand: brand.map(|brand| brand.name.clone()),
            tax: product
                .tax_profile
                .as_deref()
                .and_then(|id| self.dumped_tax(id)),
            weight: product.weight.map(|weight| weight.normalize()),
            mpn: product.mpn.clone(),
            ean13: product.ean13.clone(),
            ean8: product.ean8.clone(),
            tags: product.tags.clone(),
            attributes: product
                .attributes
                .iter()
                .map(|(id, value)| (label(id), value.clone()))
                .collect(),
            seo: product.seo.clone(),
            slug: product.slug.clone(),
            usevariants: product.use_variants,
            options: product
                .axes
                .iter()
                .map(|axis| DumpedAxis {
                    title: axis.title.clone(),
                    values: axis.values.clone(),
                })
                .collect(),
            variants: product.variants.iter().map(dumped_variant).collect(),
            images: images
                .clone()
                .filter_map(|image| self.gallery.get(&image.id))
                .map(|image| image.sha256.clone())
                .collect(),
            image_count: images.len(),
        }
    }

    fn dumped_tax(&self, id: &str) -> Option<DumpedTax> {
        self.tax(id).map(|tax| DumpedTax {
            id: tax.id.clone(),
            value: tax.value.normalize(),
            title: tax.title.clone(),
        })
    }
}

fn dumped_variant(variant: &Variant) -> DumpedVariant {
    DumpedVariant {
        superkey: variant.superkey.clone(),
        sku: variant.sku.clone(),
        quantity: variant.quantity,
        price: variant.price.normalize(),
        final_price: variant.final_price.normalize(),
        unlimited: variant.unlimited,
        ean13: variant.ean13.clone(),
    }
}
