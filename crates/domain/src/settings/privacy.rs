//! What the merchant chose for the data of those who buy.

use serde::{Deserialize, Serialize};

/// How long buyers are remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrivacySettings {
    /// Days after `orderDate` until an order that is over forgets who bought. Its figures stay.
    pub keep_days: u16,
}

impl PrivacySettings {
    /// Fewer days would forget a buyer while parcels and returns are still on their way.
    pub const LEAST: u16 = 30;
    /// More than the ten years for which books are kept is nobody's wish.
    pub const MOST: u16 = 3660;
}

impl Default for PrivacySettings {
    /// Half a year. Ponte needs a buyer until the order is over; somebody who asks what became of one
    /// asks within weeks, a present's exchange within months. The shop and the till keep what the law
    /// wants kept: this is a third copy.
    fn default() -> Self {
        Self { keep_days: 180 }
    }
}
