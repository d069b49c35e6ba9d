//! Groups of fields: what is written, compared and decided together, and the digest of what one held.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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

/// The fingerprint of a value: the first 16 bytes of the SHA-256 of its JSON, in hex.
#[must_use]
pub fn fingerprint<T: Serialize + ?Sized>(value: &T) -> Fingerprint {
    let json = serde_json::to_vec(value).expect("plain data becomes JSON");
    hex::encode(&Sha256::digest(json)[..16])
}
