//! Rows that become one product.

use rust_decimal::Decimal;

use super::{ImportError, columns::Row};
use crate::{
    catalogue::{Product, Variant},
    pictures,
};

const NAMES: [&str; 3] = ["Option1 Name", "Option2 Name", "Option3 Name"];
const VALUES: [&str; 3] = ["Option1 Value", "Option2 Value", "Option3 Value"];

/// The VAT rate of what is taxed: the export does not name one.
const ORDINARY_RATE: i64 = 22;

/// A product that is being read.
pub(super) struct Draft {
    product: Product,
    /// Position, order of appearance, path.
    pictures: Vec<(u32, usize, String)>,
    line: u64,
}

impl Draft {
    /// A product from the first of its rows.
    pub(super) fn begin(row: &Row<'_>) -> Result<Self, ImportError> {
        let tags: Vec<String> = row
            .get("Tags")
            .map(|tags| tags.split(',').map(|tag| tag.trim().to_owned()).collect())
            .unwrap_or_default();
        let category = row
            .get("Type")
            .map_or_else(|| tags.first().cloned().unwrap_or_default(), str::to_owned);
        let taxable = row.flag("Variant Taxable", true)?;
        let active = row
            .get("Status")
            .is_none_or(|status| status.eq_ignore_ascii_case("active"));
        let mut draft = Self {
            product: Product {
                name: row.needed("Title")?.to_owned(),
                description: row.get("Body (HTML)").unwrap_or_default().to_owned(),
                category,
                vat: Decimal::from(if taxable { ORDINARY_RATE } else { 0 }),
                vat_nature: (!taxable).then(|| "N4".to_owned()),
                ecommerce: active && row.flag("Published", true)?,
                tags,
                options: options(row),
                ..Product::default()
            },
            pictures: Vec::new(),
            line: row.line(),
        };
        draft.add(row)?;
        Ok(draft)
    }

    /// One more row: a variant, a picture, or both.
    pub(super) fn add(&mut self, row: &Row<'_>) -> Result<(), ImportError> {
        self.add_pictures(row)?;
        let valued = VALUES.iter().any(|column| row.get(column).is_some());
        if valued || row.get("Variant Price").is_some() {
            self.add_variant(row)?;
        }
        Ok(())
    }

    fn add_pictures(&mut self, row: &Row<'_>) -> Result<(), ImportError> {
        let position: Option<u32> = row.read("Image Position", "a whole number")?;
        let links = [
            (row.get("Image Src"), position.unwrap_or(u32::MAX)),
            (row.get("Variant Image"), u32::MAX),
        ];
        for (link, position) in links {
            let Some(path) = link.map(pictures::stand_in) else {
                continue;
            };
            let order = self.pictures.len();
            match self.pictures.iter_mut().find(|known| known.2 == path) {
                Some(known) => known.0 = known.0.min(position),
                None => self.pictures.push((position, order, path)),
            }
        }
        Ok(())
    }

    fn add_variant(&mut self, row: &Row<'_>) -> Result<(), ImportError> {
        let mut values = Vec::new();
        for column in VALUES.into_iter().take(self.product.options.len()) {
            values.push(row.needed(column)?.to_owned());
        }
        if self
            .product
            .variants
            .iter()
            .any(|known| known.values == values)
        {
            return Err(row.wrong(VALUES[0], "this combination is there already"));
        }
        let price: Decimal = row
            .read("Variant Price", "a price")?
            .ok_or_else(|| row.wrong("Variant Price", "it is empty"))?;
        if price.is_sign_negative() && !price.is_zero() {
            return Err(row.wrong("Variant Price", "a price is not negative"));
        }
        let stock: Option<Decimal> = row.read("Variant Inventory Qty", "a number")?;
        let grams: Option<Decimal> = row.read("Variant Grams", "a weight in grams")?;
        let grams = match grams.map(|grams| u32::try_from(grams.round())) {
            None => None,
            Some(Ok(grams)) => Some(grams).filter(|grams| *grams > 0),
            Some(Err(_)) => return Err(row.wrong("Variant Grams", "a weight is not negative")),
        };
        self.product.variants.push(Variant {
            values,
            sku: row.get("Variant SKU").map(str::to_owned),
            // Spreadsheets put an apostrophe before a number that shall stay text.
            barcode: row
                .get("Variant Barcode")
                .map(|code| code.trim_start_matches('\'').to_owned()),
            price: price.round_dp(2),
            grams,
            stock: stock.into_iter().collect(),
            unmanaged: stock.is_none(),
            ..Variant::default()
        });
        Ok(())
    }

    /// The whole product.
    pub(super) fn finish(mut self) -> Result<Product, ImportError> {
        if self.product.variants.is_empty() {
            return Err(ImportError::Value {
                line: self.line,
                column: "Variant Price",
                what: "the product has no row with a price".into(),
            });
        }
        self.pictures.sort();
        self.product.pictures = self.pictures.into_iter().map(|(_, _, path)| path).collect();
        Ok(self.product)
    }
}

/// The names of a product's options; none where it is simple.
fn options(row: &Row<'_>) -> Vec<String> {
    let simple = row
        .get(VALUES[0])
        .is_none_or(|value| value == "Default Title");
    if simple {
        return Vec::new();
    }
    NAMES
        .iter()
        .zip(VALUES)
        .filter(|(_, value)| row.get(value).is_some())
        .map(|(name, _)| row.get(name).unwrap_or("Opzione").to_owned())
        .collect()
}
