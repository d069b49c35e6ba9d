//! What the merchant should know or do: a cause, a subject, a remedy.
//!
//! A finding opens and closes by itself: each pass says what it sees; what it no longer sees is
//! closed. Words are the pages' business; here are only kinds and facts.

mod topic;

use serde::{Deserialize, Serialize};

pub use topic::{Remedy, Severity, Topic};

use crate::orders::order::Attention;

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

/// Kinds of findings.
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
    /// An order that a person must look at. Subject: its id.
    Order {
        /// What the shop's people call it.
        name: String,
        /// Why.
        attention: Attention,
    },
    /// The till does not take an order, for a reason that a person can mend; it is tried again.
    /// Subject: the order's id.
    OrderRefused {
        /// What the shop's people call it.
        name: String,
        /// The till's words, fit to be shown.
        text: String,
    },
    /// A setting of the till's account keeps orders from arriving. Subject: the setting's name.
    TillSetting {
        /// Which.
        setting: TillSetting,
    },
    /// An order of the shop that cannot be understood; the others go on. Subject: its id.
    OrderUnreadable {
        /// What is wrong with it.
        text: String,
    },
    /// A `shippingProfile` seen on orders that nobody has mapped. Subject: the profile.
    ShippingUnmapped,
    /// A part that nobody at the point accepted in time. Subject: order and number.
    PartUnaccepted {
        /// What the shop's people call the order.
        name: String,
        /// The part.
        number: u32,
        /// The point's name.
        point: String,
    },
    /// A part that is no longer on the till. Subject: order and number.
    PartGone {
        /// What the shop's people call the order.
        name: String,
        /// The part.
        number: u32,
        /// The point's name.
        point: String,
    },
    /// An order on the till that carries our name and that we do not hold. Subject: its `externalId`.
    StrayTillOrder {
        /// The point's name, or its number.
        point: String,
    },
    /// The shop refused to move an order to the state that the till's progress asks for. Subject: the
    /// order's id.
    OrderStateRefused {
        /// What the shop's people call it.
        name: String,
        /// The shop's words, fit to be shown.
        text: String,
    },
    /// The shop's list of stock does not know a code that Ponte wrote there. Subject: the SKU.
    NotInShop {
        /// The article's name.
        name: String,
    },
    /// The shop's list of stock knows a code more than once. Subject: the SKU.
    ListedTwice {
        /// The article's name.
        name: String,
    },
    /// A variant whose stock the till does not manage, and the merchant set no figure. Subject: the SKU.
    NoStockFigure {
        /// The article's name.
        name: String,
        /// The variant, for the figure to be set.
        variant: String,
    },
    /// The shop refused a write of stock. Subject: the SKU.
    StockRefused {
        /// The article's name.
        name: String,
        /// The shop's words, fit to be shown.
        text: String,
    },
    /// Stock of a point could not be read for a while: the shop goes on with what was last read, and is
    /// raised by none of it. Subject: the point's id.
    LevelsUnread {
        /// The point's name.
        point: String,
        /// Since when.
        since: jiff::Timestamp,
        /// Why.
        trouble: LevelTrouble,
    },
    /// A service does not take the keys that are kept. Subject: `till` or `shop`.
    Keys {
        /// What is wrong with them.
        trouble: KeysTrouble,
    },
}

/// What is wrong with keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeysTrouble {
    /// The service does not know them, or has disabled them.
    Refused,
    /// They may only read.
    ReadOnly,
}

/// Why stock of a point is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelTrouble {
    /// The till's key may not read it.
    Refused,
    /// The till's answers are empty, or shorter than they say.
    Short,
    /// The till no longer lists the point.
    PointGone,
    /// Anything else.
    Broken,
}

/// A setting of the till's account that refuses orders (Cassa in Cloud sheet §17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TillSetting {
    /// *Orario Obbligatorio*: must be NO.
    MandatoryTime,
    /// *Ordine Minimo*: must be 0.
    MinimumOrder,
    /// The opening hours do not hold the due time.
    OpeningHours,
    /// The due time is nearer than the minimum processing time.
    LeadTime,
    /// The time slot is full.
    SlotFull,
}

impl TillSetting {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::MandatoryTime,
        Self::MinimumOrder,
        Self::OpeningHours,
        Self::LeadTime,
        Self::SlotFull,
    ];

    /// The name, as the database and the pages know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MandatoryTime => "mandatory_time",
            Self::MinimumOrder => "minimum_order",
            Self::OpeningHours => "opening_hours",
            Self::LeadTime => "lead_time",
            Self::SlotFull => "slot_full",
        }
    }
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
            Self::Order { .. } => "order",
            Self::OrderRefused { .. } => "order_refused",
            Self::TillSetting { .. } => "till_setting",
            Self::OrderUnreadable { .. } => "order_unreadable",
            Self::ShippingUnmapped => "shipping_unmapped",
            Self::PartUnaccepted { .. } => "part_unaccepted",
            Self::PartGone { .. } => "part_gone",
            Self::StrayTillOrder { .. } => "stray_till_order",
            Self::OrderStateRefused { .. } => "order_state_refused",
            Self::NotInShop { .. } => "not_in_shop",
            Self::ListedTwice { .. } => "listed_twice",
            Self::NoStockFigure { .. } => "no_stock_figure",
            Self::StockRefused { .. } => "stock_refused",
            Self::LevelsUnread { .. } => "levels_unread",
            Self::Keys { .. } => "keys",
        }
    }
}
