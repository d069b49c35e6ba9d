//! Who may call the shop (TS Commerce sheet §3).

use std::fmt;

use ponte_transport::Randomness;
use serde::{Deserialize, Serialize};

/// What a pair may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Only endpoints called with GET.
    Read,
    /// All methods.
    ReadWrite,
}

/// Two secrets that go together, sent as headers `key` and `exchange`.
#[derive(Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct KeyPair {
    /// First secret: lower-case hex, longer than the second.
    pub key: String,
    /// Second secret: 64 hex characters.
    pub exchange: String,
    /// What it may do.
    pub access: Access,
}

impl KeyPair {
    /// A pair nobody has.
    pub(super) fn draw(access: Access, random: &dyn Randomness) -> Self {
        // The length of `key` is not fixed: 65 and 70 were seen.
        let length = if random.below(2) == 0 { 65 } else { 70 };
        let mut key = random.token(35);
        key.truncate(length);
        Self {
            key,
            exchange: random.token(32),
            access,
        }
    }
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyPair")
            .field("access", &self.access)
            .finish_non_exhaustive()
    }
}
