//! What the merchant should know or do: a cause, a subject, a remedy.
//!
//! A finding opens and closes by itself: each pass says what it sees; what it no longer sees is
//! closed. Words are the pages' business; here are only kinds and facts.

use serde::{Deserialize, Serialize};

/// What keeps a product, or a part of it, out of the shop.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Obstacle {
    /// It has no name.
    NoName,
    /// No price in the price list chosen (product, or the variants named).
    NoPrice {
        /// Option values of the variants, joined; empty for the product itself.
        variants: Vec<String>,
    },
    /// No code, and the setting asks for one.
    NoCode {
        /// Option values of the variants, joined.
        variants: Vec<String>,
    },
    /// Codes that other variants carry too.
    DuplicateCode {
        /// The codes.
        codes: Vec<String>,
    },
    /// Combinations that the shop could not tell apart.
    SameSuperkey {
        /// The superkeys.
        superkeys: Vec<String>,
    },
    /// Variants whose values do not match the product's options.
    BrokenOptions,
    /// A multivariant product without variants.
    NoVariants,
    /// The department or tax is not among those the till listed, or has no rate.
    UnknownVat,
    /// A code longer than the shop takes (255 characters: TS Commerce sheet §28.42).
    CodeTooLong {
        /// The codes' first characters.
        codes: Vec<String>,
    },
}

/// Kinds of findings of the products stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// A product cannot be listed. Subject: the product's id.
    Blocked {
        /// Its name.
        name: String,
        /// Why.
        obstacles: Vec<Obstacle>,
    },
    /// The shop holds its variants spread over several products: stock and orders only.
    Spread {
        /// Its name.
        name: String,
        /// The shop's products.
        uids: Vec<i64>,
    },
    /// The shop refused a write.
    Refused {
        /// The product's name.
        name: String,
        /// The shop's words, fit to be shown.
        text: String,
    },
    /// The shop passed over its variants when it was created, or would have.
    VariantsIgnored {
        /// Its name.
        name: String,
    },
    /// A picture cannot be sent.
    Picture {
        /// The product's name.
        name: String,
        /// The picture's address.
        url: String,
        /// Why.
        trouble: PictureTrouble,
    },
    /// Someone changed on the shop a field that the till decides. Told once.
    EditedOnShop {
        /// The product's name.
        name: String,
        /// Which groups.
        groups: Vec<crate::group::Group>,
    },
    /// A change so large that it waits for a yes. Subject: the brake's name.
    Held {
        /// How many.
        count: u64,
        /// Of how many.
        of: u64,
    },
    /// The till's key lacks a permission. Subject: the permission.
    MissingPermission,
    /// A sales point that the till did not have before, or no longer has. Subject: its id.
    SalesPoint {
        /// Its name.
        name: String,
        /// New, or gone.
        gone: bool,
    },
}

/// What is wrong with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureTrouble {
    /// Nobody answers at its address.
    Unreachable,
    /// The address answers, but not with it (404 and the like).
    Missing,
    /// The address is not public.
    ForbiddenAddress,
    /// More than 10 MB.
    TooLarge,
    /// Not a picture that the shop takes.
    WrongType,
    /// The shop refused it.
    Refused,
}

impl Finding {
    /// The kind's name, as the database and the pages know it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Blocked { .. } => "blocked",
            Self::Spread { .. } => "spread",
            Self::Refused { .. } => "refused",
            Self::VariantsIgnored { .. } => "variants_ignored",
            Self::Picture { .. } => "picture",
            Self::EditedOnShop { .. } => "edited_on_shop",
            Self::Held { .. } => "held",
            Self::MissingPermission => "missing_permission",
            Self::SalesPoint { .. } => "sales_point",
        }
    }
}
