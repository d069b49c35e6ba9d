//! Filling the till from a neutral catalogue: what a name stands for is found, or made.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_transport::Randomness;
use rust_decimal::Decimal;

use super::{
    level::Level,
    records::{
        Category, Channels, Department, OptionRecord, OptionValue, Price, Product, SalesMode, Tax,
        Variant,
    },
    state::{ProductId, Till},
};
use crate::catalogue;

/// Every till product has a category; products that came without one share this.
const NO_CATEGORY: &str = "Senza categoria";

/// Nature of a rate of 0 that came without one: exempt. The till insists on having one
/// (Cassa in Cloud sheet §12).
const EXEMPT: &str = "N4";

/// Makes ids.
pub(super) struct Ids<'a> {
    now: i64,
    random: &'a dyn Randomness,
}

impl<'a> Ids<'a> {
    pub(super) fn new(now: Timestamp, random: &'a dyn Randomness) -> Self {
        let now = now.as_millisecond();
        Self { now, random }
    }

    pub(super) fn next(&self) -> String {
        self.random.uuid(self.now).to_string()
    }
}

impl Till {
    /// Adds every product of `catalogue`; gives their ids in its order.
    pub fn load(
        &mut self,
        catalogue: &catalogue::Catalogue,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Vec<ProductId> {
        let products = catalogue.products.iter();
        products
            .map(|product| self.add_product(product, now, random))
            .collect()
    }

    /// Adds a product, and what it names and the till has not: category, tax, department, options
    /// with their values, sales modes. Gives its id.
    pub fn add_product(
        &mut self,
        product: &catalogue::Product,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> ProductId {
        let ids = Ids::new(now, random);
        let id = ids.next();
        let record = self.build_product(id, product, &[], &ids);
        self.push_product(record)
    }

    /// The record of `product`; a variant with the values of one of `known` takes over its id and
    /// its external id.
    pub(super) fn build_product(
        &mut self,
        id: String,
        product: &catalogue::Product,
        known: &[Variant],
        ids: &Ids<'_>,
    ) -> Product {
        let options: Vec<String> = product
            .options
            .iter()
            .map(|name| self.option_named(name, ids))
            .collect();
        let sales_point = product
            .only_in
            .and_then(|place| self.sales_points.get(place))
            .map(|point| point.id);
        let sole = [catalogue::Variant::default()];
        let source = match product.variants.as_slice() {
            [] => &sole[..],
            some if options.is_empty() => &some[..1],
            all => all,
        };
        let variants = source
            .iter()
            .map(|variant| self.build_variant(variant, &options, sales_point, known, ids))
            .collect();
        Product {
            id,
            name: product.name.clone(),
            description: product.description.clone(),
            external_id: None,
            category: self.category_named(&product.category, ids),
            department: self.department_for(product.vat, product.vat_nature.as_deref(), ids),
            by_weight: product.by_weight,
            multivariant: !options.is_empty(),
            channels: Channels::till_and(product.ecommerce),
            tags: product.tags.clone(),
            pictures: product.pictures.clone(),
            sales_point,
            options,
            variants,
            last_update: ids.now,
            price_update: 0,
            stock_update: 0,
        }
    }

    fn build_variant(
        &mut self,
        variant: &catalogue::Variant,
        options: &[String],
        sales_point: Option<i64>,
        known: &[Variant],
        ids: &Ids<'_>,
    ) -> Variant {
        let values: Vec<String> = options
            .iter()
            .zip(&variant.values)
            .map(|(option, value)| self.value_named(option, value, ids))
            .collect();
        let same = known.iter().find(|known| known.values == values);
        let mut prices = vec![Price {
            mode: None,
            sales_point: None,
            value: variant.price,
        }];
        for (mode, value) in &variant.mode_prices {
            prices.push(Price {
                mode: Some(self.sales_mode_named(mode, ids)),
                sales_point: None,
                value: *value,
            });
        }
        let points = self.sales_points.iter().enumerate();
        let stock: BTreeMap<i64, Level> = points
            .filter(|(_, point)| sales_point.is_none_or(|only| only == point.id))
            .map(|(place, point)| {
                let quantity = variant.stock.get(place).copied().unwrap_or_default();
                (point.id, Level::of(quantity, !variant.unmanaged))
            })
            .collect();
        Variant {
            id: same.map_or_else(|| ids.next(), |same| same.id.clone()),
            values,
            sku: variant.sku.clone(),
            external_id: same.and_then(|same| same.external_id.clone()),
            barcodes: variant.barcode.iter().cloned().collect(),
            prices,
            grams: variant.grams,
            stock,
        }
    }

    pub(super) fn category_named(&mut self, name: &str, ids: &Ids<'_>) -> String {
        let name = if name.is_empty() { NO_CATEGORY } else { name };
        if let Some(known) = self.categories.iter().find(|known| known.name == name) {
            return known.id.clone();
        }
        let id = ids.next();
        self.categories.push(Category {
            id: id.clone(),
            name: name.to_owned(),
            external_id: None,
            sales_point: None,
            channels: Channels::till_and(true),
            picture: None,
            last_update: ids.now,
        });
        id
    }

    /// The department of the tax with this rate and nature.
    pub(super) fn department_for(
        &mut self,
        rate: Decimal,
        nature: Option<&str>,
        ids: &Ids<'_>,
    ) -> String {
        let nature = rate.is_zero().then(|| nature.unwrap_or(EXEMPT));
        let tax = self.tax_for(rate, nature, ids);
        if let Some(known) = self.departments.iter().find(|known| known.tax == tax) {
            return known.id.clone();
        }
        let id = ids.next();
        let rate = rate.normalize();
        self.departments.push(Department {
            id: id.clone(),
            name: nature.map_or_else(
                || format!("Reparto {rate}%"),
                |nature| format!("Reparto {nature}"),
            ),
            tax,
            color: "#2f6fab".to_owned(),
            sales_point: None,
            last_update: ids.now,
        });
        id
    }

    fn tax_for(&mut self, rate: Decimal, nature: Option<&str>, ids: &Ids<'_>) -> String {
        let same = |known: &&Tax| known.rate == rate && known.nature.as_deref() == nature;
        if let Some(known) = self.taxes.iter().find(same) {
            return known.id.clone();
        }
        let id = ids.next();
        self.taxes.push(Tax {
            id: id.clone(),
            name: nature.map_or_else(
                || format!("IVA {}%", rate.normalize()),
                |nature| format!("Esente {nature}"),
            ),
            rate,
            nature: nature.map(ToOwned::to_owned),
            sales_point: None,
            last_update: ids.now,
        });
        id
    }

    pub(super) fn sales_mode_named(&mut self, name: &str, ids: &Ids<'_>) -> String {
        if let Some(known) = self.sales_modes.iter().find(|known| known.name == name) {
            return known.id.clone();
        }
        let id = ids.next();
        self.sales_modes.push(SalesMode {
            id: id.clone(),
            name: name.to_owned(),
        });
        id
    }

    fn option_named(&mut self, name: &str, ids: &Ids<'_>) -> String {
        if let Some(known) = self.options.iter().find(|known| known.name == name) {
            return known.id.clone();
        }
        let id = ids.next();
        self.options.push(OptionRecord {
            id: id.clone(),
            name: name.to_owned(),
            values: Vec::new(),
        });
        id
    }

    /// The value `name` of the option with id `option`.
    pub(super) fn value_named(&mut self, option: &str, name: &str, ids: &Ids<'_>) -> String {
        let Some(option) = self.options.iter_mut().find(|known| known.id == option) else {
            return ids.next();
        };
        if let Some(known) = option.values.iter().find(|known| known.name == name) {
            return known.id.clone();
        }
        let id = ids.next();
        option.values.push(OptionValue {
            id: id.clone(),
            name: name.to_owned(),
        });
        id
    }
}

#[cfg(test)]
mod tests {
    use ponte_transport::SeededRandom;

    use super::*;
    use crate::till::records;

    fn load(products: &[catalogue::Product]) -> Till {
        let mut till = Till::new();
        for name in ["Via Roma", "Porto"] {
            till.add_sales_point(name, "Torino");
        }
        for product in products {
            till.add_product(product, Timestamp::UNIX_EPOCH, &SeededRandom::new(1));
        }
        till
    }

    fn first(till: &Till) -> &records::Product {
        till.products().next().expect("a product")
    }

    #[test]
    fn a_rate_of_0_without_a_nature_is_exempt_and_two_natures_stay_two_taxes() {
        let with = |nature: Option<&str>| catalogue::Product {
            vat_nature: nature.map(ToOwned::to_owned),
            ..catalogue::Product::default()
        };
        let random = SeededRandom::new(1);
        let mut till = Till::new();
        for nature in [None, Some("N4"), Some("N2")] {
            till.add_product(&with(nature), Timestamp::UNIX_EPOCH, &random);
        }
        let natures: Vec<_> = till
            .taxes()
            .iter()
            .map(|tax| tax.nature.as_deref())
            .collect();
        assert_eq!(natures, [Some("N4"), Some("N2")]);
    }

    #[test]
    fn what_a_name_stands_for_is_made_once() {
        let product = catalogue::Product {
            category: "Scarpe".to_owned(),
            vat: Decimal::from(22),
            ..catalogue::Product::default()
        };
        let other = catalogue::Product {
            vat: Decimal::new(2200, 2),
            ..product.clone()
        };
        let till = load(&[product, other]);
        let made = (
            till.categories().len(),
            till.taxes().len(),
            till.departments().len(),
        );
        assert_eq!(made, (1, 1, 1));
    }

    #[test]
    fn a_product_without_a_category_gets_one_all_the_same() {
        let till = load(&[catalogue::Product::default()]);
        assert!(till.category(&first(&till).category).is_some());
    }

    #[test]
    fn a_product_without_options_has_exactly_one_variant() {
        let two = catalogue::Product {
            variants: vec![catalogue::Variant::default(); 2],
            ..catalogue::Product::default()
        };
        for product in [two, catalogue::Product::default()] {
            assert_eq!(first(&load(&[product])).variants.len(), 1);
        }
    }

    #[test]
    fn a_product_of_one_sales_point_has_stock_there_only() {
        let product = catalogue::Product {
            only_in: Some(1),
            ..catalogue::Product::default()
        };
        let till = load(&[product]);
        let product = first(&till);
        assert_eq!(product.sales_point, Some(102));
        assert_eq!(product.variants[0].stock.keys().collect::<Vec<_>>(), [&102]);
    }
}
