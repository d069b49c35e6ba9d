//! What we last wrote to the shop, as fingerprints of field groups.

mod moved;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    money::Money,
    till::{ProductId, VariantId},
};

pub use crate::group::{Fingerprint, Group};
pub use moved::moved;
pub use written::{after_hiding, after_write, variants_to_write};

/// A product's number on the shop.
pub type Uid = i64;

/// The shop's copy of a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// The till's product.
    pub product: ProductId,
    /// The shop's product.
    pub uid: Uid,
    /// The shop's SKU of the product as a whole.
    pub sku: String,
    /// What we last wrote, group by group. A group that we never wrote is missing.
    pub written: BTreeMap<Group, Fingerprint>,
    /// Groups that the merchant keeps as they are on the shop (adopted texts and pictures).
    pub kept: BTreeSet<Group>,
    /// Whether we last wrote it as visible.
    pub visible: bool,
    /// Its variants, gone ones too; a simple product has one with an empty superkey.
    pub variants: Vec<ListedVariant>,
    /// Linked for stock and orders only: no product field is ever written.
    pub link_only: bool,
}

/// The shop's copy of a variant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListedVariant {
    /// The till's variant.
    pub variant: VariantId,
    /// The shop's product it belongs to (differs from the listing's only where variants are spread).
    pub uid: Uid,
    /// Its combination; empty for a simple product.
    pub superkey: String,
    /// Its option values, in order; kept so that a gone variant can still be written.
    pub values: Vec<String>,
    /// Its SKU.
    pub sku: String,
    /// The price we last wrote.
    pub price: Money,
    /// No longer on the till: stays on the shop, held at 0.
    pub gone: bool,
}
