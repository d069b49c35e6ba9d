//! What a merchant changes in the portal.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_transport::Randomness;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    load::Ids,
    records::{Price, Variant},
    state::{Missing, Till, touched},
};
use crate::catalogue;

/// Changes of one product; what is missing stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductEdit {
    /// Everything anew, stock too; variants with the same values keep their ids. Done before the rest.
    pub replace: Option<catalogue::Product>,
    /// Name.
    pub name: Option<String>,
    /// Long description, HTML.
    pub description: Option<String>,
    /// Name of the category; made where the till has none of that name.
    pub category: Option<String>,
    /// VAT rate in percent.
    pub vat: Option<Decimal>,
    /// Exemption code for a rate of 0.
    pub vat_nature: Option<String>,
    /// Enabled for e-commerce.
    pub ecommerce: Option<bool>,
    /// Addresses of all pictures.
    pub pictures: Option<Vec<String>>,
    /// All tags.
    pub tags: Option<Vec<String>>,
    /// The variant (its id) that the four fields below are meant for; without it prices are for
    /// all variants, code and barcode for the first.
    pub variant: Option<String>,
    /// Base price everywhere.
    pub price: Option<Decimal>,
    /// Base prices of sales points (by id), beside the general one.
    pub point_prices: BTreeMap<i64, Decimal>,
    /// The merchant's own code; an empty one removes it.
    pub sku: Option<String>,
    /// Barcode; an empty one removes it.
    pub barcode: Option<String>,
    /// Another name for a value of one of its options, on this product only.
    pub rename_value: Option<RenameValue>,
}

impl ProductEdit {
    /// Whether it changes prices and nothing else.
    fn is_only_of_prices(&self) -> bool {
        let prices = Self {
            variant: self.variant.clone(),
            price: self.price,
            point_prices: self.point_prices.clone(),
            ..Self::default()
        };
        *self == prices
    }
}

/// A value of an option under a new name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameValue {
    /// Name of the option.
    pub option: String,
    /// Name of the value until now.
    pub from: String,
    /// Its new name.
    pub to: String,
}

impl Till {
    /// Changes a product. Its variants keep their ids.
    ///
    /// # Errors
    /// [`Missing`] where the product, or something that the edit names, does not exist; nothing
    /// changes then.
    pub fn edit_product(
        &mut self,
        id: &str,
        edit: &ProductEdit,
        now: Timestamp,
        random: &dyn Randomness,
    ) -> Result<(), Missing> {
        let before = self
            .product(id)
            .ok_or_else(|| Missing::Product(id.to_owned()))?;
        let ids = Ids::new(now, random);
        let mut product = before.clone();
        let update = touched(before.newest(), now);
        let (price_update, stock_update) = (before.price_update, before.stock_update);
        if let Some(whole) = &edit.replace {
            let external_id = product.external_id.take();
            product = self.build_product(id.to_owned(), whole, &product.variants, &ids);
            product.external_id = external_id;
        }
        if let Some(rename) = &edit.rename_value {
            self.rename_value_of(&mut product, rename, &ids)?;
        }
        edit_variants(&mut product.variants, edit)?;
        if let Some(category) = &edit.category {
            product.category = self.category_named(category, &ids);
        }
        if edit.vat.is_some() || edit.vat_nature.is_some() {
            let rate = match edit.vat {
                Some(rate) => rate,
                None => self.tax_of(&product).map_or(Decimal::ZERO, |tax| tax.rate),
            };
            product.department = self.department_for(rate, edit.vat_nature.as_deref(), &ids);
        }
        set(&mut product.name, edit.name.as_ref());
        set(&mut product.description, edit.description.as_ref());
        set(&mut product.pictures, edit.pictures.as_ref());
        set(&mut product.tags, edit.tags.as_ref());
        set(&mut product.channels.ecommerce, edit.ecommerce.as_ref());
        (product.price_update, product.stock_update) = (price_update, stock_update);
        if edit.is_only_of_prices() {
            product.price_update = update;
        } else {
            product.last_update = update;
        }
        *self.product_mut(id)? = product;
        Ok(())
    }

