//! What we last wrote to the shop, as fingerprints of field groups.

mod moved;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    desired::Desired,
    money::Money,
    till::{ProductId, VariantId},
};

pub use moved::moved;
pub use written::{after_hiding, after_write, variants_to_write};

/// A product's number on the shop.
pub type Uid = i64;

/// Fields that are written, compared and decided together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// `title`.
    Name,
    /// `description`.
    Description,
    /// `price`, `final_price`, of the product and its variants.
    Price,
    /// `status`.
    Visibility,
    /// `categories`.
    Categories,
    /// Pictures.
    Images,
    /// `tax_profile`.
    Tax,
    /// SKU, EAN, weight, options, variants, the till's id.
    Identity,
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Description,
        Self::Price,
        Self::Visibility,
        Self::Categories,
        Self::Images,
        Self::Tax,
        Self::Identity,
    ];
}

/// A short digest of what a group held when we wrote it.
pub type Fingerprint = String;

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

/// The fingerprint of a value: the first 16 bytes of the SHA-256 of its JSON, in hex.
#[must_use]
pub fn fingerprint<T: Serialize + ?Sized>(value: &T) -> Fingerprint {
    let json = serde_json::to_vec(value).expect("plain data becomes JSON");
    hex::encode(&Sha256::digest(json)[..16])
}

impl Desired {
    /// The fingerprint of each group as it should be.
    #[must_use]
    pub fn fingerprints(&self) -> BTreeMap<Group, Fingerprint> {
        Group::ALL
            .into_iter()
            .map(|group| (group, self.fingerprint(group)))
            .collect()
    }

    /// The fingerprint of one group as it should be.
    #[must_use]
    pub fn fingerprint(&self, group: Group) -> Fingerprint {
        match group {
            Group::Name => fingerprint(&self.name),
            Group::Description => fingerprint(&self.description),
            Group::Price => {
                let variants: Vec<_> = self
                    .variants
                    .iter()
                    .map(|v| (&v.variant, v.price))
                    .collect();
                fingerprint(&(self.price, variants))
            }
            Group::Visibility => fingerprint(&self.visible),
            Group::Categories => fingerprint(&self.category),
            Group::Images => fingerprint(&self.pictures),
            Group::Tax => fingerprint(&self.vat),
            Group::Identity => {
                let variants: Vec<_> = self
                    .variants
                    .iter()
                    .map(|v| (&v.variant, &v.values, &v.superkey, &v.sku, &v.ean))
                    .collect();
                fingerprint(&(&self.sku, &self.ean, self.by_weight, &self.axes, variants))
            }
        }
    }
}
