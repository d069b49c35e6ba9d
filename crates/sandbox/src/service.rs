//! What is simulated, by name.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    /// Cassa in Cloud.
    Till,
    /// TS Commerce.
    Shop,
    /// Files of pictures, of the till's products and of the shop: no call of an API. They can be
    /// struck by faults, but cost no latency and are in no journal.
    Pictures,
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Till => "till",
            Self::Shop => "shop",
            Self::Pictures => "pictures",
        })
    }
}