    fn rename_value_of(
        &mut self,
        product: &mut super::records::Product,
        rename: &RenameValue,
        ids: &Ids<'_>,
    ) -> Result<(), Missing> {
        let missing = || Missing::Value {
            option: rename.option.clone(),
            value: rename.from.clone(),
        };
        let (place, option) = product
            .options
            .iter()
            .enumerate()
            .find_map(|(place, id)| {
                let option = self.option(id)?;
                (option.name == rename.option).then_some((place, option))
            })
            .ok_or_else(missing)?;
        let known = option.values.iter().find(|value| value.name == rename.from);
        let (option, from) = (option.id.clone(), known.ok_or_else(missing)?.id.clone());
        let uses = |variant: &Variant| variant.values.get(place) == Some(&from);
        if !product.variants.iter().any(uses) {
            return Err(missing());
        }
        let to = self.value_named(&option, &rename.to, ids);
        for variant in product.variants.iter_mut().filter(|variant| uses(variant)) {
            variant.values[place].clone_from(&to);
        }
        Ok(())
    }

    /// Removes a product with its stock.
    ///
    /// # Errors
    /// [`Missing::Product`].
    pub fn remove_product(&mut self, id: &str) -> Result<(), Missing> {
        let place = self.places.remove(id);
        let place = place.ok_or_else(|| Missing::Product(id.to_owned()))?;
        self.products.remove(&place);
        Ok(())
    }

    /// Enables a product for e-commerce, or not.
    ///
    /// # Errors
    /// [`Missing::Product`].
    pub fn set_ecommerce(&mut self, id: &str, on: bool, now: Timestamp) -> Result<(), Missing> {
        let product = self.product_mut(id)?;
        product.channels.ecommerce = on;
        product.last_update = touched(product.newest(), now);
        Ok(())
    }

    /// Gives a category another name. Its products keep their `last_update`.
    ///
    /// # Errors
    /// [`Missing::Category`].
    pub fn rename_category(&mut self, id: &str, name: &str, now: Timestamp) -> Result<(), Missing> {
        self.change_category(id, now, |category| name.clone_into(&mut category.name))
    }

    /// Enables a category for e-commerce, or not. Its products keep their `last_update`.
    ///
    /// # Errors
    /// [`Missing::Category`].
    pub fn set_category_ecommerce(
        &mut self,
        id: &str,
        on: bool,
        now: Timestamp,
    ) -> Result<(), Missing> {
        self.change_category(id, now, |category| category.channels.ecommerce = on)
    }

    fn change_category(
        &mut self,
        id: &str,
        now: Timestamp,
        change: impl FnOnce(&mut super::records::Category),
    ) -> Result<(), Missing> {
        let category = self.categories.iter_mut().find(|known| known.id == id);
        let category = category.ok_or_else(|| Missing::Category(id.to_owned()))?;
        change(category);
        category.last_update = touched(category.last_update, now);
        Ok(())
    }

    /// Gives a value of the dictionary another name: every product that uses it shows it, none of
    /// them is touched.
    ///
    /// # Errors
    /// [`Missing::Value`].
    pub fn rename_option_value(&mut self, rename: &RenameValue) -> Result<(), Missing> {
        let value = self
            .options
            .iter_mut()
            .filter(|option| option.name == rename.option)
            .flat_map(|option| &mut option.values)
            .find(|value| value.name == rename.from);
        let value = value.ok_or_else(|| Missing::Value {
            option: rename.option.clone(),
            value: rename.from.clone(),
        })?;
        value.name.clone_from(&rename.to);
        Ok(())
    }
}

fn set<T: Clone>(field: &mut T, new: Option<&T>) {
    if let Some(new) = new {
        field.clone_from(new);
    }
}

fn edit_variants(variants: &mut [Variant], edit: &ProductEdit) -> Result<(), Missing> {
    let chosen = match &edit.variant {
        None => 0..variants.len(),
        Some(id) => {
            let place = variants.iter().position(|variant| variant.id == *id);
            let place = place.ok_or_else(|| Missing::Variant(id.clone()))?;
            place..place + 1
        }
    };
    for variant in &mut variants[chosen.clone()] {
        if let Some(price) = edit.price {
            set_base_price(&mut variant.prices, None, price);
        }
        for (point, price) in &edit.point_prices {
            set_base_price(&mut variant.prices, Some(*point), *price);
        }
    }
    if let Some(first) = variants.get_mut(chosen.start) {
        if let Some(sku) = &edit.sku {
            first.sku = (!sku.is_empty()).then(|| sku.clone());
        }
        if let Some(barcode) = &edit.barcode {
            first.barcodes = if barcode.is_empty() {
                vec![]
            } else {
                vec![barcode.clone()]
            };
        }
    }
    Ok(())
}

fn set_base_price(prices: &mut Vec<Price>, sales_point: Option<i64>, value: Decimal) {
    let same = |price: &&mut Price| price.mode.is_none() && price.sales_point == sales_point;
    match prices.iter_mut().find(same) {
        Some(price) => price.value = value,
        None => prices.push(Price {
            mode: None,
            sales_point,
            value,
        }),
    }
}
