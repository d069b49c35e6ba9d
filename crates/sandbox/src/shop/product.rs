//! A product of the shop and its variants (TS Commerce sheet §11, §12).

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Product {
    /// Its number.
    pub uid: u64,
    /// The merchant's code; compared exactly, may be empty.
    pub sku: String,
    /// Name in the default language.
    pub title: String,
    /// Description, HTML.
    pub description: String,
    /// List price, VAT included, at most two decimals.
    pub price: Decimal,
    /// What is charged.
    pub final_price: Decimal,
    /// Visible to shoppers (`status` 1).
    pub visible: bool,
    /// Pieces on hand; none where it was never counted.
    pub quantity: Option<i64>,
    /// Sold without counting.
    pub unlimited: bool,
    /// Category uids.
    pub categories: Vec<u64>,
    /// Brand uid.
    pub brand: Option<u64>,
    /// VAT profile; none is the shop's default one.
    pub tax_profile: Option<String>,
    /// Weight in kilograms.
    pub weight: Option<Decimal>,
    /// Width, height and depth in centimetres.
    pub dimension: Dimension,
    /// Manufacturer's part number.
    pub mpn: String,
    /// Thirteen-digit bar code.
    pub ean13: String,
    /// Eight-digit bar code.
    pub ean8: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Custom fields, by attribute id.
    pub attributes: BTreeMap<String, String>,
    /// Texts for search engines.
    pub seo: Seo,
    /// Readable part of its address.
    pub slug: String,
    /// Extra cost of shipping.
    pub shipping_cost: Decimal,
    /// Sold through variants.
    pub use_variants: bool,
    /// The option axes, in order.
    pub axes: Vec<Axis>,
    /// The combinations.
    pub variants: Vec<Variant>,
    /// Its pictures, the main one first.
    pub images: Vec<ProductImage>,
    /// When it was made.
    pub created: Timestamp,
    /// When its content was last written; stock does not count.
    pub updated: Timestamp,
}

/// Measures as the shop gives them: texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dimension {
    /// Width.
    pub w: String,
    /// Height.
    pub h: String,
    /// Depth.
    pub z: String,
}

/// Texts for search engines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seo {
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// Key words.
    pub keywords: String,
}

/// One option axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// Its key: the name in lower case.
    pub key: String,
    /// Its name as it was written.
    pub title: String,
    /// Its values as they were written, in order.
    pub values: Vec<String>,
}

/// One combination of option values; (product uid, superkey) is its identity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variant {
    /// Values in lower case joined by `_`, in the order of the axes.
    pub superkey: String,
    /// The merchant's code; may be empty.
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
    /// Its own pictures, as links or image ids.
    pub gallery: Vec<String>,
}

/// A picture of a product; its bytes are in the gallery.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductImage {
    /// StoredenID.
    pub id: String,
    /// `related` 1: an additional picture; 0: the main one.
    pub related: bool,
}

impl Product {
    /// Every SKU it uses that is not empty: its own and its variants'.
    pub fn skus(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.sku.as_str())
            .chain(self.variants.iter().map(|variant| variant.sku.as_str()))
            .filter(|sku| !sku.is_empty())
    }

    /// The id of the main picture, where there is any picture.
    #[must_use]
    pub fn main_image(&self) -> Option<&str> {
        self.images.first().map(|image| image.id.as_str())
    }

    /// The variant with this superkey, whatever its case.
    #[must_use]
    pub fn variant(&self, superkey: &str) -> Option<usize> {
        let wanted = superkey.to_lowercase();
        self.variants
            .iter()
            .position(|variant| variant.superkey == wanted)
    }

    /// Adds a picture: a main one comes first and makes the former main one additional.
    pub fn add_image(&mut self, id: String, related: bool) {
        if related {
            self.images.push(ProductImage { id, related });
            return;
        }
        for image in &mut self.images {
            image.related = true;
        }
        self.images.insert(0, ProductImage { id, related });
    }
}

/// The superkey of a combination: its values in lower case, joined by `_` (sheet §12.1).
#[must_use]
pub fn superkey<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let lower: Vec<_> = values.into_iter().map(str::to_lowercase).collect();
    lower.join("_")
}

/// Whether one value of each axis, in order, makes `superkey` (in lower case).
///
/// It is never split at `_`, since a value may hold one itself (sheet §12.1).
#[must_use]
pub fn formable(superkey: &str, axes: &[Axis]) -> bool {
    let Some((axis, others)) = axes.split_first() else {
        return false;
    };
    axis.values.iter().any(|value| {
        let Some(rest) = superkey.strip_prefix(value.to_lowercase().as_str()) else {
            return false;
        };
        if others.is_empty() {
            return rest.is_empty();
        }
        rest.strip_prefix('_')
            .is_some_and(|rest| formable(rest, others))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(values: &[&str]) -> Axis {
        Axis {
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            ..Axis::default()
        }
    }

    #[test]
    fn a_superkey_is_recognised_although_values_hold_underscores() {
        let axes = [axis(&["A", "a_b"]), axis(&["C", "B_c"])];
        assert_eq!(superkey(["a_b", "C"]), "a_b_c");
        for formed in ["a_c", "a_b_c", "a_b_b_c"] {
            assert!(formable(formed, &axes), "{formed}");
        }
        for other in ["", "a", "a_b", "a_b_c_c", "c_a"] {
            assert!(!formable(other, &axes), "{other}");
        }
        assert!(!formable("", &[]));
    }

    #[test]
    fn a_new_main_picture_makes_the_former_one_additional() {
        let mut product = Product::default();
        product.add_image("1".to_owned(), true);
        product.add_image("2".to_owned(), false);
        product.add_image("3".to_owned(), false);
        let related: Vec<_> = product
            .images
            .iter()
            .map(|image| (image.id.as_str(), image.related))
            .collect();
        assert_eq!(related, [("3", false), ("2", true), ("1", true)]);
    }
}
