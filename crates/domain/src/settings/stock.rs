//! What the merchant chose for stock. The reserve of a point stands beside its switches.

use serde::{Deserialize, Serialize};

use crate::orders::order::Pieces;

/// Settings of the stock stream. Missing ones take their default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StockSettings {
    /// *Margine*: pieces of each article that the shop does not show. A product may have its own.
    pub margin: Pieces,
}
