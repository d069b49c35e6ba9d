//! The two simulated services, by name.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// Cassa in Cloud.
    Till,
    /// TS Commerce.
    Shop,
}

impl Service {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Till, Self::Shop];
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Till => "till",
            Self::Shop => "shop",
        })
    }
}
