//! What the merchant chose, with the defaults of today's plug-in.

mod orders;
mod pause;
mod privacy;
mod stock;

use serde::{Deserialize, Serialize};

use crate::till::SalesPointId;

pub use orders::{
    Customers, OrderSettings, PaymentRule, SaleStates, Shipping, Shortage, Strategy, UnknownLines,
};
pub use pause::{Held, LONGEST, Meanwhile, Pauses, StockPause};
pub use privacy::PrivacySettings;
pub use stock::StockSettings;

/// All settings of one shop. Missing ones take their default, so that a newer Ponte reads an older
/// shop's settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What Ponte does with the catalogue.
    pub mode: Mode,
    /// Who decides each field.
    pub fields: FieldPolicies,
    /// *Listino online*.
    pub price_list: PriceList,
    /// *Prodotti senza codice*.
    pub missing_codes: MissingCodes,
    /// What to do with texts and pictures of a product that the shop has already.
    pub adopted: AdoptedTexts,
    /// How fast the shop is written.
    pub pace: Pace,
    /// How orders reach the till.
    pub orders: OrderSettings,
    /// How long buyers are remembered.
    pub privacy: PrivacySettings,
    /// What the shop shows of the stock.
    pub stock: StockSettings,
    /// What is held.
    pub pauses: Pauses,
}

/// What Ponte does with the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Products go from the till to the shop.
    #[default]
    Everything,
    /// *Solo giacenze e ordini*: link by SKU, write no product.
    StockAndOrders,
}

/// Who decides a field of the shop's product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// *Sempre dalla cassa*.
    #[default]
    Always,
    /// *Solo alla creazione*.
    OnCreation,
    /// *Mai*.
    Never,
}

/// A policy for each field group that has one. The others (code, EAN, options, tax, weight) always
/// come from the till: without them stock and orders could not be matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldPolicies {
    /// Categories.
    pub categories: Policy,
    /// Pictures.
    pub images: Policy,
    /// Name.
    pub name: Policy,
    /// Description.
    pub description: Policy,
    /// Price.
    pub price: Policy,
    /// Visibility.
    pub visibility: Policy,
}

/// *Listino online*: which of the till's prices the shop shows. Never "the first point".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceList {
    /// The base price.
    #[default]
    Base,
    /// The price in the sales mode with this id.
    SalesMode(String),
    /// The base price at this named point.
    At(SalesPointId),
}

/// *Prodotti senza codice*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingCodes {
    /// Ponte derives one from the till's variant id.
    #[default]
    Generate,
    /// They stay out of the shop, with a finding.
    Exclude,
}

/// What happens to texts and pictures of an adopted product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdoptedTexts {
    /// The shop's stay.
    #[default]
    Keep,
    /// The till's replace them.
    Overwrite,
}

/// How fast the shop is written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    /// Writes in flight at the same time, one a product.
    pub in_flight: u32,
    /// Calls a second to begin with; 0 = no limit at all.
    pub start: f64,
    /// Never slower than this.
    pub least: f64,
    /// Never faster than this.
    pub most: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            in_flight: 4,
            start: 5.0,
            least: 1.0,
            most: 20.0,
        }
    }
}
