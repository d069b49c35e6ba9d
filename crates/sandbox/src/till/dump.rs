//! The whole account in a form that a person, or a test that knows no API, can read: names in
//! place of ids, money and quantities as decimal text.

pub mod orders;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use self::orders::DumpedOrder;
use super::{
    level::Level,
    records::{Category, Product, SalesPoint, Tax, Variant},
    state::Till,
};

/// Everything but secrets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dump<'a> {
    /// Sales points.
    pub sales_points: &'a [SalesPoint],
    /// Categories.
    pub categories: &'a [Category],
    /// VAT rates.
    pub taxes: &'a [Tax],
    /// Names of the price lists.
    pub sales_modes: Vec<&'a str>,
    /// Products in the order of their creation.
    pub products: Vec<DumpedProduct<'a>>,
    /// Orders in the order of their creation.
    pub orders: Vec<DumpedOrder>,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DumpedProduct<'a> {
    /// UUID.
    pub id: &'a str,
    /// Name.
    pub name: &'a str,
    /// Long description, HTML.
    pub description: &'a str,
    /// Name of its category.
    pub category: &'a str,
    /// The category is enabled for e-commerce.
    pub category_ecommerce: bool,
    /// VAT in percent.
    pub vat: Decimal,
    /// Exemption code.
    pub vat_nature: Option<&'a str>,
    /// Enabled for e-commerce.
    pub ecommerce: bool,
    /// Sold by weight.
    pub by_weight: bool,
    /// Addresses of its pictures, absolute or of the sandbox's own.
    pub pictures: &'a [String],
    /// Tags.
    pub tags: &'a [String],
    /// The only sales point that has it.
    pub only_in: Option<i64>,
    /// Names of its options.
    pub options: Vec<&'a str>,
    /// Its variants; a simple product has one.
    pub variants: Vec<DumpedVariant<'a>>,
    /// Epoch milliseconds.
    pub last_update: i64,
}

/// A variant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DumpedVariant<'a> {
    /// UUID.
    pub id: &'a str,
    /// Names of its values, in the order of the product's options.
    pub values: Vec<&'a str>,
    /// The merchant's own code.
    pub sku: Option<&'a str>,
    /// Barcodes.
    pub barcodes: &'a [String],
    /// Base price everywhere.
    pub price: Option<Decimal>,
    /// Base prices of sales points.
    pub point_prices: BTreeMap<i64, Decimal>,
    /// Prices by the name of a sales mode.
    pub mode_prices: BTreeMap<&'a str, Decimal>,
    /// Weight in grams.
    pub grams: Option<u32>,
    /// Stock by sales point.
    pub stock: &'a BTreeMap<i64, Level>,
}

impl Till {
    /// The whole account.
    #[must_use]
    pub fn dump(&self) -> Dump<'_> {
        Dump {
            sales_points: self.sales_points(),
            categories: self.categories(),
            taxes: self.taxes(),
            sales_modes: self
                .sales_modes()
                .iter()
                .map(|mode| mode.name.as_str())
                .collect(),
            products: self
                .products()
                .map(|product| self.dump_product(product))
                .collect(),
            orders: self.orders().map(|order| self.dump_order(order)).collect(),
        }
    }

    /// One product of it.
    #[must_use]
    pub fn dump_product<'a>(&'a self, product: &'a Product) -> DumpedProduct<'a> {
        let category = self.category(&product.category);
        let tax = self.tax_of(product);
        let options = product.options.iter().filter_map(|id| self.option(id));
        let variants = product.variants.iter();
        DumpedProduct {
            id: &product.id,
            name: &product.name,
            description: &product.description,
            category: category.map_or("", |category| &category.name),
            category_ecommerce: category.is_some_and(|category| category.channels.ecommerce),
            vat: tax.map_or(Decimal::ZERO, |tax| tax.rate),
            vat_nature: tax.and_then(|tax| tax.nature.as_deref()),
            ecommerce: product.channels.ecommerce,
            by_weight: product.by_weight,
            pictures: &product.pictures,
            tags: &product.tags,
            only_in: product.sales_point,
            options: options.map(|option| option.name.as_str()).collect(),
            variants: variants
                .map(|variant| self.dump_variant(product, variant))
                .collect(),
            last_update: product.last_update.max(product.price_update),
        }
    }

    fn dump_variant<'a>(&'a self, product: &'a Product, variant: &'a Variant) -> DumpedVariant<'a> {
        let mut dumped = DumpedVariant {
            id: &variant.id,
            values: self.value_names(product, &variant.values),
            sku: variant.sku.as_deref(),
            barcodes: &variant.barcodes,
            price: None,
            point_prices: BTreeMap::new(),
            mode_prices: BTreeMap::new(),
            grams: variant.grams,
            stock: &variant.stock,
        };
        for price in &variant.prices {
            match (&price.mode, price.sales_point) {
                (None, None) => dumped.price = Some(price.value),
                (None, Some(point)) => {
                    dumped.point_prices.insert(point, price.value);
                }
                (Some(mode), _) => {
                    if let Some(mode) = self.sales_modes().iter().find(|known| known.id == *mode) {
                        dumped.mode_prices.insert(&mode.name, price.value);
                    }
                }
            }
        }
        dumped
    }
}
